"""A material write-down, by the company's own report of it."""

from microcap.checks import check
from microcap.checks.item_told import item_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=2,
    kind="event",
    risk="failure",
    reference="Form 8-K, Item 2.06; methods.md section 7",
)
def impairment_told(subject: Subject) -> Verdict:
    """A material impairment was reported within two years (8-K item 2.06).

    One that is found while a periodic report is prepared, and told in it in time, needs no 8-K:
    its absence here does not mean that nothing was written down.
    """
    return item_told(subject, "2.06", "a material impairment was reported")
