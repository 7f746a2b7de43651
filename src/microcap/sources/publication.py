"""When figures of market structure are published: the dated delays, as moments and as coverage."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from microcap.model.errors import Contradiction
from microcap.model.rules import rule
from microcap.model.settlement_days import is_settlement_day, settlement_days_after
from microcap.model.tables import MOMENT
from microcap.sources.sec_rows import EASTERN, table_frame

_EASTERN = ZoneInfo(EASTERN)
_DAY = timedelta(days=1)
Delay = Callable[[date], datetime]
"""From the day a row is about to the moment from which it counts as known."""


def end_of_day(day: date) -> datetime:
    """The end of an Eastern day, in UTC."""
    return datetime.combine(day + _DAY, time(), _EASTERN).astimezone(UTC)


def short_interest_known(settled: date) -> datetime:
    """When the short interest of a settlement date counts as known."""
    days = round(rule("short_interest_publication", settled).number)
    return end_of_day(settlement_days_after(settled, days))


def short_volume_known(session: date) -> datetime:
    """When a session's short-sale volume counts as known."""
    hour = time.fromisoformat(str(rule("short_volume_publication", session).value))
    return datetime.combine(session, hour, _EASTERN).astimezone(UTC)


def fails_known(settled: date) -> datetime:
    """When the balance of fails of a settlement date counts as known."""
    value = _numbers("fails_publication", settled)
    last = date(settled.year, settled.month, monthrange(settled.year, settled.month)[1])
    if settled.day > value["first_half_until"]:
        last = (last + _DAY).replace(day=round(value["second_half_on_day_of_next_month"]))
    return end_of_day(settlement_days_after(last, 0))


def half_month(settled: date) -> tuple[date, date]:
    """The first and last day of the half month that a settlement date belongs to."""
    middle = round(_numbers("fails_publication", settled)["first_half_until"])
    if settled.day <= middle:
        return settled.replace(day=1), settled.replace(day=middle)
    end = monthrange(settled.year, settled.month)[1]
    return settled.replace(day=middle + 1), settled.replace(day=end)


def off_exchange_known(week: date, *, first_tier: bool) -> datetime:
    """When the off-exchange trades of the week of a Monday count as known."""
    value = _numbers("off_exchange_publication", week)
    weeks = value["first_tier" if first_tier else "others"]
    monday = week + timedelta(days=7) + timedelta(weeks=weeks)
    while not is_settlement_day(monday):
        monday += _DAY
    return end_of_day(monday)


def known_after(days: pl.Series, delay: Delay) -> pl.DataFrame:
    """Each different day with the moment from which its rows count as known."""
    unique = days.drop_nulls().unique().sort()
    return pl.DataFrame(
        {"day": unique, "known_at": [delay(day) for day in unique]},
        schema={"day": pl.Date, "known_at": MOMENT},
    )


def whole_days(
    table: str, spans: Iterable[tuple[date, date, datetime]], evidence: str
) -> pl.DataFrame:
    """Coverage rows of a publication that lists every security: first day, last day, known from."""
    return table_frame(
        "coverage",
        [
            {
                "table": table,
                "subject": "*",
                "day": first,
                "until": last,
                "complete": True,
                "absent_means": "none",
                "evidence": evidence,
                "known_at": known,
            }
            for first, last, known in spans
        ],
    )


def _numbers(name: str, day: date) -> dict[str, float]:
    value = rule(name, day).value
    if not isinstance(value, Mapping):
        raise Contradiction(f"rule {name!r} holds no table; it is read as one, correct rules.toml")
    return {key: float(number) for key, number in value.items() if isinstance(number, int | float)}
