"""Forms of insiders that came after their due day."""

from microcap.checks import check
from microcap.checks.filing_record import filing_record
from microcap.checks.ownership_deadlines import late_insider_forms
from microcap.checks.ownership_record import unread_forms
from microcap.model.figures import counted
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.holders import INSIDER_FORMS
from microcap.view.subject import Subject

_MONTHS = 12


@check(
    severity=1,
    kind="event",
    risk="regulation",
    reference="17 CFR 240.16a-3(a), (g); methods.md section 7",
)
def insider_form_late(subject: Subject) -> Verdict:
    """A Form 3 or 4 of an insider was filed after its due day, within a year.

    A late form is often a clerk's oversight. Trades that may wait for a Form 5 are not judged,
    and those under a plan have three business days more.
    """
    record = filing_record(subject, _MONTHS)
    late = late_insider_forms(subject, record.first, record.last)
    if late:
        worst = max(one.days_late for one in late)
        says = f"{counted(len(late), 'form of insiders')} late, by up to {counted(worst, 'day')}"
        return Finding(f"{says}; the latest filed {late[0].filed}", tuple(o.cite() for o in late))
    gap = unread_forms(subject, record, INSIDER_FORMS)
    if gap is not None:
        return CannotTell(f"late forms of insiders: {gap.missing}", gap.do)
    return Clear(f"no Form 3 or 4 late in {record.says}")
