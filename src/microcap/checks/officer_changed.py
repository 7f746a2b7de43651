"""A director or officer who came or left, by the company's own report of it."""

from microcap.checks import check
from microcap.checks.item_told import item_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=1,
    kind="event",
    risk="failure",
    reference="Form 8-K, Item 5.02; methods.md section 7",
)
def officer_changed(subject: Subject) -> Verdict:
    """Directors or officers came or left, or got new pay, within two years (8-K item 5.02).

    The item is common, also in good companies; `finance_officer_left` reads one kind of it.
    """
    return item_told(subject, "5.02", "directors or officers came or left, or their pay was set")
