"""Accounts that the company itself says should not be relied on."""

from microcap.checks import check
from microcap.checks.item_told import item_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=5,
    kind="event",
    risk="misstatement",
    reference="Form 8-K, Item 4.02; methods.md section 7",
)
def accounts_not_to_be_relied_on(subject: Subject) -> Verdict:
    """The company said within two years that issued accounts should not be relied on (8-K 4.02)."""
    fact = "the company reported that issued financial statements should not be relied on"
    return item_told(subject, "4.02", fact)
