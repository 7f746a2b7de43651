"""Ohlson's O, by pencil."""

import math

import pytest

from microcap.measures.ohlson import ohlson

GIVEN: dict[str, float | None] = {
    "total_assets": 100.0,
    "total_liabilities": 50.0,
    "working_capital": 20.0,
    "current_liabilities": 30.0,
    "current_assets": 50.0,
    "net_income": 10.0,
    "net_income_prev": 10.0,
    "ffo": 15.0,
}


def _ohlson(**more: float | None) -> dict[str, float | None]:
    given = {**GIVEN, **more}
    index = given.pop("gnp_index", None) or 100.0
    return ohlson(**given, gnp_index=index)


def test_the_score_is_the_sum_of_the_papers_terms() -> None:
    """-1.32 - 0 + 3.015 - 0.286 + 0.04542 - 0 - 0.237 - 0.549 + 0 - 0 = 0.66842."""
    answer = _ohlson()
    assert answer["O"] == pytest.approx(0.66842)
    assert answer["p"] == pytest.approx(1 / (1 + math.exp(-0.66842)))


def test_more_debts_than_assets_lower_the_score_as_in_the_paper() -> None:
    """Liabilities of 120: 6.03 x 1.2 = 7.236, -1.72, and -1.83 x 15 / 120 = -0.22875:
    -1.32 + 7.236 - 0.286 + 0.04542 - 1.72 - 0.237 - 0.22875 = 3.48967."""
    assert _ohlson(total_liabilities=120.0)["O"] == pytest.approx(3.48967)


def test_two_years_of_loss_and_a_falling_income_raise_the_score() -> None:
    """NI -10 after -5: +0.237 + 0.285 and -0.521 x (-5 / 15) = +0.17367:
    -1.32 + 3.015 - 0.286 + 0.04542 + 0.237 - 0.549 + 0.285 + 0.17367 = 1.60109."""
    found = _ohlson(net_income=-10.0, net_income_prev=-5.0)["O"]
    assert found == pytest.approx(1.60109, abs=1e-5)


def test_a_higher_price_level_raises_the_score_by_its_log() -> None:
    """0.407 x ln 2 = 0.28211."""
    twice, once = _ohlson(gnp_index=200.0)["O"], _ohlson()["O"]
    assert twice is not None and once is not None
    assert twice - once == pytest.approx(0.28211, abs=1e-5)


@pytest.mark.parametrize("name", sorted(GIVEN))
def test_an_unknown_number_of_ohlsons_gives_null(name: str) -> None:
    assert _ohlson(**{name: None}) == {"O": None, "p": None}


def test_a_denominator_of_zero_gives_null_in_ohlson() -> None:
    for name in ("total_assets", "total_liabilities", "current_assets"):
        assert _ohlson(**{name: 0.0})["O"] is None
    assert _ohlson(net_income=0.0, net_income_prev=0.0)["O"] is None


def test_an_extreme_score_does_not_overflow() -> None:
    """6.03 x 1e6 is far beyond what exp can hold."""
    assert _ohlson(total_liabilities=1e8)["p"] == pytest.approx(1.0)
    low = _ohlson(net_income=1e6)["p"]
    assert low is not None and low < 1e-300
