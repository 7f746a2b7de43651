"""Abdi-Ranaldo spread: how far a close lies from the middle of its day and of the next."""

import math
from itertools import pairwise

import polars as pl

from microcap.measures import OHLC_CAVEAT, measure, method
from microcap.measures.bars import Rows, bars_of, mean
from microcap.measures.rows import reduced, traded_days, traded_enough
from microcap.view.evaluate import Reduced

_REFERENCE = "Abdi & Ranaldo 2017, RFS 30(12)"


@method(reference=_REFERENCE)
def abdi_ranaldo(bars: Rows) -> dict[str, float | None]:
    """Full spread from close, high and low prices, a fraction.

    `ar_two_day` is the mean over pairs of days, negative squares as zero; `ar_monthly` is the root
    of the mean square, zero if negative. Pairs with a day without volume are dropped; null where
    no pair is left.
    """
    columns = bars_of(bars, ("high", "low", "close", "volume"), gaps=True)
    days = list(zip(columns.high, columns.low, columns.close, columns.volume, strict=True))
    squares = [
        4 * (math.log(c1) - _middle(h1, l1)) * (math.log(c1) - _middle(h2, l2))
        for (h1, l1, c1, v1), (h2, l2, _, v2) in pairwise(days)
        if v1 > 0 and v2 > 0
        if h1 is not None and l1 is not None and c1 is not None
        if h2 is not None and l2 is not None
    ]
    plain = mean(squares)
    return {
        "n_pairs": len(squares),
        "ar_two_day": mean([math.sqrt(max(square, 0.0)) for square in squares]),
        "ar_monthly": None if plain is None else math.sqrt(max(plain, 0.0)),
    }


@measure(
    unit="fraction",
    reference=_REFERENCE,
    needs=("high", "low", "close", "volume", "broken"),
    label=OHLC_CAVEAT,
)
def ar_two_day_90(days: int = 90) -> Reduced:
    """Abdi-Ranaldo spread over 90 sessions, negative squares as zero."""
    name = f"ar_two_day_{days}"
    pairs = pl.col("row_abdi_ranaldo").clip(lower_bound=0).sqrt().tail(days).mean()
    return reduced(
        {name: pairs, **traded_days(days)},
        traded_enough(pl.col(name), days),
        "row_abdi_ranaldo",
    )


def _middle(high: float, low: float) -> float:
    return (math.log(high) + math.log(low)) / 2
