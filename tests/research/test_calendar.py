"""The calendar of a name: its parts together, and the dates to come."""

from datetime import date
from pathlib import Path

from checks.invented import DAY, Row, bars, filing, held, listed, split
from microcap.research.calendar import calendar
from research.tiny import subject


def report(form: str, day: date, period: date) -> Row:
    return {**filing(form, day), "report_day": period}


def test_the_dates_to_come_are_in_order_and_none_is_past(tmp_path: Path) -> None:
    """Next quarter 14 August 2024; the year 90 days after 31 December; a split on 8 July."""
    filings = [
        report("10-K", date(2024, 3, 28), date(2023, 12, 31)),
        report("10-Q", date(2024, 5, 14), date(2024, 3, 31)),
    ]
    announced = {**split(date(2024, 7, 8), 1, 10), "known_at": None}
    value = calendar(
        subject(
            tmp_path,
            bars=bars([*[1.2] * 60, *[0.9] * 40]),
            listings=listed("NASDAQ_CM"),
            filings=filings,
            splits=[announced],
            coverage=[held()],
        )
    )
    days = [one.day for one in value.next_dates]
    assert days == sorted(days)
    assert min(days) >= DAY
    whats = " | ".join(one.what for one in value.next_dates)
    assert "10-Q for the period to about 2024-06-30 is due" in whats
    assert "end of the first time to cure the price" in whats
    assert value.information is None


def test_a_ticker_and_a_bar_still_get_a_calendar(tmp_path: Path) -> None:
    value = calendar(subject(tmp_path), with_information=True)
    assert value.reporting.status.status == "cannot_tell"
    assert value.name.status == "cannot_tell"
    assert value.information is not None
    assert value.next_dates == ()
