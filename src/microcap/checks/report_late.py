"""Annual or quarterly reports that the company said would be late."""

from microcap.checks import check
from microcap.checks.filing_record import answer, filing_record, forms_filed, issuer_kind
from microcap.model.figures import counted
from microcap.model.issuer_kinds import kinds
from microcap.model.verdicts import CannotTell, Verdict
from microcap.view.subject import Subject

_NOTICES = frozenset(form for kind in kinds().values() for form in kind.notices)
_REPORTS = frozenset(form for kind in kinds().values() if kind.notices for form in kind.periodic)
"""The periodic reports of the kinds of issuers whose lateness has a notice."""
_REFERENCE = "17 CFR 240.12b-25; methods.md section 7"


@check(severity=2, kind="event", risk="regulation", reference=_REFERENCE)
def report_late(subject: Subject) -> Verdict:
    """A notice that a report would be late was filed within two years (Form 12b-25)."""
    return _notices(subject, at_least=1)


@check(severity=3, kind="event", risk="regulation", reference=_REFERENCE)
def reports_late_repeatedly(subject: Subject) -> Verdict:
    """Two or more notices that a report would be late were filed within two years."""
    return _notices(subject, at_least=2)


def _notices(subject: Subject, *, at_least: int) -> Verdict:
    record = filing_record(subject)
    found = forms_filed(record.rows, _NOTICES)
    kind = issuer_kind(record).kind
    if record.gap is None and found.is_empty() and kind is not None and not kind.notices:
        return CannotTell(
            f"whether reports were late: a {kind.label} gives no notice of it",
            "compare the days of its reports with those of the years before",
        )
    # who neither reported nor gave notice was not on time: it may owe no report, or have stopped
    if record.gap is None and found.is_empty() and forms_filed(record.rows, _REPORTS).is_empty():
        return CannotTell(
            f"whether reports were late: the issuer filed no annual or quarterly report and no "
            f"notice from {record.first} to {record.last}",
            "look up where it reports, if it does",
        )
    forms = ", ".join(dict.fromkeys(found["form"]))
    fact = (
        f"{counted(found.height, 'notice of a late report', 'notices of a late report')} ({forms})"
    )
    asked = "notice of a late report"
    return answer(record, found, fact=fact, asked=asked, at_least=at_least, by_items=False)
