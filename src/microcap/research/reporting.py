"""Reporting: what an issuer must tell, when each report was due, and which came late or not at all.

1. `reporting` goes from a subject to its filer, `reporting_of` from a filer to the value.
2. `measures.filer_calendar` says which reports were owed and what came of each.
3. `_status` puts one word on it, or says what is missing for one.

An absence counts only where coverage proves that the record is whole over the days in question.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from microcap.measures.eight_k_flags import item_of
from microcap.measures.filer_calendar import FilerCalendar, filer_calendar, size_of
from microcap.measures.report_calendar import ReportDue, State
from microcap.model.business_days import business_days_after, months_after
from microcap.model.figures import Figure, Status, cannot_tell, counted
from microcap.model.issuer_kinds import FilerSize, IssuerKind, KindFound, allowed, filer_size
from microcap.model.rules import beside, rule
from microcap.model.verdicts import CannotTell, Evidence
from microcap.view.filer import Filer, filer_of
from microcap.view.subject import Subject

_EVENT_MONTHS = 12
_BY_CHOICE = frozenset({"2.02", "7.01", "8.01", "9.01"})
"""Items that no event obliges to within four business days."""
_UNIT = "reporting status"


@dataclass(frozen=True)
class ReportRow:
    """One report that was owed: period, days, and how it stands."""

    report: str
    form: str
    period: date
    period_estimated: bool
    """No filing names the period yet, so that its end may be some days off."""
    due: date | None
    extended: date | None
    """The due day after a notice that came in time."""
    notice: Evidence | None
    filed: date | None
    days_late: Figure
    state: State
    why: str


@dataclass(frozen=True)
class LateEvent:
    """A Form 8-K that came more than four business days after its event."""

    accession: str
    items: str
    event: date
    due: date
    filed: date


@dataclass(frozen=True)
class Reporting:
    """The reporting status of an issuer and its calendar, as they could be known."""

    issuer: str | None
    kind: Figure
    status: Figure
    """sec_current, sec_delinquent, reg_a, bank_insurance, intl_12g3_2b, alternative, none, deregistered."""
    fiscal_year_end: Figure
    filer_size: Figure
    late: Figure
    """Reports of the stretch that came after their last day."""
    last_report: Figure
    """Days since the newest periodic report was filed."""
    rows: tuple[ReportRow, ...] = ()
    missing: tuple[str, ...] = ()
    next_due: ReportRow | None = None
    late_events: tuple[LateEvent, ...] = ()
    ended: Evidence | None = None
    """The form by which its duty to report ended."""
    duties: tuple[str, ...] = ()
    """What such an issuer owes, and by which rule, in sentences."""
    proposals: tuple[str, ...] = ()
    blind: tuple[str, ...] = ()
    """What no record can tell of such an issuer."""
    held_from: date | None = None
    held_until: date | None = None
    unknown: tuple[CannotTell, ...] = ()


def reporting(subject: Subject) -> Reporting:
    """The reporting status and the calendar of a subject's issuer."""
    filer = filer_of(subject)
    if filer is not None:
        return reporting_of(filer)
    missing = f"who issued {subject.symbol} is not known, so no filing can be joined"
    do = "microcap ingest sec FOLDER with the SEC's ticker lists or the issuer's submissions"
    return _nothing(None, (CannotTell(missing, do),))


def reporting_of(filer: Filer) -> Reporting:
    """The reporting status and the calendar of a filer."""
    calendar, day = filer_calendar(filer), filer.view.day
    kind = calendar.found.kind
    if kind is None:
        return _nothing(filer, calendar.unknown)
    rows = tuple(_row(row) for row in calendar.rows or ())
    ahead = [row for row in rows if row.state in ("not_yet_due", "extended")]
    return Reporting(
        issuer=filer.issuer,
        kind=_kind(calendar.found, kind),
        status=_status(filer, kind, calendar),
        fiscal_year_end=calendar.year_end,
        filer_size=_size(filer),
        late=_late(rows),
        last_report=_last_report(filer, kind),
        rows=rows,
        missing=tuple(row.name for row in calendar.missing),
        next_due=min(ahead, key=lambda row: row.extended or row.due or date.max, default=None),
        late_events=_late_events(filer, kind),
        ended=calendar.ended.evidence if calendar.ended else None,
        duties=_duties(kind, day, size_of(filer) or "other"),
        proposals=_proposals(kind, day),
        blind=tuple(f"{what}: {why}" for what, why in kind.blind),
        held_from=filer.record.first if filer.record else None,
        held_until=filer.record.last if filer.record else None,
        unknown=calendar.unknown,
    )


def _nothing(filer: Filer | None, unknown: tuple[CannotTell, ...]) -> Reporting:
    record, missing = filer.record if filer else None, unknown[0].missing
    return Reporting(
        issuer=filer.issuer if filer else None,
        kind=cannot_tell("kind of issuer", missing),
        status=cannot_tell(_UNIT, missing),
        fiscal_year_end=cannot_tell("month and day", missing),
        filer_size=cannot_tell("filer size", missing),
        late=cannot_tell("reports", missing),
        last_report=cannot_tell("days", missing),
        held_from=record.first if record else None,
        held_until=record.last if record else None,
        unknown=unknown,
    )


def _kind(found: KindFound, kind: IssuerKind) -> Figure:
    status: Status = "known" if found.status == "known" else "estimated"
    note = f"{kind.label}; {found.because}"
    return Figure(
        kind.name, "kind of issuer", status, as_of=found.day, sources=found.sources, note=note
    )


def _size(filer: Filer) -> Figure:
    said = filer.said("category")
    size = filer_size(said.value) if said else None
    if said is None or size is None:
        note = "its size is not held for that time; the longest times are used"
        return Figure("other", "filer size", "estimated", note=note)
    return Figure(
        size,
        "filer size",
        as_of=said.day,
        known_at=said.known_at,
        sources=(said.source,),
        note=f"{said.value}; for periods to {said.day} or later, the longest times before",
    )


def _row(row: ReportDue) -> ReportRow:
    sources = (row.filed.accession,) if row.filed else ()
    if row.state in ("late", "missing") and row.days_late is not None:
        status: Status = "stale" if row.why else "known"
        days = Figure(row.days_late, "days", status, sources=sources, note=row.why)
    elif row.state in _WORDS:
        days = Figure(None, "days", "not_applicable", sources=sources, note=_WORDS[row.state])
    else:
        days = cannot_tell("days", row.why)
    notice = None
    if row.notice is not None:
        word = "in time" if row.notice_in_time else "not in time"
        notice = Evidence(row.notice.accession, f"{row.notice.form}, {word}", row.notice.day)
    return ReportRow(
        row.report.report,
        row.filed.form if row.filed else row.report.form,
        row.period,
        row.estimated,
        row.due,
        row.extended,
        notice,
        row.filed.day if row.filed else None,
        days,
        row.state,
        row.why,
    )


_WORDS = {
    "on_time": "on time",
    "within_extension": "within the extension",
    "not_yet_due": "not yet due",
    "extended": "the extension runs",
}


def _status(filer: Filer, kind: IssuerKind, calendar: FilerCalendar) -> Figure:
    day, ended = filer.view.day, calendar.ended
    if ended is not None:
        return Figure(
            "deregistered",
            _UNIT,
            "known" if ended.sure else "estimated",
            as_of=ended.day,
            known_at=ended.known_at,
            sources=(ended.evidence.source,),
            note=ended.note,
        )
    if kind.reporting not in ("sec", "reg_a", "other"):
        return Figure(kind.reporting, _UNIT, as_of=day, note=kind.label)
    if calendar.unknown and not calendar.delinquent:
        return cannot_tell(_UNIT, calendar.unknown[0].missing)
    last = tuple(row.filed.accession for row in calendar.rows or () if row.filed)[-1:]
    said = "; ".join(
        f"{row.name} {counted(row.days_late, 'day')} past its due day"
        for row in calendar.missing[-3:]
        if row.days_late is not None
    )
    if calendar.delinquent:
        return _delinquent(filer, kind, calendar, said, last)
    note = f"every report due by {day} is in"
    running = [row for row in calendar.rows or () if row.state == "extended"]
    if running:
        note = f"{running[0].name} is under extension to {running[0].extended}, the others are in"
    if calendar.missing:
        note += f"; older ones were never seen: {said}"
    value = "reg_a" if kind.reporting == "reg_a" else "sec_current"
    return Figure(value, _UNIT, as_of=day, sources=last, note=note)


def _delinquent(
    filer: Filer, kind: IssuerKind, calendar: FilerCalendar, said: str, last: tuple[str, ...]
) -> Figure:
    """Past due: `stale` where the record ends before the day, so that it may have come since."""
    day, record = filer.view.day, filer.record
    stale = any(row.why for row in calendar.missing) and record is not None
    until = record.last if stale and record is not None else day
    note = f"past due: {said}" + (f"; the record held ends on {until}" if stale else "")
    regulation_a = kind.reporting == "reg_a"
    return Figure(
        "reg_a" if regulation_a else "sec_delinquent",
        _UNIT,
        "stale" if stale else "known",
        as_of=until,
        sources=last,
        note=note,
        flags=("reports_past_due",) if regulation_a else (),
    )


def _late(rows: Sequence[ReportRow]) -> Figure:
    """Reports that came after their last day, of those that can be judged."""
    judged = [row for row in rows if row.state in ("on_time", "within_extension", "late")]
    if not judged:
        return cannot_tell("reports", "a report whose due day and filing day are both held")
    late = [row for row in judged if row.state == "late"]
    return Figure(
        len(late),
        "reports",
        as_of=judged[-1].filed,
        sources=tuple(source for row in late for source in row.days_late.sources),
        n_used=len(judged),
        n_dropped=len(rows) - len(judged),
        note=f"came after the due day and any extension, of {len(judged)} for periods since {judged[0].period}",
    )


def _last_report(filer: Filer, kind: IssuerKind) -> Figure:
    rows = filer.filings.filter(pl.col("form").is_in(sorted(kind.periodic)))
    if rows.is_empty():
        return cannot_tell("days", "a periodic report of the issuer")
    row = rows.row(-1, named=True)
    return Figure(
        (filer.view.day - row["day"]).days,
        "days",
        as_of=row["day"],
        known_at=row["known_at"],
        sources=(row["accession"],),
        note=f"Form {row['form']}",
    )


def _late_events(filer: Filer, kind: IssuerKind) -> tuple[LateEvent, ...]:
    """Forms 8-K of the last year that came too long after their event, newest first."""
    if not kind.items:
        return ()
    first = months_after(filer.view.day, -_EVENT_MONTHS)
    rows = filer.filings.filter(
        (pl.col("form") == "8-K") & (pl.col("day") > first) & pl.col("report_day").is_not_null()
    )
    late = []
    for row in rows.iter_rows(named=True):
        items = [item.strip() for item in (row["items"] or "").split(",")]
        obliged = [item for item in items if item_of(item) and item not in _BY_CHOICE]
        if not obliged or row["report_day"] > row["day"]:
            continue
        due = business_days_after(row["report_day"], int(rule("due_8k", row["day"]).number))
        if row["day"] > due:
            one = LateEvent(
                row["accession"], ", ".join(obliged), row["report_day"], due, row["day"]
            )
            late.append(one)
    return tuple(reversed(late))


def _duties(kind: IssuerKind, day: date, size: FilerSize) -> tuple[str, ...]:
    said = []
    for report in kind.owed(day):
        how = f"within {allowed(report, day, size)}" if report.checkable else report.why
        extended = _rule_days(report.extension, day)
        more = f", {extended} more after a notice in time" if extended else ""
        said.append(f"{report.report}: Form {report.form}, {how}{more} ({report.source})")
    if kind.events is not None:
        within = ", within four business days" if kind.events_due else ""
        items = " with items" if kind.items else ""
        said.append(f"events: Form {kind.events}{items}{within}")
    return tuple(said)


def _rule_days(name: str | None, day: date) -> str:
    return f"{rule(name, day).number:.0f} days" if name else ""


def _proposals(kind: IssuerKind, day: date) -> tuple[str, ...]:
    said = [
        f"Form {one.form}, {one.report}: {one.why} ({one.source})" for one in kind.proposed(day)
    ]
    names = {one.due.partition(".")[0] for one in kind.owed(day) if one.due}
    for name in sorted(names):
        said += [f"{one.label}: {one.source}; decides nothing" for one in beside(name, day)]
    return tuple(said)
