"""A change of the auditor, by the company's own report of it."""

from microcap.checks import check
from microcap.checks.item_told import item_told
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

    Whether it resigned or disagreed is asked by `auditor_resigned_or_disagreed`; companies also
    change auditors to pay less.
    """
    return item_told(subject, "4.01", "a change of the auditor was reported")
