"""A change of the auditor, by the company's own report of it."""

from microcap.checks import check
from microcap.checks.filing_record import answer, filing_record, items_filed
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=3,
    kind="event",
    risk="misstatement",
    reference="Form 8-K, Item 4.01; methods.md section 7",
)
def auditor_changed(subject: Subject) -> Verdict:
    """The auditor changed within two years (8-K item 4.01).

    Whether it resigned or was dismissed, and over what, stands in the filing and is not read
    here; companies also change auditors to pay less.
    """
    record = filing_record(subject)
    found = items_filed(record.rows, "4.01")
    return answer(record, found, fact="a change of the auditor was reported", asked="8-K item 4.01")
