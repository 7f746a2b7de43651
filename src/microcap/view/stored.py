"""Stored measures as a view may see them: nothing that later knowledge went into.

1. `freshness` says whether what is stored was made of the lake as it is.
2. `stored` gives the rows whose inputs were all known by the view's moment, in its shares.

Where a row is absent, the caller computes; a stored value is never a guess about a newer lake.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from microcap.lake.measured import INPUTS, Measured, program
from microcap.model.tables import MOMENT
from microcap.view.moment import EASTERN
from microcap.view.splits import with_split_factor
from microcap.view.view import View


@dataclass(frozen=True, slots=True)
class Freshness:
    """Whether stored measures may be read, and how old they are."""

    usable: bool
    says: str
    """One sentence for people."""
    moment: datetime | None = None
    """When they were stored."""
    names: tuple[str, ...] = ()
    last: date | None = None
    """The last session of that refresh."""
    rows: int = 0


def freshness(view: View) -> Freshness:
    """Whether the lake is as it was when its measures were stored.

    A lake that was written to since is one whose stored measures may be of superseded bars: they
    are left unread until the next refresh.
    """
    stored = Measured(view._lake)
    held = stored.remembered
    if held is None or not stored.exists:
        return Freshness(False, "no measures are stored; `microcap refresh` stores them")
    since = f"stored {held.moment.astimezone(EASTERN):%Y-%m-%d %H:%M} ET"
    what = (held.moment, held.names, held.last, held.rows)
    if not held.complete:
        return Freshness(False, f"a refresh was interrupted; run it again ({since})", *what)
    if held.program != program():
        return Freshness(
            False,
            f"another version of microcap computed them; run `microcap refresh` ({since})",
            *what,
        )
    changed = [name for name in INPUTS if view._lake.version(name) != held.versions.get(name)]
    if not changed and _known_between(view, held.moment):
        changed = ["a row that became known since"]
    if changed:
        why = f"the lake changed since they were {since} ({', '.join(changed)})"
        return Freshness(False, f"{why}; `microcap refresh` brings them up to date", *what)
    return Freshness(True, f"{since}, up to the session {held.last}", *what)


def stored(
    view: View,
    scales: Mapping[str, str],
    *,
    securities: Collection[str] | None = None,
    first: date | None = None,
    last: date | None = None,
) -> pl.DataFrame:
    """Stored measures as known at the view's moment: security, day, known_at, a column each.

    `scales` names the measures and what a split does to each; values come in the shares of the
    view's day. No row where they may not be read, or where one of the names is not stored.
    """
    names = list(scales)
    keys: dict[str, pl.DataType | type[pl.DataType]] = {
        "security": pl.String,
        "day": pl.Date,
        "known_at": MOMENT,
    }
    empty = pl.DataFrame(schema=keys | dict.fromkeys(names, pl.Float64))
    fresh = freshness(view)
    if not fresh.usable or set(names) - set(fresh.names):
        return empty
    table = Measured(view._lake)
    rows = table.scan()
    begin, end = first or view.sessions["day"].item(0), min(last or view.day, view.day)
    span = (pl.col("month") >= f"{begin:%Y-%m}") & (pl.col("month") <= f"{end:%Y-%m}")
    rows = rows.filter(span & (pl.col("day") >= begin) & (pl.col("day") <= end))
    if securities is not None:
        rows = rows.filter(pl.col("security").is_in(list(securities)))
    known = rows.filter(pl.col("known_at") <= view.moment)
    found = table.read(known.select(empty.columns)).sort("security", "day")
    return in_shares_of(view, found, scales).select(empty.columns)


def in_shares_of(view: View, rows: pl.DataFrame, scales: Mapping[str, str]) -> pl.DataFrame:
    """Rows that count in the shares of their own day, in those of the view's day; by security and day."""
    if not set(scales.values()) & {"price", "shares"} or rows.is_empty():
        return rows
    factored = with_split_factor(rows, view.splits(), view.day)
    factor = pl.col("split_factor")
    return factored.with_columns(
        (pl.col(name) / factor if scale == "price" else pl.col(name) * factor).alias(name)
        for name, scale in scales.items()
        if scale != "none"
    )


def _known_between(view: View, moment: datetime) -> bool:
    """Whether a row that was in the lake already became known after the refresh."""
    if view.moment <= moment:
        return False
    between = (pl.col("known_at") > moment) & (pl.col("known_at") <= view.moment)
    return any(
        view._lake.scan(name).filter(between).select(pl.len()).collect().item()
        for name in INPUTS
        if name not in {"sessions", "coverage"}
    )
