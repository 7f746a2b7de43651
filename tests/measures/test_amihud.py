"""How far the price moves per dollar."""

import pytest

from microcap.measures.amihud import amihud, amihud_90, amihud_zero_adjusted_90
from microcap.measures.own_panel import own_panel
from microcap.view.evaluate import evaluate


def test_a_day_without_trade_is_skipped() -> None:
    """0.05 / 2,100 and (0.2 / 2.1) / 9,500, a million times, averaged over the two."""
    expected = (0.05 / 2100 + (0.2 / 2.1) / 9500) / 2 * 1e6
    assert amihud(close=[2.0, 2.1, 2.1, 1.9], volume=[9999, 1000, 0, 5000]) == pytest.approx(
        expected
    )


def test_no_trade_at_all_says_nothing_about_impact() -> None:
    assert amihud(close=[2.0, 2.0], volume=[5, 0]) is None


def test_the_reducers_average_the_same_ratio() -> None:
    """Up and down 1 dollar from 1 to 2 and back, 500,000 shares; a fifth of the days stale."""
    closes = [1.0, 2.0] * 10 + [2.0] * 5
    volumes = [500_000.0] * 20 + [0.0] * 5
    answer = evaluate(
        own_panel(closes, volumes), {"plain": amihud_90(), "zero": amihud_zero_adjusted_90()}
    )
    expected = (10 * 1.0 / 1.0 + 9 * 0.5 / 0.5) / 19  # up on 1M dollars, down on half of it
    assert answer["plain"][0] == pytest.approx(expected)
    assert answer["zero"][0] == pytest.approx(expected * 1.2)


def test_below_twenty_traded_days_it_is_null() -> None:
    rows = own_panel([1.0, 2.0] * 9 + [2.0] * 9, [5.0] * 18 + [0.0] * 9)
    assert evaluate(rows, {"plain": amihud_90()})["plain"].to_list() == [None]
