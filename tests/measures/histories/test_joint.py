"""Eleven measures in one walk: equal to the histories that are walked one by one."""

import numpy as np
import polars as pl
from hypothesis import given

from measures.histories.test_volumes import EXAMPLES, MARKETS, Market, market_of
from microcap.measures.histories import Rows, histories, ordered
from microcap.measures.histories.joint import LIQUIDITY, liquidity_at_once
from microcap.measures.own_panel import own_panel

LAST_DIGIT = 2.0**-23
"""Half of it is the largest relative error of a number in 32 bits; twice, for two roundings."""


@EXAMPLES
@given(MARKETS, MARKETS)
def test_the_walk_of_all_says_what_each_history_says(one: Market, other: Market) -> None:
    """On random panels with stale, broken, unknown and absurd rows, two securities at once."""
    panel = pl.concat([market_of(one, "A"), market_of(other, "B")])
    found = liquidity_at_once(Rows(panel, ordered(panel, [])))
    wanted = histories(panel, LIQUIDITY)
    assert tuple(found) == LIQUIDITY
    for name, values in found.items():
        exact = wanted[name].to_numpy()
        known = np.isfinite(values)
        assert (known == ~np.isnan(exact)).all(), name
        gap = np.abs(values[known].astype(np.float64) - exact[known])
        assert (gap <= LAST_DIGIT * np.abs(exact[known])).all(), name


def test_twenty_even_days_are_spread_over_twenty() -> None:
    """100 shares at $2 a day: $200, ratio one, each day a twentieth, no day without trade."""
    panel = own_panel([2.0] * 20, [100.0] * 20, shares=50_400)
    found = liquidity_at_once(Rows(panel, ordered(panel, [])))
    assert all(np.isnan(values[18]) for name, values in found.items() if name != "adv_usd_10")
    assert [float(found[name][19]) for name in LIQUIDITY] == [
        200.0, 200.0, 1.0, np.float32(0.05), np.float32(0.1), 20.0, 0.0, 0.5, 0.0, 0.0, 0.0
    ]  # fmt: skip


def test_a_window_of_zeros_averages_zero_and_has_no_concentration() -> None:
    panel = own_panel([0.1] * 130, [0.3, 1e15, 7e-5] * 10 + [0.0] * 100)
    found = liquidity_at_once(Rows(panel, ordered(panel, [])))
    assert found["adv_usd_10"][39:].tolist() == [0.0] * 91
    assert found["adv_usd_90"][119:].tolist() == [0.0] * 11
    assert found["zero_volume_share_90"][119:].tolist() == [1.0] * 11
    assert np.isnan(found["top1_share_90"][119:]).all()
    assert np.isnan(found["effective_days_90"][119:]).all()
