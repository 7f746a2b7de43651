"""Beneish's score above its cut-off; invented accounts, the amounts of vector BEN-2."""

from pathlib import Path

from annual_rows import BEFORE, NOW, company, industry, two_years, without
from microcap.checks.misstatement_score_high import misstatement_score_high
from microcap.model.verdicts import CannotTell, Clear, Finding


def test_the_specification_s_accounts_are_found_with_their_eight_parts(tmp_path: Path) -> None:
    """BEN-2: M = -1.3135392. TATA 0.1 x 4.679 = 0.4679 lifts it more than DSRI, 0.92 x 0.3867 = 0.3558."""
    verdict = misstatement_score_high(company(tmp_path, two_years(NOW, BEFORE)))
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        "fiscal year to 2023-12-31: M -1.31 against -1.78 (DSRI 1.39, GMI 1.11, AQI 1.16, "
        "SGI 1.25, DEPI 1.11, SGAI 0.93, LVGI 1.09, TATA 0.10); TATA, income that is not cash, in "
        "assets, lifts it most, by 0.47"
    )
    assert len(verdict.evidence) == 22
    assert (
        verdict.evidence[0].what == "AccountsReceivableNetCurrent 2,600,000 USD on 2023-12-31, 10-K"
    )


def test_two_equal_years_without_accruals_are_clear(tmp_path: Path) -> None:
    """All indices 1 and TATA 0: vector BEN-1, M = -2.48."""
    same = {**BEFORE, "ni": 0.3e6, "cfo": 0.3e6}
    verdict = misstatement_score_high(company(tmp_path, two_years(same, same)))
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.startswith("fiscal year to 2023-12-31: M -2.48 against -1.78")


def test_an_index_of_thirty_is_cut_and_does_not_decide_alone(tmp_path: Path) -> None:
    """Soft assets of 1 % before and 30 % now: AQI 30, which alone gives -2.48 + 0.404 x 29 = 9.24;
    cut at 4, -2.48 + 0.404 x 3 = -1.268, and with accruals of -0.2, 0.9358 less."""
    before = {**BEFORE, "ta": 10e6, "ca": 6e6, "ppe": 3.9e6, "ni": 0.0, "cfo": 0.0}
    now = {**before, "ppe": 1e6, "ni": 0.0, "cfo": 2e6, "dep": 0.7e6 * 1 / 3.9}
    verdict = misstatement_score_high(company(tmp_path, two_years(now, before)))
    assert isinstance(verdict, Clear)
    assert "M 8.30 against -1.78" in verdict.looked_at
    assert "-2.20 with every index cut at 4" in verdict.looked_at


def test_debt_that_is_not_told_stands_at_one_and_this_is_said(tmp_path: Path) -> None:
    """-1.3135392 + 0.327 x 0.0909091 = -1.2838."""
    rows = two_years(without(NOW, "ltd"), without(BEFORE, "ltd"))
    verdict = misstatement_score_high(company(tmp_path, rows))
    assert isinstance(verdict, Finding)
    assert "M -1.28" in verdict.says
    assert "taken as 1: LVGI" in verdict.says


def test_a_missing_line_is_named(tmp_path: Path) -> None:
    rows = two_years(without(NOW, "cogs"), BEFORE)
    verdict = misstatement_score_high(company(tmp_path, rows))
    assert isinstance(verdict, CannotTell)
    assert verdict.missing == "cost of revenue of the fiscal years to 2023-12-31"


def test_hardly_any_sales_other_money_and_banks_are_not_asked(tmp_path: Path) -> None:
    small = two_years({**NOW, "sales": 0.4e6}, BEFORE)
    bank = two_years(NOW, BEFORE)
    yuan = two_years(NOW, BEFORE, unit="CNY")
    sales = misstatement_score_high(company(tmp_path / "sales", small))
    of_bank = misstatement_score_high(company(tmp_path / "bank", bank, issuers=[industry("6022")]))
    of_yuan = misstatement_score_high(company(tmp_path / "yuan", yuan))
    assert isinstance(sales, CannotTell)
    assert "less than 5% of assets" in sales.missing
    assert isinstance(of_bank, CannotTell)
    assert "SIC 6022" in of_bank.missing
    assert isinstance(of_yuan, CannotTell)
    assert "accounts in CNY" in of_yuan.missing


def test_an_old_report_earns_no_clean_bill(tmp_path: Path) -> None:
    """From the end of 2023 to July 2025 are 547 days; a report of 2024 is due by then."""
    same = {**BEFORE, "ni": 0.3e6, "cfo": 0.3e6}
    verdict = misstatement_score_high(company(tmp_path, two_years(same, same), "2025-06-30"))
    assert isinstance(verdict, CannotTell)
    assert verdict.missing.startswith("statements of a fiscal year newer than that to 2023-12-31")
