"""Whether the chief financial officer left, by the words of the 8-Ks with item 5.02."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import filing, held, listed, subject_of
from checks.real_filings import real_subject
from microcap.checks.finance_officer_left import finance_officer_left
from microcap.model.verdicts import CannotTell, Clear, Finding
from offering_rows import document

JANUARY = date(2024, 1, 10)
REPORT = filing("10-K", date(2024, 3, 28), number=9)
CHANGE = filing("8-K", JANUARY, "5.02")
HEAD = "FORM 8-K\nItem 5.02 Departure of Directors or Certain Officers.\n"
LEFT = "On January 5, 2024, Osric Marrow resigned as Chief Financial Officer of the Company."
CAME = "On January 5, 2024, Ada Rill was elected to the board of directors of the Company."


def test_a_finance_officer_who_resigned_is_found_and_quoted(tmp_path: Path) -> None:
    rows = [document("8-K", JANUARY, f"{HEAD}{LEFT}\nSIGNATURES")]
    filings = [REPORT, CHANGE]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, filing_documents=rows)
    verdict = finance_officer_left(subject)
    assert isinstance(verdict, Finding)
    assert verdict.says == "the chief financial officer left: 2024-01-10"
    assert verdict.evidence[0].what == f"“{LEFT}”"


def test_a_new_director_is_clear(tmp_path: Path) -> None:
    rows = [document("8-K", JANUARY, f"{HEAD}{CAME}\nSIGNATURES")]
    verdict = finance_officer_left(
        subject_of(
            tmp_path,
            listings=listed(),
            filings=[REPORT, CHANGE],
            filing_documents=rows,
            coverage=[held()],
        )
    )
    assert isinstance(verdict, Clear)
    assert "1 8-Ks with item 5.02" in verdict.looked_at


def test_an_item_whose_words_are_not_held_cannot_tell(tmp_path: Path) -> None:
    filings = [REPORT, CHANGE]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    verdict = finance_officer_left(subject)
    assert isinstance(verdict, CannotTell)
    assert "the text of 1 of 1 8-Ks" in verdict.missing


@pytest.mark.real
def test_a_real_report_of_another_officer_who_retires_is_clear(
    tmp_path: Path, shared: Path
) -> None:
    """0001193125-20-270743 tells that a vice president retires; nothing else is on this record."""
    subject = real_subject(
        tmp_path, shared, "0001193125-20-270743", date(2021, 3, 1), first=date(2018, 1, 2)
    )
    assert isinstance(finance_officer_left(subject), Clear)
