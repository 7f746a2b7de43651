"""The bounce between bid and ask."""

import math

import pytest

from microcap.measures.own_panel import own_panel
from microcap.measures.roll import roll, roll_90
from microcap.view.evaluate import evaluate


def test_a_price_that_bounces_between_bid_and_ask_shows_the_spread() -> None:
    """Returns +s -s +s -s +s: pairs (-s, s), (s, -s) twice each, cov = -4 s^2 / 3."""
    spread = math.log(1.02)
    answer = roll(close=[1.0, 1.02] * 3)
    assert answer["cov"] == pytest.approx(-4 / 3 * spread**2)
    assert answer["spread"] == pytest.approx(2 * math.sqrt(4 / 3) * spread)


def test_a_positive_covariance_is_zero_with_a_flag() -> None:
    """Returns of ln 2 and ln 1.1 that come in runs go the same way as the one before."""
    answer = roll(close=[1.0, 1.1, 1.21, 1.331, 2.662, 5.324])
    assert answer["cov"] > 0
    assert (answer["spread"], answer["flags"]) == (0.0, ["roll_undefined"])


def test_three_prices_make_one_pair_and_no_covariance() -> None:
    assert roll(close=[1.0, 1.1, 1.0]) == {"cov": None, "spread": None}


def test_the_reducer_shows_the_same_bounce_and_null_for_a_trend() -> None:
    """30 prices, 28 pairs of (-s, s) and (s, -s) alike: cov = -28 s^2 / 27."""
    bounce = evaluate(own_panel([1.0, 1.02] * 15, [9.0] * 30), {"roll": roll_90()})
    assert bounce["roll"][0] == pytest.approx(2 * math.sqrt(28 / 27) * math.log(1.02))
    trend = [1.01**place for place in range(15)] + [1.01**15 * 1.05**place for place in range(15)]
    assert evaluate(own_panel(trend, [9.0] * 30), {"roll": roll_90()})["roll"].to_list() == [None]
