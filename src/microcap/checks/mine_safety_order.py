"""An order or notice about the safety of a mine, by the company's own report of it."""

from microcap.checks import check
from microcap.checks.item_told import item_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=1,
    kind="event",
    risk="regulation",
    reference="Form 8-K, Item 1.04; Release 33-9286; methods.md section 7",
)
def mine_safety_order(subject: Subject) -> Verdict:
    """An order about the safety of a mine was reported within two years (8-K item 1.04).

    Imminent danger, a withdrawal of miners, or a pattern of violations; mines in the United
    States alone.
    """
    return item_told(subject, "1.04", "an order or notice about the safety of a mine was reported")
