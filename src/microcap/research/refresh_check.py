"""The law of the stored measures, on sampled rows: each equals what its day's view would say.

A stored value is what the reducer says in the view of the end of its day, wherever all that it
stands on was known by the close of that day. Where something became known later the stored
value may know better, and a view of that day does not see it.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from microcap.lake.measured import Measured
from microcap.lake.store import Lake
from microcap.model import catalogue
from microcap.model.errors import NoSuchThing
from microcap.view.evaluate import evaluate
from microcap.view.known_rows import SESSIONS
from microcap.view.moment import parse_moment
from microcap.view.view import View

if TYPE_CHECKING:
    import numpy as np

WITHIN = 1e-9
"""Relative distance that passes: two orders of a sum of 252 terms differ in the last digits."""
_LEAST = 1e-12
"""Absolute distance that passes, for what is zero but for rounding."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored value that is not what the view of its day says; null is unknown."""

    security: str
    day: date
    measure: str
    stored: float | None
    computed: float | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of sampled rows found."""

    rows: int
    """Rows that were computed anew."""
    later: int
    """Sampled rows that stand on something known after their close, and were passed over."""
    values: int
    differences: tuple[Difference, ...]


def check(lake: Lake, count: int, *, chance: "np.random.Generator") -> Checked:
    """Compute some stored rows anew, each in the view of the end of its day.

    Raises `NoSuchThing` where nothing is stored.
    """
    stored = Measured(lake)
    before = stored.remembered
    if before is None:
        raise NoSuchThing(
            f"a check of the measures of the lake at {lake.path}: none are stored; run `microcap refresh`"
        )
    if not stored.files()["rows"].sum():
        return Checked(0, 0, 0, ())
    sample = _sample(stored, before.names, count, chance)
    sessions = lake.scan("sessions").select("day", "close_at").collect()
    timed = sample.join(sessions, on="day", how="left", maintain_order="left")
    known = timed.filter(pl.col("known_at") <= pl.col("close_at"))
    differences: list[Difference] = []
    for row in known.iter_rows(named=True):
        differences += _differences(lake, row, before.names)
    return Checked(
        len(known), len(timed) - len(known), len(known) * len(before.names), tuple(differences)
    )


def check_at(path: Path, count: int, *, seed: int = 0) -> Checked:
    """`check` of the lake at a path; the same seed takes the same rows."""
    import numpy as np

    return check(Lake.open(path), count, chance=np.random.default_rng(seed))


def _sample(
    stored: Measured, names: tuple[str, ...], count: int, chance: "np.random.Generator"
) -> pl.DataFrame:
    """Rows by chance, each as likely as any other."""
    files = stored.files().sort("path")
    ends = files["rows"].cum_sum()
    total = int(ends.item(-1)) if len(ends) else 0
    places = sorted(chance.choice(total, size=min(count, total), replace=False).tolist())
    picked: dict[int, list[int]] = {}
    for place in places:
        file = int(ends.search_sorted(place, side="right"))
        picked.setdefault(file, []).append(place - (int(ends[file - 1]) if file else 0))
    columns = ["security", "day", "known_at", *names]
    parts = [stored.rows_in(files["path"][file], columns)[rows] for file, rows in picked.items()]
    return pl.concat(parts).sort("day", "security")


def _differences(lake: Lake, row: dict[str, object], names: tuple[str, ...]) -> list[Difference]:
    day, security = row["day"], str(row["security"])
    assert isinstance(day, date)
    view = View(lake, parse_moment(day.isoformat()))
    panel = view.panel(SESSIONS, security=security)
    catalogue.load("measures")
    entries = catalogue.entries("measure")
    said: dict[str, float | None] = dict.fromkeys(names)
    if panel.height and panel["day"].item(-1) == day:
        said = evaluate(panel, {name: entries[name].function() for name in names}).row(
            0, named=True
        )
    found = []
    for name in names:
        one = row[name]
        held = float(one) if isinstance(one, float) else None
        if not _same(held, said[name]):
            found.append(Difference(security, day, name, held, said[name]))
    return found


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= max(_LEAST, WITHIN * max(abs(one), abs(other)))
