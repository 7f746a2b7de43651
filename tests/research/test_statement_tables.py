"""Statements as they are read: lines, subtotals that add, differences, restated cells."""

from datetime import date

from microcap.research.statement_tables import Line, Statement, statement
from microcap.view.facts_as_known import Kind, Told, known_facts
from microcap.view.restatements import scale_suspects
from microcap.view.statement_items import accounts
from view.told import NINE, Q1, Q2, YEAR, frame, told

END = date(2023, 12, 31)


def _table(name: str, *rows: Told, kind: Kind = "year", end: date = END) -> Statement:
    held = accounts(frame(*rows))
    assert held is not None
    suspects = scale_suspects(known_facts(frame(*rows)), frozenset({"Revenues"}))
    return statement(held, name, kind, (end,), suspects)  # type: ignore[arg-type]


def _lines(table: Statement) -> dict[str, Line]:
    return {line.item: line for line in table.lines}


def _values(table: Statement) -> dict[str, object]:
    return {
        line.item: cell.figure.value for line in table.lines if (cell := line.cells[0]) is not None
    }


def _balance(tag: str, value: float) -> Told:
    return told(tag, "2023-12-31", value)


def test_what_the_lines_of_a_subtotal_do_not_explain_is_a_line_above_it() -> None:
    """Assets 100: current 60, of which cash 50, so 10 others; property 30, so 10 others."""
    table = _table(
        "balance",
        _balance("CashAndCashEquivalentsAtCarryingValue", 50.0),
        _balance("AssetsCurrent", 60.0),
        _balance("PropertyPlantAndEquipmentNet", 30.0),
        _balance("Assets", 100.0),
    )
    assert _values(table) == {
        "cash": 50.0,
        "current_assets_rest": 10.0,
        "current_assets": 60.0,
        "property": 30.0,
        "assets_rest": 10.0,
        "assets": 100.0,
    }
    assert _lines(table)["assets_rest"].label == "other assets, not itemised"
    assert [line.item for line in table.lines].index("assets_rest") == 4


def test_a_balance_sheet_that_adds_has_no_difference_and_one_that_does_not_says_so() -> None:
    """30 + 70 = 100; 30 + 60 leaves 10."""
    rows = [_balance("Liabilities", 30e3), _balance("LiabilitiesAndStockholdersEquity", 100e3)]
    adds = _table("balance", *rows, _balance("StockholdersEquity", 70e3))
    wrong = _table("balance", *rows, _balance("StockholdersEquity", 60e3))
    assert "liabilities_and_equity_rest" not in _values(adds)
    assert _values(wrong)["liabilities_and_equity_rest"] == 10e3
    label = _lines(wrong)["liabilities_and_equity_rest"].label
    assert label == "does not add: liabilities and equity"


def test_other_owners_count_where_that_makes_it_add() -> None:
    """Equity told with the other owners' 5 in it: 30 + 70 = 100."""
    table = _table(
        "balance",
        _balance("Liabilities", 30.0),
        _balance("StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest", 70.0),
        _balance("MinorityInterest", 5.0),
        _balance("LiabilitiesAndStockholdersEquity", 100.0),
    )
    assert "liabilities_and_equity_rest" not in _values(table)


def test_numbers_rounded_to_thousands_may_be_a_few_thousand_apart() -> None:
    """10,000 thousand - 6,000 thousand against 4,001 thousand is rounding, not a difference."""
    rows = [told("Revenues", YEAR, 10_000e3), told("CostOfRevenue", YEAR, 6_000e3)]
    near = _table("income", *rows, told("GrossProfit", YEAR, 4_001e3))
    far = _table("income", *rows, told("GrossProfit", YEAR, 4_100e3))
    assert "gross_profit_rest" not in _values(near)
    assert _values(far)["gross_profit_rest"] == 100e3


def test_a_line_that_is_within_another_is_called_of_which() -> None:
    """Research 6 and selling 4 are the operating expenses of 10; depreciation of 1 is in them."""
    table = _table(
        "income",
        told("ResearchAndDevelopmentExpense", YEAR, 6.0),
        told("SellingGeneralAndAdministrativeExpense", YEAR, 4.0),
        told("DepreciationAndAmortization", YEAR, 1.0),
        told("OperatingExpenses", YEAR, 10.0),
    )
    assert _lines(table)["depreciation_in_costs"].label == "of which depreciation, amortisation"
    assert "operating_expenses_rest" not in _values(table)


def test_an_operating_loss_without_sales_is_the_operating_expenses() -> None:
    table = _table(
        "income", told("OperatingExpenses", YEAR, 10.0), told("OperatingIncomeLoss", YEAR, -10.0)
    )
    assert "operating_income_rest" not in _values(table)


def test_a_computed_cell_says_how_and_from_which_filings() -> None:
    """10 - 7 = 3."""
    table = _table(
        "income",
        told("Revenues", YEAR, 10.0),
        told("Revenues", NINE, 7.0, "2023-11-10", form="10-Q"),
        kind="quarter",
    )
    cell = _lines(table)["revenue"].cells[0]
    assert cell is not None
    assert (cell.figure.value, cell.figure.status, cell.derived) == (
        3.0,
        "estimated",
        "Q4 = FY - 9M",
    )
    assert [(part.sign, part.value, part.form) for part in cell.inputs] == [
        (1, 10.0, "10-K"),
        (-1, 7.0, "10-Q"),
    ]


def test_a_restated_cell_holds_both_values() -> None:
    table = _table(
        "income",
        told("Revenues", YEAR, 9.5e6, "2024-03-20"),
        told("Revenues", YEAR, 8.7e6, "2024-08-14", form="10-K/A"),
    )
    cell = _lines(table)["revenue"].cells[0]
    assert cell is not None and cell.before is not None
    assert (cell.figure.value, cell.before.value) == (8.7e6, 9.5e6)
    assert cell.figure.flags == ("restated",)
    assert "10-K/A filed 2024-08-14" in cell.before.note


def test_a_cell_a_thousand_off_its_neighbour_is_marked() -> None:
    table = _table(
        "income",
        told("Revenues", Q1, 2e6),
        told("Revenues", Q2, 2_000.0),
        kind="quarter",
        end=date(2023, 6, 30),
    )
    cell = _lines(table)["revenue"].cells[0]
    assert cell is not None
    assert cell.figure.flags == ("scale_suspect",)


def test_cash_with_what_is_restricted_is_marked() -> None:
    restricted = "CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents"
    cell = _lines(_table("balance", _balance(restricted, 5.0)))["cash"].cells[0]
    assert cell is not None
    assert cell.figure.flags == ("restricted_cash_included",)


def test_a_line_that_is_never_tagged_is_not_shown() -> None:
    assert [line.item for line in _table("income", told("Revenues", YEAR, 10.0)).lines] == [
        "revenue"
    ]
