"""The money-weighted result of payments: the yearly rate at which all of them are worth nothing."""

from collections.abc import Sequence
from math import pow, sqrt

from microcap.measures import method
from microcap.model.errors import Contradiction

_YEAR = 365.0
_LOWEST, _HIGHEST = -0.999999, 1e6
"""A loss of all but a millionth a year and a gain of a million times, within which a rate is sought."""
_STEPS = 200


@method(reference="internal rate of return on days over 365; GIPS 2020, money-weighted return")
def money_weighted_return(days: Sequence[float], flows: Sequence[float]) -> float | None:
    """Yearly rate, 0.1 is 10 %, that makes the flows of these days worth nothing; null without one.

    Days are counted from any day, the same for all. What was paid is below zero, what was got or is still held above it; the last day carries what
    it is worth. Null where all flows have one sign or fall on one day. Where the signs change more
    than once there may be several rates: the one found then lies between the extremes. Raises
    `Contradiction` for lists of two lengths.
    """
    if len(days) != len(flows):
        raise Contradiction(
            f"a money-weighted result of {len(days)} days and {len(flows)} flows; "
            "give each flow its day"
        )
    if not flows or min(flows) >= 0 or max(flows) <= 0 or len(set(days)) < 2:
        return None
    first = min(days)
    years = [(day - first) / _YEAR for day in days]

    def worth(rate: float) -> float:
        return sum(flow / pow(1 + rate, year) for flow, year in zip(flows, years, strict=True))

    low, high = _LOWEST, _HIGHEST
    below, above = worth(low), worth(high)
    if below * above > 0:
        return None
    for _ in range(_STEPS):
        # halved in the logarithm of growth, since rates of micro-caps span many powers of ten
        middle = sqrt((1 + low) * (1 + high)) - 1
        at = worth(middle)
        if below * at <= 0:
            high = middle
        else:
            low, below = middle, at
    return sqrt((1 + low) * (1 + high)) - 1
