"""Listing notices: 8-K item 3.01."""

from datetime import date
from pathlib import Path

from checks.invented import filing, held, listed, subject_of
from microcap.checks.delisting_notice_received import delisting_notice_received
from microcap.model.verdicts import CannotTell, Clear, Finding

REPORT = filing("10-K", date(2024, 3, 28), number=9)


def test_a_filing_of_item_3_01_is_found_and_cited(tmp_path: Path) -> None:
    filings = [REPORT, filing("8-K", date(2024, 1, 10), "3.01,9.01")]
    verdict = delisting_notice_received(subject_of(tmp_path, listings=listed(), filings=filings))
    assert isinstance(verdict, Finding)
    assert "2024-01-10" in verdict.says
    assert [(one.source, one.day) for one in verdict.evidence] == [
        ("0009900001-24-011001", date(2024, 1, 10))
    ]


def test_a_complete_record_without_the_item_is_clear(tmp_path: Path) -> None:
    filings = [REPORT, filing("8-K", date(2024, 1, 10), "2.02,9.01")]
    verdict = delisting_notice_received(
        subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    )
    assert isinstance(verdict, Clear)
    assert "from 2022-06-28 to 2024-06-28" in verdict.looked_at


def test_the_same_filings_without_proof_that_they_are_all_cannot_tell(tmp_path: Path) -> None:
    verdict = delisting_notice_received(subject_of(tmp_path, listings=listed(), filings=[REPORT]))
    assert isinstance(verdict, CannotTell)
    assert "not held as a whole" in verdict.missing
    assert "9900001" in verdict.do


def test_a_foreign_issuer_that_files_a_voluntary_8_k_owes_no_items(tmp_path: Path) -> None:
    filings = [filing("20-F", date(2024, 4, 25)), filing("8-K", date(2024, 1, 10), "8.01")]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    verdict = delisting_notice_received(subject)
    assert isinstance(verdict, CannotTell)
    assert "Form 6-K has no items" in verdict.missing
    assert verdict.do == "read its Forms 6-K"


def test_an_issuer_that_turned_domestic_did_not_owe_items_all_the_while(tmp_path: Path) -> None:
    filings = [filing("20-F", date(2023, 4, 25)), filing("10-K", date(2024, 3, 28))]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    verdict = delisting_notice_received(subject)
    assert isinstance(verdict, CannotTell)
    assert "since 2024-03-28" in verdict.missing
