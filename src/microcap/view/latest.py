"""The latest of a column: its last day, its last moment."""

from datetime import date, datetime

import polars as pl


def last_day(days: pl.Series) -> date | None:
    """The latest day of a column of days, or null where there is none."""
    last = days.max()
    return last if isinstance(last, date) else None


def last_moment(moments: pl.Series) -> datetime | None:
    """The latest moment of a column of moments, or null where there is none."""
    last = moments.max()
    return last if isinstance(last, datetime) else None
