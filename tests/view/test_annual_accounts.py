"""The newest fiscal years of an issuer; invented accounts."""

from datetime import date
from pathlib import Path

from annual_rows import BEFORE, NOW, company, two_years, year
from microcap.view.annual_accounts import annual_accounts, cited, newest_balance, recent_accounts


def test_a_year_and_the_one_before_are_read_by_item(tmp_path: Path) -> None:
    years = annual_accounts(company(tmp_path, two_years(NOW, BEFORE)))
    assert years is not None
    assert years.ends == (date(2022, 12, 31), date(2023, 12, 31))
    assert years.values("revenue", "cfo", "inventory") == {
        "revenue": 10e6,
        "cfo": -0.6e6,
        "inventory": None,
    }
    assert years.values("revenue", back=1) == {"revenue": 8e6}
    assert years.of("revenue", 2) is None


def test_a_year_that_does_not_follow_is_not_the_year_before(tmp_path: Path) -> None:
    old = year(BEFORE, date(2021, 12, 31), filed=date(2022, 3, 15))
    years = annual_accounts(company(tmp_path, [*old, *year(NOW)]))
    assert years is not None
    assert years.of("revenue", 1) is None


def test_a_quarter_moves_the_balance_and_not_the_year(tmp_path: Path) -> None:
    quarter = year({"ta": 12e6}, date(2024, 3, 31), filed=date(2024, 5, 14), form="10-Q")
    subject = company(tmp_path, [*two_years(NOW, BEFORE), *quarter])
    years = annual_accounts(subject)
    assert years is not None
    assert years.end == date(2023, 12, 31)
    assert newest_balance(subject) == date(2024, 3, 31)
    assert recent_accounts(subject) is years.held


def test_what_was_not_yet_filed_is_not_known(tmp_path: Path) -> None:
    years = annual_accounts(company(tmp_path, two_years(NOW, BEFORE), "2024-03-01"))
    assert years is not None
    assert years.end == date(2022, 12, 31)


def test_without_facts_there_are_no_years_and_no_balance(tmp_path: Path) -> None:
    subject = company(tmp_path, [])
    assert annual_accounts(subject) is None
    assert newest_balance(subject) is None


def test_each_number_is_cited_once_with_its_period(tmp_path: Path) -> None:
    years = annual_accounts(company(tmp_path, two_years(NOW, BEFORE)))
    assert years is not None
    sales = years.of("revenue")
    assert [one.what for one in cited(sales, sales, None)] == [
        "Revenues 10,000,000 USD of 2023-01-01 to 2023-12-31, 10-K"
    ]
