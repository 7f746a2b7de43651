"""Deferred revenue that fell while sales rose; invented accounts."""

from pathlib import Path

from annual_rows import BEFORE, NOW, company, two_years
from microcap.checks.deferred_revenue_fell_as_sales_rose import (
    deferred_revenue_fell_as_sales_rose,
)
from microcap.model.verdicts import CannotTell, Clear, Finding


def test_a_half_less_paid_in_advance_and_a_quarter_more_sold_is_found(tmp_path: Path) -> None:
    """Sales 10 over 8; deferred 1 over 2."""
    rows = two_years({**NOW, "deferred": 1e6}, {**BEFORE, "deferred": 2e6})
    verdict = deferred_revenue_fell_as_sales_rose(company(tmp_path, rows))
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        "fiscal year to 2023-12-31: sales +25 % to 10,000,000, deferred revenue -50 % to 1,000,000"
    )


def test_a_small_balance_and_falling_sales_are_clear(tmp_path: Path) -> None:
    """A fall of 0.1m is 1 % of sales."""
    small = two_years({**NOW, "deferred": 0.1e6}, {**BEFORE, "deferred": 0.2e6})
    falling = two_years({**NOW, "sales": 7e6, "deferred": 1e6}, {**BEFORE, "deferred": 2e6})
    first = deferred_revenue_fell_as_sales_rose(company(tmp_path / "small", small))
    second = deferred_revenue_fell_as_sales_rose(company(tmp_path / "falling", falling))
    assert isinstance(first, Clear)
    assert isinstance(second, Clear)


def test_deferred_revenue_that_is_not_told_cannot_tell(tmp_path: Path) -> None:
    rows = two_years(NOW, {**BEFORE, "deferred": 2e6})
    verdict = deferred_revenue_fell_as_sales_rose(company(tmp_path, rows))
    assert isinstance(verdict, CannotTell)
    assert "tag ContractWithCustomerLiabilityCurrent" in verdict.missing
