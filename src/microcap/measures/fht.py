"""FHT spread: how wide it must be to hide as many price changes as were hidden."""

import statistics

import polars as pl

from microcap.measures import measure, method
from microcap.measures.bars import Numbers, Rows, close_of, deviation, simple_returns
from microcap.measures.rows import reduced, traded_days, traded_enough
from microcap.model.errors import Contradiction
from microcap.view.evaluate import Reduced

_REFERENCE = "Fong, Holden & Trzcinka 2017, Review of Finance 21(4)"


@method(reference=_REFERENCE, ways=(("bars",), ("close",), ("sigma_daily", "zero_share")))
def fht(
    bars: Rows | None = None,
    close: Numbers | None = None,
    sigma_daily: float | None = None,
    zero_share: float | None = None,
) -> float | None:
    """Full spread from the share of zero returns and the daily volatility, a fraction.

    2 sigma PhiInv((1 + z) / 2). No zero return gives zero; nothing but zero returns, or fewer than
    two, gives null.
    """
    if bars is None and close is None:
        return _spread(sigma_daily, zero_share)
    if sigma_daily is not None or zero_share is not None:
        raise Contradiction("prices were given and their volatility too; give one of them")
    returns = simple_returns(close_of(bars, close))
    sigma = deviation(returns)
    return None if sigma is None else _spread(sigma, returns.count(0.0) / len(returns))


@measure(unit="fraction", reference=_REFERENCE, needs=("close", "volume", "broken"))
def fht_90(days: int = 90) -> Reduced:
    """FHT spread over 90 sessions, from closes alone."""
    returns = pl.col("row_return").tail(days)
    names = f"fht_sigma_{days}", f"fht_zero_{days}"
    reductions = {names[0]: returns.std(), names[1]: (returns.abs() < 1e-12).mean()}
    spread = 2 * pl.col(names[0]) * _quantile((1 + pl.col(names[1])) / 2)
    return reduced({**reductions, **traded_days(days)}, traded_enough(spread, days), "row_return")


def _spread(sigma: float | None, zero: float | None) -> float | None:
    if sigma is None or zero is None:
        return None
    if sigma < 0 or not 0 <= zero <= 1:
        raise Contradiction(
            f"sigma_daily {sigma:g} and zero_share {zero:g}: a volatility is zero or more and a "
            "share lies from 0 to 1; give fractions"
        )
    if zero == 1:
        return None
    return 2 * sigma * statistics.NormalDist().inv_cdf((1 + zero) / 2)


def _quantile(probability: pl.Expr) -> pl.Expr:
    """The normal quantile, for the few numbers that are left after the reduction."""
    normal = statistics.NormalDist()

    def quantiles(column: pl.Series) -> pl.Series:
        found = [normal.inv_cdf(p) if p is not None and 0 < p < 1 else None for p in column]
        return pl.Series(column.name, found, dtype=pl.Float64)

    return probability.map_batches(quantiles, return_dtype=pl.Float64, is_elementwise=True)
