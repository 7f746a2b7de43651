"""A change or waiver of the code of ethics, by the company's own report of it."""

from microcap.checks import check
from microcap.checks.item_told import item_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=1,
    kind="event",
    risk="misstatement",
    reference="Form 8-K, Item 5.05; methods.md section 7",
)
def ethics_waived(subject: Subject) -> Verdict:
    """The code of ethics was changed, or waived for an officer, within two years (8-K item 5.05).

    A company may tell it on its web site instead: a clean bill speaks of Forms 8-K alone.
    """
    return item_told(subject, "5.05", "a change or waiver of the code of ethics was reported")
