"""Returns: how far the price went, never across a row whose return may not be used."""

import polars as pl


def daily_return() -> pl.Expr:
    """Simple return from the last close, as a fraction.

    Null on the first row and on a broken one. A day without trade repeats the last close, so its
    return is zero and the next trade books the return of several days.
    """
    before = pl.when(pl.col("broken").not_()).then(pl.col("close").shift(1))
    return pl.col("close") / before - 1
