"""An auditor who resigned, would not stand again, or disagreed, by the words of the report."""

from datetime import timedelta

from microcap.checks import check
from microcap.checks.filing_record import FilingRecord, answer, items_filed
from microcap.checks.item_told import items_unread, two_years
from microcap.checks.words_told import said_within
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.said import Stated
from microcap.view.subject import Subject

_DETAILS = frozenset({"resigned", "declined", "disagreement"})
_CURRENT = ("8-K", "6-K")
_SOON = timedelta(days=120)
"""A report that does not date the change is believed where an 8-K 4.01 came so shortly before."""


@check(
    severity=4,
    kind="event",
    risk="misstatement",
    reference="Form 8-K, Item 4.01; Regulation S-K item 304; methods.md section 7",
)
def auditor_resigned_or_disagreed(subject: Subject) -> Verdict:
    """The auditor resigned, would not stand again, or disagreed, within two years.

    Read from the words of the reports. A resignation may have a plain reason, such as a merger of
    audit firms; the sentence is quoted for the reader to judge.
    """
    record = two_years(subject)
    told = [
        one
        for one in said_within(subject, "auditor_change", record, _DETAILS)
        if _is_new(one, record)
    ]
    if told:
        sorts = ", ".join(sorted({_SAYS[one.detail] for one in told}))
        return Finding(
            f"{sorts}, by a report of {told[0].day}", tuple(one.cite() for one in told[:8])
        )
    found = items_filed(record.rows, "4.01")
    unread = items_unread(subject, found)
    if unread.height:
        return CannotTell(
            f"whether the auditor resigned or was dismissed: the text of the 8-K item 4.01 of "
            f"{unread.sort('day')['day'].item(-1)} is not held",
            f"microcap fetch sec {subject.issuer} --forms 8-K --since {record.first}",
        )
    if found.is_empty() or record.gap is not None:
        return answer(record, found.clear(), fact="", asked="8-K item 4.01")
    days = ", ".join(str(day) for day in found.sort("day")["day"])
    return Clear(
        f"8-K item 4.01 of {days}: no words of a resignation or of a disagreement; {record.says}"
    )


_SAYS = {
    "resigned": "the auditor resigned",
    "declined": "the auditor would not stand again",
    "disagreement": "a disagreement with the auditor is told",
}


def _is_new(one: Stated, record: FilingRecord) -> bool:
    """Whether a statement speaks of a change within the stretch and not of an older one."""
    if one.form.startswith(_CURRENT) or one.date("day") is not None:
        return True
    days = items_filed(record.rows, "4.01")["day"].to_list()
    return any(day <= one.day <= day + _SOON for day in days)
