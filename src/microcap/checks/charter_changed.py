"""A change of the charter, the by-laws or the fiscal year."""

from microcap.checks import check
from microcap.checks.item_told import item_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=1,
    kind="event",
    risk="failure",
    reference="Form 8-K, Item 5.03; methods.md section 7",
)
def charter_changed(subject: Subject) -> Verdict:
    """The charter, the by-laws or the fiscal year was changed within two years (8-K item 5.03).

    New share classes, more authorized shares, a new name and reverse splits are among them.
    """
    return item_told(
        subject, "5.03", "a change of the charter, the by-laws or the fiscal year was reported"
    )
