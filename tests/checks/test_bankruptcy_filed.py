"""Bankruptcy: 8-K item 1.03."""

from datetime import date
from pathlib import Path

from checks.invented import filing, held, listed, subject_of
from microcap.checks.bankruptcy_filed import bankruptcy_filed
from microcap.model.verdicts import CannotTell, Clear, Finding

REPORT = filing("10-K", date(2024, 3, 28), number=9)


def test_a_filing_of_item_1_03_is_found_and_cited(tmp_path: Path) -> None:
    filings = [REPORT, filing("8-K", date(2024, 1, 10), "1.03,9.01")]
    verdict = bankruptcy_filed(subject_of(tmp_path, listings=listed(), filings=filings))
    assert isinstance(verdict, Finding)
    assert "2024-01-10" in verdict.says
    assert [(one.source, one.day) for one in verdict.evidence] == [
        ("0009900001-24-011001", date(2024, 1, 10))
    ]


def test_a_complete_record_without_the_item_is_clear(tmp_path: Path) -> None:
    filings = [REPORT, filing("8-K", date(2024, 1, 10), "2.02,9.01")]
    verdict = bankruptcy_filed(
        subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    )
    assert isinstance(verdict, Clear)
    assert "from 2022-06-28 to 2024-06-28" in verdict.looked_at


def test_the_same_filings_without_proof_that_they_are_all_cannot_tell(tmp_path: Path) -> None:
    verdict = bankruptcy_filed(subject_of(tmp_path, listings=listed(), filings=[REPORT]))
    assert isinstance(verdict, CannotTell)
    assert "not held as a whole" in verdict.missing
    assert "9900001" in verdict.do


def test_a_bankruptcy_of_four_years_ago_is_still_found(tmp_path: Path) -> None:
    old = filing("8-K", date(2020, 6, 1), "1.03")
    assert isinstance(
        bankruptcy_filed(subject_of(tmp_path, listings=listed(), filings=[old, REPORT])), Finding
    )
