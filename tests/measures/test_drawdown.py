"""The worst fall, the worst night and the true range."""

import math

import pytest

from microcap.measures.drawdown import (
    atr_14,
    drawdown,
    gap_open,
    gap_quantile_252,
    max_drawdown_252,
    worst_gap_252,
)
from microcap.measures.own_panel import own_panel
from microcap.view.evaluate import evaluate


def _bar(first: float, high: float, low: float, close: float) -> dict[str, float]:
    return {"open": first, "high": high, "low": low, "close": close}


def test_the_worst_fall_is_from_the_highest_close_before() -> None:
    """2, 4, 3, 5, 2: -60 % from 5 to 2 in row 5; the worst night is ln(2.5 / 5)."""
    closes = [2.0, 4.0, 3.0, 5.0, 2.0]
    opens = [2.0, 2.0, 4.0, 3.0, 2.5]
    bars = [
        _bar(first, max(first, close), min(first, close), close)
        for first, close in zip(opens, closes, strict=True)
    ]
    answer = drawdown(bars)
    assert answer["max_drawdown"] == pytest.approx(-0.6)
    assert answer["max_drawdown_row"] == 5
    assert answer["worst_gap"] == pytest.approx(math.log(0.5))
    assert answer["atr14_last"] is None


def test_a_price_that_never_fell_has_no_row_of_its_fall() -> None:
    answer = drawdown([_bar(1, 1, 1, 1), _bar(1, 2, 1, 2)])
    assert (answer["max_drawdown"], answer["max_drawdown_row"]) == (0.0, None)


def test_the_true_range_is_seeded_with_fourteen_and_then_moves_by_a_fourteenth() -> None:
    """Fourteen ranges of 1, then one of 15 (a night of 15): 1 + 14 / 14 = 2."""
    bars = [_bar(100, 101, 100, 100)] * 14 + [_bar(115, 115, 114, 115)]
    assert drawdown(bars)["atr14_last"] == pytest.approx(2)
    first, high, low, close = ([bar[key] for bar in bars] for key in bars[0])
    rows = own_panel(close, [5.0] * 15, open=first, high=high, low=low)
    assert evaluate(rows, {"atr": atr_14()})["atr"][0] == pytest.approx(2)


def test_a_broken_row_is_no_fall() -> None:
    """10 for 15 days, then 1 because of an unlisted split, then 0.8: only the last 20 % fell.

    Nineteen nights, so the 1 % quantile lies 0.18 of the way from the worst to the next, zero.
    """
    rows = own_panel([10.0] * 15 + [1.0] * 5 + [0.8], [5.0] * 21, broken=[15])
    found = evaluate(
        rows, {"fall": max_drawdown_252(), "night": worst_gap_252(), "low": gap_quantile_252()}
    )
    assert found["fall"][0] == pytest.approx(-0.2)
    assert found["night"][0] == pytest.approx(math.log(0.8))
    assert found["low"][0] == pytest.approx(0.82 * math.log(0.8))


def test_the_last_gap_is_null_on_a_day_without_trade() -> None:
    """Open 2.2 over 2.0: +10 %."""
    rows = own_panel([2.0, 2.3], [5.0, 5.0], open=[2.0, 2.2])
    assert evaluate(rows, {"gap": gap_open()})["gap"][0] == pytest.approx(0.1)
    rows = own_panel([2.0, 2.0], [5.0, 0.0])
    assert evaluate(rows, {"gap": gap_open()})["gap"].to_list() == [None]
