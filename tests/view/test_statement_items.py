"""Lines of the statements: which tag, which currency, which period."""

from datetime import date

import pytest

from microcap.model.statement_tags import items
from microcap.view.facts_as_known import Kind, Told
from microcap.view.statement_items import (
    Accounts,
    accounts,
    amount,
    item_twelve_months,
    period_ends,
)
from view.told import HALF, NINE, Q1, Q2, Q3, YEAR, YEAR_BEFORE, frame, told

END = date(2023, 12, 31)
CONTRACTS = "RevenueFromContractWithCustomerExcludingAssessedTax"


def _held(*rows: Told) -> Accounts:
    held = accounts(frame(*rows))
    assert held is not None
    return held


def _value(held: Accounts, name: str, kind: Kind | None = "year", end: date = END) -> float | None:
    found = amount(held, items()[name], end, kind)
    return None if found is None else found.value


def test_the_larger_of_the_first_two_revenues_is_the_revenue() -> None:
    """Revenues counts if it is at least what the customers' contracts brought."""
    more = _held(told("Revenues", YEAR, 10.0), told(CONTRACTS, YEAR, 8.0))
    less = _held(told("Revenues", YEAR, 1.0), told(CONTRACTS, YEAR, 8.0))
    assert (_value(more, "revenue"), _value(less, "revenue")) == (10.0, 8.0)


def test_a_later_alternative_counts_where_the_first_has_no_value_for_the_period() -> None:
    held = _held(told("Revenues", YEAR_BEFORE, 9.0), told("SalesRevenueNet", YEAR, 10.0))
    assert _value(held, "revenue") == 10.0


def test_a_quarter_that_one_tag_tells_goes_before_a_difference_of_another() -> None:
    """Nine months of one tag and a year of it would give 3; the other tag tells 4."""
    rows = [
        told("CostOfRevenue", YEAR, 10.0),
        told("CostOfRevenue", NINE, 7.0),
        told("CostOfGoodsAndServicesSold", ("2023-10-01", "2023-12-31"), 4.0),
    ]
    assert _value(_held(*rows), "cost_of_revenue", "quarter") == 4.0


def test_of_tags_that_are_added_those_present_are_the_sum() -> None:
    """2 + 3, and 2 alone."""
    both = _held(
        told("ShortTermBorrowings", "2023-12-31", 2.0),
        told("LongTermDebtCurrent", "2023-12-31", 3.0),
    )
    assert _value(both, "short_debt", None) == 5.0
    assert _value(_held(told("ShortTermBorrowings", "2023-12-31", 2.0)), "short_debt", None) == 2.0


def test_a_capital_tagged_under_two_names_is_counted_once() -> None:
    """9 of paid-in capital under both names and 1 of common stock are 10."""
    held = _held(
        told("AdditionalPaidInCapital", "2023-12-31", 9.0),
        told("AdditionalPaidInCapitalCommonStock", "2023-12-31", 9.0),
        told("CommonStockValue", "2023-12-31", 1.0),
    )
    assert _value(held, "paid_in", None) == 10.0


def test_long_debt_is_all_of_it_less_what_is_current() -> None:
    whole, soon = (
        told("LongTermDebt", "2023-12-31", 9.0),
        told("LongTermDebtCurrent", "2023-12-31", 2.0),
    )
    assert _value(_held(whole, soon), "long_debt", None) == 7.0
    assert _value(_held(whole), "long_debt", None) is None


def test_a_line_that_nobody_tags_follows_from_others() -> None:
    """Cost 10 - 4 = 6; liabilities 30 - 12 - 3 = 15; operating income -5 + 2 = -3."""
    held = _held(
        told("Revenues", YEAR, 10.0),
        told("GrossProfit", YEAR, 4.0),
        told("LiabilitiesAndStockholdersEquity", "2023-12-31", 30.0),
        told("StockholdersEquity", "2023-12-31", 12.0),
        told("TemporaryEquityCarryingAmountAttributableToParent", "2023-12-31", 3.0),
        told(
            "IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest",
            YEAR,
            -5.0,
        ),
        told("InterestExpense", YEAR, 2.0),
    )
    assert _value(held, "cost_of_revenue") == 6.0
    assert _value(held, "liabilities", None) == 15.0
    assert _value(held, "operating_income") == -3.0
    found = amount(held, items()["liabilities"], END, None)
    assert found is not None and found.how.startswith("liabilities = liabilities_and_equity")


def test_absent_is_null_and_never_zero() -> None:
    held = _held(told("Assets", "2023-12-31", 30.0))
    assert _value(held, "current_assets", None) is None
    assert _value(held, "gross_profit") is None


def test_the_currency_of_the_newest_balance_sheet_is_the_companys() -> None:
    rows = [
        *(
            told("Assets", f"{year}-12-31", 1.0, "2020-01-02", unit="USD")
            for year in (2016, 2017, 2018)
        ),
        told("Assets", "2023-12-31", 7.0, unit="CNY"),
    ]
    held = _held(*rows)
    assert (held.currency, held.other_currencies) == ("CNY", ("USD",))
    assert _value(held, "assets", None) == 7.0
    assert _value(held, "assets", None, date(2018, 12, 31)) is None


def test_ifrs_names_are_read_as_the_same_lines() -> None:
    held = _held(
        told("Revenue", YEAR, 10.0, unit="EUR", taxonomy="ifrs-full"),
        told(
            "CashFlowsFromUsedInOperatingActivities", YEAR, -2.0, unit="EUR", taxonomy="ifrs-full"
        ),
    )
    assert (held.taxonomy, held.currency) == ("ifrs-full", "EUR")
    assert (_value(held, "revenue"), _value(held, "cfo")) == (10.0, -2.0)


def test_without_amounts_of_money_there_are_no_accounts() -> None:
    assert accounts(frame()) is None
    count = told(
        "EntityCommonStockSharesOutstanding", "2023-12-31", 1e6, unit="shares", taxonomy="dei"
    )
    assert accounts(frame(count)) is None


def test_the_ends_of_quarters_are_found_without_any_label() -> None:
    """Three quarters are told to date, the fourth follows; a year apart is the same year."""
    held = _held(
        told("Revenues", Q1, 2.0, "2023-05-10"),
        told("Revenues", HALF, 5.0, "2023-08-10"),
        told("Revenues", NINE, 7.0, "2023-11-10"),
        told("Revenues", YEAR, 10.0),
    )
    assert period_ends(held, "quarter", 8) == (
        date(2023, 3, 31),
        date(2023, 6, 30),
        date(2023, 9, 30),
        END,
    )
    assert period_ends(held, "quarter", 2) == (date(2023, 9, 30), END)
    assert period_ends(held, "year", 5) == (END,)


def test_sales_below_zero_are_no_difference_of_a_year_and_its_nine_months() -> None:
    """5 less 7: the filings tell the two on different bases, and the quarter has no sales."""
    held = _held(
        told("Revenues", YEAR, 5.0), told("Revenues", NINE, 7.0), told("NetIncomeLoss", YEAR, -1.0)
    )
    assert _value(held, "revenue", "quarter") is None
    assert [one.value for one in held.below_zero.values()] == [-2.0]
    assert _value(held, "revenue") == 5.0


def test_ends_that_lie_a_few_days_apart_are_one_period() -> None:
    rows = [
        told("Revenues", Q2, 2.0),
        told("NetIncomeLoss", Q2, 1.0),
        told("IncomeTaxExpenseBenefit", ("2023-04-01", "2023-06-28"), 0.5),
    ]
    assert period_ends(_held(*rows), "quarter", 8) == (date(2023, 6, 30),)


def test_a_half_yearly_filer_has_halves_and_no_quarters() -> None:
    held = _held(told("Revenues", HALF, 4.0, "2023-09-10"), told("Revenues", YEAR, 10.0))
    assert period_ends(held, "quarter", 8) == ()
    assert period_ends(held, "half", 8) == (date(2023, 6, 30), END)
    assert _value(held, "revenue", "half") == 6.0


def test_twelve_months_are_taken_by_the_tag_that_reaches_furthest() -> None:
    """The old tag ended with 2022; the new one tells 2023."""
    held = _held(told("Revenues", YEAR_BEFORE, 9.0, "2023-03-28"), told(CONTRACTS, YEAR, 10.0))
    found = item_twelve_months(held, items()["revenue"])
    assert found is not None
    assert (found.value, found.end) == (10.0, END)


@pytest.mark.parametrize("span", [Q1, Q3])
def test_weighted_shares_of_a_quarter_are_told_or_unknown(span: tuple[str, str]) -> None:
    tag = "WeightedAverageNumberOfSharesOutstandingBasic"
    rows = [told(tag, span, 100.0, unit="shares"), told(tag, YEAR, 120.0, unit="shares")]
    held = _held(*rows, told(tag, NINE, 110.0, unit="shares"), told("Revenues", YEAR, 1.0))
    assert _value(held, "weighted_shares", "quarter", date.fromisoformat(span[1])) == 100.0
    assert _value(held, "weighted_shares", "quarter") is None


def test_the_amount_of_one_share_is_read_in_the_unit_that_the_sec_writes() -> None:
    held = _held(
        told("NetIncomeLoss", YEAR, -10.0),
        told("EarningsPerShareBasic", YEAR, -0.28, unit="USD/shares"),
    )
    assert _value(held, "earnings_per_share") == -0.28
