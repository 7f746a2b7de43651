"""Days on which trades settle: sessions that are no bank holiday.

A weekday that is neither a federal holiday nor Good Friday. Columbus Day and Veterans Day are
sessions without settlement; Good Friday is a bank's business day without a session.
"""

from datetime import date, timedelta
from functools import cache

from microcap.model.business_days import is_business_day

_DAY = timedelta(days=1)


@cache
def good_friday(year: int) -> date:
    """The Friday before Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1) - 2 * _DAY


def is_settlement_day(day: date) -> bool:
    """Whether trades settle on that day."""
    return is_business_day(day) and day != good_friday(day.year)


def settlement_days_after(day: date, count: int) -> date:
    """The settlement day that comes `count` settlement days after a day; 0 is the day or the next."""
    while not is_settlement_day(day):
        day += _DAY
    for _ in range(count):
        day += _DAY
        while not is_settlement_day(day):
            day += _DAY
    return day
