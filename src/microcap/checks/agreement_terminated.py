"""A material agreement that ended before its time, by the company's own report of it."""

from microcap.checks import check
from microcap.checks.item_told import item_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=1,
    kind="event",
    risk="failure",
    reference="Form 8-K, Item 1.02; methods.md section 7",
)
def agreement_terminated(subject: Subject) -> Verdict:
    """A material agreement was terminated before its end within two years (8-K item 1.02).

    An agreement that ran out on its own day needs no such report.
    """
    return item_told(subject, "1.02", "a material agreement was terminated before its end")
