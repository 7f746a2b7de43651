"""On which day a report to the SEC is due."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from microcap.measures import method
from microcap.model.business_days import business_days_after
from microcap.model.errors import Contradiction
from microcap.model.issuer_kinds import FilerSize, Report, due_day, extended_day, kinds
from microcap.model.rules import rule

_EXTENSION = " extension"
_SIZES: dict[str, FilerSize] = {
    "large accelerated": "large accelerated",
    "accelerated": "accelerated",
    "other": "other",
}
_AFTER_EVENTS = {"8-K": "due_8k", "4": "due_form_4", "1-U": "due_regulation_a"}


@method(reference="Forms 10-K, 10-Q, 20-F, 8-K; 17 CFR 240.12b-25, 240.0-3, 240.16a-3(g), 230.257")
def due_dates(cases: Sequence[Sequence[str]], filer: str = "other") -> list[str]:
    """The due day of each report: its form, and the day its period ended or the event happened.

    A form followed by `extension`, as in `NT 10-K extension`, gives the day after a notice in
    time. `filer` is large accelerated, accelerated or other; micro-caps are other. Days are
    those of the rules in force; one that falls on a closed day moves to the next business day.
    """
    if filer not in _SIZES:
        raise Contradiction(f"filer is {filer!r}; give one of {', '.join(_SIZES)}")
    return [_due(case, place, _SIZES[filer]).isoformat() for place, case in enumerate(cases, 1)]


def report_of(form: str) -> Report | None:
    """The report in the table of issuer kinds that a form fulfils; null where none is owed."""
    bare = form.removesuffix("/A")
    for kind in kinds().values():
        for report in kind.reports:
            if bare in (report.form, *report.forms) and report.checkable:
                return report
    return None


def _due(case: Sequence[Any], place: int, size: FilerSize) -> date:
    if len(case) != 2 or not all(isinstance(part, str) for part in case):
        raise Contradiction(f"case {place} is {list(case)!r}; give a form and a day")
    form, day = case[0].strip().upper(), _day(case[1], place)
    if form in _AFTER_EVENTS:
        return business_days_after(day, _business_days(form, day))
    extended = form.endswith(_EXTENSION.upper())
    bare = form.removesuffix(_EXTENSION.upper())
    report = report_of(bare.removeprefix("NT ") if extended else bare)
    due = due_day(report, day, size) if report is not None else None
    if report is None or due is None:
        raise Contradiction(
            f"case {place}: no due day is held for {case[0]!r}; forms are 10-K, 10-Q, 20-F, 1-K, "
            "1-SA, 8-K, 1-U, 4, and NT 10-K extension"
        )
    if not extended:
        return due
    later = extended_day(report, due)
    if later is None:
        raise Contradiction(f"case {place}: a notice gives Form {report.form} no more time")
    return later


def _business_days(form: str, day: date) -> int:
    held = rule(_AFTER_EVENTS[form], day)
    if isinstance(held.value, int):
        return held.value
    value: Any = held.value
    return int(value["current_1u_business_days"])


def _day(text: str, place: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Contradiction(f"case {place}: {text!r} is no day; give one as 2026-03-31") from None
