"""A case told again: the register asked on each of its days, beside what the case says of them.

1. Each day is a view of its own, so nothing known later can be in its answers.
2. `_changes` compares the answers with those of the day before.
3. `_held` looks up the rows that the case says had become known, and those of what followed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from microcap.model.tables import TABLES
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding
from microcap.research.cases import Answer, Case, CaseDay, Known
from microcap.research.chapters import Suspicion
from microcap.research.suspicious import suspicions
from microcap.view.subject import Subject
from microcap.view.view import Records, View

Tell = Callable[[str, int, int], None]
"""Told which day is being asked, how many are behind and how many there are."""

_ORDER: tuple[Answer, ...] = ("finding", "clear", "cannot_tell")


@dataclass(frozen=True, slots=True)
class Change:
    """A check whose answer is new on a day, or of which the case says what it must answer."""

    check: str
    label: str
    before: Answer | None
    """The answer of the day before; null on the first day."""
    answer: Answer
    severity: float
    """What a finding weighs on the day, 0 to 5; 0 for another answer."""
    says: str
    expected: Answer | None
    """What the case says that it answers; null where the case does not speak of it."""
    evidence: tuple[Evidence, ...] = ()
    """What a finding rests on; empty for another answer."""

    @property
    def as_told(self) -> bool:
        """Whether it answers as the case says, or the case does not speak of it."""
        return self.expected in (None, self.answer)


@dataclass(frozen=True, slots=True)
class Shown:
    """Something that the case says was known, and whether the view shows it and since when."""

    what: str
    record: str
    known_at: datetime | None
    """When its row could be known; null where no row of the view is it."""
    as_told: bool


@dataclass(frozen=True, slots=True)
class ReplayedDay:
    """What one view answers, as far as it is new or the case speaks of it."""

    asof: str
    moment: datetime
    says: str
    known: tuple[Shown, ...]
    counts: Mapping[Answer, int]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Replay:
    """A case with the answers of its days, and whether they are those that the case tells."""

    name: str
    title: str
    about: str
    symbol: str
    synthetic: bool
    days: tuple[ReplayedDay, ...]
    afterwards: tuple[Shown, ...]
    departures: tuple[str, ...]
    """Where the record does not say what the case says; empty where the case holds."""


def replay(case: Case, records: Records, tell: Tell = lambda what, done, total: None) -> Replay:
    """Ask the register on every day of a case, in the view of that day.

    Raises `NoSuchThing` or `NotKnownThen` where the records do not hold the symbol on a day.
    """
    days: list[ReplayedDay] = []
    before: Mapping[str, Suspicion] | None = None
    since: datetime | None = None
    for done, day in enumerate(case.days):
        tell(f"{case.symbol} as of {day.asof}", done, len(case.days))
        view = records.as_of(day.asof)
        subject = Subject(view, case.symbol)
        answers = suspicions(subject)
        days.append(
            ReplayedDay(
                day.asof,
                view.moment,
                day.says,
                tuple(_shown(subject, one, since) for one in day.known),
                {kind: sum(_answer(one) == kind for one in answers) for kind in _ORDER},
                _changes(day, answers, before),
            )
        )
        before, since = {one.check: one for one in answers}, view.moment
    afterwards = tuple(_followed(records, case, one, since) for one in case.afterwards)
    tell("told", len(case.days), len(case.days))
    return Replay(
        case.name,
        case.title,
        case.about,
        case.symbol,
        records.synthetic,
        tuple(days),
        afterwards,
        _departures(days, afterwards),
    )


def _answer(one: Suspicion) -> Answer:
    if isinstance(one.verdict, Finding):
        return "finding"
    return "clear" if isinstance(one.verdict, Clear) else "cannot_tell"


def _said(one: Suspicion) -> str:
    verdict = one.verdict
    if isinstance(verdict, Finding):
        return verdict.says
    return verdict.missing if isinstance(verdict, CannotTell) else verdict.looked_at


def _changes(
    day: CaseDay, answers: tuple[Suspicion, ...], before: Mapping[str, Suspicion] | None
) -> tuple[Change, ...]:
    """Findings on the first day, later what answers otherwise than before; and what is expected."""
    found = []
    for one in answers:
        answer = _answer(one)
        was = _answer(before[one.check]) if before is not None else None
        new = answer == "finding" if was is None else answer != was
        expected = day.expected.get(one.check)
        if new or expected is not None:
            evidence = one.verdict.evidence if isinstance(one.verdict, Finding) else ()
            found.append(
                Change(
                    one.check,
                    one.label,
                    was,
                    answer,
                    one.severity,
                    _said(one),
                    expected,
                    evidence,
                )
            )
    # a finding that ended says more than one of the many questions that were never answered
    return tuple(
        sorted(
            found,
            key=lambda one: (
                _ORDER.index(one.answer),
                -one.severity,
                one.before != "finding",
                one.check,
            ),
        )
    )


def _shown(subject: Subject, known: Known, since: datetime | None) -> Shown:
    """A row that the case says became known after the day before."""
    at = _held(subject.view, subject, known)
    fresh = at is not None and (since is None or at > since)
    return Shown(known.what, f"{known.table} {known.key}", at, fresh)


def _followed(records: Records, case: Case, known: Known, since: datetime | None) -> Shown:
    """A row of what followed: in the record, and known only after the last day of the case."""
    assert since is not None
    last = records.as_of(_LATEST)
    at = _held(last, Subject(last, case.symbol), known)
    return Shown(known.what, f"{known.table} {known.key}", at, at is not None and at > since)


_LATEST = "2099-12-31"
"""A view of everything that a lake holds, for what followed and for nothing else."""


def _held(view: View, subject: Subject, known: Known) -> datetime | None:
    """When the first row that a case names could be known; null where the view has none."""
    held = TABLES[known.table].schema
    mine: pl.Expr
    if "symbol" in held:
        mine = pl.col("symbol").is_in(subject.symbols)
    else:
        column = "subject" if "subject" in held else "issuer"
        mine = pl.col(column).is_in([*subject.symbols, subject.issuer or ""])
    try:
        named = pl.col("day") == date.fromisoformat(known.key)
    except ValueError:
        named = pl.col("accession") == known.key if "accession" in held else pl.lit(False)
    rows = view.table(known.table).filter(mine & named).select(pl.col("known_at").min()).collect()
    at: Any = rows.item()
    return at if isinstance(at, datetime) else None


def _departures(days: list[ReplayedDay], afterwards: tuple[Shown, ...]) -> tuple[str, ...]:
    said = []
    for day in days:
        said += [
            f"{day.asof}: {one.check} answers {one.answer} and the case says {one.expected}: {one.says}"
            for one in day.changes
            if not one.as_told
        ]
        said += [
            f"{day.asof}: {one.record} {'was known on the day before' if one.known_at else 'is not held by then'}"
            for one in day.known
            if not one.as_told
        ]
    said += [
        f"afterwards: {one.record} {'was known by the last day' if one.known_at else 'is not held'}"
        for one in afterwards
        if not one.as_told
    ]
    return tuple(said)
