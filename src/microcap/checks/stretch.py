"""The stretch of days that a check looks back over."""

from calendar import monthrange
from datetime import date

import polars as pl

from microcap.view.subject import Subject

_SAME_START = 10
"""Sessions after the first bar of the whole lake within which a first bar tells where the
records begin, not where the listing does (project default)."""


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or that month's last day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def listing_start(subject: Subject) -> date | None:
    """The first session of the security, where the bars held show that it began then.

    Null where it begins with the records of the whole lake, or where its ticker had been
    another's: then a first bar is no proof of a first day.
    """
    first = subject.spells.sort("day").row(0, named=True)
    if first["rule"] != "first_seen":
        return None
    records_begin = subject.view.spells["day"].min()
    between = subject.view.sessions.filter(
        (pl.col("day") > records_begin) & (pl.col("day") <= first["day"])
    )
    return first["day"] if between.height > _SAME_START else None
