"""Costs of closing or leaving a business, by the company's own report of it."""

from microcap.checks import check
from microcap.checks.item_told import item_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=1,
    kind="event",
    risk="failure",
    reference="Form 8-K, Item 2.05; methods.md section 7",
)
def exit_costs_told(subject: Subject) -> Verdict:
    """Costs of a plan to close or leave a business were reported in two years (8-K item 2.05)."""
    return item_told(subject, "2.05", "costs of an exit or disposal plan were reported")
