"""Split adjustment as of a moment: what had become effective and was known by then."""

from collections.abc import Collection
from datetime import date

import polars as pl

_ONE_SPLIT_DAYS, _WHATEVER_RATIO_DAYS = 10, 4
"""Two publishers' days of one split lie at most so far apart: ten where the ratio is the same, four where
they dispute it (project default; of 169 splits that the shared panel and an announced list tell on
different days 153 have one ratio, and most lie one to four days apart)."""
_SAME_RATIO = 1e-3


def told_once(splits: pl.DataFrame, pricing: Collection[str]) -> pl.DataFrame:
    """Splits with those left out that another publisher tells on a day nearby, in the same direction.

    `splits` has `security`, `day`, `new_shares`, `old_shares`, `status`, `imprecise`, `source`;
    `pricing` are the sources of the bars. Of the rows of one split that of a source of bars is
    kept, since on its day its price moved; else the earliest. Where its ratio is imprecise and
    another's is not, it takes the other's. One publisher's rows are never merged here.
    """
    if splits["source"].n_unique() < 2:
        return splits
    numbered = splits.with_row_index("row")
    listed = numbered.filter(pl.col("status") == "listed").sort("security", "day", "row")
    ratio = pl.col("new_shares") / pl.col("old_shares")
    apart = (pl.col("day") - pl.col("day").shift()).dt.total_days()
    same = ((ratio / ratio.shift() - 1).abs() < _SAME_RATIO) & (apart <= _ONE_SPLIT_DAYS)
    disputed = ((ratio < 1) == (ratio.shift() < 1)) & (apart <= _WHATEVER_RATIO_DAYS)
    again = (same | disputed) & (pl.col("source") != pl.col("source").shift())
    events = listed.with_columns(
        event=(~again.over("security").fill_null(False)).cum_sum(),
        priced=pl.col("source").is_in(list(pricing)),
    ).sort("event", "priced", "day", "row", descending=[False, True, False, False])
    surest = events.sort("event", "imprecise", maintain_order=True).group_by("event").first()
    kept = events.unique("event", keep="first", maintain_order=True).join(
        surest.select("event", new="new_shares", old="old_shares", sure=~pl.col("imprecise")),
        on="event",
    )
    better = pl.col("imprecise") & pl.col("sure")
    chosen = kept.select(
        "row",
        new=pl.when(better).then("new").otherwise("new_shares"),
        old=pl.when(better).then("old").otherwise("old_shares"),
    )
    joined = numbered.join(chosen, on="row", how="left", maintain_order="left")
    return (
        joined.filter((pl.col("status") != "listed") | pl.col("new").is_not_null())
        .with_columns(
            new_shares=pl.coalesce("new", "new_shares"), old_shares=pl.coalesce("old", "old_shares")
        )
        .drop("row", "new", "old")
    )


def with_split_factor(bars: pl.DataFrame, splits: pl.DataFrame, day: date) -> pl.DataFrame:
    """Bars with `split_factor`, new shares per old one since the bar: price / it, volume x it.

    `bars` has `security` and `day`, sorted by both; `splits` the splits known at the moment, with
    `security`, `day`, `new_shares`, `old_shares`, `status`. A split applies when its ex-day is on
    or before the view's day; announced is not effective. A suspected one is never applied.
    """
    effective = splits.filter((pl.col("status") == "listed") & (pl.col("day") <= day))
    if effective.is_empty():
        return bars.with_columns(split_factor=pl.lit(1.0))
    factors = (
        effective.group_by("security", "day")
        .agg(ratio=(pl.col("new_shares") / pl.col("old_shares")).product())
        .sort("security", "day")
        .select(
            "security",
            ex_day="day",
            split_factor=pl.col("ratio").cum_prod(reverse=True).over("security"),
        )
    )
    # both sides are sorted within each security, which is all that a join by security needs
    joined = bars.join_asof(
        factors,
        left_on="day",
        right_on="ex_day",
        by="security",
        strategy="forward",
        allow_exact_matches=False,
        check_sortedness=False,
    )
    return joined.drop("ex_day").with_columns(pl.col("split_factor").fill_null(1.0))


def broken_days(bars: pl.DataFrame, splits: pl.DataFrame) -> pl.DataFrame:
    """Bars with `suspected`: the first bar on or after a suspected split's ex-day."""
    suspected = splits.filter(pl.col("status") == "suspected").select("security", "day")
    if suspected.is_empty():
        return bars.with_columns(suspected=pl.lit(False))
    hit = (
        suspected.sort("security", "day")
        .join_asof(
            bars.select("security", "day", bar="day"),
            on="day",
            by="security",
            strategy="forward",
            check_sortedness=False,
        )
        .select("security", day="bar", suspected=pl.lit(True))
        .drop_nulls()
        .unique()
    )
    return bars.join(hit, on=["security", "day"], how="left", maintain_order="left").with_columns(
        pl.col("suspected").fill_null(False)
    )
