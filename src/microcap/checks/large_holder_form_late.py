"""Schedules of large holders that came after their due day."""

from microcap.checks import check
from microcap.checks.filing_record import filing_record
from microcap.checks.ownership_deadlines import late_schedules
from microcap.checks.ownership_record import SCHEDULES, unread_forms
from microcap.model.figures import counted
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.subject import Subject


@check(
    severity=1,
    kind="event",
    risk="regulation",
    reference="17 CFR 240.13d-1, 13d-2; methods.md section 7",
)
def large_holder_form_late(subject: Subject) -> Verdict:
    """A Schedule 13D or 13G was filed after its due day, within two years.

    It is the holder's duty and not the company's. A 13G is judged by the longest time that any
    holder has; the day of the event is the one that the cover page states.
    """
    record = filing_record(subject)
    late = late_schedules(subject, record.first, record.last)
    if late:
        worst = max(one.days_late for one in late)
        says = f"{counted(len(late), 'schedule of holders')} late, by up to {counted(worst, 'day')}"
        return Finding(f"{says}; the latest filed {late[0].filed}", tuple(o.cite() for o in late))
    gap = unread_forms(subject, record, SCHEDULES)
    if gap is not None:
        return CannotTell(f"late schedules of holders: {gap.missing}", gap.do)
    return Clear(f"no Schedule 13D or 13G late in {record.says}")
