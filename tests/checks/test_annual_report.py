"""What the checks of accounts share; invented accounts."""

from datetime import date
from pathlib import Path

from annual_rows import BEFORE, END, NOW, company, industry, two_years, year
from checks.invented import subject_of
from microcap.checks.annual_report import (
    annual_report,
    clear,
    income_doubted,
    lines,
    not_applied,
    told_of,
    told_twice,
)
from microcap.model.verdicts import CannotTell, Clear
from microcap.view.annual_accounts import AnnualAccounts
from microcap.view.subject import Subject
from research.tiny import fact


def _report(subject: Subject) -> AnnualAccounts:
    years = annual_report(subject)
    assert isinstance(years, AnnualAccounts)
    return years


def test_a_state_needs_a_year_of_fifteen_months_and_an_event_one_of_three_years(
    tmp_path: Path,
) -> None:
    """From 2023-12-31 to 2025-04-04 are 460 days, to 2027-01-04 are 1,100."""
    rows = two_years(NOW, BEFORE)
    fresh = company(tmp_path / "fresh", rows, "2025-04-04")
    stale = company(tmp_path / "stale", rows, "2025-04-07")
    assert isinstance(annual_report(fresh, state=True), AnnualAccounts)
    assert isinstance(annual_report(stale, state=True), CannotTell)
    assert isinstance(annual_report(stale), AnnualAccounts)
    assert isinstance(clear(fresh, _report(fresh), "x"), Clear)
    assert isinstance(clear(stale, _report(stale), "x"), CannotTell)


def test_without_an_issuer_or_a_year_nothing_is_told(tmp_path: Path) -> None:
    unknown = annual_report(subject_of(tmp_path / "unknown"))
    bare = annual_report(company(tmp_path / "bare", []))
    assert isinstance(unknown, CannotTell)
    assert "who issued ZZHM is not known" in unknown.missing
    assert isinstance(bare, CannotTell)


def test_a_bank_is_known_by_its_code_or_else_by_what_it_tags(tmp_path: Path) -> None:
    rows = two_years(NOW, BEFORE)
    deposits = fact("Deposits", 9e6, END, filed=date(2024, 3, 15))
    coded = company(tmp_path / "coded", rows, issuers=[industry("6022")])
    tagged = company(tmp_path / "tagged", [*rows, deposits])
    maker = company(tmp_path / "maker", [*rows, deposits], issuers=[industry("3674")])
    by_code = not_applied(coded, _report(coded), "M")
    by_tag = not_applied(tagged, _report(tagged), "M")
    assert by_code is not None
    assert "(SIC 6022)" in by_code.missing
    assert by_tag is not None
    assert "it tags Deposits" in by_tag.missing
    assert not_applied(maker, _report(maker), "M") is None


def test_income_above_zero_beside_a_loss_before_tax_and_a_share_is_doubted(tmp_path: Path) -> None:
    start = date(2023, 1, 1)
    loss = fact("EarningsPerShareBasic", -0.5, END, start=start, unit="USD/shares", form="10-K")
    rows = [*year({**NOW, "pretax": -0.5e6}), {**loss, "filed": date(2024, 3, 15)}]
    gain = [*year({**NOW, "pretax": -0.5e6}), {**loss, "value": 0.5, "filed": date(2024, 3, 15)}]
    doubted = income_doubted(_report(company(tmp_path / "doubted", rows)))
    assert doubted is not None
    assert "net income of 500,000" in doubted.missing
    # a tax credit may turn a loss before tax into a profit
    assert income_doubted(_report(company(tmp_path / "credit", gain))) is None


def test_assets_told_a_thousand_apart_are_no_ground(tmp_path: Path) -> None:
    later = year({"ta": 11e9}, filed=date(2024, 5, 2), form="10-K/A")
    found = annual_report(company(tmp_path, [*two_years(NOW, BEFORE), *later]))
    assert isinstance(found, CannotTell)
    assert found.missing.startswith("the unit of Assets on 2023-12-31: 11,000,000 in ")


def test_lines_not_told_are_named_with_their_tag_and_year(tmp_path: Path) -> None:
    years = _report(company(tmp_path, two_years(NOW, {"ni": 1e6})))
    lacking = told_twice(years, "net_income", "assets")
    assert isinstance(lacking, CannotTell)
    assert lacking.missing == "assets (tag Assets) of the year before the fiscal year to 2023-12-31"
    told = told_of(years, "net_income", "assets")
    assert not isinstance(told, CannotTell)
    assert [one.value for one in told] == [0.5e6, 11e6]
    assert lines(["assets", "cfo"], "ifrs-full") == (
        "assets (tag Assets), from operations (tag CashFlowsFromUsedInOperatingActivities)"
    )
