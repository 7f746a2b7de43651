"""Dealings with insiders and affiliates that are large beside the company."""

from microcap.checks import check
from microcap.checks.annual_report import DO, annual_report, clear
from microcap.checks.related_party_record import (
    evidence,
    size_of,
    tagged_dealings,
    told_dealings,
)
from microcap.model.figures import percent
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.annual_accounts import cited
from microcap.view.subject import Subject

LARGE = 0.10
"""A tenth of sales, as for a single customer (ASC 280-10-50-42); of assets where there are hardly
any sales (project default)."""
_SHOWN = 4


@check(
    severity=3,
    kind="event",
    risk="misstatement",
    reference="ASC 850-10-50; ASC 280-10-50-42 for the tenth",
)
def related_party_dealings_large(subject: Subject) -> Verdict:
    """A dealing with insiders or affiliates was above a tenth of the year's sales.

    The largest single amount, tagged in the last annual report or told in dollars in a section on
    related parties, against sales; against assets where sales are below 5 % of them. A parent
    that lends to its subsidiary shows the same.
    """
    years = annual_report(subject)
    if isinstance(years, CannotTell):
        return years
    size = size_of(years)
    if size is None:
        return CannotTell(f"sales or assets (tags Revenues, Assets) of the year to {years.end}", DO)
    word, whole = size
    tagged, stated = tagged_dealings(subject, years), told_dealings(subject)
    # what documents tell in dollars is not measured by another money
    in_dollars = [(one, one.number("dollars") or 0.0) for one in stated if whole.unit == "USD"]
    above = tuple(one for one in tagged if abs(one.value) > LARGE * whole.value)
    said = [(one, amount) for one, amount in in_dollars if amount > LARGE * whole.value]
    if above or said:
        parts = [
            f"{one.tag} {one.value:,.0f}, {percent(abs(one.value) / whole.value, 0)}"
            for one in above[:_SHOWN]
        ]
        parts += [
            f"${amount:,.0f}, {percent(amount / whole.value, 0)}: “{one.quote}”"
            for one, amount in said[:1]
        ]
        of = f"of {word} {whole.value:,.0f} {whole.unit} of the fiscal year to {years.end}"
        cites = evidence(above, tuple(one for one, _ in said))
        return Finding("; ".join([*parts, of]), (*cites, *cited(whole)))
    amounts = [*(abs(one.value) for one in tagged), *(amount for _, amount in in_dollars)]
    if any(amounts):
        part = percent(max(amounts) / whole.value)
        looked_at = f"the largest dealing told is {max(amounts):,.0f}, {part} of {word}"
        return clear(subject, years, looked_at)
    if stated and stated[0].detail == "none":
        return Clear(f"{stated[0].form} of {stated[0].day}: “{stated[0].quote}”")
    return CannotTell(
        "amounts of dealings with related parties (tags RelatedParty…, DueToRelatedParties…)",
        "microcap fetch sec SYMBOL --forms 10-K,DEF14A, and read its section on related parties",
    )
