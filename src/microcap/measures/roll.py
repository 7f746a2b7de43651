"""Roll spread: the bounce between bid and ask, seen in how a return undoes the last one."""

import math
from typing import Any

import polars as pl

from microcap.measures import measure, method
from microcap.measures.bars import Numbers, Rows, close_of, log_returns
from microcap.measures.rows import reduced, traded_days, traded_enough
from microcap.view.evaluate import Reduced

_REFERENCE = "Roll 1984, J. Finance 39(4)"


@method(reference=_REFERENCE, ways=(("bars",), ("close",)))
def roll(bars: Rows | None = None, close: Numbers | None = None) -> dict[str, Any]:
    """Full spread from the covariance of consecutive log returns, a fraction.

    The covariance is over the n-2 consecutive pairs, each leg demeaned, divisor one less than the
    pairs; null below two pairs. A positive covariance is common and says nothing of the spread:
    zero with flag `roll_undefined`.
    """
    returns = log_returns(close_of(bars, close))
    pairs = list(zip(returns[1:], returns[:-1], strict=True))
    if len(pairs) < 2:
        return {"cov": None, "spread": None}
    mean_now = math.fsum(now for now, _ in pairs) / len(pairs)
    mean_before = math.fsum(before for _, before in pairs) / len(pairs)
    covariance = math.fsum((now - mean_now) * (before - mean_before) for now, before in pairs) / (
        len(pairs) - 1
    )
    if covariance > 0:
        return {"cov": covariance, "spread": 0.0, "flags": ["roll_undefined"]}
    return {"cov": covariance, "spread": 2 * math.sqrt(abs(covariance))}


@measure(unit="fraction", reference=_REFERENCE, needs=("close", "volume", "broken"))
def roll_90(days: int = 90) -> Reduced:
    """Roll's full spread over 90 sessions; null where the covariance is positive."""
    now, before = pl.col("row_log_return"), pl.col("row_log_return_before")
    paired = now.is_not_null() & before.is_not_null()
    sums = {
        f"roll_n_{days}": paired.tail(days).sum().cast(pl.Float64),
        f"roll_now_{days}": pl.when(paired).then(now).tail(days).sum(),
        f"roll_before_{days}": pl.when(paired).then(before).tail(days).sum(),
        f"roll_both_{days}": (now * before).tail(days).sum(),
    }
    count, first, second, both = (pl.col(name) for name in sums)
    covariance = (both - first * second / count) / (count - 1)
    # zero would rank a name that cannot be measured as the cheapest
    spread = pl.when((count >= 2) & (covariance <= 0)).then(2 * (-covariance).sqrt())
    return reduced(
        {**sums, **traded_days(days)},
        traded_enough(spread, days),
        "row_log_return",
        "row_log_return_before",
    )
