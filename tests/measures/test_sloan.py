"""Accruals over average assets, in both forms."""

import pytest

from microcap.measures.sloan import sloan

ASSETS: dict[str, float | None] = {"total_assets": 11.0, "total_assets_prev": 9.0}


def test_the_cash_flow_form_is_income_less_cash_over_average_assets() -> None:
    """(0.5 + 0.6) / 10 = 0.11."""
    assert sloan(net_income=0.5, cfo=-0.6, **ASSETS) == pytest.approx(0.11)


def test_the_balance_sheet_form_leaves_out_cash_debt_and_taxes() -> None:
    """(3 - 1) - (2 - 0.5 - 0.25) - 0.25 = 0.5, over 10."""
    answer = sloan(
        change_current_assets=3.0,
        change_cash=1.0,
        change_current_liabilities=2.0,
        change_short_term_debt=0.5,
        change_taxes_payable=0.25,
        depreciation=0.25,
        **ASSETS,
    )
    assert answer == pytest.approx(0.05)


def test_unknown_parts_of_the_accruals_give_null() -> None:
    assert sloan(net_income=0.5, cfo=None, **ASSETS) is None
    assert sloan(change_current_assets=3.0, change_cash=None, depreciation=1.0, **ASSETS) is None
    assert sloan(net_income=0.5, cfo=-0.6, total_assets=11.0) is None


def test_average_assets_that_are_not_above_zero_give_null() -> None:
    assert sloan(net_income=0.5, cfo=-0.6, total_assets=0.0, total_assets_prev=0.0) is None
