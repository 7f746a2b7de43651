"""Variance drivers: whether a few days make the volatility of a name."""

import polars as pl

from microcap.measures import measure
from microcap.measures.rows import reduced, traded_days, traded_enough
from microcap.view.evaluate import Reduced


@measure(
    unit="fraction",
    reference="share of the sum of squared log returns",
    needs=("close", "volume", "broken"),
)
def top5_variance_share_90(days: int = 90) -> Reduced:
    """Part of 90 sessions' squared returns that fell on the five largest days.

    Near 5 / 90 the volatility is that of every day; near one it is that of a few events, and a
    daily volatility describes none of the others.
    """
    squares = (pl.col("row_log_return") ** 2).tail(days)
    total, top = f"squares_{days}", f"top5_squares_{days}"
    return reduced(
        {total: squares.sum(), top: squares.top_k(5).sum(), **traded_days(days)},
        traded_enough(pl.when(pl.col(total) > 0).then(pl.col(top) / pl.col(total)), days),
        "row_log_return",
    )
