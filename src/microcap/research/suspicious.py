"""What is suspicious: every check of the catalogue asked of one subject, the worst first."""

from datetime import date

from microcap.model.catalogue import Entry, entries, load
from microcap.model.verdicts import Clear, Finding, Verdict
from microcap.research.chapters import Suspicion
from microcap.view.subject import Subject

HALF_LIFE_DAYS = 365.25
"""An event weighs half after twelve months (methods.md section 7)."""


def suspicions(subject: Subject) -> tuple[Suspicion, ...]:
    """Every check's answer: findings by today's weight, then clean bills, then cannot tell.

    A finding's `severity` is what it weighs on the view's day; the other two answers weigh 0. A
    check that raises is an error of the program and is not caught.
    """
    load("checks")
    asked = [(entry, _asked(entry, subject)) for entry in entries("check").values()]
    return tuple(suspicion for _, suspicion in sorted(asked, key=_place))


def weight(severity: int, kind: str, day: date | None, today: date, *, fades: bool = True) -> float:
    """What a finding of a severity weighs today, 0 to 5.

    A state holds at full weight; an event halves every twelve months from `day`, unless it does
    not fade (bankruptcy).
    """
    if kind == "state" or not fades or day is None:
        return float(severity)
    return float(severity * 0.5 ** (max(0, (today - day).days) / HALF_LIFE_DAYS))


def _asked(entry: Entry, subject: Subject) -> Suspicion:
    verdict: Verdict = entry.function(subject)
    kind, severity = entry.says["holds_as"], entry.says["severity"]
    day, weighs = None, 0.0
    if isinstance(verdict, Finding):
        day = max((one.day for one in verdict.evidence if one.day is not None), default=None)
        weighs = weight(severity, kind, day, subject.view.day, fades=entry.says["fades"])
    return Suspicion(entry.name, entry.label, weighs, kind, day, verdict)


def _place(asked: tuple[Entry, Suspicion]) -> tuple[int, float, int, str]:
    entry, suspicion = asked
    order = 0 if isinstance(suspicion.verdict, Finding) else 1
    if order and not isinstance(suspicion.verdict, Clear):
        order = 2
    newest = -suspicion.day.toordinal() if suspicion.day else 0
    return order, -(suspicion.severity or entry.says["severity"]), newest, suspicion.check
