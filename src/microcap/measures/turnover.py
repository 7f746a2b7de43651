"""Turnover: the part of the company that changes hands."""

import polars as pl

from microcap.measures import measure, method
from microcap.measures.rows import reduced
from microcap.measures.volume import adv_shares_90
from microcap.model.errors import Contradiction
from microcap.view.evaluate import Reduced


@method(reference="definition; 252 sessions a year")
def turnover(
    adv_shares: float | None, shares_outstanding: float | None, float_shares: float | None = None
) -> dict[str, float | None]:
    """Turnover: average daily volume over shares outstanding, a day and a year, and on the float.

    Fractions; 252 sessions a year. Null where a count is unknown.
    """
    counts = {"shares_outstanding": shares_outstanding, "float_shares": float_shares}
    for name, shares in counts.items():
        if shares is not None and shares <= 0:
            raise Contradiction(f"{name} is {shares:g}; a share count is above zero, or unknown")
    if adv_shares is not None and adv_shares < 0:
        raise Contradiction(f"adv_shares is {adv_shares:g}; a volume is zero or more")
    daily = _over(adv_shares, shares_outstanding)
    on_float = _over(adv_shares, float_shares)
    return {
        "daily": daily,
        "annual": None if daily is None else daily * 252,
        "annual_on_float": None if on_float is None else on_float * 252,
    }


@measure(unit="fraction a year", reference="definition; 252 sessions", needs=("volume", "shares"))
def turnover_90(days: int = 90) -> Reduced:
    """Annual turnover: average daily volume of 90 sessions over the last share count, times 252."""
    average = adv_shares_90(days)
    shares = pl.col("shares").last()
    counted = pl.when(shares > 0).then(shares.cast(pl.Float64))
    return reduced(
        {**average.reductions, "shares_last": counted},
        average.value / pl.col("shares_last") * 252,
    )


def _over(volume: float | None, shares: float | None) -> float | None:
    return None if volume is None or shares is None else volume / shares
