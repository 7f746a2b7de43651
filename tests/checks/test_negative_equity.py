"""Equity below zero; invented balance sheets."""

from datetime import date
from pathlib import Path

from annual_rows import NOW, company, year
from microcap.checks.negative_equity import negative_equity
from microcap.model.verdicts import CannotTell, Clear, Finding


def test_equity_below_zero_is_found_beside_the_assets(tmp_path: Path) -> None:
    verdict = negative_equity(company(tmp_path, year({**NOW, "eq": -1e6})))
    assert isinstance(verdict, Finding)
    assert verdict.says == "equity -1,000,000 USD on 2023-12-31; assets 11,000,000"


def test_redeemable_shares_outside_equity_belong_to_it(tmp_path: Path) -> None:
    """-1m + 3m = 2m."""
    rows = year({**NOW, "eq": -1e6, "mezzanine": 3e6})
    verdict = negative_equity(company(tmp_path, rows))
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.endswith("with redeemable shares 2,000,000")


def test_a_later_balance_sheet_ends_it(tmp_path: Path) -> None:
    quarter = year({"ta": 11e6, "eq": 2e6}, date(2024, 3, 31), filed=date(2024, 5, 14), form="10-Q")
    rows = [*year({**NOW, "eq": -1e6}), *quarter]
    verdict = negative_equity(company(tmp_path, rows))
    assert isinstance(verdict, Clear)
    assert "2024-03-31" in verdict.looked_at


def test_no_balance_an_old_one_and_one_without_equity_cannot_tell(tmp_path: Path) -> None:
    rows = year({**NOW, "eq": -1e6})
    none = negative_equity(company(tmp_path / "none", []))
    old = negative_equity(company(tmp_path / "old", rows, "2025-06-30"))
    bare = negative_equity(company(tmp_path / "bare", year(NOW)))
    assert isinstance(none, CannotTell)
    assert isinstance(old, CannotTell)
    assert "newer than that of 2023-12-31" in old.missing
    assert isinstance(bare, CannotTell)
    assert "tag StockholdersEquity" in bare.missing
