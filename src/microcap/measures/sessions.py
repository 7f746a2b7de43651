"""Sessions: days that are missing, and prices and volumes across a split."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from microcap.measures import method
from microcap.measures.bars import closes_of, mean, volumes_of
from microcap.model.errors import Contradiction

SUSPENDED = 20
"""Missing sessions in a row above which a series is not filled but parted: methods section 0."""


@method(reference="project definition")
def fill_missing_sessions(
    rows: Sequence[Sequence[Any]],
    calendar_sessions: Sequence[str],
    halted: Sequence[str] = (),
) -> dict[str, Any]:
    """Sessions without a row, put in as days without trade, and the average volume with them.

    Rows are [day, close, volume], oldest first. More than 20 missing sessions in a row, and days
    in `halted`, are not filled and named apart; nor are sessions before the first row, which have
    no close to carry. The note says which week-days in between are no session.
    """
    held = _held(rows)
    calendar = sorted({_day(day, "calendar_sessions") for day in calendar_sessions})
    halts = {_day(day, "halted") for day in halted}
    strange = [day for day in held if day not in set(calendar)]
    if strange:
        raise Contradiction(
            f"there is a row on {strange[0]} and no session; correct the row or the calendar"
        )
    first, last = min(held), max(*held, *calendar)
    inserted: list[date] = []
    suspended: list[date] = []
    run: list[date] = []
    for day in (day for day in calendar if first <= day <= last):
        if day not in held:
            run.append(day)
            continue
        (suspended if len(run) > SUSPENDED else inserted).extend(run)
        run = []
    (suspended if len(run) > SUSPENDED else inserted).extend(run)
    kept_out = [day for day in inserted if day in halts]
    inserted = [day for day in inserted if day not in halts]
    answer: dict[str, Any] = {
        "rows_after": len(held) + len(inserted),
        "inserted": [day.isoformat() for day in inserted],
        "adv": mean([*held.values(), *(0.0 for _ in inserted)]),
        "note": _note(first, last, set(calendar)),
    }
    if suspended:
        answer["suspended"] = [day.isoformat() for day in suspended]
    if kept_out:
        answer["halted"] = [day.isoformat() for day in kept_out]
    return answer


@method(reference="project definition")
def split_adjust(ratio_new_per_old: float, before: Mapping[str, Any]) -> dict[str, float]:
    """Price and volume of a day before a split, in the shares after it.

    Prices are divided by the ratio of new shares to old and the volume multiplied by it; the
    dollar volume does not change. 1-for-10 is 0.1.
    """
    if ratio_new_per_old <= 0:
        raise Contradiction(
            f"ratio_new_per_old is {ratio_new_per_old:g}; new shares per old are above zero"
        )
    if not isinstance(before, Mapping) or not {"close", "volume"} <= set(before):
        raise Contradiction(f"before is {before!r}; give an object with close and volume")
    strange = set(before) - {"open", "high", "low", "close", "volume"}
    if strange:
        raise Contradiction(
            f"before has {', '.join(sorted(strange))}; it may have open, high, low, close, volume"
        )
    prices = {
        f"{name}_adj": closes_of([before[name]], name)[0] / ratio_new_per_old
        for name in ("open", "high", "low", "close")
        if name in before
    }
    volume = volumes_of([before["volume"]])[0]
    return {
        **prices,
        "volume_adj": volume * ratio_new_per_old,
        "dollar_volume": closes_of([before["close"]])[0] * volume,
    }


def _held(rows: Sequence[Sequence[Any]]) -> dict[date, float]:
    held: dict[date, float] = {}
    for place, row in enumerate(rows, 1):
        if isinstance(row, str | Mapping) or not isinstance(row, Sequence) or len(row) != 3:
            raise Contradiction(f"row {place} is {row!r}; give a list of day, close and volume")
        day = _day(row[0], f"row {place}")
        if held and day <= max(held):
            raise Contradiction(
                f"row {place}: {day} does not come after {max(held)}; give one row a day, "
                "oldest first"
            )
        closes_of([row[1]], f"row {place}: close")
        held[day] = volumes_of([row[2]], f"row {place}: volume")[0]
    if not held:
        raise Contradiction("rows: the list is empty; give at least one day, close and volume")
    return held


def _day(day: Any, name: str) -> date:
    try:
        return date.fromisoformat(day)
    except (TypeError, ValueError):
        raise Contradiction(f"{name}: {day!r} is no day; give one such as 2026-04-01") from None


def _note(first: date, last: date, sessions: set[date]) -> str:
    days = (first + timedelta(days=place) for place in range((last - first).days + 1))
    closed = [day for day in days if day.weekday() < 5 and day not in sessions]
    return "; ".join(f"{day} is {_good_friday(day)}not a session" for day in closed)


def _good_friday(day: date) -> str:
    return "Good Friday: " if day == _easter(day.year) - timedelta(days=2) else ""


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)
