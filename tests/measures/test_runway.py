"""Burn and runway, by pencil."""

import math
from typing import Any

import pytest

from microcap.measures.runway import monthly_burn, runway


def test_the_runway_is_liquid_means_over_the_monthly_burn() -> None:
    """(4.2 + 0.3) / 12 = 0.375 a month; (6 + 1.5) / 0.375 = 20 months."""
    answer = runway(cash=6.0, cfo_ttm=-4.2, capex_ttm=0.3, short_term_investments=1.5)
    assert answer == {"monthly_burn": pytest.approx(0.375), "runway_months": pytest.approx(20.0)}


def test_months_since_the_balance_date_are_gone() -> None:
    """20 months less 3; and never less than none."""
    left = runway(6.0, -4.2, capex_ttm=0.3, short_term_investments=1.5, months_since_balance=3)
    gone = runway(1.0, -12.0, months_since_balance=5)
    assert left["runway_months"] == pytest.approx(17.0)
    assert gone["runway_months"] == 0.0


def test_the_worse_of_the_year_and_the_last_quarter_counts() -> None:
    """1.0 a month over the year, 6 / 3 = 2.0 in the last quarter: 12 / 2 = 6 months."""
    faster = runway(12.0, -12.0, cfo_last_quarter=-6.0)
    slower = runway(12.0, -12.0, cfo_last_quarter=-1.5)
    assert faster == {"monthly_burn": 2.0, "runway_months": 6.0}
    assert slower == {"monthly_burn": 1.0, "runway_months": 12.0}


def test_a_company_that_earns_cash_has_a_runway_without_bound() -> None:
    assert runway(2.0, 0.4, capex_ttm=0.1) == {"runway_months": math.inf}
    assert runway(2.0, 0.1, capex_ttm=0.1) == {"runway_months": math.inf}


@pytest.mark.parametrize("unknown", ["cash", "cfo_ttm", "capex_ttm", "short_term_investments"])
def test_an_unknown_input_of_the_runway_gives_null(unknown: str) -> None:
    given: dict[str, Any] = {"cash": 6.0, "cfo_ttm": -4.2, "capex_ttm": 0.3}
    answer = runway(**{**given, unknown: None})
    assert answer == {"monthly_burn": None, "runway_months": None}


def test_the_burn_of_a_quarter_is_a_third_of_it() -> None:
    """-(-6 - 1.5) / 3 = 2.5."""
    assert monthly_burn(-6.0, 1.5, 3) == 2.5
