"""The Python face: a lake, a moment, and the same values as the command line, shown richly."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from microcap.faces import listings, text
from microcap.faces.json_form import as_json
from microcap.faces.shown import (
    ShownClaims,
    ShownFlags,
    ShownHolders,
    ShownPeople,
    ShownRunway,
    ShownScan,
    ShownShortSide,
    ShownSplits,
    ShownStudy,
    ShownSupply,
    Value,
    of_one_name,
    shown,
)
from microcap.model.errors import Contradiction
from microcap.model.expressions import Kind
from microcap.research.calendar import Calendar
from microcap.research.calendar import calendar as _calendar
from microcap.research.chapters import Dossier, Liquidity
from microcap.research.claims import Ruling
from microcap.research.claims import claims as _claims
from microcap.research.claims import rulings as _rulings
from microcap.research.classify import Classification, Comparison
from microcap.research.classify import classify as _classify
from microcap.research.classify import compare as _compare
from microcap.research.company_facts import CompanyFacts, company_facts
from microcap.research.diff import Diff
from microcap.research.diff import diff as _diff
from microcap.research.dossier import dossier as _dossier
from microcap.research.flags import flags as _flags
from microcap.research.history import History
from microcap.research.history import history as _history
from microcap.research.holders import holders as _holders
from microcap.research.liquidity import liquidity as _liquidity
from microcap.research.people import people as _people
from microcap.research.runway import runway as _runway
from microcap.research.scan import MOST
from microcap.research.scan import scan as _scan
from microcap.research.screen import COLUMNS, Screen
from microcap.research.screen import screen as _screen
from microcap.research.short_side import short_side as _short_side
from microcap.research.status import Status
from microcap.research.status import status as _status
from microcap.research.supply import supply as _supply
from microcap.research.treadmill import treadmill as _treadmill
from microcap.view.subject import Subject
from microcap.view.view import Records, View, records

if TYPE_CHECKING:
    from microcap.faces.written import Written

_TYPES: dict[Kind, type[pl.DataType]] = {
    "text": pl.String,
    "boolean": pl.Boolean,
    "date": pl.Date,
    "number": pl.Float64,
}


class ShownDossier(Dossier):
    """A dossier that a notebook shows as its page and a terminal as its text."""

    def __repr__(self) -> str:
        return text.dossier(self)

    def _repr_html_(self) -> str:
        from microcap.faces.page import fragment

        return fragment(self)

    def as_json(self) -> Any:
        """The value as JSON-ready data, the same as `microcap dossier --json`."""
        return as_json(self)


class ShownScreen(Screen):
    """A screen that shows itself as a table."""

    def __repr__(self) -> str:
        return listings.screen(self)

    @property
    def frame(self) -> pl.DataFrame:
        """The rows as a polars frame; its columns do not depend on what was found."""
        kinds: dict[str, Kind] = {
            name: COLUMNS[name][0] if name in COLUMNS else "number" for name in self.columns
        }
        return pl.DataFrame(
            list(self.rows),
            schema={name: _TYPES[kind] for name, kind in kinds.items()},
            orient="row",
        )


class Moment:
    """A lake as it could be known at a moment."""

    def __init__(self, view: View, lake: Path | None = None) -> None:
        self.view = view
        self._lake = lake

    def __repr__(self) -> str:
        return f"microcap as known {self.view.moment:%Y-%m-%d %H:%M} UTC, last session {self.view.last_session}{', SYNTHETIC' if self.view.synthetic else ''}"

    def subject(self, symbol: str) -> Subject:
        """What is known of one security: panel, counts, filings, facts, coverage."""
        return Subject(self.view, symbol)

    def dossier(self, symbol: str, *, order_usd: float = 5000.0) -> ShownDossier:
        """The research file of one name."""
        value = _dossier(self.subject(symbol), order_usd=order_usd)
        return ShownDossier(**{one.name: getattr(value, one.name) for one in fields(value)})

    def classify(self, symbol: str) -> Classification:
        """How big it is, under every definition."""
        return _classify(self.subject(symbol))

    def compare(self, symbol: str, other: str) -> Comparison:
        """Two names beside each other."""
        return _compare(self.subject(symbol), self.subject(other))

    def liquidity(self, symbol: str, *, order_usd: float = 5000.0) -> Liquidity:
        """How it trades."""
        return _liquidity(self.subject(symbol), order_usd=order_usd)

    def facts(self, symbol: str, *, quarters: int = 8, years: int = 5) -> CompanyFacts:
        """The statements of its issuer as they were known, and the quality of its sales."""
        return company_facts(self.subject(symbol), quarters=quarters, years=years)

    def holders(self, symbol: str) -> ShownHolders:
        """Who holds it, what floats, who bought, sold or filed late."""
        return self._of(ShownHolders, symbol, _holders)

    def shorts(self, symbol: str) -> ShownShortSide:
        """Its short side: short interest, fails, borrow, halts, releases that name it."""
        return self._of(ShownShortSide, symbol, _short_side)

    def people(self, symbol: str) -> ShownPeople:
        """Who is behind it, where else they were, and what became of it."""
        return self._of(ShownPeople, symbol, _people)

    def calendar(self, symbol: str, *, with_information: bool = False) -> Calendar:
        """What a name must report and when, what came late, and its listing clock."""
        return _calendar(self.subject(symbol), with_information=with_information)

    def history(
        self, symbol: str, *measures: str, start: date | None = None, end: date | None = None
    ) -> History:
        """Each session's value of some measures of one name; `.frame` is a polars frame."""
        return _history(self.view, symbol, measures, start=start, end=end)

    def flags(self, symbol: str) -> ShownFlags:
        """Every question of the register, the worst finding first, and the six risks."""
        return self._of(ShownFlags, symbol, _flags)

    def runway(self, symbol: str) -> ShownRunway:
        """How long the money lasts: burn, debt due, dated answers, money raised since."""
        return self._of(ShownRunway, symbol, _runway)

    def supply(self, symbol: str) -> ShownSupply:
        """All shares that can come, at the price, at half of it and at twice."""
        return self._of(ShownSupply, symbol, _supply)

    def splits(self, symbol: str) -> ShownSplits:
        """Its reverse splits of five years, the money raised between them, what a holder got."""
        return self._of(ShownSplits, symbol, _treadmill)

    def claims(self, symbol: str, rulings: Sequence[Ruling] | None = None) -> ShownClaims:
        """What was claimed of it, what the later record shows of each claim, the worst first.

        The rulings are those of the casebook beside the lake, unless others are given.
        """
        subject = self.subject(symbol)
        ruled = self._ruled(subject) if rulings is None else rulings
        return shown(ShownClaims, _claims(subject, ruled))

    def screen(self, where: str = "", **options: Any) -> ShownScreen:
        """The universe, filtered and ranked; options are those of `research.screen.screen`."""
        value = _screen(self.view, where, **options)
        return ShownScreen(**{one.name: getattr(value, one.name) for one in fields(value)})

    def scan(
        self,
        *,
        first: date | str | None = None,
        last: date | str | None = None,
        most: int = MOST,
    ) -> ShownScan:
        """Names of the whole market with the pattern of a run-up, on a day or on each of a span."""
        span = {"first": _day(first, "first"), "last": _day(last, "last")}
        return shown(ShownScan, _scan(self.view, **span, most=most))

    def study(self, name: str, **options: Any) -> ShownStudy:
        """A question to history by its name and options; the same as `microcap study NAME`."""
        from microcap.studies.run import run

        return shown(ShownStudy, run(name, self.view, **options))

    def status(self, symbol: str | None = None) -> Status:
        """What is held, and how complete."""
        return _status(self.view, symbol)

    def panel(self, window: int = 260) -> pl.DataFrame:
        """The last sessions of every security; see `microcap.view.panel`."""
        return self.view.panel(window)

    def _ruled(self, subject: Subject) -> Sequence[Ruling]:
        if self._lake is None:
            return ()
        from microcap.faces.settings import settings
        from microcap.research.notes import casebook_of

        chosen = settings(self._lake)
        return _rulings(casebook_of(chosen.lake, chosen.casebook), subject)

    def _of(self, kind: type[Value], symbol: str, told: Callable[[Subject], Any]) -> Value:
        subject = self.subject(symbol)
        return of_one_name(kind, told(subject), subject)


class Lake:
    """A lake on disk, to be looked at as of a moment."""

    def __init__(self, held: Records) -> None:
        self._held = held

    def __repr__(self) -> str:
        return f"microcap lake at {self._held.path}"

    def as_of(self, moment: datetime | str) -> Moment:
        """The lake as it could be known at `moment`: an aware datetime, or text such as 2024-06-28."""
        return Moment(self._held.as_of(moment), self._held.path)

    @property
    def casebook(self) -> "Written":
        """What the user wrote beside this lake: notes, watch-list, packets."""
        from microcap.faces.written import Written

        return Written(self._held.path)

    def diff(self, symbol: str, earlier: datetime | str, later: datetime | str) -> Diff:
        """What became known of a name between two moments."""
        return _diff(self._held.as_of(earlier), self._held.as_of(later), symbol)


def open_lake(path: str | Path) -> Lake:
    """The lake at `path`; raises NoSuchThing where there is none."""
    return Lake(records(Path(path).expanduser()))


def _day(asked: date | str | None, name: str) -> date | None:
    if not isinstance(asked, str):
        return asked
    try:
        return date.fromisoformat(asked.strip())
    except ValueError:
        raise Contradiction(f"{name} {asked[:20]!r} is no day; write 2024-06-28") from None
