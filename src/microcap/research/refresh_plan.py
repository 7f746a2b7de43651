"""What changed since the measures were stored: securities, from which day, until which.

1. `seen` is what the lake is now: versions of its tables, files of each month of bars, sessions.
2. `changed` compares it with what the last refresh remembered. Rows of the small tables that
   differ name their symbols and days; months of bars whose files differ are assembled, and the
   hashes of their rows compared with those that are stored.
3. A bar touches its row and the 260 that follow; a split, a count or a new bearer of a symbol
   all rows from its day on.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

import polars as pl

from microcap.lake.measured import INPUTS, Measured, Remembered, program
from microcap.lake.past import month_files, table_at
from microcap.lake.store import Lake
from microcap.view.known_rows import rows_of
from microcap.view.view import View

BEGINNING = date(1900, 1, 1)
RANGES = {"security": pl.String, "first": pl.Date, "changed": pl.Date}
"""A security, its first row to compute, and the last that changed; null: all after it may have."""

_CONTEXT = timedelta(days=200)
"""Enough days before a row to tell how long ago the row before it is."""
_AFTER = timedelta(days=45)
"""Enough days after a month to see the bar after its last hole: see `view.panel`."""
_BEFORE_SPLIT = timedelta(days=15)
"""So long before a split its count may have been divided; see `view.share_counts`."""
_AT_ONCE = 500_000


def seen(lake: Lake, view: View, names: Sequence[str]) -> Remembered:
    """What the lake is at the view's moment, for the next refresh to compare with."""
    return Remembered(
        view.moment,
        tuple(sorted(names)),
        {name: lake.version(name) for name in INPUTS},
        month_files(lake, "bars"),
        _sessions(view, view.last_session),
        view.last_session,
        0,
        False,
        program(),
    )


def known_last(lake: Lake, view: View) -> datetime | None:
    """The last moment at which a row that measures stand on became known to the view."""
    known = pl.col("known_at").filter(pl.col("known_at") <= view.moment)
    last = [
        lake.scan(name).select(known.max()).collect(engine="streaming").item() for name in INPUTS
    ]
    return max((one for one in last if one is not None), default=None)


def changed(lake: Lake, view: View, stored: Measured, now: Remembered) -> pl.DataFrame:
    """Securities whose stored rows may be others now: the columns of RANGES, by first day."""
    before = stored.remembered
    everything = pl.DataFrame(
        {"security": sorted(set(view.spells["security"]))}, schema={"security": pl.String}
    ).with_columns(first=pl.lit(BEGINNING), changed=pl.lit(None, pl.Date))
    if (
        before is None
        or not before.complete
        or before.program != now.program
        or (before.rows and not stored.files()["rows"].sum())
        or set(now.names) - set(before.names)
        or _sessions(view, before.last) != before.sessions
    ):
        return everything
    parts = [pl.DataFrame(schema=RANGES)]
    for name in ("splits", "share_counts", "securities", "halts", "coverage"):
        found = _of_table(lake, view, name, before)
        if found is None:
            return everything
        parts.append(found)
    parts += _of_bars(lake, view, stored, before, now)
    return (
        pl.concat([part.select(list(RANGES)) for part in parts])
        .group_by("security")
        .agg(
            pl.col("first").min(),
            pl.when(pl.col("changed").is_null().any())
            .then(None)
            .otherwise(pl.col("changed").max())
            .alias("changed"),
        )
        .sort("first", "security")
    )


def _sessions(view: View, last: date) -> str:
    days = view.sessions.filter(pl.col("day") <= last)["day"]
    return sha256(" ".join(map(str, days)).encode()).hexdigest()[:16]


def _of_table(lake: Lake, view: View, name: str, before: Remembered) -> pl.DataFrame | None:
    """Ranges of the rows of a small table that differ; null where its old rows are gone."""
    now = lake.scan(name).collect()
    later = now.filter((pl.col("known_at") > before.moment) & (pl.col("known_at") <= view.moment))
    if lake.version(name) == before.versions.get(name) and later.is_empty():
        return pl.DataFrame(schema=RANGES)
    was = table_at(lake, name, before.versions.get(name, 0))
    if was is None:
        return None
    if name == "coverage":
        return _of_coverage(view, was, now)
    was = was.filter(pl.col("known_at") <= before.moment).select(now.columns)
    held = now.filter(pl.col("known_at") <= view.moment)
    # a row that is told again by another publisher, or from other bytes, changes nothing
    told = [
        one
        for one in held.columns
        if one not in {"source", "raw", "assumed", "evidence", "rule", "status"}
    ]
    if name == "splits":
        told.append("status")
    other = pl.concat(
        [
            held.join(was, on=told, how="anti", nulls_equal=True),
            was.join(held, on=told, how="anti", nulls_equal=True),
        ]
    )
    early = _BEFORE_SPLIT if name == "splits" else timedelta(0)
    named = _bearers(view, other, was if name == "securities" else None)
    return named.select("security", first=pl.col("day") - early, changed=pl.lit(None, pl.Date))


def _of_coverage(view: View, was: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """Whether an absent row means no trade is asked of the whole record of a symbol."""
    key, said = ["source", "table", "subject", "day"], ["subject", "absent_means"]
    last = [
        frame.sort("revision", maintain_order=True)
        .unique(key, keep="last", maintain_order=True)
        .filter(
            ~pl.col("withdrawn")
            & (pl.col("table") == "bars")
            & (pl.col("absent_means") == "no_trade")
        )
        .select(said)
        .unique()
        for frame in (was, now)
    ]
    other = pl.concat(
        [last[0].join(last[1], on=said, how="anti"), last[1].join(last[0], on=said, how="anti")]
    )
    rows = other.select(symbol="subject", day=pl.lit(BEGINNING))
    return _bearers(view, rows, None).select(
        "security", first=pl.lit(BEGINNING), changed=pl.lit(None, pl.Date)
    )


def _bearers(view: View, rows: pl.DataFrame, was: pl.DataFrame | None) -> pl.DataFrame:
    """Every security that ever bore the symbol of a row: `security`, `day`."""
    pairs = view.spells.select("symbol", "security")
    if was is not None:
        pairs = pl.concat([pairs, was.select("symbol", "security")])
    return rows.select("symbol", "day").join(pairs.unique(), on="symbol").select("security", "day")


def _of_bars(
    lake: Lake, view: View, stored: Measured, before: Remembered, now: Remembered
) -> Iterator[pl.DataFrame]:
    """Ranges of the bars that differ from what the stored rows were made of."""
    months = {
        month
        for month in set(before.months) | set(now.months)
        if before.months.get(month) != now.months.get(month)
    }
    bars = lake.scan("bars").filter(pl.col("series") == "raw")
    later = bars.filter((pl.col("known_at") > before.moment) & (pl.col("known_at") <= view.moment))
    months |= set(later.select("month").unique().collect()["month"])
    if not months:
        return
    inside = pl.col("month").is_in(sorted(months))
    counts = (
        view.borne(bars.filter(inside).group_by("symbol", "day").agg().collect())
        .group_by("security")
        .len()
    )
    old = stored.scan().filter(inside).select("security", "day", "inputs")
    gone = old.select("security").unique().collect()["security"]
    names = sorted({*counts["security"], *gone})
    first = date.fromisoformat(min(months) + "-01") - _CONTEXT
    last = date.fromisoformat(max(months) + "-28") + _AFTER
    rows = max(1, int(int(counts["len"].sum()) * (1 + 250 / (30 * len(months)))))
    size = max(1, len(names) * _AT_ONCE // rows)
    for start in range(0, len(names), size):
        some = names[start : start + size]
        is_one = pl.col("security").is_in(some)
        fresh = rows_of(view, some, first, last).select(
            "security", "day", "inputs", month=pl.col("day").dt.strftime("%Y-%m")
        )
        both = (
            old.filter(is_one)
            .collect()
            .join(fresh.filter(inside), on=["security", "day"], how="full", coalesce=True)
        )
        yield (
            both.filter(pl.col("inputs").ne_missing(pl.col("inputs_right")))
            .group_by("security")
            .agg(first=pl.col("day").min(), changed=pl.col("day").max())
        )
