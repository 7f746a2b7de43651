"""A change of control, by the company's own report of it."""

from microcap.checks import check
from microcap.checks.item_told import item_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=2,
    kind="event",
    risk="manipulation",
    reference="Form 8-K, Item 5.01; methods.md section 7",
)
def control_changed(subject: Subject) -> Verdict:
    """Control of the company changed within two years (8-K item 5.01).

    From whom to whom, and with whose money, stands in the filing.
    """
    return item_told(subject, "5.01", "a change of control was reported")
