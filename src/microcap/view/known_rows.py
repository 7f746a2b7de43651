"""Panel rows of some securities with the moment since which each could be what it is.

1. `panel_of` assembles the panel of some securities from a day on, as the view does for all.
2. `_bar_rows` gives each row its bar as published; a row that was filled in is known with the
   bar after it, which is what shows that there was a hole.
3. `_events` are what makes a row another one without being its bar: splits, halts, bars that
   were withdrawn. Each belongs to the first row on or after its day.
4. `known_at` of a row is the last of these within the 260 sessions that end with it, and of the
   share count that it stands on.
5. `inputs` is a hash of the row's own inputs in the terms of its own day, so that a split of
   later changes none.
"""

import zlib
from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl

from microcap.model.tables import MOMENT
from microcap.view.panel import COLUMNS, assemble
from microcap.view.view import View

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SESSIONS = 260
"""Sessions that a view gives to a measure; see `View.panel`."""

_EARLY = timedelta(days=8)
"""A count of so shortly before a split may be of after it; see `view.share_counts`."""
_LONG_AGO = 90
"""Days after which it makes no difference how long ago the row before is."""


def rows_of(
    view: View, securities: list[str], first: date, last: date | None = None
) -> pl.DataFrame:
    """The panel of some securities from a day on, or until another, with what was known when.

    Columns: those of a panel, `at`, `bar_close` (as published; null where a row was filled in),
    `known_at`, `inputs`.

    `at` numbers the sessions known to the view; `inputs` is Int64, the bits of an unsigned hash.
    """
    symbols = view.spells.filter(pl.col("security").is_in(securities))["symbol"].unique().sort()
    panel, bars = panel_of(view, symbols.to_list(), first, last)
    mine = panel.filter(pl.col("security").is_in(securities))
    numbered = mine.join(
        view.sessions.with_row_index("at").select("day", pl.col("at").cast(pl.Int32)),
        on="day",
        how="left",
        maintain_order="left",
    )
    published = _bar_rows(view, numbered, bars)
    known = _known(view, published, symbols.to_list(), first)
    hashed = known.with_columns(inputs=_inputs(known))
    return hashed.select(*COLUMNS, "at", "bar_close", "known_at", "inputs")


def panel_of(
    view: View, symbols: list[str], first: date, last: date | None = None
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The panel of the securities that bore these symbols, from a day on, and its bars."""
    months = pl.col("month") >= f"{first:%Y-%m}"
    keys = months & (pl.col("series") == "raw") & (pl.col("day") >= first)
    if last is not None:
        keys = keys & (pl.col("day") <= last) & (pl.col("month") <= f"{last:%Y-%m}")
    columns = ["series", "symbol", "day", "open", "high", "low", "close", "volume", "flags"]
    bars = (
        view.table("bars", keys & pl.col("symbol").is_in(symbols))
        .select(*columns, "known_at")
        .collect()
    )
    panel = assemble(
        bars.select(columns),
        view.spells.filter(pl.col("symbol").is_in(symbols)),
        view.splits(symbols),
        view.vendor_counts(symbols),
        view.sessions.select("day"),
        view._no_trade(symbols),
        view.day,
    )
    return panel, bars


def _bar_rows(view: View, panel: pl.DataFrame, bars: pl.DataFrame) -> pl.DataFrame:
    """Rows with `bar_` columns as published, `own_known` and the `span` of days since the row before."""
    published = bars.select(
        "symbol",
        "day",
        *(pl.col(name).alias(f"bar_{name}") for name in ("open", "high", "low", "close", "volume")),
        own_known="known_at",
    )
    since = _borne_since(view)
    rows = panel.join(published, on=["symbol", "day"], how="left", maintain_order="left")
    borne = rows.join_asof(
        since, on="day", by=["symbol", "security"], strategy="backward", check_sortedness=False
    )
    return borne.with_columns(
        own_known=pl.max_horizontal(
            pl.col("own_known").backward_fill().over("security"), "borne_known"
        ),
        span=(pl.col("day") - pl.col("day").shift().over("security"))
        .dt.total_days()
        .fill_null(_LONG_AGO)
        .clip(upper_bound=_LONG_AGO),
    )


def _borne_since(view: View) -> pl.DataFrame:
    """From when on it was known that a security bears a symbol: the first word that still holds."""
    said = _revisions(view, "securities").sort("symbol", "day", "revision")
    last = pl.col("security").last().over("symbol", "day")
    # a later revision that says the same of the bearer makes it no later known
    changes = (
        (pl.col("security") != last).cast(pl.Int32).cum_sum(reverse=True).over("symbol", "day")
    )
    return (
        said.filter(changes == 0)
        .group_by("symbol", "day", "security")
        .agg(borne_known=pl.col("known_at").min())
        .sort("symbol", "day")
    )


def _known(view: View, rows: pl.DataFrame, symbols: list[str], first: date) -> pl.DataFrame:
    close = rows.join(
        view.sessions.select("day", "close_at"), on="day", how="left", maintain_order="left"
    )
    events = _events(view, symbols, first)
    placed = (
        events.sort("security", "day")
        .join_asof(
            rows.select("security", "day", row_day="day"),
            on="day",
            by="security",
            strategy="forward",
            check_sortedness=False,
        )
        .group_by("security", day="row_day")
        .agg(event_known=pl.col("known_at").max())
    )
    each = close.join(
        placed, on=["security", "day"], how="left", maintain_order="left"
    ).with_columns(row_known=pl.max_horizontal("own_known", "event_known"))
    late = (pl.col("row_known") > pl.col("close_at")).fill_null(True)
    names = each.filter(late)["security"].unique()
    troubled = pl.col("security").is_in(names.implode())
    # of what was known in time the row's own is the last, so only the others need a window
    windows = each.filter(troubled).with_columns(
        known_at=pl.col("row_known").rolling_max_by("at", f"{SESSIONS}i").over("security")
    )
    both = pl.concat([each.filter(~troubled).with_columns(known_at="row_known"), windows])
    counted = _counts_known(view, both.sort("security", "day"), symbols)
    return counted.with_columns(known_at=pl.max_horizontal("known_at", "count_known"))


def _events(view: View, symbols: list[str], first: date) -> pl.DataFrame:
    """What else makes a row what it is: `security`, `day`, `known_at`."""
    mine = pl.col("symbol").is_in(symbols)
    about = ["symbol", "day", "known_at"]
    splits = _revisions(view, "splits", mine).select(about)
    halts = _revisions(view, "halts", mine)
    ended = halts.filter(pl.col("end_at").is_not_null()).with_columns(
        day=pl.col("end_at").dt.date()
    )
    keys = mine & (pl.col("day") >= first) & (pl.col("month") >= f"{first:%Y-%m}")
    gone = _revisions(view, "bars", keys & (pl.col("series") == "raw"), corrected=True)
    parts = [splits, halts.select(about), ended.select(about), gone.select(about)]
    return view.borne(pl.concat(parts).filter(pl.col("day") >= first)).select(
        "security", "day", "known_at"
    )


def _revisions(
    view: View, name: str, keys: pl.Expr | None = None, *, corrected: bool = False
) -> pl.DataFrame:
    """Every version of a table's rows that was known at the moment, or only the corrections."""
    known = view._lake.scan(name).filter(pl.col("known_at") <= view.moment)
    if corrected:
        known = known.filter(pl.col("revision") > 0)
    return (known if keys is None else known.filter(keys)).collect()


def _counts_known(view: View, rows: pl.DataFrame, symbols: list[str]) -> pl.DataFrame:
    """Rows with `count_known`: since when the count of the row could be what it is."""
    mine = pl.col("symbol").is_in(symbols)
    said = _revisions(view, "share_counts", mine & (pl.col("kind") == "vendor"))
    counts = (
        view.borne(said)
        .group_by("security", "day")
        .agg(count_known=pl.col("known_at").max(), classes=pl.col("share_class").n_unique())
        .sort("security", "day")
        .with_columns(
            # a total stands on the last count of every class, and the vendor's step on the one before
            count_known=pl.when((pl.col("classes") > 1).any().over("security"))
            .then(pl.col("count_known").cum_max().over("security"))
            .otherwise(
                pl.max_horizontal("count_known", pl.col("count_known").shift().over("security"))
            )
        )
        .select("security", "count_known", count_day="day")
    )
    held = rows.join_asof(
        counts,
        left_on="day",
        right_on="count_day",
        by="security",
        strategy="backward",
        check_sortedness=False,
    )
    splits = view.splits(symbols).filter(pl.col("status") == "listed")
    near = held.select("security", "day", "count_day").join(
        splits.select("security", ex_day="day", split_known="known_at"), on="security"
    )
    passed = (pl.col("ex_day") > pl.col("count_day")) & (pl.col("ex_day") <= pl.col("day"))
    divided = (pl.col("ex_day") > pl.col("day")) & (
        pl.col("ex_day") - pl.col("count_day") <= _EARLY
    )
    moved = (
        near.filter(passed | divided)
        .group_by("security", "day")
        .agg(split_known=pl.col("split_known").max())
    )
    return held.join(moved, on=["security", "day"], how="left", maintain_order="left").with_columns(
        count_known=pl.max_horizontal("count_known", "split_known").cast(MOMENT)
    )


def _inputs(rows: pl.DataFrame) -> pl.Series:
    """A hash of each row's own inputs; the same on every machine and for every view that knows them."""
    import numpy as np

    factor = rows["split_factor"]
    before = factor.shift().fill_null(1.0)
    ratio = (before / factor).round(9)
    first = rows["security"].ne_missing(rows["security"].shift(1))
    cells: list[pl.Series] = [
        *(rows[f"bar_{name}"] for name in ("open", "high", "low", "close", "volume")),
        rows["flags"],
        rows["stale"],
        rows["ohlc"],
        rows["suspected"],
        rows["span"],
        rows.select(pl.when(~first).then(ratio).otherwise(1.0)).to_series(),
        (rows["shares"] / factor).round(3),
        rows.select(pl.max_horizontal("row_known", "count_known").dt.epoch("us")).to_series(),
    ]
    symbols = rows["symbol"].unique()
    names = pl.Series([zlib.crc32(one.encode()) for one in symbols], dtype=pl.UInt64)
    total = rows["symbol"].replace_strict(symbols, names, return_dtype=pl.UInt64).to_numpy()
    for cell in cells:
        total = _mixed(total, _bits(cell))
    return pl.Series("inputs", np.asarray(total, dtype=np.uint64).view(np.int64))


def _bits(cell: pl.Series) -> "NDArray[np.uint64]":
    import numpy as np

    unknown = cell.is_null().to_numpy()
    if cell.dtype == pl.Float64:
        bits = (cell.fill_null(0.0) + 0.0).to_numpy().view(np.uint64)
    else:
        bits = cell.cast(pl.Int64).fill_null(0).to_numpy().astype(np.int64).view(np.uint64)
    return np.where(unknown, np.uint64(0x9E3779B97F4A7C15), bits)


def _mixed(total: "NDArray[np.uint64]", bits: "NDArray[np.uint64]") -> "NDArray[np.uint64]":
    """The step of SplitMix64 (Steele, Lea & Flood 2014), which spreads a changed bit over all."""
    import numpy as np

    mixed = total * np.uint64(0x9E3779B97F4A7C15) + bits
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))
