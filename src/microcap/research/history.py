"""The history of some measures of one name: stored values where they may be read, else computed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl

from microcap.model import catalogue
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.model.figures import counted
from microcap.model.tables import MOMENT
from microcap.research.measured import reads_range
from microcap.research.measured_rows import measure_names, measured_rows, scale_of
from microcap.view.known_rows import panel_of
from microcap.view.stored import freshness, in_shares_of, stored
from microcap.view.view import View

_CONTEXT = timedelta(days=400)
"""More days than the longest window has sessions."""


@dataclass(frozen=True)
class History:
    """A series of each of some measures of one name, oldest first; null is unknown."""

    moment: datetime
    synthetic: bool
    symbol: str
    security: str
    units: dict[str, str]
    """Measure and its unit; prices and shares are in the shares of the view's day."""
    labels: tuple[str, ...]
    freshness: str
    """How many rows were stored, how fresh, and how many were computed now."""
    rows: tuple[dict[str, object], ...]
    """`day`, `known_at` and a number, or null, of each measure."""

    @property
    def frame(self) -> pl.DataFrame:
        """The rows as a polars frame; its columns do not depend on what was found."""
        schema: dict[str, pl.DataType | type[pl.DataType]] = {"day": pl.Date, "known_at": MOMENT}
        schema |= dict.fromkeys(self.units, pl.Float64)
        return pl.DataFrame(list(self.rows), schema=schema, orient="row")


def history(
    view: View,
    symbol: str,
    names: tuple[str, ...],
    *,
    start: date | None = None,
    end: date | None = None,
) -> History:
    """Each session's value of the named measures of one name, as known at the view's moment.

    `known_at` is since when all that a row stands on was known: a row that is known later than
    its close was another one to a view of its day. Raises `NoSuchThing` for an unknown ticker or
    measure, `Contradiction` where none is named or the end lies before the start.
    """
    _refuse(names, start, end)
    spells = view.security_of(symbol)
    security = str(spells["security"].item(-1))
    scales = {name: scale_of(name) for name in names}
    days = _days(view, spells, security, start, end)
    held = stored(view, scales, securities=[security], first=start, last=end)
    kept = held.join(days, on="day", how="semi")
    open_days = days.join(kept, on="day", how="anti")
    parts = [kept.drop("security")]
    if not open_days.is_empty():
        parts.append(_computed(view, security, scales, open_days))
    rows = pl.concat(parts).sort("day")
    entries = catalogue.entries("measure")
    labels = tuple(
        f"{name}: {entries[name].says['label']}"
        for name in names
        if entries[name].says.get("label") and reads_range(entries[name].says["needs"])
    )
    return History(
        view.moment,
        view.synthetic,
        str(spells["symbol"].item(-1)),
        security,
        {name: str(entries[name].says["unit"]) for name in names},
        labels,
        _says(view, kept.height, open_days.height),
        tuple(rows.iter_rows(named=True)),
    )


def _refuse(names: tuple[str, ...], start: date | None, end: date | None) -> None:
    known = measure_names()
    if not names:
        raise Contradiction(
            f"a history of no measure was asked for; name one of {', '.join(known)}"
        )
    for name in names:
        if name not in known:
            from difflib import get_close_matches

            near = get_close_matches(name, known, n=3, cutoff=0.4)
            raise NoSuchThing(
                f"no measure {name[:40]!r}; nearest: {', '.join(near) or 'none'}; "
                f"there are {', '.join(known)}"
            )
    if start and end and end < start:
        raise Contradiction(f"a history from {start} to {end}: it ends before it begins; swap them")


def _days(
    view: View, spells: pl.DataFrame, security: str, start: date | None, end: date | None
) -> pl.DataFrame:
    """Sessions of the security within the span: `day`."""
    # a session of the calendar leaves room for the context before it; a typed year 1 does not
    begin: date = view.sessions["day"].item(0)
    first = max(start or begin, begin)
    panel, _ = panel_of(view, spells["symbol"].unique().to_list(), first - _CONTEXT)
    mine = panel.filter((pl.col("security") == security) & (pl.col("day") >= first))
    return mine.filter(pl.col("day") <= (end or view.day)).select("day")


def _computed(
    view: View, security: str, scales: dict[str, str], days: pl.DataFrame
) -> pl.DataFrame:
    """The rows of these days, computed now, in the shares of the view's day."""

    names = list(scales)
    first: date = days["day"].item(0)
    rows = measured_rows(view, [security], names, first - _CONTEXT)
    mine = rows.join(days, on="day", how="semi").select("security", "day", "known_at", *names)
    return in_shares_of(view, mine, scales).select("day", "known_at", *names)


def _says(view: View, held: int, now: int) -> str:
    fresh = freshness(view)
    if not now:
        return f"{counted(held, 'row')} {fresh.says}"
    if not held:
        return (
            f"{counted(now, 'row')} computed now: {fresh.says}"
            if not fresh.usable
            else (f"{counted(now, 'row')} computed now: not stored, or known only later")
        )
    return f"{counted(held, 'row')} {fresh.says}; {now:,} computed now"
