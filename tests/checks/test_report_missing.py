"""A periodic report that is past its due day."""

from datetime import date
from pathlib import Path

from checks.invented import Row, filing, held, listed, subject_of
from microcap.checks.report_missing import report_missing
from microcap.model.verdicts import CannotTell, Clear, Finding


def report(form: str, day: date, period: date) -> Row:
    return {**filing(form, day), "report_day": period}


YEAR = report("10-K", date(2024, 3, 28), date(2023, 12, 31))
QUARTER = report("10-Q", date(2024, 5, 14), date(2024, 3, 31))
NOTICE = report("NT 10-Q", date(2024, 5, 15), date(2024, 3, 31))


def test_a_quarter_that_is_not_there_is_found_and_counted(tmp_path: Path) -> None:
    """15 May 2024 to 28 June 2024 are 44 days; the notice extends to 20 May."""
    subject = subject_of(tmp_path, listings=listed(), filings=[YEAR, NOTICE], coverage=[held()])
    verdict = report_missing(subject)
    assert isinstance(verdict, Finding)
    assert verdict.says == "past due and not filed by 2024-06-28: 10-Q 2024-03-31, 44 days"
    assert [one.day for one in verdict.evidence] == [date(2024, 5, 15), date(2024, 3, 28)]


def test_reports_that_are_in_are_clear(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=[YEAR, QUARTER], coverage=[held()])
    verdict = report_missing(subject)
    assert isinstance(verdict, Clear)
    assert "2 reports for periods from 2023-12-31 to 2024-03-31" in verdict.looked_at


def test_an_absence_without_proof_cannot_tell(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=[YEAR])
    assert isinstance(report_missing(subject), CannotTell)


def test_who_left_owes_nothing_and_is_not_clean(tmp_path: Path) -> None:
    gone = filing("15-12G", date(2024, 4, 10))
    subject = subject_of(tmp_path, listings=listed(), filings=[YEAR, gone], coverage=[held()])
    verdict = report_missing(subject)
    assert isinstance(verdict, CannotTell)
    assert "Form 15-12G filed 2024-04-10" in verdict.missing


def test_a_foreign_issuer_without_quarters_is_not_late(tmp_path: Path) -> None:
    annual = report("20-F", date(2024, 4, 25), date(2023, 12, 31))
    subject = subject_of(tmp_path, listings=listed(), filings=[annual], coverage=[held()])
    assert isinstance(report_missing(subject), Clear)
