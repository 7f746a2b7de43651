"""Money that ends within a year: found, clear, cannot tell."""

from pathlib import Path

from microcap.checks.money_ends_within_a_year import money_ends_within_a_year
from microcap.model.verdicts import CannotTell, Clear, Finding
from offering_rows import company, money_facts


def test_three_months_are_found_with_balance_and_flow(tmp_path: Path) -> None:
    """6m at 1m a month from 31 March; on 28 June 2.9 months have passed: 3.1 are left."""
    verdict = money_ends_within_a_year(company(tmp_path, facts=money_facts()))
    assert isinstance(verdict, Finding)
    assert verdict.says.startswith("3.1 months are left: 6,000,000 USD on 2024-03-31")
    assert [one.what for one in verdict.evidence] == [
        "CashAndCashEquivalentsAtCarryingValue 6,000,000 USD",
        "NetCashProvidedByUsedInOperatingActivities -12,000,000 USD",
    ]


def test_two_years_of_money_are_clear(tmp_path: Path) -> None:
    """24 - 2.9 = 21.1 months."""
    verdict = money_ends_within_a_year(company(tmp_path, facts=money_facts(cash=24e6)))
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.startswith("21.1 months")


def test_a_company_that_earns_cash_is_clear(tmp_path: Path) -> None:
    verdict = money_ends_within_a_year(company(tmp_path, facts=money_facts(burn=-1e6)))
    assert isinstance(verdict, Clear)


def test_no_facts_and_old_facts_cannot_tell(tmp_path: Path) -> None:
    """From 31 March to 31 October are 214 days."""
    none = money_ends_within_a_year(company(tmp_path / "none"))
    old = money_ends_within_a_year(company(tmp_path / "old", "2024-10-31", facts=money_facts()))
    assert isinstance(none, CannotTell)
    assert isinstance(old, CannotTell)
    assert "newer than that of 2024-03-31" in old.missing
