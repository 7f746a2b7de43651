"""The calendar of a name: what it must report, what came late, its listing clock, what comes next."""

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from microcap.model.figures import Figure, cannot_tell
from microcap.research.information import Information, information
from microcap.research.listing_clock import ListingClock, listing_clock
from microcap.research.reporting import Reporting, reporting
from microcap.research.shell_signs import Sign, shell_signs
from microcap.view.subject import Subject


@dataclass(frozen=True)
class NextDate:
    """A day to come, as far as it could be known: what falls on it, and by what."""

    day: date
    what: str
    source: str


@dataclass(frozen=True)
class Calendar:
    """Reporting status, calendar of reports, listing clock, signs of a shell, and next dates."""

    moment: datetime
    day: date
    synthetic: bool
    symbol: str
    name: Figure
    reporting: Reporting
    clock: ListingClock
    signs: tuple[Sign, ...]
    next_dates: tuple[NextDate, ...]
    information: Information | None
    """How much there is to read; null where it was not asked for, since it looks at all names."""


def calendar(subject: Subject, *, with_information: bool = False) -> Calendar:
    """The calendar of one name as it could be known at the view's moment."""
    owed, clock = reporting(subject), listing_clock(subject)
    said = subject.name
    name = (
        Figure(said.value, "name", as_of=said.day, known_at=said.known_at, sources=(said.source,))
        if said is not None
        else cannot_tell("name", "a dated name of the issuer")
    )
    return Calendar(
        subject.view.moment,
        subject.view.day,
        subject.view.synthetic,
        subject.symbol,
        name,
        owed,
        clock,
        shell_signs(subject),
        tuple(sorted(_next_dates(subject, owed, clock), key=lambda one: one.day)),
        information(subject) if with_information else None,
    )


def _next_dates(subject: Subject, owed: Reporting, clock: ListingClock) -> list[NextDate]:
    """Reports not yet due, ends of periods to cure, splits announced: all of them after the day."""
    day = subject.view.day
    dates = []
    for row in owed.rows:
        due = row.extended or row.due
        if row.state in ("not_yet_due", "extended") and due is not None and due >= day:
            about = "about " if row.period_estimated else ""
            extended = ", extended" if row.extended else ""
            what = f"{row.form} for the period to {about}{row.period} is due{extended}"
            dates.append(NextDate(due, what, "issuer_kinds"))
    for clocked in clock.rows:
        where = "" if clocked.listed_there else f", if listed on {clocked.exchange}"
        for end, which in (
            (clocked.deadline, "first"),
            (clocked.second_deadline, "second, if granted,"),
        ):
            if end is not None and end >= day:
                what = f"end of the {which} time to cure the price{where}"
                dates.append(NextDate(end, what, clocked.source))
    announced = subject.splits.filter((pl.col("status") == "listed") & (pl.col("day") > day))
    for split in announced.iter_rows(named=True):
        what = f"split of {split['new_shares']} for {split['old_shares']} takes effect"
        dates.append(NextDate(split["day"], what, split["source"]))
    return dates
