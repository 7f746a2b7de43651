"""A shell that ceased to be one, by the company's own report of it."""

from microcap.checks import check
from microcap.checks.item_told import item_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=3,
    kind="event",
    risk="manipulation",
    reference="Form 8-K, Item 5.06; 17 CFR 230.144(i); methods.md section 7",
)
def shell_status_changed(subject: Subject) -> Verdict:
    """The company ceased to be a shell within two years (8-K item 5.06).

    Rule 144 stays closed to its holders until a year after the report that tells the same as a
    registration would.
    """
    return item_told(subject, "5.06", "a change of the shell status was reported")
