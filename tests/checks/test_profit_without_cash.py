"""Two years of profit without cash; invented, and one real company whose sign is in doubt."""

from pathlib import Path

import pytest

from annual_rows import BEFORE, NOW, company, real_company, two_years, without
from microcap.checks.profit_without_cash import profit_without_cash
from microcap.model.verdicts import CannotTell, Clear, Finding

DBV_TECHNOLOGIES = 1613780


def test_two_years_of_it_are_found(tmp_path: Path) -> None:
    rows = two_years(NOW, {**BEFORE, "cfo": -0.1e6})
    verdict = profit_without_cash(company(tmp_path, rows))
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        "fiscal years to 2023-12-31: net income 500,000 after 400,000, operating cash flow "
        "-600,000 after -100,000"
    )
    assert len(verdict.evidence) == 4


def test_one_year_of_it_is_clear(tmp_path: Path) -> None:
    assert isinstance(profit_without_cash(company(tmp_path, two_years(NOW, BEFORE))), Clear)


def test_a_loss_is_clear_whatever_the_year_before(tmp_path: Path) -> None:
    rows = two_years({**NOW, "ni": -1e6}, without(BEFORE, "ni", "cfo"))
    verdict = profit_without_cash(company(tmp_path, rows))
    assert isinstance(verdict, Clear)
    assert "net income -1,000,000" in verdict.looked_at


def test_a_year_before_that_is_not_told_cannot_tell(tmp_path: Path) -> None:
    verdict = profit_without_cash(company(tmp_path, two_years(NOW, without(BEFORE, "cfo"))))
    assert isinstance(verdict, CannotTell)
    assert verdict.missing.endswith("of the year before the fiscal year to 2023-12-31")


@pytest.mark.real
def test_a_loss_tagged_as_a_profit_in_an_amendment_cannot_tell(
    shared: Path, tmp_path: Path
) -> None:
    """DBV Technologies lost 113.9m in 2024 (10-K 0001613780-25-000006, -1.17 a share); its 10-K/A
    0001193125-25-100826 of pay against performance tags the loss as a positive number."""
    verdict = profit_without_cash(real_company(shared, tmp_path, DBV_TECHNOLOGIES, "2025-06-30"))
    assert isinstance(verdict, CannotTell)
    assert "net income of 113,918,000 (0001193125-25-100826)" in verdict.missing
