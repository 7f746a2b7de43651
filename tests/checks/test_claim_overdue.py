"""Promised days that passed."""

from datetime import date
from pathlib import Path

from checks.claim_rows import claimed, release, report
from microcap.checks.claim_overdue import claim_overdue
from microcap.model.verdicts import CannotTell, Clear, Finding

PROMISE = "Zz Holdings will open its Port Arden plant by March 31, 2024."
SILENT = report("10-Q", date(2024, 5, 10), "We sold more sensors in the quarter than before.")


def test_a_promised_day_of_which_the_next_report_is_silent_is_found_with_both(
    tmp_path: Path,
) -> None:
    """The day passed on 2024-03-31; the 10-Q of 2024-05-10 was read and does not name the plant."""
    verdict = claim_overdue(claimed(tmp_path, [release(PROMISE)], (SILENT,)))
    assert isinstance(verdict, Finding)
    assert "2024-03-31" in verdict.says
    assert "10-Q of 2024-05-10 is silent" in verdict.says
    assert PROMISE in verdict.evidence[0].what
    assert verdict.evidence[1].source == "0009900001-24-051001"


def test_a_report_that_puts_the_day_off_is_quoted(tmp_path: Path) -> None:
    put_off = report(
        "10-Q", date(2024, 5, 10), "We expect to open the Port Arden plant by October 31, 2024."
    )
    verdict = claim_overdue(claimed(tmp_path, [release(PROMISE)], (put_off,)))
    assert isinstance(verdict, Finding)
    assert "puts it at 2024-10-31" in verdict.says


def test_a_report_that_tells_that_it_was_done_is_clear(tmp_path: Path) -> None:
    done = report("10-Q", date(2024, 5, 10), "In March we opened the Port Arden plant.")
    verdict = claim_overdue(claimed(tmp_path, [release(PROMISE)], (done,)))
    assert isinstance(verdict, Clear)
    assert verdict.looked_at == "1 claim read, none of them overdue or put off"


def test_a_day_to_come_is_clear(tmp_path: Path) -> None:
    later = "Zz Holdings will open its Port Arden plant by December 31, 2024."
    assert isinstance(claim_overdue(claimed(tmp_path, [release(later)], (SILENT,))), Clear)


def test_silence_of_a_record_that_is_not_whole_proves_nothing(tmp_path: Path) -> None:
    verdict = claim_overdue(claimed(tmp_path, [release(PROMISE)], (SILENT,), whole=False))
    assert isinstance(verdict, CannotTell)
    assert "not held as a whole" in verdict.missing


def test_a_later_filing_that_nobody_read_may_tell_of_it(tmp_path: Path) -> None:
    unread, _ = report("8-K", date(2024, 4, 2), "", "8.01")
    subject = claimed(tmp_path, [release(PROMISE)], (SILENT,), filings=[SILENT[0], unread])
    verdict = claim_overdue(subject)
    assert isinstance(verdict, CannotTell)
    assert "1 filing that could tell of it was not read" in verdict.missing


def test_a_name_without_any_release_gets_no_clean_bill(tmp_path: Path) -> None:
    assert isinstance(claim_overdue(claimed(tmp_path, [], (SILENT,))), CannotTell)
