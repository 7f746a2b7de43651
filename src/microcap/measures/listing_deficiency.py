"""How long a price has stood below what an exchange asks for, by closes as they were traded.

1. `bid_run` counts closes below a price in a row, and closes at or above it that end a deficiency.
2. `average_run` does so for the average of the last closes, looked at on the last day of a month.
3. `old_per_new` multiplies the reverse splits of a stretch.

The closes are raw: an exchange looks at the price of the day, not at one adjusted for splits of
later. A closing trade stands in for the closing bid, which no daily file holds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from microcap.model.business_days import months_after

Close = tuple[date, float]
Split = tuple[date, int, int]
"""Ex-day, new shares, old shares."""


@dataclass(frozen=True, slots=True)
class PriceRun:
    """Where a price stands against a minimum on the last day of a series.

    `length` counts sessions below it up to the last day, 0 where the last is not below; `first`
    is the day on which that run began. `deficient_on` is the day on which the deficiency that
    still runs was complete, `above` the sessions in a row at or above the minimum since then.
    `cured_on` is the end of the newest deficiency that was cured. `reaches_back` says that the
    run began with the series, so that it may be longer.
    """

    length: int
    first: date | None
    deficient_on: date | None
    above: int
    cured_on: date | None
    cured_from: date | None
    reaches_back: bool
    average: float | None = None


def bid_run(
    closes: Sequence[Close],
    *,
    below: float,
    sessions: int,
    cured_sessions: int,
    at_most: bool = False,
    restarts: frozenset[date] = frozenset(),
) -> PriceRun:
    """Closes below a price, or with `at_most` at or below it, in a row.

    After `sessions` of them a deficiency runs, until `cured_sessions` in a row are not. A day in
    `restarts` follows a stretch without rows: counting begins anew there.
    """
    length, first, above = 0, None, 0
    deficient: date | None = None
    cured: tuple[date | None, date | None] = (None, None)
    for day, close in closes:
        if day in restarts:
            length, first, above = 0, None, 0
        low = close <= below if at_most else close < below
        if low:
            length, first, above = length + 1, first or day, 0
            if deficient is None and length >= sessions:
                deficient = day
            continue
        length, first = 0, None
        if deficient is not None:
            above += 1
            if above >= cured_sessions:
                cured, deficient, above = (day, deficient), None, 0
    return PriceRun(
        length,
        first,
        deficient,
        above,
        *cured,
        reaches_back=bool(closes) and first == closes[0][0],
    )


def average_run(closes: Sequence[Close], *, below: float, sessions: int) -> PriceRun:
    """Days on which the average of the last `sessions` closes was below a price.

    A deficiency begins on the first of them. It ends on the last session of a month on which both
    the close and the average are at or above the price, as the NYSE's rule has it.
    """
    length, first = 0, None
    deficient: date | None = None
    cured: tuple[date | None, date | None] = (None, None)
    average: float | None = None
    month_ends = {day for (day, _), (after, _) in pairwise(closes) if day.month != after.month}
    for at in range(sessions - 1, len(closes)):
        day, close = closes[at]
        average = sum(one for _, one in closes[at - sessions + 1 : at + 1]) / sessions
        if average < below:
            length, first = length + 1, first or day
            deficient = deficient or day
            continue
        length, first = 0, None
        if deficient is not None and close >= below and day in month_ends:
            cured, deficient = (day, deficient), None
    begins = closes[sessions - 1][0] if len(closes) >= sessions else None
    return PriceRun(
        length,
        first,
        deficient,
        0,
        *cured,
        reaches_back=first is not None and first == begins,
        average=average,
    )


def old_per_new(splits: Sequence[Split], first: date, last: date) -> float:
    """Old shares for one new by the reverse splits after `first` and up to `last`; 1 for none."""
    together = 1.0
    for day, new, old in splits:
        if new < old and first < day <= last:
            together *= old / new
    return together


def cure_refused(
    splits: Sequence[Split], day: date, *, months: int, cumulative: float, cumulative_months: int
) -> str:
    """Why reverse splits before a deficiency leave no time to cure it; an empty text if they do not."""
    year = [one for one in splits if one[1] < one[2] and months_after(day, -months) < one[0] <= day]
    if year:
        ex, new, old = year[-1]
        return f"a reverse split of {new} for {old} on {ex}, within {months} months before"
    together = old_per_new(splits, months_after(day, -cumulative_months), day)
    if together >= cumulative:
        return f"reverse splits of 1 for {together:,.0f} together within {cumulative_months} months"
    return ""
