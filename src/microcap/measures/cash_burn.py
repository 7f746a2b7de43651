"""Cash, burn and what falls due, from an issuer's own statements as they were known.

1. `cash_burn` takes the newest balance of cash with the flows of twelve months and of the last
   quarter, in the currency of the accounts.
2. `CashBurn.monthly` is the worse of the two paces; `months_left` counts from a day.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from microcap.measures.runway import runway
from microcap.model.statement_tags import item_named
from microcap.view.facts_as_known import Amount, Told, instant
from microcap.view.statement_items import (
    Accounts,
    accounts,
    amount,
    item_twelve_months,
    period_ends,
)
from microcap.view.subject import Subject

MONTH = 30.4375
"""Days in a month, 365.25 / 12."""
_RESTRICTED = "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
_SAME = timedelta(days=10)
_OLD = timedelta(days=400)


@dataclass(frozen=True)
class CashBurn:
    """What the money chapter rests on; amounts in `currency`, each with its filings."""

    currency: str
    cash: Amount
    """The newest balance, without short-term investments."""
    investments: Amount | None
    restricted_within: bool
    """The only balance told includes restricted cash."""
    operating: Amount | None
    """Of twelve months."""
    capital: Amount | None
    quarter: tuple[Amount, Amount | None] | None
    """Operations and capital spending of the last quarter told."""
    debt_due: Amount | None
    """Within twelve months of the balance date."""
    issued: date
    """The day on which the statements with the balance were first filed."""
    accession: str

    @property
    def liquid(self) -> float:
        """Cash and short-term investments."""
        return self.cash.value + (self.investments.value if self.investments else 0.0)

    @property
    def pace_of_year(self) -> float | None:
        """Used up a month, by twelve months; negative where operations earn cash."""
        if self.operating is None:
            return None
        return -(self.operating.value - _value(self.capital)) / 12

    @property
    def pace_of_quarter(self) -> float | None:
        """Used up a month, by the last quarter."""
        if self.quarter is None:
            return None
        return -(self.quarter[0].value - _value(self.quarter[1])) / 3

    @property
    def monthly(self) -> float | None:
        """The worse of the two paces; null where the flows of twelve months are not told."""
        if self.operating is None:
            return None
        told = runway(
            self.liquid,
            self.operating.value,
            _value(self.capital),
            cfo_last_quarter=self.quarter[0].value if self.quarter else None,
            capex_last_quarter=_value(self.quarter[1]) if self.quarter else 0,
        )
        pace = told.get("monthly_burn")
        return (
            pace if pace is not None else max(self.pace_of_year or 0.0, self.pace_of_quarter or 0.0)
        )

    @property
    def earns(self) -> bool:
        """Operations and capital spending together used up nothing, over year and quarter."""
        return self.monthly is not None and self.monthly <= 0

    def months_left(self, day: date) -> float | None:
        """Months from a day until the liquid means end, never below zero; null where not told."""
        if self.monthly is None or self.monthly <= 0:
            return None
        since = (day - self.cash.end).days / MONTH
        return max(self.liquid / self.monthly - since, 0.0)

    @property
    def ends(self) -> date | None:
        """The day on which the liquid means end at this pace."""
        if self.monthly is None or self.monthly <= 0:
            return None
        days = min(self.liquid / self.monthly * MONTH, 36_500)
        return self.cash.end + timedelta(days=round(days))

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """Everything that the runway rests on."""
        quarter = self.quarter or ()
        all_of = (self.cash, self.investments, self.operating, self.capital, *quarter)
        return tuple(one for one in all_of if one is not None)


def cash_burn(subject: Subject) -> CashBurn | None:
    """Cash and burn of a subject's issuer as known; null where no balance of cash is tagged."""
    held = accounts(subject.facts)
    if held is None:
        return None
    balance = _newest_cash(held)
    if balance is None:
        return None
    end = balance.end
    last = balance.parts[0][1]
    operating = item_twelve_months(held, item_named("cfo"))
    if operating is not None and abs(operating.end - end) > _OLD:
        operating = None
    capital = _beside(item_twelve_months(held, item_named("capex")), operating)
    first = _first_told(held, last)
    return CashBurn(
        held.currency,
        balance,
        amount(held, item_named("short_term_investments"), end, None),
        last.tag == _RESTRICTED,
        operating,
        capital,
        _quarter(held, end),
        _due(held, end),
        first.filed,
        first.accession,
    )


def _newest_cash(held: Accounts) -> Amount | None:
    """The newest balance of cash; the tag with restricted cash only where nothing else is told."""
    item = item_named("cash")
    ends = sorted(
        {
            span[1]
            for taxonomy in ("us-gaap", "ifrs-full")
            for parts in item.alternatives(taxonomy)
            for term in parts
            for span in held.series(item, term.name, taxonomy)
            if span[0] is None
        }
    )
    return amount(held, item, ends[-1], None) if ends else None


def _beside(one: Amount | None, other: Amount | None) -> Amount | None:
    """A flow of the same twelve months as another; capital spending is told where there is any."""
    if one is None or other is None or abs(one.end - other.end) > _SAME:
        return None
    return one


def _quarter(held: Accounts, end: date) -> tuple[Amount, Amount | None] | None:
    ends = period_ends(held, "quarter", 1)
    if not ends or end - ends[-1] > timedelta(days=100):
        return None
    flow = amount(held, item_named("cfo"), ends[-1], "quarter")
    if flow is None:
        return None
    return flow, amount(held, item_named("capex"), ends[-1], "quarter")


def _due(held: Accounts, end: date) -> Amount | None:
    """Debt due within a year: the maturity table's first line, else short-term debt."""
    for name in ("short_debt", "maturities_12_months"):
        found = amount(held, item_named(name), end, None)
        if found is not None:
            return found
    return None


def _first_told(held: Accounts, last: Told) -> Told:
    series = held.known.get((last.taxonomy, last.tag, last.unit), {})
    told = series.get((last.start, last.day), (last,))
    found = instant(series, last.day)
    return min(told, key=lambda one: one.filed) if found is not None else last


def _value(one: Amount | None) -> float:
    return one.value if one is not None else 0.0
