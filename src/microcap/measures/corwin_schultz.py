"""Corwin-Schultz spread: two days' ranges hold the spread twice, their joint range once."""

import math
from itertools import pairwise

import polars as pl

from microcap.measures import OHLC_CAVEAT, measure, method
from microcap.measures.bars import Bars, Rows, bars_of, mean
from microcap.measures.rows import reduced, traded_days, traded_enough
from microcap.model.errors import Contradiction
from microcap.view.evaluate import Reduced

_REFERENCE = "Corwin & Schultz 2012, J. Finance 67(2)"
_ROOT = 3 - 2 * math.sqrt(2)


@method(reference=_REFERENCE, ways=(("bars",), ("h1", "l1", "c1", "h2", "l2")))
def corwin_schultz(
    bars: Rows | None = None,
    h1: float | None = None,
    l1: float | None = None,
    c1: float | None = None,
    h2: float | None = None,
    l2: float | None = None,
) -> dict[str, float | None]:
    """Full spread from high and low prices, a fraction.

    Bars answer the mean of pairs, negative ones as zero (`cs_two_day`, the default), and the mean
    of all, zero if negative (`cs_monthly`); pairs with a day without volume are dropped. High,
    low and close of one day with high and low of the next answer that pair, signed. The move over
    night is taken out of both beta and gamma; some packages take it out of gamma alone.
    """
    if bars is None:
        return _pair(
            _price(h1, "h1"),
            _price(l1, "l1"),
            _price(c1, "c1"),
            _price(h2, "h2"),
            _price(l2, "l2"),
        )
    if any(price is not None for price in (h1, l1, c1, h2, l2)):
        raise Contradiction("bars were given and a pair too; give one of them")
    spreads = _spreads(bars_of(bars, ("high", "low", "close", "volume"), gaps=True))
    plain = mean(spreads)
    return {
        "n_pairs": len(spreads),
        "cs_two_day": mean([max(spread, 0.0) for spread in spreads]),
        "cs_monthly": None if plain is None else max(plain, 0.0),
    }


@measure(
    unit="fraction",
    reference=_REFERENCE,
    needs=("high", "low", "close", "volume", "broken"),
    label=OHLC_CAVEAT,
)
def cs_two_day_90(days: int = 90) -> Reduced:
    """Corwin-Schultz spread over 90 sessions, negative pairs as zero."""
    name = f"cs_two_day_{days}"
    pairs = pl.col("row_corwin_schultz").clip(lower_bound=0).tail(days).mean()
    return reduced(
        {name: pairs, **traded_days(days)},
        traded_enough(pl.col(name), days),
        "row_corwin_schultz",
    )


def _spreads(bars: Bars) -> list[float]:
    days = list(zip(bars.high, bars.low, bars.close, bars.volume, strict=True))
    return [
        _spread(h1, l1, c1, h2, l2)[2]
        for (h1, l1, c1, v1), (h2, l2, _, v2) in pairwise(days)
        if v1 > 0 and v2 > 0
        if h1 is not None and l1 is not None and c1 is not None
        if h2 is not None and l2 is not None
    ]


def _pair(h1: float, l1: float, c1: float, h2: float, l2: float) -> dict[str, float | None]:
    if h1 < l1 or h2 < l2 or not l1 <= c1 <= h1:
        raise Contradiction(
            f"high {h1:g}, low {l1:g}, close {c1:g}, then high {h2:g}, low {l2:g}: "
            "a close lies between low and high; correct the prices"
        )
    beta, gamma, spread = _spread(h1, l1, c1, h2, l2)
    return {"beta": beta, "gamma": gamma, "alpha": _alpha(beta, gamma), "spread": spread}


def _spread(h1: float, l1: float, c1: float, h2: float, l2: float) -> tuple[float, float, float]:
    moved = c1 - min(max(c1, l2), h2)
    h2, l2 = h2 + moved, l2 + moved
    beta = math.log(h1 / l1) ** 2 + math.log(h2 / l2) ** 2
    gamma = math.log(max(h1, h2) / min(l1, l2)) ** 2
    return beta, gamma, 2 * math.tanh(_alpha(beta, gamma) / 2)


def _alpha(beta: float, gamma: float) -> float:
    return (math.sqrt(2 * beta) - math.sqrt(beta)) / _ROOT - math.sqrt(gamma / _ROOT)


def _price(price: float | None, name: str) -> float:
    if price is None or price <= 0:
        raise Contradiction(f"{name} is {price}; give a price above zero")
    return price
