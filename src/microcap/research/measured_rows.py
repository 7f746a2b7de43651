"""The measures of whole securities at every session, as the view of each session would give them.

1. `known_rows.rows_of` assembles the panel of some securities with what was known since when.
2. `histories` gives every measure at every row.
3. `_cut` computes again, over the 260 sessions that a view holds, the few rows whose window
   reaches further back because the security lacks sessions, or begins with days without trade.
4. Dollars per share and shares are turned into those of the row's own day.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from microcap.model import catalogue
from microcap.view.known_rows import SESSIONS, rows_of
from microcap.view.view import View

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.int64]

LONGEST = 252
"""The longest window of a measure, in sessions."""
_SHORT = 90
_STARTS_AFRESH = frozenset({"atr_14"})
"""Measures whose name tells a memory and not the window that they read, which is the longest."""
_BATCH = 400_000
"""Rows that are cut out and computed again at once."""


def measure_names() -> tuple[str, ...]:
    """Every measure of the catalogue, sorted."""
    catalogue.load("measures")
    return tuple(catalogue.entries("measure"))


def measured_rows(
    view: View, securities: list[str], names: Sequence[str], first: date
) -> pl.DataFrame:
    """The named measures of some securities at every session from a day on, in their own shares.

    Columns: security, day, month, known_at, inputs, stale and the measures. Rows shortly after
    `first` lack the sessions before it; ask for 260 more than are wanted.
    """
    from microcap.measures.histories import histories

    panel = rows_of(view, securities, first)
    values = histories(panel, names)
    values = _cut(panel, values, names)
    factor = panel["split_factor"]
    return panel.select(
        "security",
        "day",
        pl.col("day").dt.strftime("%Y-%m").alias("month"),
        "known_at",
        "inputs",
        "stale",
    ).with_columns(_own(values[name], factor, scale_of(name)) for name in names)


def scale_of(name: str) -> str:
    """What a split does to a measure: none, price or shares."""
    catalogue.load("measures")
    return str(catalogue.entries("measure")[name].says["scale"])


def warmed() -> None:
    """Compile the loops for this machine, or read them from where they are kept."""
    from microcap.measures.histories import histories

    day = date(2024, 1, 2)
    empty = {"security": "A", "symbol": "A", "day": day, "flags": 0} | dict.fromkeys(
        (
            "open",
            "high",
            "low",
            "close",
            "volume",
            "close_raw",
            "volume_raw",
            "split_factor",
            "shares",
        ),
        1.0,
    )
    flags = dict.fromkeys(("broken", "stale", "ohlc", "suspected"), False)
    histories(pl.DataFrame([empty | flags]), measure_names())


def _own(values: pl.Series, factor: pl.Series, scale: str) -> pl.Series:
    if scale == "price":
        return values * factor
    return values / factor if scale == "shares" else values


def _cut(panel: pl.DataFrame, values: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """The values, computed again where a view of the day would see other rows in the window."""
    if panel.is_empty():
        return values
    begins = _begins(panel)
    others = _leads_otherwise(panel, begins)
    long = [name for name in names if _reads(name) > _SHORT]
    short = [name for name in names if _reads(name) <= _SHORT]
    for some, window in ((long, LONGEST), (short, _SHORT)):
        rows = (_too_wide(panel, window) | others[window]).arg_true()
        if some and len(rows):
            values = _again(panel, values, some, rows.to_numpy(), begins)
    return values


def _reads(name: str) -> int:
    """Sessions that a measure reads, at most."""
    numbers = [int(part) for part in name.split("_") if part.isdigit()]
    return LONGEST if name in _STARTS_AFRESH else max(numbers, default=_SHORT)


def _too_wide(panel: pl.DataFrame, window: int) -> pl.Series:
    """Whether the window of a row begins before the sessions that a view holds."""
    # a return needs the row before the window, and Roll's pair the one before that
    begin = pl.coalesce(pl.col("at").shift(window + 1), pl.col("at").first()).over("security")
    return panel.select((pl.col("at") - begin > SESSIONS - 1).fill_null(False)).to_series()


def _begins(panel: pl.DataFrame) -> "Places":
    """For each row the first row of its security that a view of its day holds."""
    import numpy as np

    # the number of a session above that of its security: one rising key for all rows
    ids = panel["security"].rle_id().to_numpy().astype(np.int64) * 1_000_000
    key = ids + panel["at"].to_numpy()
    found: Places = np.searchsorted(key, np.maximum(key - (SESSIONS - 1), ids))
    return found


def _leads_otherwise(panel: pl.DataFrame, begins: "Places") -> dict[int, pl.Series]:
    """Rows whose view begins with days without trade, by the window that these reach into.

    A day without trade repeats the trade before it; a view that does not hold that trade takes
    what the publisher printed, and inserts no rows before the first bar that it holds.
    """
    import numpy as np

    printed = (panel["bar_close"] - panel["close_raw"]).abs() <= 1e-12 * panel["close_raw"]
    other = panel["stale"] & ~printed.fill_null(False)
    # where the run of such rows that each row is in ends
    traded = np.where(panel["stale"].to_numpy(), len(panel), np.arange(len(panel)))
    ends = np.minimum.accumulate(traded[::-1])[::-1]
    differs = np.concatenate([[0], np.cumsum(other.to_numpy())])
    leads = ends[begins]
    touched = differs[np.minimum(leads, np.arange(len(panel)))] > differs[begins]
    reach = np.arange(len(panel)) - leads
    return {window: pl.Series(touched & (reach < window + 1)) for window in (_SHORT, LONGEST)}


def _again(
    panel: pl.DataFrame,
    values: pl.DataFrame,
    names: Sequence[str],
    rows: "Places",
    begins: "Places",
) -> pl.DataFrame:
    """The values with those of some rows computed over the sessions that a view holds."""
    import numpy as np

    from microcap.measures.histories import histories

    counts = rows - begins[rows] + 1
    ends = np.cumsum(counts)
    found = []
    start = 0
    while start < len(rows):
        done = ends[start - 1] if start else 0
        stop = max(int(np.searchsorted(ends, done + _BATCH, side="right")), start + 1)
        some = counts[start:stop]
        offsets = np.arange(some.sum()) - np.repeat(np.cumsum(some) - some, some)
        numbers = np.repeat(np.arange(start, stop), some)
        pieces = panel[np.repeat(begins[rows[start:stop]], some) + offsets].with_columns(
            security=pl.Series(numbers).cast(pl.String)
        )
        held = _as_held(pieces)
        last = held["security"].ne_missing(held["security"].shift(-1)).arg_true()
        found.append(histories(held, names)[last].select(names))
        start = stop
    again = pl.concat(found)
    return values.with_columns(values[name].scatter(rows, again[name]) for name in names)


def _as_held(pieces: pl.DataFrame) -> pl.DataFrame:
    """Rows as a view gives them that holds nothing before the first of each piece."""
    seen = pl.col("bar_close").is_not_null().cum_max().over("security")
    traded = (~pl.col("stale")).cum_max().over("security")
    printed = pl.col("bar_close").forward_fill().over("security")
    own = {name: pl.col(name) for name in ("open", "high", "low", "close")}
    return pieces.filter(seen).with_columns(
        pl.when(traded).then("close_raw").otherwise(printed).alias("close_raw"),
        *(
            pl.when(traded).then(one).otherwise(printed / pl.col("split_factor")).alias(name)
            for name, one in own.items()
        ),
    )
