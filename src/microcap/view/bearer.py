"""Whose a row is that is kept under a ticker, where several securities bore it in turn."""

from datetime import date

import polars as pl


def of_bearer(
    rows: pl.DataFrame, spells: pl.DataFrame, security: str, *, ticker: str = "symbol"
) -> pl.DataFrame:
    """Rows with a ticker and a `day`, without those of days on which another security bore it.

    A day before any bar belongs to the ticker's first bearer. A name that no spell has, such as
    an issuer's key, is nobody else's. `spells` are those of `View.spells`.
    """
    mine = spells.filter(pl.col("symbol").is_in(rows[ticker].unique().implode()))
    if (mine["security"] == security).all():
        return rows
    first = pl.col("day") == pl.col("day").min().over("symbol")
    begins = mine.select(
        pl.col("symbol").alias(ticker),
        pl.when(first).then(pl.lit(date.min)).otherwise("day").alias("day"),
        bearer="security",
    ).sort("day")
    named = rows.sort("day").join_asof(
        begins, on="day", by=ticker, strategy="backward", check_sortedness=False
    )
    return named.filter(pl.col("bearer").fill_null(security) == security).select(rows.columns)
