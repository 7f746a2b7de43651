"""A notice of the exchange about the listing, by the company's own report of it."""

from microcap.checks import check
from microcap.checks.item_told import item_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=4,
    kind="event",
    risk="regulation",
    reference="Form 8-K, Item 3.01; methods.md section 7",
)
def delisting_notice_received(subject: Subject) -> Verdict:
    """A listing notice or a transfer of the listing was reported within two years (8-K 3.01).

    The same item reports a failed standard and a mere move to another exchange; which of the
    two it was stands in the filing.
    """
    fact = "a notice about a listing standard, or a transfer of the listing, was reported"
    return item_told(subject, "3.01", fact)
