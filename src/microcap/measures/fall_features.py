"""Steep falls of many names, and what each later session says of the deepest of the last ones.

1. `steep_falls` finds the sessions into which a price fell by a fifth, and how loud that was.
2. `short_rises` says how much more of the volume was sold short in each of them.
3. `told_of_falls` lets each row look back at the deepest fall of the 21 sessions that end with it.

No row looks at a later one: on the day of a fall nobody knows whether it is won back.
"""

from collections.abc import Sequence
from statistics import fmean

import polars as pl

FALL = -0.2
"""Close over the close two sessions before, minus one (methods.md section 8)."""
SESSIONS, BASELINE, FEWEST = 2, 20, 10
RECOVERY, WITHIN = 0.5, 20
"""Part of the fall won back, and the sessions it may take (methods.md section 8)."""
SHORT_RISE = 0.1
"""Part of the volume sold short beyond that of the sessions before (project default)."""

Held = Sequence[float | None]


def steep_falls(rows: pl.DataFrame) -> pl.DataFrame:
    """Every row into which the price fell by a fifth or more from one or two sessions before.

    `rows` has `security`, `close` (none null), `volume` and `broken`, sorted by security and day;
    no fall reaches over a broken return. `row` and `start`: places in `rows` of the fall's last
    close and of the close that it fell from. `first`: place of the security's first row. `fall`:
    the one close over the other, minus one. `volume_times`: larger volume of the fall over the mean
    of up to 20 sessions that end with its start, null where fewer than ten are held or none traded.
    """
    close, whole = pl.col("close"), ~pl.col("broken")
    place = pl.int_range(pl.len(), dtype=pl.Int64)
    falls = (
        rows.select(
            pl.when(whole).then(close / close.shift(1) - 1).over("security").alias("one"),
            pl.when(whole & whole.shift(1))
            .then(close / close.shift(2) - 1)
            .over("security")
            .alias("two"),
            row=place,
            first=place - place.over("security"),
        )
        .with_columns(fall=pl.min_horizontal("one", "two"))
        .filter(pl.col("fall") <= FALL)
        .with_columns(
            start=pl.col("row") - pl.when(pl.col("two") == pl.col("fall")).then(2).otherwise(1)
        )
    )
    volume = rows["volume"]
    times = [
        _times(volume[max(first, start - BASELINE + 1) : row + 1].to_list(), row - start)
        for first, start, row in falls.select("first", "start", "row").iter_rows()
    ]
    return falls.select(
        "row", "start", "first", "fall", volume_times=pl.Series(times, dtype=pl.Float64)
    )


def short_rises(falls: pl.DataFrame, share: pl.Series) -> pl.Series:
    """Of each steep fall the part of the volume sold short in it, less that of the sessions before.

    `share` has a value a row that `steep_falls` was given, null where it is not held. Null where
    none is held in the fall, or fewer than ten of the 20 sessions that end with its start.
    """
    return pl.Series(
        "short_rise",
        [
            _risen(share[max(first, start - BASELINE + 1) : row + 1].to_list(), row - start)
            for first, start, row in falls.select("first", "start", "row").iter_rows()
        ],
        dtype=pl.Float64,
    )


def told_of_falls(rows: pl.DataFrame, falls: pl.DataFrame) -> pl.DataFrame:
    """A row for each of `rows`: the deepest fall of the last 21 sessions, and what came of it.

    `at`: which of `falls`, null where none is near; of equal ones the first. `days_since`: sessions
    since its last close. `recovered`: part of it won back from its lowest close. `phase`: fall,
    low, recovery from half won back, or quiet.
    """
    import numpy as np

    close = rows["close"].to_numpy()
    numbered = rows.select("security", row=pl.int_range(pl.len(), dtype=pl.Int64))
    last = numbered.select(pl.col("row").max().over("security")).to_series()
    owner = np.full(rows.height, -1, dtype=np.int64)
    lowest = np.full(rows.height, np.nan)
    # written one over the other, the deepest last and of equal ones the first
    ordered = falls.with_row_index("at").sort("fall", "row", descending=True)
    for at, row in ordered.select("at", "row").iter_rows():
        stop = min(row + WITHIN, last[row]) + 1
        owner[row:stop] = at
        lowest[row:stop] = np.minimum.accumulate(close[row:stop])
    seen = rows.select("close").with_columns(
        at=pl.Series(owner).replace(-1, None), lowest=pl.Series(lowest)
    )
    own = falls.select("row", top=rows["close"].gather(falls["start"]))
    back = (pl.col("close") - pl.col("lowest")) / (pl.col("top") - pl.col("lowest"))
    return (
        seen.with_columns(own[name].gather(seen["at"]).alias(name) for name in own.columns)
        .with_columns(days_since=pl.int_range(pl.len(), dtype=pl.Int64) - pl.col("row"))
        .with_columns(recovered=pl.when(pl.col("at").is_not_null()).then(back))
        .select(
            "at",
            "days_since",
            "recovered",
            phase=pl.when(pl.col("at").is_null())
            .then(pl.lit("quiet"))
            .when(pl.col("recovered") >= RECOVERY)
            .then(pl.lit("recovery"))
            .when(pl.col("days_since") == 0)
            .then(pl.lit("fall"))
            .otherwise(pl.lit("low")),
        )
    )


def _times(volume: Held, inside: int) -> float | None:
    """Larger volume of the last `inside` sessions over the mean of those before."""
    before = [shares for shares in volume[:-inside] if shares is not None]
    after = [shares for shares in volume[-inside:] if shares is not None]
    usual = fmean(before) if len(before) >= FEWEST else 0.0
    return max(after) / usual if after and usual > 0 else None


def _risen(share: Held, inside: int) -> float | None:
    """Mean of the last `inside` sessions less the mean of those before."""
    before = [one for one in share[:-inside] if one is not None]
    after = [one for one in share[-inside:] if one is not None]
    return fmean(after) - fmean(before) if after and len(before) >= FEWEST else None
