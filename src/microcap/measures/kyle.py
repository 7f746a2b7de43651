"""Kyle's lambda: how far the price gives way to a dollar of one-sided flow."""

import math

import polars as pl

from microcap.measures import measure, method
from microcap.measures.bars import Numbers, Rows, close_and_volume, log_returns
from microcap.measures.regression import least_squares
from microcap.measures.rows import TRADED, reduced, traded_days, traded_enough
from microcap.view.evaluate import Reduced

_REFERENCE = "Kyle 1985, Econometrica 53(6), in the form of Hasbrouck 2009, J. Finance 64(3)"


@method(reference=_REFERENCE, ways=(("bars",), ("close", "volume")))
def kyle_lambda(
    bars: Rows | None = None, close: Numbers | None = None, volume: Numbers | None = None
) -> dict[str, float | None]:
    """Slope of the log return on the signed root of the dollar volume, days with trade only.

    Per root of a dollar. From daily bars the sign of the flow is the sign of the day's change, so
    the slope is biased up; compare names, do not read it as a price. Null below three days.
    """
    closes, volumes = close_and_volume(bars, close, volume)
    days = [
        (change, math.copysign(math.sqrt(price * shares), change) if change else 0.0)
        for change, price, shares in zip(log_returns(closes), closes[1:], volumes[1:], strict=True)
        if shares > 0
    ]
    fit = least_squares([change for change, _ in days], [flow for _, flow in days])
    return {
        "n": len(days),
        "intercept": None if fit is None else fit[0],
        "lambda_sqrt_dollar": None if fit is None else fit[1],
    }


@measure(
    unit="1/sqrt(USD)",
    reference=_REFERENCE,
    needs=("close", "volume", "close_raw", "volume_raw", "broken"),
)
def kyle_lambda_90(days: int = 90) -> Reduced:
    """Kyle's lambda on signed root dollar volume, over 90 sessions."""
    change = pl.col("row_log_return")
    used = TRADED & change.is_not_null() & pl.col("row_dollars").is_not_null()
    # thousands of root dollars, so that the sums stay near one
    flow = pl.when(change.abs() < 1e-12).then(0.0).otherwise(change.sign()) * (
        pl.col("row_dollars").sqrt() / 1e3
    )
    y, x = pl.when(used).then(change), pl.when(used).then(flow)
    sums = {
        f"kyle_n_{days}": used.tail(days).sum().cast(pl.Float64),
        f"kyle_y_{days}": y.tail(days).sum(),
        f"kyle_x_{days}": x.tail(days).sum(),
        f"kyle_xy_{days}": (x * y).tail(days).sum(),
        f"kyle_xx_{days}": (x * x).tail(days).sum(),
    }
    n, sum_y, sum_x, xy, xx = (pl.col(name) for name in sums)
    spread_of_flow = xx - sum_x * sum_x / n
    slope = (xy - sum_x * sum_y / n) / spread_of_flow / 1e3
    told_apart = spread_of_flow > 1e-12 * xx
    return reduced(
        {**sums, **traded_days(days)},
        traded_enough(pl.when(told_apart).then(slope), days),
        "row_log_return",
        "row_dollars",
    )
