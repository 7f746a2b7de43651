"""Pay in shares against sales; invented accounts."""

from pathlib import Path

from annual_rows import BEFORE, NOW, company, two_years
from microcap.checks.share_pay_above_sales import share_pay_above_sales
from microcap.model.verdicts import CannotTell, Clear, Finding


def test_pay_above_the_sales_is_found(tmp_path: Path) -> None:
    rows = two_years({**NOW, "pay": 12e6}, BEFORE)
    verdict = share_pay_above_sales(company(tmp_path, rows))
    assert isinstance(verdict, Finding)
    assert verdict.says == ("fiscal year to 2023-12-31: pay in shares 12,000,000, sales 10,000,000")
    assert [one.what.split()[0] for one in verdict.evidence] == [
        "ShareBasedCompensation",
        "Revenues",
    ]


def test_pay_below_the_sales_is_clear(tmp_path: Path) -> None:
    rows = two_years({**NOW, "pay": 9e6}, BEFORE)
    assert isinstance(share_pay_above_sales(company(tmp_path, rows)), Clear)


def test_no_pay_told_and_hardly_any_sales_cannot_tell(tmp_path: Path) -> None:
    none = share_pay_above_sales(company(tmp_path / "none", two_years(NOW, BEFORE)))
    rows = two_years({**NOW, "pay": 1e6, "sales": 0.5e6}, BEFORE)
    small = share_pay_above_sales(company(tmp_path / "small", rows))
    assert isinstance(none, CannotTell)
    assert "tag ShareBasedCompensation" in none.missing
    assert isinstance(small, CannotTell)
    assert "sales of 500,000" in small.missing
