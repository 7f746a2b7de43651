"""Amihud illiquidity: how far the price moves per dollar traded."""

import polars as pl

from microcap.measures import measure, method
from microcap.measures.bars import Numbers, Rows, close_and_volume, mean, simple_returns
from microcap.measures.rows import TRADED, reduced, traded_days, traded_enough
from microcap.view.evaluate import Reduced

_REFERENCE = "Amihud 2002, J. Financial Markets 5(1)"


@method(reference=_REFERENCE, ways=(("bars",), ("close", "volume")))
def amihud(
    bars: Rows | None = None, close: Numbers | None = None, volume: Numbers | None = None
) -> float | dict[str, float | None] | None:
    """Average absolute return per million dollars traded.

    A day without trade says nothing about impact: it is skipped, not counted as zero. Bars answer
    the zero-adjusted form too, times one plus the share of days without trade (after Kang & Zhang
    2014); plain lists answer the number alone. The distribution is skewed: compare ranks or logs.
    """
    closes, volumes = close_and_volume(bars, close, volume)
    ratios = [
        abs(change) / (price * shares) * 1e6
        for change, price, shares in zip(
            simple_returns(closes), closes[1:], volumes[1:], strict=True
        )
        if shares > 0
    ]
    value = mean(ratios)
    if bars is None:
        return value
    adjusted = None if value is None else value * (1 + volumes.count(0.0) / len(volumes))
    return {"amihud_per_million": value, "amihud_zero_adjusted": adjusted}


@measure(
    unit="1/USD million",
    reference=_REFERENCE,
    needs=("close", "volume", "close_raw", "volume_raw", "broken"),
)
def amihud_90(days: int = 90) -> Reduced:
    """Average absolute return per million dollars traded, over 90 sessions."""
    return reduced(
        {**_ratio(days), **traded_days(days)},
        traded_enough(pl.col(f"amihud_{days}"), days),
        "row_return",
        "row_dollars",
    )


@measure(
    unit="1/USD million",
    reference="Kang & Zhang 2014, who scale the log",
    needs=("close", "volume", "close_raw", "volume_raw", "broken"),
)
def amihud_zero_adjusted_90(days: int = 90) -> Reduced:
    """Amihud times one plus the share of days without trade, over 90 sessions."""
    still = {f"without_trade_{days}": TRADED.not_().tail(days).mean()}
    value = pl.col(f"amihud_{days}") * (1 + pl.col(f"without_trade_{days}"))
    return reduced(
        {**_ratio(days), **still, **traded_days(days)},
        traded_enough(value, days),
        "row_return",
        "row_dollars",
    )


def _ratio(days: int) -> dict[str, pl.Expr]:
    traded = pl.when(TRADED & (pl.col("row_dollars") > 0)).then(pl.col("row_dollars"))
    return {f"amihud_{days}": (pl.col("row_return").abs() / traded * 1e6).tail(days).mean()}
