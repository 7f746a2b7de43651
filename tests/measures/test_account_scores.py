"""Scores on lines of statements, by the specification's vectors; invented accounts."""

from pathlib import Path

import pytest

from annual_rows import BEFORE, NOW, company, two_years, without
from microcap.measures.account_scores import (
    accruals,
    altman_z2,
    misstatement_score,
    ohlson_o,
)
from microcap.view.annual_accounts import AnnualAccounts, annual_accounts
from microcap.view.subject import Subject


def _years(subject: Subject) -> AnnualAccounts:
    years = annual_accounts(subject)
    assert years is not None
    return years


def test_the_statements_of_ben_2_give_its_indices_and_its_score(tmp_path: Path) -> None:
    found = misstatement_score(_years(company(tmp_path, two_years(NOW, BEFORE))))
    assert found.score == pytest.approx(-1.3135392)
    assert found.indices["DSRI"] == pytest.approx(1.3866667)
    assert found.indices["TATA"] == pytest.approx(0.1)
    assert found.cut == found.score
    assert found.driver == "TATA"
    assert found.lift("DSRI") == pytest.approx(0.92 * 0.3866667)


def test_two_light_indices_may_be_unknown_and_a_third_may_not(tmp_path: Path) -> None:
    two = without(NOW, "dep", "ltd"), without(BEFORE, "dep", "ltd")
    three = without(two[0], "sga"), without(two[1], "sga")
    known = misstatement_score(_years(company(tmp_path / "two", two_years(*two))))
    unknown = misstatement_score(_years(company(tmp_path / "three", two_years(*three))))
    assert known.taken_as_one == ("DEPI", "LVGI")
    assert known.score is not None
    assert unknown.score is None
    assert unknown.lacking == (
        "depreciation and amortisation",
        "selling, general, administrative",
        "long-term debt",
    )


def test_the_values_of_alt_1_ohl_1_and_slo_1_give_their_scores() -> None:
    """O at an index of 100 is that of OHL-1 at 800,000 less 0.407 x ln 8000 = 3.6578."""
    values = {
        "assets": 11e6,
        "liabilities": 6e6,
        "current_assets": 6e6,
        "current_liabilities": 4e6,
        "retained_earnings": -15e6,
        "operating_income": -3e6,
        "equity": 5e6,
        "net_income": -3e6,
        "net_income_before": -2.5e6,
        "pretax": -3e6,
        "depreciation": 0.6e6,
    }
    assert altman_z2(values) == pytest.approx(-4.2104545)
    assert ohlson_o(values) == pytest.approx(2.403522 - 3.6578, abs=1e-4)
    assert accruals(
        {"net_income": 0.5, "cfo": -0.6, "assets": 11.0, "assets_before": 9.6}
    ) == pytest.approx(0.10679612)


def test_an_unknown_line_leaves_every_score_unknown() -> None:
    names = ("assets", "liabilities", "current_assets", "current_liabilities", "retained_earnings")
    more = (
        "operating_income",
        "equity",
        "net_income",
        "net_income_before",
        "pretax",
        "depreciation",
    )
    values = dict.fromkeys((*names, *more, "cfo", "assets_before"))
    assert altman_z2(values) is None
    assert ohlson_o(values) is None
    assert accruals(values) is None
