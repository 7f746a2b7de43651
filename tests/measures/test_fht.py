"""The spread that hides price changes."""

import pytest

from microcap.measures.fht import fht, fht_90
from microcap.measures.own_panel import own_panel
from microcap.model.errors import Contradiction
from microcap.view.evaluate import evaluate


def test_a_third_of_zero_returns_needs_a_spread_of_086_sigma() -> None:
    """PhiInv(2/3) = 0.4307272993 (normal tables), twice that times sigma."""
    assert fht(sigma_daily=0.04, zero_share=1 / 3) == pytest.approx(2 * 0.4307272993 * 0.04)


def test_no_zero_return_is_zero_and_nothing_else_is_undefined() -> None:
    assert fht(sigma_daily=0.04, zero_share=0) == 0.0
    assert fht(sigma_daily=0.0, zero_share=1) is None
    assert fht(close=[2.0, 2.0, 2.0]) is None


def test_a_share_above_one_is_refused() -> None:
    with pytest.raises(Contradiction, match="from 0 to 1"):
        fht(sigma_daily=0.04, zero_share=20)


def test_the_reducer_gives_what_the_method_gives() -> None:
    closes = [1.0, 1.1, 1.1, 1.05, 1.2, 1.2, 1.2, 1.1] * 4
    found = evaluate(own_panel(closes, [5.0] * 32), {"fht": fht_90()})["fht"][0]
    assert found == pytest.approx(fht(close=closes), rel=1e-12)
