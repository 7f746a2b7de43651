"""Receivables that grew faster than sales; invented accounts."""

from pathlib import Path

from annual_rows import BEFORE, NOW, company, two_years, without
from microcap.checks.receivables_ahead_of_sales import receivables_ahead_of_sales
from microcap.model.verdicts import CannotTell, Clear, Finding


def test_days_that_went_from_68_to_110_are_found(tmp_path: Path) -> None:
    """365 x 3 / 10 = 109.5 and 365 x 1.5 / 8 = 68.4; 109.5 / 68.4 = 1.6."""
    rows = two_years({**NOW, "rec": 3e6}, BEFORE)
    verdict = receivables_ahead_of_sales(company(tmp_path, rows))
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        "fiscal year to 2023-12-31: receivables +100 %, sales +25 %: 110 days of sales after 68"
    )
    assert len(verdict.evidence) == 4


def test_an_index_below_the_mean_of_the_misstated_is_clear(tmp_path: Path) -> None:
    """2.6 / 10 over 1.5 / 8 = 1.387, below 1.465."""
    verdict = receivables_ahead_of_sales(company(tmp_path, two_years(NOW, BEFORE)))
    assert isinstance(verdict, Clear)
    assert "receivables 24 % of assets" in verdict.looked_at


def test_receivables_of_little_weight_are_left_aside(tmp_path: Path) -> None:
    """0.5 of 11 are 4.5 %."""
    rows = two_years({**NOW, "rec": 0.5e6}, {**BEFORE, "rec": 0.1e6})
    assert isinstance(receivables_ahead_of_sales(company(tmp_path, rows)), Clear)


def test_a_line_that_is_not_told_and_hardly_any_sales_cannot_tell(tmp_path: Path) -> None:
    none = two_years(without(NOW, "rec"), BEFORE)
    tiny = two_years(NOW, {**BEFORE, "sales": 0.1e6})
    untold = receivables_ahead_of_sales(company(tmp_path / "none", none))
    small = receivables_ahead_of_sales(company(tmp_path / "tiny", tiny))
    assert isinstance(untold, CannotTell)
    assert "tag AccountsReceivableNetCurrent" in untold.missing
    assert isinstance(small, CannotTell)
    assert "sales above 5 % of assets" in small.missing
