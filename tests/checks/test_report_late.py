"""Notices of a late report, one."""

from datetime import date
from pathlib import Path

from checks.invented import filing, held, listed, subject_of
from microcap.checks.report_late import report_late
from microcap.model.verdicts import CannotTell, Clear, Finding

REPORT = filing("10-K", date(2024, 4, 15))
NOTICE = filing("NT 10-K", date(2024, 4, 1))


def test_a_notice_is_found(tmp_path: Path) -> None:
    verdict = report_late(subject_of(tmp_path, listings=listed(), filings=[NOTICE, REPORT]))
    assert isinstance(verdict, Finding)
    assert verdict.says == "1 notice of a late report (NT 10-K): 2024-04-01"


def test_reports_without_notice_in_a_complete_record_are_clear(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=[REPORT], coverage=[held()])
    assert isinstance(report_late(subject), Clear)


def test_who_reports_nothing_is_not_on_time(tmp_path: Path) -> None:
    event = filing("8-K", date(2024, 1, 10), "8.01")
    subject = subject_of(tmp_path, listings=listed(), filings=[event], coverage=[held()])
    verdict = report_late(subject)
    assert isinstance(verdict, CannotTell)
    assert "no annual or quarterly report" in verdict.missing


def test_reports_in_a_record_that_may_lack_some_cannot_tell(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=[REPORT])
    assert isinstance(report_late(subject), CannotTell)


def test_an_issuer_of_a_kind_that_gives_no_notice_cannot_be_told(tmp_path: Path) -> None:
    report = filing("1-K", date(2024, 4, 29))
    subject = subject_of(tmp_path, listings=listed(), filings=[report], coverage=[held()])
    verdict = report_late(subject)
    assert isinstance(verdict, CannotTell)
    assert "Regulation A, tier 2" in verdict.missing


def test_a_notice_of_a_foreign_issuer_is_found(tmp_path: Path) -> None:
    filings = [filing("20-F", date(2023, 4, 25)), filing("NT 20-F", date(2024, 5, 1))]
    verdict = report_late(subject_of(tmp_path, listings=listed(), filings=filings))
    assert isinstance(verdict, Finding)
