"""Falls beside short sales and publications, and what was won back, as it could be said each day.

The mirror of a run-up (methods.md section 8). No row looks at a later one: on the day of a fall
nobody knows whether it is won back, and the rows of later days say so as it happens.
"""

from datetime import date

import polars as pl

from microcap.measures.fall_features import short_rises, steep_falls, told_of_falls
from microcap.view.once import once
from microcap.view.subject import Subject

COLUMNS: dict[str, type[pl.DataType]] = {
    "day": pl.Date,
    "close": pl.Float64,
    "fall": pl.Float64,
    "fall_day": pl.Date,
    "before": pl.Date,
    "volume_times": pl.Float64,
    "short_rise": pl.Float64,
    "publication": pl.Boolean,
    "said": pl.String,
    "days_since": pl.Int64,
    "recovered": pl.Float64,
    "phase": pl.String,
}


@once
def fall_days(subject: Subject) -> pl.DataFrame:
    """Every session of the subject's panel with the deepest fall of the last 21, if one is.

    `fall`: close over the close one or two sessions before, minus one, a fraction of -0.2 or less;
    null where none is. `volume_times`: larger volume of the fall over the mean of the 20 sessions
    before. `short_rise`: part of the volume sold short in it less the mean of those sessions, null
    where it is not held. `publication`: a rumour known by its last close, null where no record
    shows that there was none. `recovered`: part of the fall won back from its lowest close.
    `phase`: fall, low, recovery from half won back, or quiet.
    """
    rows = subject.panel.filter(pl.col("close").is_not_null())
    falls = steep_falls(rows)
    told = rows.select("day", "close").hstack(told_of_falls(rows, falls).get_columns())
    beside = _beside(subject, rows, falls)
    return told.with_columns(
        beside[name].gather(told["at"]).alias(name) for name in beside.columns
    ).select(pl.col(name).cast(kind) for name, kind in COLUMNS.items())


def _beside(subject: Subject, rows: pl.DataFrame, falls: pl.DataFrame) -> pl.DataFrame:
    """Each fall with its days and what was known beside it."""
    days = rows["day"]
    dated = falls.select(
        "fall",
        "volume_times",
        fall_day=days.gather(falls["row"]),
        before=days.gather(falls["start"]),
    )
    if falls.is_empty():
        none = {name: pl.lit(None) for name in ("short_rise", "publication", "said")}
        return dated.with_columns(**none)
    said = [
        _published(subject, before, day)
        for before, day in dated.select("before", "fall_day").iter_rows()
    ]
    share = pl.Series(_short_shares(subject, days.to_list()), dtype=pl.Float64)
    return dated.with_columns(
        short_rises(falls, share),
        publication=pl.Series([one for one, _ in said], dtype=pl.Boolean),
        said=pl.Series([words for _, words in said], dtype=pl.String),
    )


def _short_shares(subject: Subject, days: list[date]) -> list[float | None]:
    """The part of each session's reported volume that was sold short, all markets together."""
    rows = subject.view.table("short_volume", pl.col("symbol").is_in(subject.symbols)).collect()
    sums = subject.view.borne(rows).filter(pl.col("security") == subject.security).group_by("day")
    held = {
        day: short / total
        for day, short, total in sums.agg(
            pl.col("short_volume").sum(), pl.col("total_volume").sum()
        ).iter_rows()
        if total > 0
    }
    return [held.get(day) for day in days]


def _published(subject: Subject, before: date, day: date) -> tuple[bool | None, str]:
    """Whether a rumour was known between two closes, null where nobody can tell; and its words."""
    closes = subject.view.sessions.filter(pl.col("day").is_in([before, day]))["close_at"]
    heard = subject.news.filter(
        (pl.col("kind") == "rumour")
        & (pl.col("day") >= before)
        & (pl.col("known_at") <= closes.item(-1))
    )
    if heard.height:
        row = heard.row(-1, named=True)
        return True, f"{row['kind']} of {row['day']}: {row['headline'][:120]}"
    whole = subject.coverage("news").filter(pl.col("complete") & (pl.col("absent_means") == "none"))
    if whole.height and subject.holds_complete("news", before, day):
        return False, ""
    return None, ""
