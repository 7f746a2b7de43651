"""The last fiscal years of an issuer's accounts, looked up once for all that ask for them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from microcap.model.statement_tags import items
from microcap.model.verdicts import Evidence
from microcap.view.facts_as_known import LENGTHS, Amount, Told
from microcap.view.once import once
from microcap.view.statement_items import Accounts, accounts, amount, period_ends
from microcap.view.subject import Subject

_REACH = timedelta(days=1300)
"""Three fiscal years and the months in which a report is written."""
_YEARS = 3


@dataclass(frozen=True)
class AnnualAccounts:
    """Statements as known, and the ends of the newest fiscal years told, oldest first."""

    held: Accounts
    ends: tuple[date, ...]

    @property
    def end(self) -> date:
        """The end of the newest fiscal year told."""
        return self.ends[-1]

    def of(self, name: str, back: int = 0) -> Amount | None:
        """An item of the newest fiscal year, or of so many before; null where it is not told.

        A year that does not follow the one before it is not told.
        """
        if len(self.ends) <= back:
            return None
        low, high = LENGTHS["year"]
        for later, earlier in zip(self.ends[::-1][:back], self.ends[::-1][1:], strict=False):
            if not low <= (later - earlier).days <= high:
                return None
        return amount(self.held, items()[name], self.ends[-1 - back], "year")

    def values(self, *names: str, back: int = 0) -> dict[str, float | None]:
        """Several items of one year by name."""
        found = {name: self.of(name, back) for name in names}
        return {name: None if one is None else one.value for name, one in found.items()}


@once
def recent_accounts(subject: Subject) -> Accounts | None:
    """The statements of the last three years and a half; null where none are tagged."""
    since = subject.view.day - _REACH
    return accounts(subject.facts.filter(pl.col("day") >= since))


@once
def annual_accounts(subject: Subject) -> AnnualAccounts | None:
    """The newest fiscal years of a subject's issuer; null where no year is told in its facts."""
    held = recent_accounts(subject)
    ends = period_ends(held, "year", _YEARS) if held is not None else ()
    return AnnualAccounts(held, ends) if held is not None and ends else None


@once
def newest_balance(subject: Subject) -> date | None:
    """The day of the newest balance sheet told: one with assets, or with liabilities and equity."""
    held = recent_accounts(subject)
    if held is None:
        return None
    days = [
        end
        for name in ("assets", "liabilities_and_equity")
        for taxonomy in ("us-gaap", "ifrs-full")
        for parts in items()[name].alternatives(taxonomy)
        for term in parts
        for start, end in held.series(items()[name], term.name, taxonomy)
        if start is None
    ]
    return max(days, default=None)


def cited(*amounts: Amount | None) -> tuple[Evidence, ...]:
    """The tagged numbers behind some amounts, each once, in the order given."""
    told = [one for found in amounts if found is not None for _, one in found.parts]
    return tuple(dict.fromkeys(cite(one) for one in told))


def cite(told: Told) -> Evidence:
    """One tagged number as evidence: tag, value and the period it is about."""
    period = f"of {told.start} to {told.day}" if told.start is not None else f"on {told.day}"
    value: Any = round(told.value) if abs(told.value) >= 1000 else told.value
    what = f"{told.tag} {value:,} {told.unit} {period}, {told.form}"
    return Evidence(told.accession, what, told.day, told.known_at)
