"""Auditor changes: 8-K item 4.01."""

from datetime import date
from pathlib import Path

from checks.invented import filing, held, listed, subject_of
from microcap.checks.auditor_changed import auditor_changed
from microcap.model.verdicts import CannotTell, Clear, Finding
from offering_rows import document

REPORT = filing("10-K", date(2024, 3, 28), number=9)


def test_a_filing_of_item_4_01_is_found_and_cited(tmp_path: Path) -> None:
    filings = [REPORT, filing("8-K", date(2024, 1, 10), "4.01,9.01")]
    verdict = auditor_changed(subject_of(tmp_path, listings=listed(), filings=filings))
    assert isinstance(verdict, Finding)
    assert "2024-01-10" in verdict.says
    assert [(one.source, one.day) for one in verdict.evidence] == [
        ("0009900001-24-011001", date(2024, 1, 10))
    ]


def test_a_complete_record_without_the_item_is_clear(tmp_path: Path) -> None:
    filings = [REPORT, filing("8-K", date(2024, 1, 10), "2.02,9.01")]
    verdict = auditor_changed(
        subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    )
    assert isinstance(verdict, Clear)
    assert "from 2022-06-28 to 2024-06-28" in verdict.looked_at


def test_the_same_filings_without_proof_that_they_are_all_cannot_tell(tmp_path: Path) -> None:
    verdict = auditor_changed(subject_of(tmp_path, listings=listed(), filings=[REPORT]))
    assert isinstance(verdict, CannotTell)
    assert "not held as a whole" in verdict.missing
    assert "9900001" in verdict.do


def test_an_item_number_within_another_is_not_the_item(tmp_path: Path) -> None:
    filings = [REPORT, filing("8-K", date(2024, 1, 10), "14.01, 4.011")]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    assert isinstance(auditor_changed(subject), Clear)


def test_a_filer_of_form_6_k_owes_no_items_and_gets_no_clean_bill(tmp_path: Path) -> None:
    filings = [filing("6-K", date(2024, 1, 10)), filing("20-F", date(2024, 4, 30))]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    verdict = auditor_changed(subject)
    assert isinstance(verdict, CannotTell)
    assert "20-F, 6-K" in verdict.missing


def test_an_empty_record_that_is_complete_is_not_a_clean_one(tmp_path: Path) -> None:
    verdict = auditor_changed(subject_of(tmp_path, listings=listed(), coverage=[held()]))
    assert isinstance(verdict, CannotTell)
    assert "filed nothing" in verdict.missing


def test_a_record_of_every_filer_proves_nothing_of_an_unknown_issuer(tmp_path: Path) -> None:
    verdict = auditor_changed(subject_of(tmp_path, coverage=[held(subject="*")]))
    assert isinstance(verdict, CannotTell)
    assert "who issued ZZHM is not known" in verdict.missing


def test_a_record_that_ends_before_the_day_cannot_tell_and_says_where_it_ends(
    tmp_path: Path,
) -> None:
    short = held(until=date(2024, 5, 31))
    subject = subject_of(tmp_path, listings=listed(), filings=[REPORT], coverage=[short])
    verdict = auditor_changed(subject)
    assert isinstance(verdict, CannotTell)
    assert "2019-01-01 to 2024-05-31" in verdict.missing


def test_a_change_of_three_years_ago_is_outside_the_two_years(tmp_path: Path) -> None:
    filings = [filing("8-K", date(2021, 6, 1), "4.01"), REPORT]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    assert isinstance(auditor_changed(subject), Clear)


def test_a_single_8_k_in_two_years_is_no_clean_bill(tmp_path: Path) -> None:
    """Who sends no annual or interim report may send no 8-K about the auditor either."""
    filings = [filing("8-K", date(2024, 5, 2), "2.02")]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    verdict = auditor_changed(subject)
    assert isinstance(verdict, CannotTell)
    assert "no annual or interim report was filed" in verdict.missing


def test_the_first_sentence_below_the_item_is_quoted(tmp_path: Path) -> None:
    day = date(2024, 1, 10)
    words = "On January 5, 2024, the board of directors dismissed its auditor, Marrow & Quill LLP."
    text = (
        f"FORM 8-K\nItem 4.01 Changes in Registrant's Certifying Accountant.\n{words}\nSIGNATURES"
    )
    subject = subject_of(
        tmp_path,
        listings=listed(),
        filings=[REPORT, filing("8-K", day, "4.01")],
        filing_documents=[document("8-K", day, text)],
    )
    verdict = auditor_changed(subject)
    assert isinstance(verdict, Finding)
    assert verdict.evidence[0].what.endswith(f"“{words}”")
