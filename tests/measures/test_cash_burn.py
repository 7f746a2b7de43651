"""Cash and burn from tagged numbers, by pencil."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import listed
from microcap.measures.cash_burn import cash_burn
from offering_rows import money_facts
from research.tiny import fact, subject

END = date(2024, 3, 31)
FLOW = "NetCashProvidedByUsedInOperatingActivities"


def test_liquid_means_and_the_pace_of_the_year(tmp_path: Path) -> None:
    """6m + 2m at 12m a year: 1m a month; 8 x 30.4375 = 243.5 days from 31 March, 30 November."""
    rows = [*money_facts(), fact("ShortTermInvestments", 2e6, END, filed=date(2024, 5, 14))]
    held = cash_burn(subject(tmp_path, listings=listed(), facts=rows))
    assert held is not None
    assert (held.liquid, held.monthly, held.ends) == (8e6, 1e6, date(2024, 11, 30))
    assert held.issued == date(2024, 5, 14)
    assert held.months_left(END) == pytest.approx(8.0)


def test_a_worse_quarter_is_the_pace(tmp_path: Path) -> None:
    """4.5m in the quarter are 1.5m a month, above the year's 1m."""
    quarter = fact(FLOW, -4.5e6, END, start=date(2024, 1, 1), filed=date(2024, 5, 14))
    held = cash_burn(subject(tmp_path, listings=listed(), facts=[*money_facts(), quarter]))
    assert held is not None
    assert (held.pace_of_year, held.pace_of_quarter, held.monthly) == (1e6, 1.5e6, 1.5e6)


def test_debt_due_is_the_short_debt_of_the_balance_day(tmp_path: Path) -> None:
    debt = fact("DebtCurrent", 7e5, END, filed=date(2024, 5, 14))
    held = cash_burn(subject(tmp_path, listings=listed(), facts=[*money_facts(), debt]))
    assert held is not None
    assert held.debt_due is not None
    assert held.debt_due.value == 7e5


def test_cash_told_with_restricted_cash_alone_is_marked(tmp_path: Path) -> None:
    tag = "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
    held = cash_burn(subject(tmp_path, listings=listed(), facts=[fact(tag, 5e6, END)]))
    assert held is not None
    assert held.restricted_within
    assert held.monthly is None


def test_without_a_balance_there_is_none(tmp_path: Path) -> None:
    assert cash_burn(subject(tmp_path, listings=listed())) is None
