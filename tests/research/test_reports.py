"""The reporting chapter: days to come, and the clock only where a price rule is near."""

from datetime import date
from pathlib import Path

from checks.invented import bars, filing, held, listed, split, subject_of
from microcap.research.reports import reports

MARCH = date(2024, 3, 28)


def test_the_clock_runs_only_where_a_close_came_near_a_rule(tmp_path: Path) -> None:
    """1.49 is under the 1.50 from which the clock is looked at, 1.50 is not."""
    near = reports(subject_of(tmp_path / "near", bars=bars([2.0, 1.49, 2.0]), listings=listed()))
    far = reports(subject_of(tmp_path / "far", bars=bars([2.0, 1.50, 2.0]), listings=listed()))
    assert near.clock is not None
    assert near.clock.rows
    assert (far.clock, far.clock_note) == (
        None,
        "no close under $1.50 in the sessions held, at most 260; the lowest is $1.5",
    )


def test_what_comes_next_is_told_in_the_order_of_its_days(tmp_path: Path) -> None:
    """The quarter to 30 June is due on 14 August, 45 days after it; the split is before it."""
    row = {**filing("10-K", MARCH), "report_day": date(2023, 12, 31)}
    may = {**filing("10-Q", date(2024, 5, 14)), "report_day": date(2024, 3, 31)}
    value = reports(
        subject_of(
            tmp_path,
            listings=listed(),
            filings=[row, may],
            coverage=[held()],
            splits=[{**split(date(2024, 7, 15), 1, 10), "known_at": None}],
        )
    )
    days = [one.day for one in value.next_dates]
    assert days == sorted(days)
    assert date(2024, 8, 14) in days


def test_of_an_unknown_issuer_no_status_is_told(tmp_path: Path) -> None:
    value = reports(subject_of(tmp_path))
    assert value.record.status.status == "cannot_tell"
    assert value.next_dates == ()
