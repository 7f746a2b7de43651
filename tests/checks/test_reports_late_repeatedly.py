"""Notices of a late report, two or more."""

from datetime import date
from pathlib import Path

from checks.invented import filing, held, listed, subject_of
from microcap.checks.report_late import reports_late_repeatedly
from microcap.model.verdicts import CannotTell, Clear, Finding

REPORT = filing("10-K", date(2024, 4, 15))
APRIL = filing("NT 10-K", date(2024, 4, 1))
MAY = filing("NT 10-Q", date(2024, 5, 16))


def test_two_notices_are_found(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=[APRIL, REPORT, MAY])
    verdict = reports_late_repeatedly(subject)
    assert isinstance(verdict, Finding)
    assert verdict.says == "2 notices of a late report (NT 10-K, NT 10-Q): 2024-04-01, 2024-05-16"


def test_one_notice_in_a_complete_record_is_clear_and_said(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=[APRIL, REPORT], coverage=[held()])
    verdict = reports_late_repeatedly(subject)
    assert isinstance(verdict, Clear)
    assert "1 found and 2 asked for" in verdict.looked_at


def test_one_notice_in_a_record_that_may_lack_some_cannot_tell(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=[APRIL, REPORT])
    assert isinstance(reports_late_repeatedly(subject), CannotTell)
