"""The market of an event study: a benchmark of the lake, or the mean of all names that traded."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from microcap.model.errors import NoSuchThing
from microcap.view.view import View

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EQUAL_WEIGHTED = "equal_weighted"
PREFERRED = ("IWC", "IWM", "SPY")
"""Benchmarks in the order in which one is taken where none is named: micro-caps come first."""
_CHUNK = 1500
_EDGES = (0.01, 0.99)
"""Of a day's returns those outside these quantiles are left out: bad prints move a mean of all."""
_FEWEST = 20
"""Returns of a day below which it has no mean of all names."""


@dataclass(frozen=True, eq=False)
class Market:
    """A market: its level at each session of the view, NaN where it is not held."""

    name: str
    says: str
    levels: "NDArray[np.float64]"
    tables: tuple[str, ...] = ("benchmarks",)


def market_of(view: View, name: str = "") -> Market:
    """A benchmark by its symbol, the mean of all names, or the first of IWC, IWM, SPY that is held.

    Where the lake holds no benchmark the mean of all names is taken. Raises `NoSuchThing` for a
    benchmark that is not held.
    """
    held = view.table("benchmarks").collect()
    symbols = set(held["symbol"])
    chosen = name.strip().upper()
    if not chosen:
        chosen = next((one for one in PREFERRED if one in symbols), EQUAL_WEIGHTED.upper())
    if chosen == EQUAL_WEIGHTED.upper():
        return _equal_weighted(view)
    if chosen not in symbols:
        raise NoSuchThing(
            f"no benchmark {name[:24]!r} is held; there are {', '.join(sorted(symbols)) or 'none'}, "
            f"and {EQUAL_WEIGHTED}"
        )
    mine = held.filter(pl.col("symbol") == chosen)
    adjusted = mine["adjusted_close"].null_count() < mine["close"].null_count()
    column = "adjusted_close" if mine["adjusted_close"].null_count() == 0 or adjusted else "close"
    kind = "closes adjusted for splits and dividends" if column != "close" else "raw closes"
    levels = view.sessions.select("day").join(
        mine.select("day", level=column), on="day", how="left", maintain_order="left"
    )
    days = mine.drop_nulls(column)["day"]
    says = f"{chosen}, {kind}, held from {days.min()!s} to {days.max()!s}"
    return Market(chosen, says, levels["level"].cast(pl.Float64).fill_null(float("nan")).to_numpy())


def _equal_weighted(view: View) -> Market:
    """The mean return of all names that traded, of each day without its outermost hundredths."""
    import numpy as np

    days = view.sessions["day"]
    symbols = view.spells["symbol"].unique().sort().to_list()
    parts = [
        _returns(view, symbols[at : at + _CHUNK]) for at in range(0, len(symbols), _CHUNK)
    ] or [pl.DataFrame(schema={"day": pl.Date, "return": pl.Float32})]
    each = pl.concat(parts)
    low, high = (pl.col("return").quantile(edge, "linear") for edge in _EDGES)
    inside = pl.col("return").is_between(low, high)
    means = (
        each.lazy()
        .group_by("day")
        .agg(mean=pl.col("return").filter(inside).mean(), names=pl.len())
        .filter(pl.col("names") >= _FEWEST)
        .collect()
    )
    moved = view.sessions.select("day").join(means, on="day", how="left", maintain_order="left")
    steps = moved["mean"].cast(pl.Float64).to_numpy(allow_copy=True)
    known = np.isfinite(steps)
    levels = np.full(len(days), np.nan)
    if known.any():
        first, last = int(known.argmax()), len(known) - int(known[::-1].argmax())
        # the day before the first return is where the level begins
        begin = max(0, first - 1)
        levels[begin:last] = np.cumprod(1 + np.nan_to_num(steps[begin:last], nan=0.0))
        levels[first:last][~known[first:last]] = np.nan
    says = (
        "the mean return of all names that traded, each day without its outermost hundredths, "
        "names that vanished included"
    )
    return Market(EQUAL_WEIGHTED, says, levels, ("bars",))


def _returns(view: View, symbols: list[str]) -> pl.DataFrame:
    from microcap.view.known_rows import panel_of

    panel, _ = panel_of(view, symbols, view.sessions["day"].item(0))
    traded = ~pl.col("stale") & pl.col("close").is_not_null()
    before = pl.col("close").shift().over("security")
    usable = traded & ~pl.col("broken") & (before > 0)
    return (
        panel.lazy()
        .select("security", "day", "close", "stale", "broken")
        .with_columns(**{"return": pl.when(usable).then(pl.col("close") / before - 1)})
        .drop_nulls("return")
        .select("day", pl.col("return").cast(pl.Float32))
        .collect()
    )
