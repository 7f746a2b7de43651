"""A cybersecurity incident that the company calls material."""

from microcap.checks import check
from microcap.checks.item_told import item_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=3,
    kind="event",
    risk="failure",
    reference="Form 8-K, Item 1.05; Release 33-11216; methods.md section 7",
)
def cyber_incident_told(subject: Subject) -> Verdict:
    """A material cybersecurity incident was reported within two years (8-K item 1.05).

    The item exists since 2023-12-18; before, such incidents stand under item 8.01 or 7.01, where
    this question does not look.
    """
    return item_told(subject, "1.05", "a material cybersecurity incident was reported")
