"""The shell box and the blank-check industry code."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import Row, fact, filing, listed, subject_of
from microcap.checks.shell_or_blank_check import shell_or_blank_check
from microcap.model.verdicts import CannotTell, Clear, Finding
from offering_rows import document

MARCH = date(2024, 3, 28)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (fact("shell", "true", MARCH), "shell company: yes"),
        (fact("sic", "6770", MARCH), "blank checks"),
    ],
)
def test_the_ticked_box_or_the_code_is_found(tmp_path: Path, row: Row, said: str) -> None:
    verdict = shell_or_blank_check(subject_of(tmp_path, listings=listed(), issuers=[row]))
    assert isinstance(verdict, Finding)
    assert said in verdict.says


def test_the_box_left_open_is_clear(tmp_path: Path) -> None:
    rows = [fact("shell", "false", MARCH), fact("sic", "2834", MARCH)]
    verdict = shell_or_blank_check(subject_of(tmp_path, listings=listed(), issuers=rows))
    assert isinstance(verdict, Clear)


def test_an_industry_code_alone_is_no_clean_bill(tmp_path: Path) -> None:
    rows = [fact("sic", "2834", MARCH)]
    verdict = shell_or_blank_check(subject_of(tmp_path, listings=listed(), issuers=rows))
    assert isinstance(verdict, CannotTell)
    assert "2834" in verdict.missing


def test_a_cover_page_of_years_ago_is_no_clean_bill(tmp_path: Path) -> None:
    rows = [fact("shell", "false", date(2021, 3, 30))]
    verdict = shell_or_blank_check(subject_of(tmp_path, listings=listed(), issuers=rows))
    assert isinstance(verdict, CannotTell)
    assert "the newest held is of 2021-03-30" in verdict.missing


def test_a_report_of_item_5_06_after_the_box_ends_the_state(tmp_path: Path) -> None:
    """The box was ticked in March; in May the company reported that it is a shell no more."""
    rows = [fact("shell", "true", MARCH)]
    filings = [filing("8-K", date(2024, 5, 14), "5.06")]
    subject = subject_of(tmp_path, listings=listed(), issuers=rows, filings=filings)
    verdict = shell_or_blank_check(subject)
    assert isinstance(verdict, Clear)
    assert "item 5.06 of 2024-05-14" in verdict.looked_at


def test_the_box_is_read_from_the_text_of_the_cover_page(tmp_path: Path) -> None:
    box = "Indicate by check mark whether the registrant is a shell company (as defined in Rule 12b-2 of the Act). Yes [X] No [ ]"
    text = f"FORM 10-K\n{box}\nItem 1. Business.\nWe look for one."
    subject = subject_of(
        tmp_path,
        listings=listed(),
        filings=[filing("10-K", MARCH)],
        filing_documents=[document("10-K", MARCH, text)],
    )
    verdict = shell_or_blank_check(subject)
    assert isinstance(verdict, Finding)
    assert "whether the registrant is a shell company" in verdict.evidence[0].what
