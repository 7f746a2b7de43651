"""The part of the company that changes hands."""

import pytest

from microcap.measures.own_panel import own_panel
from microcap.measures.turnover import turnover, turnover_90
from microcap.model.errors import Contradiction
from microcap.view.evaluate import evaluate


def test_turnover_is_volume_over_shares() -> None:
    """15,000 / 12.5 million = 0.12 % a day, x 252; on 6.5 million 58.15 %."""
    answer = turnover(15_000, 12_500_000, 6_500_000)
    assert answer["daily"] == pytest.approx(0.0012)
    assert answer["annual"] == pytest.approx(0.3024)
    assert answer["annual_on_float"] == pytest.approx(0.5815384615)


def test_an_unknown_float_leaves_its_turnover_unknown() -> None:
    assert turnover(15_000, 12_500_000)["annual_on_float"] is None


def test_a_company_without_shares_is_refused() -> None:
    with pytest.raises(Contradiction, match="above zero"):
        turnover(15_000, 0)


def test_the_reducer_uses_the_last_share_count() -> None:
    """1,000 a day of 1,000,000 shares: 0.1 % x 252."""
    answer = evaluate(
        own_panel([1.0] * 20, [1000.0] * 20, shares=1_000_000), {"turnover": turnover_90()}
    )
    assert answer["turnover"][0] == pytest.approx(0.252)
