"""A debt that has to be repaid early, by the company's own report of it."""

from microcap.checks import check
from microcap.checks.item_told import item_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=4,
    kind="event",
    risk="failure",
    reference="Form 8-K, Item 2.04; methods.md section 7",
)
def debt_accelerated(subject: Subject) -> Verdict:
    """An event that makes a debt due early was reported within two years (8-K item 2.04).

    Whether it was waived or paid since stands in a later filing.
    """
    return item_told(
        subject, "2.04", "an event that accelerates or increases an obligation was reported"
    )
