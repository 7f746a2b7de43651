"""What the company's documents say of class actions."""

from datetime import date
from pathlib import Path

from checks.invented import filing, held, listed, subject_of
from microcap.checks.class_action_told import class_action_told
from microcap.model.verdicts import CannotTell, Clear, Finding
from offering_rows import document

MARCH, MAY = date(2024, 3, 28), date(2024, 5, 14)
ANNUAL, QUARTER = filing("10-K", MARCH), filing("10-Q", MAY)
SUED = (
    "On January 5, 2024, a purported securities class action was filed against the Company and "
    "certain of its officers in the United States District Court for the District of Nevada."
)
ENDED = (
    "On April 9, 2024, the court dismissed the securities class action against the Company with "
    "prejudice."
)
QUIET = "We are not a party to any legal proceedings."


def _texts(annual: str, quarter: str) -> list[dict[str, object]]:
    return [
        document("10-K", MARCH, f"FORM 10-K\nItem 3. Legal Proceedings.\n{annual}\nSIGNATURES"),
        document("10-Q", MAY, f"FORM 10-Q\nItem 1. Legal Proceedings.\n{quarter}\nSIGNATURES"),
    ]


def test_a_class_action_in_an_annual_report_is_found_and_quoted(tmp_path: Path) -> None:
    verdict = class_action_told(
        subject_of(
            tmp_path,
            listings=listed(),
            filings=[ANNUAL, QUARTER],
            filing_documents=_texts(SUED, QUIET),
        )
    )
    assert isinstance(verdict, Finding)
    assert "the newest of 2024-03-28: securities" in verdict.says
    assert verdict.evidence[0].what == f"“{SUED}”"


def test_that_it_was_dismissed_is_said_beside_it(tmp_path: Path) -> None:
    verdict = class_action_told(
        subject_of(
            tmp_path,
            listings=listed(),
            filings=[ANNUAL, QUARTER],
            filing_documents=_texts(SUED, ENDED),
        )
    )
    assert isinstance(verdict, Finding)
    assert verdict.says.endswith("one is told as dismissed (2024-05-14)")


def test_reports_that_were_read_and_tell_of_none_are_clear(tmp_path: Path) -> None:
    verdict = class_action_told(
        subject_of(
            tmp_path,
            listings=listed(),
            filings=[ANNUAL, QUARTER],
            filing_documents=_texts(QUIET, QUIET),
            coverage=[held()],
        )
    )
    assert isinstance(verdict, Clear)


def test_a_report_that_was_not_read_cannot_tell(tmp_path: Path) -> None:
    verdict = class_action_told(
        subject_of(
            tmp_path,
            listings=listed(),
            filings=[ANNUAL, QUARTER],
            filing_documents=_texts(QUIET, QUIET)[:1],
            coverage=[held()],
        )
    )
    assert isinstance(verdict, CannotTell)
    assert verdict.do.endswith("--forms 10-Q --since 2022-06-28")
