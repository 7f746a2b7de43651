"""Drawdown: the worst fall from a high, the worst night, and the average true range."""

import math
from itertools import pairwise

import polars as pl

from microcap.measures import OHLC_CAVEAT, measure, method
from microcap.measures.bars import Rows, bars_of, deviation, full
from microcap.measures.rows import MINIMUM, enough, reduced
from microcap.view.evaluate import Reduced

WILDER = 14
"""Days of the average true range: Wilder 1978."""


@method(reference="methods section 4; average true range after Wilder 1978")
def drawdown(bars: Rows) -> dict[str, float | int | None]:
    """Worst fall from a running high with its row, worst night, and the average true range.

    Fractions, log gaps, dollars a share; rows count from 1, the oldest, and the row is null where
    the price never fell. The range is null below 14 bars. Bars are split-adjusted.
    """
    columns = bars_of(bars)
    first, high, low, close = (
        full(column) for column in (columns.open, columns.high, columns.low, columns.close)
    )
    top, worst, row = close[0], 0.0, None
    for place, price in enumerate(close, 1):
        top = max(top, price)
        if price / top - 1 < worst:
            worst, row = price / top - 1, place
    gaps = [math.log(now / before) for now, before in zip(first[1:], close[:-1], strict=True)]
    return {
        "max_drawdown": worst,
        "max_drawdown_row": row,
        "worst_gap": min(gaps, default=None),
        "gap_sd": deviation(gaps),
        "atr14_last": _wilder(high, low, close),
    }


@measure(
    unit="fraction",
    reference="methods section 4; splits and broken rows removed",
    needs=("close", "broken"),
)
def max_drawdown_252(days: int = 252) -> Reduced:
    """Worst fall from a running high within 252 sessions, from closes; zero if it never fell."""
    path = pl.col("row_path").tail(days)
    name = f"max_drawdown_{days}"
    fall = enough((path - path.cum_max()).min().exp() - 1, path.count())
    return reduced({name: fall}, pl.col(name), "row_path")


@measure(
    unit="log fraction",
    reference="project definition",
    needs=("open", "close", "broken"),
    label=OHLC_CAVEAT,
)
def worst_gap_252(days: int = 252) -> Reduced:
    """Worst night within 252 sessions: log of the open over the close before."""
    gaps = pl.col("row_gap").tail(days)
    name = f"worst_gap_{days}"
    return reduced({name: enough(gaps.min(), gaps.count(), MINIMUM - 1)}, pl.col(name), "row_gap")


@measure(
    unit="log fraction",
    reference="project definition: 1 % quantile, linear interpolation",
    needs=("open", "close", "broken"),
    label=OHLC_CAVEAT,
)
def gap_quantile_252(days: int = 252) -> Reduced:
    """The night that one in a hundred of 252 sessions falls below."""
    gaps = pl.col("row_gap").tail(days)
    name = f"gap_quantile_{days}"
    low = gaps.quantile(0.01, interpolation="linear")
    return reduced({name: enough(low, gaps.count(), MINIMUM - 1)}, pl.col(name), "row_gap")


@measure(
    unit="fraction",
    reference="project definition",
    needs=("open", "high", "close", "volume", "broken", "ohlc"),
    label=OHLC_CAVEAT,
)
def gap_open() -> Reduced:
    """Last open over the close before, less one; null on a day without trade."""
    gap = pl.col("row_gap_traded").last()
    return reduced({"gap_open": gap.exp() - 1}, pl.col("gap_open"), "row_gap_traded")


@measure(
    unit="USD a share",
    reference="Wilder 1978",
    scale="price",
    needs=("high", "low", "close", "broken"),
    label=OHLC_CAVEAT,
)
def atr_14(days: int = 252) -> Reduced:
    """Average true range, Wilder's 14 days, started at most 252 sessions ago."""
    ranges = pl.col("row_true_range").tail(days).drop_nulls()
    place = pl.int_range(ranges.len())
    # the recursion written out: the first 14 share the seed's weight
    keep = (WILDER - 1) / WILDER
    left = (ranges.len() - 1 - place).cast(pl.Float64)
    seed = pl.lit(keep).pow((ranges.len() - WILDER).cast(pl.Float64))
    weight = pl.when(place < WILDER).then(seed).otherwise(pl.lit(keep).pow(left)) / WILDER
    return reduced(
        {"atr_14": enough((ranges * weight).sum(), ranges.len(), WILDER)},
        pl.col("atr_14"),
        "row_true_range",
    )


def _wilder(high: list[float], low: list[float], close: list[float]) -> float | None:
    if len(close) < WILDER:
        return None
    ranges = [high[0] - low[0]]
    for place, (before, _) in enumerate(pairwise(close), 1):
        ranges.append(
            max(high[place] - low[place], abs(high[place] - before), abs(low[place] - before))
        )
    average = math.fsum(ranges[:WILDER]) / WILDER
    for one in ranges[WILDER:]:
        average += (one - average) / WILDER
    return average
