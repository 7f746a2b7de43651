"""A change of what the holders of the shares may do or get."""

from microcap.checks import check
from microcap.checks.item_told import item_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=3,
    kind="event",
    risk="failure",
    reference="Form 8-K, Item 3.03; methods.md section 7",
)
def holders_rights_modified(subject: Subject) -> Verdict:
    """The rights of holders were materially modified within two years (8-K item 3.03).

    Reverse splits, new preferred classes and rights plans are reported here; which it was stands
    in the filing.
    """
    return item_told(subject, "3.03", "a material change of the rights of holders was reported")
