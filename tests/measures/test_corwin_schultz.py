"""The spread from two days' ranges."""

import math

import pytest

from microcap.measures.corwin_schultz import corwin_schultz, cs_two_day_90
from microcap.measures.own_panel import own_panel
from microcap.model.errors import Contradiction
from microcap.view.evaluate import evaluate


def test_two_days_of_one_range_show_that_range_as_the_spread() -> None:
    """beta = 2 r^2, gamma = r^2: alpha = (2 r - sqrt 2 r - r) / (3 - 2 sqrt 2) ... = r.

    With k = 3 - 2 sqrt 2: (sqrt(4 r^2) - sqrt(2 r^2)) / k - sqrt(r^2 / k), and sqrt(1 / k) is
    1 + sqrt 2, (2 - sqrt 2) / k is 2 + sqrt 2; so alpha = r and S = 2 tanh(r / 2).
    """
    answer = corwin_schultz(h1=1.1, l1=1.0, c1=1.05, h2=1.1, l2=1.0)
    wide = math.log(1.1)
    assert answer["alpha"] == pytest.approx(wide)
    assert answer["spread"] == pytest.approx(2 * math.tanh(wide / 2))


def test_a_night_that_moved_the_price_is_taken_out() -> None:
    """The second day is the first, one dollar higher than the close: shifted back it is equal."""
    moved = corwin_schultz(h1=2.2, l1=2.0, c1=2.0, h2=3.2, l2=3.0)
    shifted = corwin_schultz(h1=2.2, l1=2.0, c1=2.0, h2=2.2, l2=2.0)
    assert moved["spread"] == pytest.approx(shifted["spread"])


def test_a_pair_with_a_day_without_trade_is_dropped() -> None:
    bars = [{"high": 1.1, "low": 1.0, "close": 1.05, "volume": volume} for volume in (5, 0, 5, 5)]
    assert corwin_schultz(bars=bars)["n_pairs"] == 1
    assert corwin_schultz(bars=bars[:3]) == {
        "n_pairs": 0, "cs_two_day": None, "cs_monthly": None
    }  # fmt: skip


def test_an_impossible_pair_is_refused() -> None:
    with pytest.raises(Contradiction, match="between low and high"):
        corwin_schultz(h1=1.0, l1=1.1, c1=1.05, h2=1.1, l2=1.0)
    with pytest.raises(Contradiction, match="l2"):
        corwin_schultz(h1=1.1, l1=1.0, c1=1.05, h2=1.1)


def test_the_reducer_shows_the_range_too() -> None:
    rows = own_panel([1.05] * 25, [5.0] * 25, open=[1.05] * 25, high=[1.1] * 25, low=[1.0] * 25)
    found = evaluate(rows, {"spread": cs_two_day_90()})["spread"][0]
    assert found == pytest.approx(2 * math.tanh(math.log(1.1) / 2))
