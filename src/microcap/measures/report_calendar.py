"""Which periodic reports were owed, when each was due, and which came late or not at all.

1. `year_ends` lays out the fiscal years: those that annual reports name, and every twelve months
   between and after them; a shorter one is a transition.
2. `report_calendar` lays the periods of each year, and joins to each the report and the notice.
3. `_judged` says how each stands: on time, late, missing, not yet due, or why nobody can tell.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Literal

from microcap.model.business_days import months_after
from microcap.model.errors import NotKnownThen
from microcap.model.issuer_kinds import (
    FilerSize,
    IssuerKind,
    Report,
    due_day,
    extended_day,
    notice_day,
)
from microcap.model.rules import rule

State = Literal[
    "on_time",
    "within_extension",
    "late",
    "missing",
    "extended",
    "not_yet_due",
    "not_checked",
    "cannot_tell",
]
NEAR = timedelta(days=35)
"""A period this near to the expected end is that period: fiscal quarters of 52-week years end up
to four weeks off the calendar's (project default)."""
_SAME = timedelta(days=10)
_LONGEST = timedelta(days=4 * 366)
"""A period longer before its report is taken for a slip of the publisher (project default)."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A report or a notice: its form, filing day, the end of its period, and its number."""

    form: str
    day: date
    period: date | None
    accession: str = ""


@dataclass(frozen=True, slots=True)
class ReportDue:
    """A report that was owed for a period, and what came of it.

    `days_late` counts calendar days from the original due day, null where it is not late or
    cannot be told. `estimated` marks a period that no filing names yet.
    """

    report: Report
    period: date
    due: date | None
    extended: date | None
    notice: Submitted | None
    notice_in_time: bool | None
    filed: Submitted | None
    days_late: int | None
    state: State
    estimated: bool
    why: str = ""

    @property
    def name(self) -> str:
        """Form and period, as people say it: 10-Q 2025-09-30."""
        form = self.filed.form if self.filed else self.report.form
        return f"{form} {self.period}"


@dataclass(frozen=True, slots=True)
class Record:
    """What is asked of a calendar: its stretch of periods, the day, and what of it is held.

    `held_from` and `held_until` bound the stretch of which every filing is held; both null where
    none is. `ended` is the day on which the duty ended, if it did.
    """

    first: date
    day: date
    held_from: date | None
    held_until: date | None
    ended: date | None = None


def report_calendar(
    kind: IssuerKind,
    filed: Sequence[Submitted],
    record: Record,
    *,
    fiscal_year_end: tuple[int, int] | None = None,
    size_on: Callable[[date], FilerSize] = lambda day: "other",
) -> tuple[ReportDue, ...] | None:
    """Every report owed for periods from `record.first`, oldest first; null where no year end is known.

    `fiscal_year_end` is month and day, used where no annual report names a period. `size_on`
    gives the size of the filer by the end of a period. The next report of each sort that is not
    yet due ends the list.
    """
    ends = year_ends(kind, filed, record, fiscal_year_end)
    if ends is None:
        return None
    rows = []
    for before, (end, short) in pairwise(ends):
        for slot, report in _slots(kind, before[0], end):
            if slot < record.first - _SAME or not report.checkable:
                continue
            row = _joined(report, slot, filed, record, size_on)
            rows.append(_transition(row) if short and report.months == 12 else row)
    if record.ended is not None:
        last = record.ended
        rows = [row for row in rows if row.filed or (row.due is not None and row.due <= last)]
    return _to_the_next(sorted(rows, key=lambda row: (row.period, row.report.form)))


def year_ends(
    kind: IssuerKind,
    filed: Sequence[Submitted],
    record: Record,
    fiscal_year_end: tuple[int, int] | None,
) -> list[tuple[date, bool]] | None:
    """The ends of fiscal years around the record, each with whether its year was cut short."""
    annual = {form for one in kind.reports if one.months == 12 for form in one.forms}
    named: list[date] = []
    for day in sorted({p for one in filed if one.form in annual and (p := sound(one))}):
        if not named or day - named[-1] > _SAME:
            named.append(day)
    if not named and fiscal_year_end is None:
        return None
    if not named and fiscal_year_end is not None:
        named = [_day_of(record.first.year - 1, *fiscal_year_end)]
    ends = [(named[0], False)]
    while ends[0][0] >= record.first - _SAME:
        ends.insert(0, (months_after(ends[0][0], -12), False))
    for end in named[1:]:
        while months_after(ends[-1][0], 12) < end - NEAR:
            ends.append((months_after(ends[-1][0], 12), False))
        ends.append((end, months_after(ends[-1][0], 12) > end + NEAR))
    while ends[-1][0] <= record.day:
        ends.append((months_after(ends[-1][0], 12), False))
    return ends


def sound(one: Submitted) -> date | None:
    """The period of a filing, unless it lies after its filing day or long before it."""
    if one.period is None or not one.day - _LONGEST <= one.period <= one.day:
        return None
    return one.period


def is_delinquent(rows: Sequence[ReportDue]) -> bool:
    """Whether a report is missing that no later annual report has overtaken.

    Who files an annual report after missed ones is taken to report again; the missed ones stay
    listed as missing.
    """
    annual = [row.period for row in rows if row.filed and row.report.months == 12]
    newest = max(annual, default=date.min)
    return any(row.state == "missing" and row.period > newest for row in rows)


def _day_of(year: int, month: int, day: int) -> date:
    """A day of a year; the end of its month where the month is shorter."""
    return (
        months_after(date(year, month, 1), 1) - timedelta(days=1)
        if day > 27
        else date(year, month, day)
    )


def _slots(kind: IssuerKind, before: date, end: date) -> list[tuple[date, Report]]:
    slots = []
    for report in kind.owed(end):
        if report.months == 12:
            slots.append((end, report))
            continue
        months = report.months
        while (slot := months_after(before, months)) < end - NEAR:
            slots.append((slot, report))
            months += report.months
            if months >= 12:
                break
    return slots


def _joined(
    report: Report,
    slot: date,
    filed: Sequence[Submitted],
    record: Record,
    size_on: Callable[[date], FilerSize],
) -> ReportDue:
    reports = [one for one in filed if one.form in report.forms]
    found = _nearest(reports, slot, report.months)
    period = (sound(found) if found else None) or slot
    due = due_day(report, period, size_on(period))
    notice = None
    if due is not None:
        notice = _notice([one for one in filed if one.form in report.notices], period, due)
    in_time = notice.day <= notice_day(due) if notice and due else None
    extended = extended_day(report, due) if in_time and due else None
    guessed = found is None or sound(found) is None
    row = ReportDue(
        report, period, due, extended, notice, in_time, found, None, "cannot_tell", guessed
    )
    if found is None and any(sound(one) is None and one.day > period for one in reports):
        return _with(row, "cannot_tell", None, "a report filed since names no period")
    return _judged(row, record)


def _nearest(filed: Sequence[Submitted], slot: date, months: int) -> Submitted | None:
    """The first report filed for the period nearest to the slot.

    One that names no period is taken for the last period before it was filed.
    """
    near = [
        (abs(period - slot), one.day, one)
        for one in filed
        if (period := sound(one)) and abs(period - slot) <= NEAR
    ]
    if near:
        return min(near, key=lambda one: one[:2])[2]
    after, until = slot + _SAME, months_after(slot, min(months, 6)) + _SAME
    return next((one for one in filed if not sound(one) and after <= one.day < until), None)


def _notice(filed: Sequence[Submitted], period: date, due: date) -> Submitted | None:
    """The first notice for a period, or about its due day where the notice names no period."""
    for one in filed:
        named = sound(one)
        if named is not None and abs(named - period) <= NEAR:
            return one
        if named is None and due - timedelta(days=30) <= one.day <= due + timedelta(days=15):
            return one
    return None


def _judged(row: ReportDue, record: Record) -> ReportDue:
    if row.due is None:
        return _with(row, "not_checked", None, "no due day is held for that time")
    last = row.extended or row.due
    if row.filed is not None:
        if row.filed.form.endswith("T"):
            return _with(row, "not_checked", None, _TRANSITION)
        if row.filed.day <= row.due:
            return _with(row, "on_time", None)
        if last < row.filed.day <= relieved(row.due):
            return _with(row, "not_checked", None, _RELIEF)
        state: State = "within_extension" if row.filed.day <= last else "late"
        return _with(row, state, (row.filed.day - row.due).days)
    if record.day <= row.due:
        return _with(row, "not_yet_due", None)
    if record.day <= last:
        return _with(row, "extended", (record.day - row.due).days)
    if record.held_from is None or record.held_until is None or record.held_from > row.period:
        return _with(row, "cannot_tell", None, "the filings of that time are not all held")
    if record.held_until <= last:
        why = f"the record ends on {record.held_until}, before it could be seen to be missing"
        return _with(row, "cannot_tell", None, why)
    until = min(record.day, record.held_until)
    why = "" if until == record.day else f"as far as the record reaches, {until}"
    return _with(row, "missing", (until - row.due).days, why)


def relieved(due: date) -> date:
    """The last day for a report whose issuer asked for the relief of 2020; else the due day."""
    try:
        value: Any = rule("relief_of_2020", due).value
    except NotKnownThen:
        return due
    if not date.fromisoformat(value["due_from"]) <= due <= date.fromisoformat(value["due_to"]):
        return due
    return due + timedelta(days=int(value["days"]))


_RELIEF = "in time only if it asked by Form 8-K for the relief of 2020, which stands in its text"
_TRANSITION = "a transition report: its due day runs from the decision to change the fiscal year"


def _transition(row: ReportDue) -> ReportDue:
    """A short year's annual report: the day of the decision that starts its time is not held."""
    if row.filed is None:
        return row
    return _with(row, "not_checked", None, _TRANSITION)


def _with(row: ReportDue, state: State, days_late: int | None, why: str = "") -> ReportDue:
    return ReportDue(
        row.report,
        row.period,
        row.due,
        row.extended,
        row.notice,
        row.notice_in_time,
        row.filed,
        days_late,
        state,
        row.estimated,
        why,
    )


def _to_the_next(rows: Sequence[ReportDue]) -> tuple[ReportDue, ...]:
    """The rows up to the next report of each form that is not yet due."""
    kept: list[ReportDue] = []
    ahead: set[str] = set()
    for row in rows:
        if row.state == "not_yet_due" and row.filed is None:
            if row.report.form in ahead:
                continue
            ahead.add(row.report.form)
        kept.append(row)
    return tuple(kept)
