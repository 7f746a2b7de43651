"""Repeated sales of shares that were not registered."""

from microcap.checks import check
from microcap.checks.item_told import item_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=2, kind="event", risk="failure", reference="Form 8-K, Item 3.02; methods.md section 7"
)
def unregistered_shares_sold(subject: Subject) -> Verdict:
    """Unregistered shares were sold twice or more within two years (8-K item 3.02).

    Amendments are not counted again. Sales below one percent of the class, five for a smaller
    reporting company, need no such report.
    """
    fact = "two or more sales of unregistered shares were reported"
    return item_told(subject, "3.02", fact, amendments=False, at_least=2)
