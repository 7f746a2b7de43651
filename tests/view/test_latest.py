"""The latest of a column."""

from datetime import UTC, date, datetime

import polars as pl

from microcap.view.latest import last_day, last_moment


def test_the_latest_is_the_last_by_the_calendar_and_not_by_its_place() -> None:
    days = pl.Series([date(2024, 3, 5), date(2024, 6, 1), None, date(2023, 1, 2)])
    moments = pl.Series([datetime(2024, 3, 5, tzinfo=UTC), datetime(2024, 3, 4, tzinfo=UTC)])
    assert last_day(days) == date(2024, 6, 1)
    assert last_moment(moments) == datetime(2024, 3, 5, tzinfo=UTC)


def test_an_empty_column_has_no_latest() -> None:
    assert last_day(pl.Series([], dtype=pl.Date)) is None
    assert last_moment(pl.Series([None], dtype=pl.Datetime("us", "UTC"))) is None
