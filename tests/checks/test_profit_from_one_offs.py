"""A profit that single gains made; invented accounts."""

from pathlib import Path

from annual_rows import BEFORE, NOW, company, two_years, without
from microcap.checks.profit_from_one_offs import profit_from_one_offs
from microcap.model.verdicts import CannotTell, Clear, Finding


def test_gains_above_the_income_are_found(tmp_path: Path) -> None:
    """0.4 + 0.2 = 0.6, above 0.5."""
    rows = two_years({**NOW, "sold": 0.4e6, "debt_gain": 0.2e6}, BEFORE)
    verdict = profit_from_one_offs(company(tmp_path, rows))
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        "fiscal year to 2023-12-31: net income 500,000; one-off gains: gain (loss) on sale of "
        "assets 400,000, gain (loss) on extinguishing debt 200,000"
    )
    assert len(verdict.evidence) == 3


def test_a_loss_on_assets_is_no_gain(tmp_path: Path) -> None:
    rows = two_years({**NOW, "sold": -0.9e6}, BEFORE)
    verdict = profit_from_one_offs(company(tmp_path, rows))
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.endswith("one-off gains: none tagged")


def test_a_year_of_loss_is_clear(tmp_path: Path) -> None:
    rows = two_years({**NOW, "ni": -0.5e6, "sold": 0.4e6}, BEFORE)
    assert isinstance(profit_from_one_offs(company(tmp_path, rows)), Clear)


def test_no_tag_of_a_gain_and_no_income_cannot_tell(tmp_path: Path) -> None:
    gains = profit_from_one_offs(company(tmp_path / "gains", two_years(NOW, BEFORE)))
    rows = two_years(without(NOW, "ni"), BEFORE)
    income = profit_from_one_offs(company(tmp_path / "income", rows))
    assert isinstance(gains, CannotTell)
    assert "tags GainLossOnDispositionOfAssets1" in gains.missing
    assert isinstance(income, CannotTell)
    assert "tag NetIncomeLoss" in income.missing
