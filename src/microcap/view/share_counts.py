"""Share counts in the shares of a day: a count of before a split is not a count of after it."""

from datetime import date, timedelta

import polars as pl

_DIVIDED_WITHIN = timedelta(days=8)
"""A vendor divides its count at a split within about five sessions (measured on the shared
panel: a median of one calendar day after the ex-day, the 90th percentile three)."""
_SAME_FACTOR = 0.35
"""|log| distance within which a change of the count is taken for the split's division; vendors
often divide and correct a stale count in one step."""


def classes_together(counts: pl.DataFrame) -> pl.DataFrame:
    """Counts with the classes of a security added up, from the day each class is counted.

    Columns are those of the table share_counts with `security`. A security of one class keeps
    its rows; of several, each change of one class gives a row of all of them together.
    """
    several = counts.filter(pl.col("share_class").n_unique().over("security") > 1)
    if several.is_empty():
        return counts
    single = counts.filter(pl.col("share_class").n_unique().over("security") == 1)
    changes = several.select("security", "day").unique()
    classes = several.select("security", "share_class").unique()
    held = (
        changes.join(classes, on="security")
        .sort("security", "share_class", "day")
        .join_asof(
            several.sort("security", "share_class", "day").select(
                "security", "share_class", "day", "shares"
            ),
            on="day",
            by=["security", "share_class"],
            check_sortedness=False,
        )
    )
    sums = held.group_by("security", "day").agg(pl.col("shares").sum())
    rows = several.sort("security", "day", "known_at").unique(["security", "day"], keep="last")
    together = rows.drop("shares").join(sums, on=["security", "day"])
    return pl.concat(
        [single, together.with_columns(share_class=pl.lit("all classes"))], how="diagonal"
    )


def adjusted_counts(counts: pl.DataFrame, splits: pl.DataFrame, day: date) -> pl.DataFrame:
    """Counts with `adjusted`: the count in the shares of `day`.

    `counts` has `security`, `day`, `shares`, change by change; `splits` has `security`, `day`,
    `new_shares`, `old_shares`, `status`. A split of between the count's day and `day` multiplies
    the count by its ratio, unless the change that made this count was that division, made up to
    eight days early.
    """
    base = counts.with_columns(adjusted=pl.col("shares").cast(pl.Float64)).sort("security", "day")
    effective = splits.filter((pl.col("status") == "listed") & (pl.col("day") <= day)).select(
        "security", ex_day="day", ratio=pl.col("new_shares") / pl.col("old_shares")
    )
    if effective.is_empty() or base.is_empty():
        return base
    change = (pl.col("shares") / pl.col("shares").shift()).over("security")
    moved = base.with_columns(change=change)
    pairs = moved.join(effective, on="security", how="inner").filter(
        pl.col("day") < pl.col("ex_day")
    )
    early = (pl.col("ex_day") - pl.col("day") <= _DIVIDED_WITHIN) & (
        (pl.col("change").log() - pl.col("ratio").log()).abs() < _SAME_FACTOR
    )
    factors = (
        pairs.filter(~early.fill_null(False))
        .group_by("security", "day")
        .agg(factor=pl.col("ratio").product())
    )
    return (
        moved.drop("change")
        .join(factors, on=["security", "day"], how="left")
        .with_columns(adjusted=pl.col("adjusted") * pl.col("factor").fill_null(1.0))
        .drop("factor")
        .sort("security", "day")
    )
