"""A filer's calendar: what it owed, by its kind, its fiscal year and its record.

1. `filer_calendar` finds the kind, the end of the duty, the fiscal year and the stretch.
2. `measures.report_calendar` lays out the reports; here they meet the filer's rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from microcap.measures.report_calendar import (
    Record,
    ReportDue,
    Submitted,
    is_delinquent,
    report_calendar,
    sound,
)
from microcap.measures.report_end import Ended, ended_by
from microcap.model.business_days import months_after
from microcap.model.figures import Figure, Status, cannot_tell
from microcap.model.issuer_kinds import FilerSize, IssuerKind, KindFound, filer_size
from microcap.model.verdicts import CannotTell
from microcap.view.filer import Filer, kind_of
from microcap.view.once import once

YEARS = 3
"""How far back the calendar looks (project default)."""
_BEFORE_FIRST = timedelta(days=150)
"""A filer that changes its kind owes the new reports from about the period of the first one."""
_YEAR_MOVED = 38
"""Days from the fiscal year end of the record beyond which a report's year is another one."""


@dataclass(frozen=True)
class FilerCalendar:
    """The reports that a filer owed, and what its kind, year and record are.

    `rows` is null where the fiscal year end is not known, `record` where it has filed no
    periodic report of its kind.
    """

    found: KindFound
    ended: Ended | None
    year_end: Figure
    record: Record | None
    rows: tuple[ReportDue, ...] | None
    unknown: tuple[CannotTell, ...]
    """What keeps its status from being told."""

    @property
    def missing(self) -> tuple[ReportDue, ...]:
        """Reports proved to be missing."""
        return tuple(row for row in self.rows or () if row.state == "missing")

    @property
    def delinquent(self) -> bool:
        """Whether a report is missing that no later annual one has overtaken, and still owed."""
        return self.ended is None and is_delinquent(self.rows or ())


@once
def filer_calendar(filer: Filer) -> FilerCalendar:
    """The calendar of a filer over the last three years, as known at the view's moment."""
    found = kind_of(filer)
    kind = found.kind
    do = f"microcap ingest sec FOLDER with the submissions JSON of CIK {filer.issuer}"
    if kind is None:
        nothing = CannotTell(found.because, do)
        year = cannot_tell("month and day", found.because)
        return FilerCalendar(found, None, year, None, None, (nothing,))
    ended = ended_by(filer, kind)
    submitted = submitted_of(filer.filings)
    year_end = _fiscal_year_end(filer, kind, submitted)
    record = _record(filer, found, kind, submitted, ended)
    rows: tuple[ReportDue, ...] | None = ()
    if record is not None:
        rows = report_calendar(
            kind,
            submitted,
            record,
            fiscal_year_end=_month_day(year_end),
            size_on=lambda period: size_of(filer, period) or "other",
        )
    unknown = () if ended is not None and ended.sure else _unknown(kind, record, rows, do)
    return FilerCalendar(found, ended, year_end, record, rows, unknown)


def size_of(filer: Filer, day: date | None = None) -> FilerSize | None:
    """The size of the filer by a day; null where the record says nothing that early."""
    said = filer.said("category", day)
    return filer_size(said.value) if said else None


def submitted_of(rows: pl.DataFrame) -> tuple[Submitted, ...]:
    """Rows of filings as a calendar reads them, in their order."""
    columns = rows.select("form", "day", "report_day", "accession")
    return tuple(Submitted(*row) for row in columns.iter_rows())


def _record(
    filer: Filer,
    found: KindFound,
    kind: IssuerKind,
    submitted: Sequence[Submitted],
    ended: Ended | None,
) -> Record | None:
    """The stretch of periods to look at; null where it has filed no periodic report."""
    periodic = [one for one in submitted if one.form in kind.periodic]
    if not periodic:
        return None
    day, held = filer.view.day, filer.record
    first = max(
        months_after(day, -12 * YEARS),
        min(sound(one) or one.day for one in periodic),
        found.since - _BEFORE_FIRST if found.since else date.min,
        held.first if held else date.min,
    )
    return Record(
        first,
        day,
        held.first if held else None,
        held.last if held else None,
        ended.day if ended else None,
    )


def _fiscal_year_end(filer: Filer, kind: IssuerKind, submitted: Sequence[Submitted]) -> Figure:
    """Month and day as 12-31: by the issuer's record, else by its newest annual report."""
    annual = {form for one in kind.reports if one.months == 12 for form in one.forms}
    named = [(one, p) for one in submitted if one.form in annual and (p := sound(one))]
    said, unit = filer.said("fiscal_year_end"), "month and day"
    digits = said.value.replace("-", "") if said else ""
    if said is not None and len(digits) == 4 and digits.isdigit() and 1 <= int(digits[:2]) <= 12:
        month, day = int(digits[:2]), int(digits[2:])
        moved = bool(named) and _apart(named[-1][1], month, day)
        status: Status = "disputed" if moved else "known"
        note = f"its newest annual report is for a year to {named[-1][1]}" if moved else ""
        return Figure(
            f"{month:02d}-{day:02d}",
            unit,
            status,
            as_of=said.day,
            known_at=said.known_at,
            sources=(said.source,),
            note=note,
        )
    if not named:
        return cannot_tell(unit, "an annual report that names its period, or the issuer's record")
    one, period = named[-1]
    note = f"by its Form {one.form}"
    return Figure(f"{period:%m-%d}", unit, as_of=period, sources=(one.accession,), note=note)


def _apart(period: date, month: int, day: int) -> bool:
    """Whether a year's end lies more than five weeks from a month and day of any year."""
    years = (period.year - 1, period.year, period.year + 1)
    near = [date(year, month, min(max(day, 1), 28)) for year in years]
    return min(abs((period - one).days) for one in near) > _YEAR_MOVED


def _month_day(year_end: Figure) -> tuple[int, int] | None:
    if not isinstance(year_end.value, str):
        return None
    month, _, day = year_end.value.partition("-")
    return int(month), int(day)


def _unknown(
    kind: IssuerKind, record: Record | None, rows: Sequence[ReportDue] | None, do: str
) -> tuple[CannotTell, ...]:
    if not any(report.checkable for report in kind.reports):
        reasons = [report.why for report in kind.reports] or [why for _, why in kind.blind]
        why = "; ".join(dict.fromkeys(reasons))
        return (CannotTell(f"whether its reports are in: {why}", "look where it reports"),)
    if record is None:
        return (CannotTell(f"when its reports are due: a {kind.label}, of which none is held", do),)
    if rows is None:
        return (CannotTell("its fiscal year end: no annual report names its period", do),)
    annual = [row.period for row in rows if row.filed and row.report.months == 12]
    newest = max(annual, default=date.min)
    return tuple(
        CannotTell(f"whether the {row.name} (due {row.due}) was filed: {row.why}", do)
        for row in rows
        if row.state == "cannot_tell" and row.period > newest
    )
