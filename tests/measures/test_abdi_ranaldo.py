"""The spread from closes and mid-ranges."""

import math

import pytest

from microcap.measures.abdi_ranaldo import abdi_ranaldo, ar_two_day_90
from microcap.measures.own_panel import own_panel
from microcap.view.evaluate import evaluate


def test_a_close_at_the_high_of_a_still_price_shows_the_spread() -> None:
    """Mid-range ln(sqrt(h l)), close at h: 4 (r / 2)^2 = r^2, its root r = ln 1.1."""
    bars = [{"high": 1.1, "low": 1.0, "close": 1.1, "volume": 9} for _ in range(3)]
    answer = abdi_ranaldo(bars)
    assert answer["n_pairs"] == 2
    assert answer["ar_two_day"] == pytest.approx(math.log(1.1))
    assert answer["ar_monthly"] == pytest.approx(math.log(1.1))


def test_one_bar_makes_no_pair() -> None:
    bars = [{"high": 1.1, "low": 1.0, "close": 1.1, "volume": 9}]
    assert abdi_ranaldo(bars) == {"n_pairs": 0, "ar_two_day": None, "ar_monthly": None}


def test_the_reducer_shows_the_same_and_skips_a_broken_row() -> None:
    """Prices ten times higher from row 12 on: only the pair across is lost."""
    factor = [1.0] * 12 + [10.0] * 13
    rows = own_panel(
        [1.1 * one for one in factor],
        [9.0] * 25,
        broken=[12],
        high=[1.1 * one for one in factor],
        low=factor,
    )
    found = evaluate(rows, {"spread": ar_two_day_90()})["spread"][0]
    assert found == pytest.approx(math.log(1.1))
