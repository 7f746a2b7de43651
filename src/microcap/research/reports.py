"""What it must tell and when: its reporting status, the days to come, and the listing clock."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from microcap.research.listing_clock import ListingClock, listing_clock
from microcap.research.reporting import Reporting, reporting
from microcap.view.subject import Subject

NEAR = 1.50
"""USD: without a close below it in 260 sessions no price rule of an exchange is near, and the
clock is left to `microcap calendar` (project default)."""


@dataclass(frozen=True)
class NextDate:
    """A day to come, as far as it could be known: what falls on it, and by what."""

    day: date
    what: str
    source: str


@dataclass(frozen=True)
class Reports:
    """The reporting chapter of a dossier."""

    record: Reporting
    clock: ListingClock | None
    """Null where the price is nowhere near a rule, or no close is held."""
    clock_note: str
    next_dates: tuple[NextDate, ...]
    """Oldest first: reports due, ends of time to cure, splits announced."""


def reports(subject: Subject) -> Reports:
    """Reporting status, days to come, and the clock of a subject whose price is near a rule."""
    record = reporting(subject)
    lowest = subject.panel["close_raw"].min() if subject.panel.height else None
    clock = None
    if not isinstance(lowest, float):
        note = "no close of the last 260 sessions is held"
    elif lowest >= NEAR:
        note = f"no close under ${NEAR:.2f} in the sessions held, at most 260; the lowest is ${lowest:,.4g}"
    else:
        clock, note = listing_clock(subject), ""
    return Reports(record, clock, note, next_dates(subject, record, clock))


def next_dates(
    subject: Subject, owed: Reporting, clock: ListingClock | None
) -> tuple[NextDate, ...]:
    """Reports not yet due, ends of periods to cure, splits announced: all after the day, in order."""
    day = subject.view.day
    dates = []
    for row in owed.rows:
        due = row.extended or row.due
        if row.state in ("not_yet_due", "extended") and due is not None and due >= day:
            about = "about " if row.period_estimated else ""
            extended = ", extended" if row.extended else ""
            what = f"{row.form} for the period to {about}{row.period} is due{extended}"
            dates.append(NextDate(due, what, "issuer_kinds"))
    for clocked in clock.rows if clock is not None else ():
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
    return tuple(sorted(dates, key=lambda one: one.day))
