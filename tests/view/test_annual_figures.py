"""One pass over the facts of many issuers gives what the slow reading of one gives; invented."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from annual_rows import BEFORE, END, FILED, NOW, company, two_years, without, year
from checks.invented import ISSUER, Rows
from microcap.model.statement_tags import items
from microcap.view.annual_accounts import annual_accounts
from microcap.view.annual_figures import PRIOR, annual_figures
from research.tiny import fact

NAMES = tuple(name for name, item in items().items() if item.unit == "money" and item.tags)
START = END - timedelta(days=364)


def _told(tag: str, value: float, *, flow: bool = False) -> Rows:
    start = START if flow else None
    return [fact(tag, value, END, start=start, filed=FILED, form="10-K")]


CASES: dict[str, Rows] = {
    "as told": two_years(NOW, BEFORE),
    "the larger of two tags of sales": [
        *two_years(NOW, BEFORE),
        *_told("RevenueFromContractWithCustomerExcludingAssessedTax", 12e6, flow=True),
    ],
    "a sum of two tags": [
        *two_years(without(NOW, "sga"), BEFORE),
        *_told("GeneralAndAdministrativeExpense", 1e6, flow=True),
        *_told("SellingAndMarketingExpense", 2e6, flow=True),
    ],
    "a sum of which one part is told": [
        *two_years(without(NOW, "sga"), BEFORE),
        *_told("GeneralAndAdministrativeExpense", 1e6, flow=True),
    ],
    "a difference of two tags": [
        *two_years(without(NOW, "ltd"), BEFORE),
        *_told("LongTermDebt", 5e6),
        *_told("LongTermDebtCurrent", 1e6),
    ],
    "liabilities out of other items": [
        *two_years(NOW, BEFORE),
        *_told("LiabilitiesAndStockholdersEquity", 11e6),
        *_told("StockholdersEquity", 5e6),
        *_told("TemporaryEquityCarryingAmountAttributableToParent", 1e6),
    ],
    "operating income out of other items": [
        *two_years({**NOW, "pretax": -2e6}, BEFORE),
        *_told("InterestExpense", 3e5, flow=True),
    ],
    "a later filing": [
        *two_years(NOW, BEFORE),
        *year({"sales": 7e6, "ta": 10e6}, filed=date(2024, 5, 2), form="10-K/A"),
    ],
}


@pytest.mark.parametrize("rows", CASES.values(), ids=CASES)
def test_the_fast_pass_equals_the_slow_reading(tmp_path: Path, rows: Rows) -> None:
    subject = company(tmp_path, rows)
    years = annual_accounts(subject)
    assert years is not None
    table = annual_figures(subject.view, [ISSUER], NAMES, date(2023, 1, 1))
    assert table["end"].to_list() == [years.end]
    fast = table.row(0, named=True)
    assert {name: fast[name] for name in NAMES} == years.values(*NAMES)
    assert {name: fast[f"{name}{PRIOR}"] for name in NAMES} == years.values(*NAMES, back=1)


def test_years_too_old_other_money_and_what_came_later_are_left_out(tmp_path: Path) -> None:
    rows = [
        *two_years(NOW, BEFORE),
        *two_years(NOW, BEFORE, issuer="9900002", unit="CNY"),
        *year(NOW, filed=date(2024, 7, 1), issuer="9900003"),
    ]
    view = company(tmp_path, rows).view
    asked = [ISSUER, "9900002", "9900003"]
    table = annual_figures(view, asked, ("revenue",), date(2023, 1, 1))
    assert table.select("issuer", "revenue", "revenue_before").rows() == [(ISSUER, 10e6, 8e6)]
    assert annual_figures(view, asked, ("revenue",), date(2024, 1, 1)).is_empty()
