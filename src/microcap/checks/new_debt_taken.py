"""A new material obligation, by the company's own report of it."""

from microcap.checks import check
from microcap.checks.item_told import item_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=1,
    kind="event",
    risk="failure",
    reference="Form 8-K, Item 2.03; methods.md section 7",
)
def new_debt_taken(subject: Subject) -> Verdict:
    """A new material debt or guarantee was reported within two years (8-K item 2.03).

    What it is owed for, at which rate and by when stands in the filing.
    """
    return item_told(subject, "2.03", "a new direct financial obligation was reported")
