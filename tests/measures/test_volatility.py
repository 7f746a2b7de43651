"""How far the price swings."""

import math

import pytest

from microcap.measures.own_panel import own_panel
from microcap.measures.volatility import (
    cc_90,
    cc_bounce_corrected_90,
    garman_klass_90,
    parkinson_90,
    rogers_satchell_90,
    volatility,
    volatility_without_bounce,
    yang_zhang_90,
)
from microcap.view.evaluate import evaluate

BAR = {"open": 1.0, "high": 1.1, "low": 1.0, "close": 1.1}


def test_bars_that_only_rise_show_each_formula() -> None:
    """r = ln 1.1: Parkinson r / sqrt(4 ln 2); Garman-Klass r sqrt(1.5 - 2 ln 2); RS zero."""
    found = volatility([BAR] * 3)
    wide = math.log(1.1)
    assert found["cc_daily"] == 0.0
    assert found["parkinson_daily"] == pytest.approx(wide / math.sqrt(4 * math.log(2)))
    assert found["garman_klass_daily"] == pytest.approx(wide * math.sqrt(1.5 - 2 * math.log(2)))
    assert found["rogers_satchell_daily"] == pytest.approx(0, abs=1e-12)
    assert found["yang_zhang_k"] == pytest.approx(0.34 / 4.34)  # two days: (2 + 1) / (2 - 1) = 3


def test_one_bar_has_a_range_and_no_return() -> None:
    found = volatility([BAR])
    assert found["cc_daily"] is found["cc_annual"] is found["yang_zhang_daily"] is None
    assert found["parkinson_daily"] == pytest.approx(math.log(1.1) / math.sqrt(4 * math.log(2)))


def test_the_bounce_is_taken_out_of_the_variance() -> None:
    """0.05^2 - 0.06^2 / 2 = 0.0007; a spread of 0.08 would explain more than all of it."""
    assert volatility_without_bounce(0.05, 0.06) == pytest.approx(math.sqrt(0.0007))
    assert volatility_without_bounce(0.05, 0.08) is None
    assert volatility_without_bounce(None, 0.08) is None


def test_the_reducers_give_what_the_method_gives() -> None:
    """24 bars that all traded, and their method on the same bars."""
    closes = [2.0 + 0.1 * math.sin(place) for place in range(24)]
    opens = [2.0 + 0.1 * math.cos(3 * place) for place in range(24)]
    highs = [max(pair) + 0.03 for pair in zip(opens, closes, strict=True)]
    lows = [min(pair) - 0.02 for pair in zip(opens, closes, strict=True)]
    rows = own_panel(closes, [5.0] * 24, open=opens, high=highs, low=lows)
    found = evaluate(
        rows,
        {
            "cc_daily": cc_90(),
            "parkinson_daily": parkinson_90(),
            "garman_klass_daily": garman_klass_90(),
            "rogers_satchell_daily": rogers_satchell_90(),
            "yang_zhang_daily": yang_zhang_90(),
        },
    ).row(0, named=True)
    cells = zip(opens, highs, lows, closes, strict=True)
    wanted = volatility(
        [dict(zip(("open", "high", "low", "close"), row, strict=True)) for row in cells]
    )
    for name in sorted(set(found) - {"security"}):
        assert found[name] == pytest.approx(wanted[name], rel=1e-9), name


def test_a_still_price_with_a_wide_range_leaves_no_volatility_without_bounce() -> None:
    rows = own_panel([1.1] * 25, [5.0] * 25, open=[1.0] * 25, high=[1.1] * 25, low=[1.0] * 25)
    assert evaluate(rows, {"left": cc_bounce_corrected_90()})["left"].to_list() == [None]
