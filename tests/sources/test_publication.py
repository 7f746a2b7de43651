"""When figures of market structure are published."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from microcap.sources.publication import (
    end_of_day,
    fails_known,
    half_month,
    known_after,
    off_exchange_known,
    short_interest_known,
    short_volume_known,
    whole_days,
)


def test_short_interest_counts_as_known_after_the_seventh_settlement_day() -> None:
    """14 June 2024 and seven settlement days, 19 June left out, is the 26th; it ends at 04:00 UTC."""
    assert short_interest_known(date(2024, 6, 14)) == datetime(2024, 6, 27, 4, tzinfo=UTC)


def test_short_volume_is_known_in_the_evening_of_its_session() -> None:
    """18:00 Eastern is 22:00 UTC in June and 23:00 UTC in January."""
    assert short_volume_known(date(2024, 6, 24)) == datetime(2024, 6, 24, 22, tzinfo=UTC)
    assert short_volume_known(date(2024, 1, 8)) == datetime(2024, 1, 8, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("settled", "known"),
    [
        (date(2024, 6, 3), datetime(2024, 7, 2, 4, tzinfo=UTC)),  # 30 June is a Sunday
        (date(2024, 6, 17), datetime(2024, 7, 16, 4, tzinfo=UTC)),
        (date(2024, 12, 31), datetime(2025, 1, 16, 5, tzinfo=UTC)),
    ],
)
def test_fails_are_known_weeks_later_by_half_months(settled: date, known: datetime) -> None:
    assert fails_known(settled) == known


def test_a_half_month_ends_on_the_fifteenth_or_with_the_month() -> None:
    assert half_month(date(2024, 2, 15)) == (date(2024, 2, 1), date(2024, 2, 15))
    assert half_month(date(2024, 2, 16)) == (date(2024, 2, 16), date(2024, 2, 29))


def test_off_exchange_trades_are_known_two_or_four_weeks_after_the_week() -> None:
    """The week of Monday 27 May 2024 is over on 3 June; two weeks on is the 17th, four 1 July."""
    week = date(2024, 5, 27)
    assert off_exchange_known(week, first_tier=True) == end_of_day(date(2024, 6, 17))
    assert off_exchange_known(week, first_tier=False) == end_of_day(date(2024, 7, 1))


def test_each_day_gets_its_moment_once() -> None:
    days = pl.Series([date(2024, 6, 24), None, date(2024, 6, 24)], dtype=pl.Date)
    assert known_after(days, end_of_day).rows() == [
        (date(2024, 6, 24), datetime(2024, 6, 25, 4, tzinfo=UTC))
    ]


def test_a_whole_publication_proves_an_absence() -> None:
    day = date(2024, 6, 14)
    rows = whole_days("short_interest", [(day, day, end_of_day(day))], "a whole file")
    assert rows.select("table", "subject", "complete", "absent_means").rows() == [
        ("short_interest", "*", True, "none")
    ]
