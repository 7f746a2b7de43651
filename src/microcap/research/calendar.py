"""The calendar of a name: what it must report, what came late, its listing clock, what comes next."""

from dataclasses import dataclass
from datetime import date, datetime

from microcap.model.figures import Figure, cannot_tell
from microcap.research.information import Information, information
from microcap.research.listing_clock import ListingClock, listing_clock
from microcap.research.reporting import Reporting, reporting
from microcap.research.reports import NextDate, next_dates
from microcap.research.shell_signs import Sign, shell_signs
from microcap.view.subject import Subject


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
        next_dates(subject, owed, clock),
        information(subject) if with_information else None,
    )
