"""A periodic report that is past its due day, with the record proved to be whole."""

from microcap.checks import check
from microcap.measures.filer_calendar import filer_calendar
from microcap.measures.report_calendar import ReportDue
from microcap.model.figures import counted
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.filer import Filer, filer_of
from microcap.view.subject import Subject


@check(
    severity=4,
    kind="state",
    risk="regulation",
    ends="the report itself",
    reference="17 CFR 240.13a-1, 13a-13, 12b-25; 230.257; methods.md section 7, delinquent",
)
def report_missing(subject: Subject) -> Verdict:
    """An annual or quarterly report is past its due day, and past any extension, and not filed.

    Which reports are owed depends on the kind of issuer. A report that a later annual one has
    overtaken is not counted, nor is anything after the duty to report has ended.
    """
    filer = filer_of(subject)
    if filer is None:
        return CannotTell(
            f"whether a report is missing: who issued {subject.symbol} is not known",
            "microcap ingest sec FOLDER with the SEC's ticker lists or the issuer's submissions",
        )
    calendar = filer_calendar(filer)
    if calendar.ended is not None:
        return CannotTell(
            f"whether a report is missing: {calendar.ended.note}",
            "look up where it reports since, if it does",
        )
    if calendar.delinquent:
        owed = "; ".join(_late(row) for row in calendar.missing)
        until = f" by {filer.record.last}" if filer.record else ""
        return Finding(f"past due and not filed{until}: {owed}", _evidence(filer))
    if calendar.unknown:
        return CannotTell(
            f"whether a report is missing: {calendar.unknown[0].missing}", calendar.unknown[0].do
        )
    filed = [row for row in calendar.rows or () if row.filed]
    if not filed:
        return CannotTell(
            "whether a report is missing: none has fallen due since its record begins",
            "ask again after the first report is due",
        )
    return Clear(
        f"{counted(len(filed), 'report')} for periods from {filed[0].period} to {filed[-1].period}; "
        f"none that was due by {subject.view.day} is missing after the newest annual one"
    )


def _late(row: ReportDue) -> str:
    late = "" if row.days_late is None else f", {counted(row.days_late, 'day')}"
    return f"{row.name}{late}"


def _evidence(filer: Filer) -> tuple[Evidence, ...]:
    """The newest periodic report and every notice since: what the silence follows."""
    calendar = filer_calendar(filer)
    filed = [row.filed for row in calendar.rows or () if row.filed]
    notices = [row.notice for row in calendar.missing if row.notice]
    known = dict(filer.filings.select("accession", "known_at").iter_rows())
    return tuple(
        Evidence(
            one.accession,
            f"{one.form}, filed {one.day}, for {one.period}",
            one.day,
            known[one.accession],
        )
        for one in [*notices[::-1], *filed[-1:]]
    )
