"""What the company's own numbers say of its cash, as they were known: the dossier's chapter.

Cash, burn and runway are those of `research.runway`, in the currency of the accounts.
"""

from microcap.measures.cash_burn import cash_burn
from microcap.model.figures import Figure, cannot_tell
from microcap.model.statement_tags import item_named
from microcap.research.chapters import Money
from microcap.research.runway import balance, flow, months
from microcap.view.facts_as_known import Amount
from microcap.view.statement_items import Accounts, accounts, amount, item_twelve_months
from microcap.view.subject import Subject

_WORDS = {"cfo": "operating cash flow", "revenue": "sales", "net_income": "net income"}


def money(subject: Subject) -> Money:
    """Cash, twelve months of operating cash, runway, debt, sales and income, each with its filing."""
    facts = accounts(subject.facts)
    if facts is None:
        missing = (
            "its company facts" if subject.issuer else "a link to its issuer, and so its filings"
        )
        nothing = cannot_tell("USD", missing)
        return Money(nothing, nothing, cannot_tell("months", missing), nothing, nothing, nothing)
    held, day = cash_burn(subject), subject.view.day
    no_cash = "a balance of cash in the facts held"
    notes = []
    if facts.currency != "USD":
        notes.append(f"amounts are in {facts.currency}, as filed; nothing is converted to dollars")
    if facts.other_currencies:
        others = ", ".join(facts.other_currencies)
        notes.append(f"numbers in {others} are held too and are not added to {facts.currency}")
    return Money(
        cash=balance(held, day) if held else cannot_tell(facts.currency, no_cash),
        operating_cash=_year(facts, "cfo"),
        runway_months=months(held, day) if held else cannot_tell("months", no_cash),
        debt=_debt(facts, held.cash if held else None),
        revenue=_year(facts, "revenue"),
        net_income=_year(facts, "net_income"),
        notes=tuple(notes),
    )


def _year(facts: Accounts, name: str) -> Figure:
    missing = f"twelve months of {_WORDS[name]} in the facts held"
    return flow(item_twelve_months(facts, item_named(name)), facts.currency, missing)


def _debt(facts: Accounts, cash: Amount | None) -> Figure:
    """Debt of the balance sheet, short and long where both are told."""
    missing = "a debt item in the facts held; its absence is no proof that there is none"
    if cash is None:
        return cannot_tell(facts.currency, missing)
    found = {
        name: one
        for name in ("short_debt", "long_debt")
        if (one := amount(facts, item_named(name), cash.end, None)) is not None
    }
    if not found:
        return cannot_tell(facts.currency, missing)
    parts = tuple(found.values())
    said = " and ".join(name.replace("_debt", "-term") for name in found)
    return Figure(
        sum(one.value for one in parts),
        facts.currency,
        as_of=cash.end,
        known_at=max(one.known_at for one in parts),
        sources=tuple(dict.fromkeys(source for one in parts for source in one.sources)),
        note=f"{said} debt" + ("" if len(found) > 1 else "; the other is not told"),
    )
