"""What the company's own numbers say of its cash, as they were known."""

import polars as pl

from microcap.model.figures import Figure, cannot_tell
from microcap.research.chapters import Money
from microcap.view.facts_as_known import Amount, known_facts
from microcap.view.facts_as_known import twelve_months as twelve_months_of
from microcap.view.subject import Subject

_CASH = (
    "CashAndCashEquivalentsAtCarryingValue",
    "Cash",
    "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents",
    "CashAndCashEquivalents",
)
_OPERATING = (
    "NetCashProvidedByUsedInOperatingActivities",
    "NetCashProvidedByUsedInOperatingActivitiesContinuingOperations",
    "CashFlowsFromUsedInOperatingActivities",
)
_CAPEX = ("PaymentsToAcquirePropertyPlantAndEquipment", "PaymentsToAcquireProductiveAssets")
_REVENUE = (
    "Revenues",
    "RevenueFromContractWithCustomerExcludingAssessedTax",
    "RevenueFromContractWithCustomerIncludingAssessedTax",
    "SalesRevenueNet",
    "Revenue",
)
_INCOME = ("NetIncomeLoss", "ProfitLoss")
_DEBT = ("DebtCurrent", "LongTermDebtNoncurrent", "LongTermDebt", "NotesPayableCurrent")
_MONTH = 30.4375
"""Days in a month, 365.25 / 12."""


def money(subject: Subject) -> Money:
    """Cash, twelve months of operating cash, runway, debt, sales and income, each with its filing."""
    if subject.facts.is_empty():
        missing = (
            "its company facts" if subject.issuer else "a link to its issuer, and so its filings"
        )
        nothing = cannot_tell("USD", missing)
        return Money(nothing, nothing, cannot_tell("months", missing), nothing, nothing, nothing)
    cash = subject.fact(*_CASH) or cannot_tell("USD", "a balance of cash in the facts held")
    operating, capex = twelve_months(subject, *_OPERATING), twelve_months(subject, *_CAPEX)
    notes = []
    other = (
        subject.facts.filter(pl.col("unit").str.len_chars() == 3)["unit"].unique().sort().to_list()
    )
    if other and other != ["USD"]:
        notes.append(f"facts are held in {', '.join(other)}; only USD is summed here")
    return Money(
        cash=_aged(cash, subject),
        operating_cash=operating,
        runway_months=_runway(cash, operating, capex, subject),
        debt=subject.fact(*_DEBT)
        or cannot_tell(
            "USD", "a debt item in the facts held; its absence is no proof that there is none"
        ),
        revenue=twelve_months(subject, *_REVENUE),
        net_income=twelve_months(subject, *_INCOME),
        notes=tuple(notes),
    )


def _aged(cash: Figure, subject: Subject) -> Figure:
    if cash.as_of is None or (subject.view.day - cash.as_of).days <= 200:
        return cash
    return Figure(
        cash.value,
        cash.unit,
        "stale",
        as_of=cash.as_of,
        known_at=cash.known_at,
        sources=cash.sources,
        note=f"{cash.note}; older than 200 days",
    )


def twelve_months(subject: Subject, *tags: str) -> Figure:
    """A flow over the last twelve months: a year, or year + this year's part - last year's part.

    By the tag that reaches furthest, the first of several; in dollars alone. See
    `view.facts_as_known`, where the quarters come from too.
    """
    best: tuple[str, Amount] | None = None
    for (_, tag, unit), series in known_facts(subject.facts, tags).items():
        found = twelve_months_of(series) if unit == "USD" else None
        if found is None:
            continue
        rank = (found.end, -tags.index(tag))
        if best is None or rank > (best[1].end, -tags.index(best[0])):
            best = tag, found
    if best is None:
        return cannot_tell("USD", f"twelve months of {tags[0]} in the facts held")
    tag, amount = best
    return Figure(
        amount.value,
        "USD",
        as_of=amount.end,
        known_at=amount.known_at,
        sources=amount.sources,
        note=f"{amount.parts[0][1].taxonomy}:{tag}, twelve months to {amount.end}",
    )


def _runway(cash: Figure, operating: Figure, capex: Figure, subject: Subject) -> Figure:
    """Months of cash at the last twelve months' burn, from the view's day."""
    if (
        not isinstance(cash.value, float)
        or not isinstance(operating.value, float)
        or cash.as_of is None
    ):
        return cannot_tell("months", cash.missing or operating.missing)
    spent = float(capex.value) if isinstance(capex.value, float) else 0.0
    monthly = -(operating.value - spent) / 12
    if monthly <= 0:
        return Figure(
            None,
            "months",
            "not_applicable",
            as_of=cash.as_of,
            note="operations earn cash",
            sources=operating.sources,
        )
    since = (subject.view.day - cash.as_of).days / _MONTH
    left = cash.value / monthly - since
    note = f"{cash.value:,.0f} USD on {cash.as_of} at {monthly:,.0f} a month, {since:.1f} months ago; money raised since is not in it"
    return Figure(
        max(left, 0.0),
        "months",
        "estimated",
        as_of=cash.as_of,
        known_at=cash.known_at,
        sources=tuple(dict.fromkeys((*cash.sources, *operating.sources))),
        note=note,
    )
