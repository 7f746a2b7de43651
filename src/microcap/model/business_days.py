"""Days on which the SEC takes filings: weekdays that are no federal holiday.

The exchange's calendar is another one: Good Friday is a business day without a session, Columbus
Day and Veterans Day are sessions without business. A report due on a closed day is due on the next
open one (17 CFR 240.0-3, 232.13).
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from microcap.model.rules import rule

_DAY = timedelta(days=1)
_JUNETEENTH_SINCE = 2021
"""Public Law 117-17, signed on 2021-06-17; the first was observed the next day."""


@cache
def federal_holidays(year: int) -> frozenset[date]:
    """The federal holidays observed in a year (5 U.S.C. 6103).

    One on a Saturday is observed the Friday before, one on a Sunday the Monday after; New Year's
    Day on a Saturday is so observed in the year before.
    """
    fixed = [date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25)]
    fixed.append(date(year + 1, 1, 1))
    if year >= _JUNETEENTH_SINCE:
        fixed.append(date(year, 6, 19))
    moving = [
        _weekday_of(year, 1, 0, 3),  # Martin Luther King
        _weekday_of(year, 2, 0, 3),  # Washington's Birthday
        _weekday_of(year, 6, 0, 1) - 7 * _DAY,  # Memorial Day, the last Monday of May
        _weekday_of(year, 9, 0, 1),  # Labor Day
        _weekday_of(year, 10, 0, 2),  # Columbus Day
        _weekday_of(year, 11, 3, 4),  # Thanksgiving
    ]
    observed = {_observed(day) for day in fixed} | set(moving)
    return frozenset(day for day in observed if day.year == year)


def is_business_day(day: date) -> bool:
    """Whether the SEC takes filings that day."""
    return day.weekday() < 5 and day not in federal_holidays(day.year) and day not in _closures()


def next_business_day(day: date) -> date:
    """The day itself, or the first business day after it."""
    while not is_business_day(day):
        day += _DAY
    return day


def business_days_after(day: date, count: int) -> date:
    """The business day that comes `count` business days after a day.

    An event on a closed day counts from the next business day, as Form 8-K says.
    """
    day = next_business_day(day)
    for _ in range(count):
        day = next_business_day(day + _DAY)
    return day


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the end of a month leads to the end of a month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = monthrange(year, month + 1)[1]
    at_end = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if at_end else min(day.day, last))


@cache
def _closures() -> frozenset[date]:
    """Days on which the SEC was closed by order, beside the holidays of every year."""
    value = rule("edgar_closed_by_order", date(2026, 1, 1)).value
    return (
        frozenset(date.fromisoformat(str(day)) for day in value)
        if isinstance(value, tuple)
        else frozenset()
    )


def _weekday_of(year: int, month: int, weekday: int, which: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))


def _observed(day: date) -> date:
    return day + {5: -_DAY, 6: _DAY}.get(day.weekday(), timedelta())
