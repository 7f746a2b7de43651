"""Days of many times the usual volume, and what the record holds beside them.

1. `usual_volume` is the median of a stretch of sessions.
2. `spike` is one such day with the sessions before and after it.
3. `beside` tells what was filed, released, split or resumed around it, and `record_held` whether
   the filings of these days are held as a whole, so that nothing beside it means that none was.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

import polars as pl

from microcap.model.tables import BarFlag
from microcap.model.verdicts import CannotTell
from microcap.view.moment import eastern_day
from microcap.view.subject import Subject

TIMES = 10.0
"""Of the usual volume (methods.md section 2)."""
WINDOW = 90
"""Sessions of which the median is the usual volume."""
TRADED = 20
"""Traded sessions below which there is no usual volume (methods.md section 0)."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Spike:
    """A day of many times the usual volume."""

    day: date
    times: float
    first: date
    """The session before it."""
    last: date
    """The session after it, or the view's day where none has closed."""
    late: bool
    """The publisher's row is of the session before."""
    closed: bool
    """The session after it has closed, so that a filing of that day would be known."""


def usual_volume(volumes: Sequence[int | None]) -> float | None:
    """Median volume; of the traded sessions where most have no trade, null where `TRADED` lack."""
    held = [volume for volume in volumes if volume is not None]
    traded = [volume for volume in held if volume > 0]
    if len(traded) < TRADED:
        return None
    return float(median(held) or median(traded))


def spike(subject: Subject, row: dict[str, Any], usual: float) -> Spike:
    """A row of the panel as a spike over the usual volume."""
    sessions = subject.view.sessions["day"]
    index = int(sessions.search_sorted(row["day"]))
    closed = index + 1 < sessions.len()
    after = sessions.item(index + 1) if closed else subject.view.day
    late = bool(row["flags"] & BarFlag.SESSION_LATE)
    before = sessions.item(max(0, index - 1))
    return Spike(row["day"], row["volume"] / usual, before, after, late, closed)


def beside(subject: Subject, found: Spike) -> list[str]:
    """What the record holds from the session before the day to the one after."""
    first, last = found.first, found.last
    words = []
    near = subject.filings.filter(
        pl.col("day").is_between(first, last)
        | pl.col("known_at").dt.date().is_between(first - _DAY, last + _DAY)
    )
    for row in near.iter_rows(named=True):
        known = eastern_day(row["known_at"])
        if first <= row["day"] <= last or first <= known <= last:
            words.append(f"{row['form']} of {row['day']}")
    for row in subject.news.filter(pl.col("kind").is_in(["release", "news"])).iter_rows(named=True):
        if first <= row["day"] <= last:
            words.append(f"{row['kind']} of {row['day']}")
    for row in subject.splits.iter_rows(named=True):
        if first <= row["day"] <= last:
            words.append(f"{row['status']} split of {row['day']}")
    for row in subject.halts.filter(pl.col("end_at").is_not_null()).iter_rows(named=True):
        if first <= eastern_day(row["end_at"]) <= last:
            words.append(f"end of a halt of {row['day']}")
    return words


def record_held(subject: Subject, found: Spike) -> bool:
    """Whether coverage proves that no filing of these days is missing."""
    if found.late or not found.closed or subject.issuer is None:
        return False
    return subject.holds_complete("filings", found.first, found.last)


def untold(spikes: Sequence[Spike]) -> CannotTell:
    """What lacks to say of these spikes whether anything was filed beside them."""
    said = ", ".join(f"{one.day} ({one.times:,.0f} times)" for one in spikes)
    if all(one.late for one in spikes):
        return CannotTell(
            f"volume of the right session on {said}: the publisher's row is of the one before",
            "bring bars of another publisher as a series of their own",
        )
    if not any(one.closed for one in spikes):
        return CannotTell(f"the session after the volume of {said}, which has not closed")
    do = "microcap ingest sec FOLDER with the issuer's submissions JSON"
    return CannotTell(f"the complete filing record around the volume of {said}", do)
