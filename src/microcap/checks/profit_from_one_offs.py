"""A profit that single gains made."""

from microcap.checks import check
from microcap.checks.annual_report import annual_report, clear, income_doubted, not_applied, told_of
from microcap.model.statement_tags import items
from microcap.model.verdicts import CannotTell, Finding, Verdict
from microcap.view.annual_accounts import cited
from microcap.view.subject import Subject

_GAINS = ("asset_sale_gain", "debt_extinguishment", "warrant_gain", "discontinued")


@check(
    severity=2,
    kind="event",
    risk="misstatement",
    reference="Regulation S-K item 303(b)(2)(i): unusual events",
)
def profit_from_one_offs(subject: Subject) -> Verdict:
    """Single gains were as large as the year's net income: without them there was no profit.

    Counted are tagged gains on assets sold, debt extinguished, the value of warrants and
    operations given up, before tax. Gains under other tags are not seen, so that a clean bill
    speaks of these alone.
    """
    years = annual_report(subject)
    if isinstance(years, CannotTell):
        return years
    refused = not_applied(subject, years, "the count of one-off gains")
    if refused := refused or income_doubted(years):
        return refused
    told = told_of(years, "net_income")
    if isinstance(told, CannotTell):
        return told
    income = told[0]
    if income.value <= 0:
        return clear(subject, years, f"no profit: net income {income.value:,.0f}")
    amounts = {name: found for name in _GAINS if (found := years.of(name)) is not None}
    gains = {
        name: items()[name].sign * found.value
        for name, found in amounts.items()
        if items()[name].sign * found.value > 0
    }
    words = ", ".join(
        f"{items()[name].label.lower()} {value:,.0f}" for name, value in gains.items()
    )
    says = f"net income {income.value:,.0f}; one-off gains: {words or 'none tagged'}"
    if sum(gains.values()) >= income.value:
        return Finding(
            f"fiscal year to {years.end}: {says}",
            cited(income, *(amounts[name] for name in gains)),
        )
    if not amounts:
        return CannotTell(
            f"gains on assets, debt, warrants or operations given up of the fiscal year to "
            f"{years.end} (tags GainLossOnDispositionOfAssets1, GainsLossesOnExtinguishmentOfDebt)",
            "read the notes of the annual report: microcap facts SYMBOL",
        )
    return clear(subject, years, says)
