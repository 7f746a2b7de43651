"""What is suspicious: every check of the catalogue asked of one subject, the worst first."""

from datetime import date
from typing import Any

from microcap.measures.filer_calendar import filer_calendar
from microcap.model.catalogue import Entry, entries, load
from microcap.model.verdicts import Clear, Finding, Verdict
from microcap.research.base_rates import base_rates
from microcap.research.chapters import Suspicion
from microcap.view.filer import filer_of
from microcap.view.subject import Subject

HALF_LIFE_DAYS = 365.25
"""An event weighs half after twelve months (methods.md section 7)."""
_HEAVIEST = 5.0


def suspicions(subject: Subject) -> tuple[Suspicion, ...]:
    """Every check's answer: findings by today's weight, then clean bills, then cannot tell.

    A finding's `severity` is what it weighs on the view's day; the other two answers weigh 0. A
    check that raises is an error of the program and is not caught.
    """
    load("checks")
    asked = [(entry, _asked(entry, subject)) for entry in entries("check").values()]
    return tuple(suspicion for _, suspicion in sorted(asked, key=_place))


def weight(
    severity: int,
    kind: str,
    day: date | None,
    today: date,
    *,
    fades: bool = True,
    overdue: bool = False,
) -> float:
    """What a finding of a severity weighs today, 0 to 5.

    A state holds at full weight, and weighs one more while the report that should renew or end it
    is `overdue` (methods.md section 7); an event halves every twelve months from `day`, unless it
    does not fade (bankruptcy).
    """
    if kind == "state":
        return min(_HEAVIEST, float(severity + overdue))
    if not fades or day is None:
        return float(severity)
    return float(severity * 0.5 ** (max(0, (today - day).days) / HALF_LIFE_DAYS))


def _asked(entry: Entry, subject: Subject) -> Suspicion:
    verdict: Verdict = entry.function(subject)
    says, day, weighs, overdue, rate = entry.says, None, 0.0, "", ""
    if isinstance(verdict, Finding):
        day = max((one.day for one in verdict.evidence if one.day is not None), default=None)
        overdue = _overdue(subject, says, day)
        rate = base_rates(subject.view).get(entry.name, "")
        weighs = weight(
            says["severity"],
            says["holds_as"],
            day,
            subject.view.day,
            fades=says["fades"],
            overdue=bool(overdue),
        )
    return Suspicion(
        check=entry.name,
        label=entry.label,
        severity=weighs,
        kind=says["holds_as"],
        day=day,
        verdict=verdict,
        risk=says["risk"],
        ends=says["ends"],
        overdue=overdue,
        base_rate=rate,
    )


def _overdue(subject: Subject, says: dict[str, Any], day: date | None) -> str:
    """The oldest missing report, due after `day`, that should renew or end a state; or nothing."""
    filer = filer_of(subject) if says["renewed_by"] else None
    if filer is None:
        return ""
    missing = [
        row
        for row in filer_calendar(filer).missing
        if (row.report.months == 12 or says["renewed_by"] == "interim")
        and (day is None or row.due is None or row.due > day)
    ]
    return f"{missing[0].name}, due {missing[0].extended or missing[0].due}" if missing else ""


def _place(asked: tuple[Entry, Suspicion]) -> tuple[int, float, int, str]:
    entry, suspicion = asked
    order = 0 if isinstance(suspicion.verdict, Finding) else 1
    if order and not isinstance(suspicion.verdict, Clear):
        order = 2
    newest = -suspicion.day.toordinal() if suspicion.day else 0
    return order, -(suspicion.severity or entry.says["severity"]), newest, suspicion.check
