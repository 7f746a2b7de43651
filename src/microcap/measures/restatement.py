"""Restatement: one fact of one period that later filings tell differently."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from microcap.measures import method
from microcap.model.errors import Contradiction
from microcap.view.restated import materially_differs

_BETWEEN_SEASONS = (3, 6, 9, 12)
"""The first of these months lies between two seasons of quarterly reports."""


@method(reference="methods: a later value that differs by more than 0.5 % and $1,000")
def restatement(
    fact: str, values: Sequence[Mapping[str, Any]], as_of: Sequence[str] | None = None
) -> dict[str, Any]:
    """Whether a fact was restated, the day of the first change, its size, and values as of days.

    `values` are objects of filed (a day), form and val, all of one tag, unit and period. The
    change is a fraction of the first value. `as_of` names the days whose value is wanted, each
    answered under as_of_YEAR_MONTH_DAY; without it, and where there was a change, they are the
    first of March, June, September or December next before and next after it, between the
    seasons of quarterly reports. Before the first filing the value is null.
    """
    told = sorted((_told(one, fact) for one in values), key=lambda one: one[0])
    if not told:
        raise Contradiction(f"{fact[:60]!r} has no values; give objects of filed, form and val")
    first = told[0][1]
    changed = next((one for one in told[1:] if materially_differs(first, one[1])), None)
    answer: dict[str, Any] = {
        "restated": changed is not None,
        "first_changed": changed[0].isoformat() if changed else None,
        "change_pct": changed[1] / first - 1 if changed and first else None,
    }
    days = [_day(one, "as_of") for one in as_of] if as_of is not None else []
    if as_of is None and changed:
        days = _around(changed[0])
    for day in days:
        known = [value for filed, value in told if filed <= day]
        answer[f"as_of_{day:%Y_%m_%d}"] = known[-1] if known else None
    return answer


def _around(day: date) -> list[date]:
    firsts = [
        date(year, month, 1)
        for year in (day.year - 1, day.year, day.year + 1)
        for month in _BETWEEN_SEASONS
    ]
    return [
        max(first for first in firsts if first < day),
        min(first for first in firsts if first > day),
    ]


def _told(value: Mapping[str, Any], fact: str) -> tuple[date, float]:
    number = value.get("val")
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise Contradiction(
            f"{fact[:60]!r}: val is {str(number)[:40]!r}; each value has filed, form and a "
            "number val"
        )
    return _day(value.get("filed"), "filed"), number


def _day(text: object, name: str) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise Contradiction(
            f"{name} is {str(text)[:40]!r}; it is no day; write it as 2025-08-14"
        ) from None
