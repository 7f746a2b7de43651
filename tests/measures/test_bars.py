"""Bars as a person types them."""

from typing import Any

import pytest

from microcap.measures.bars import bars_of, closes_of, deviation, mean, variance, volumes_of
from microcap.model.errors import Contradiction

GOOD = {"open": 2.0, "high": 2.2, "low": 1.9, "close": 2.1, "volume": 500}


def test_a_volume_that_is_not_held_is_a_day_without_trade() -> None:
    assert bars_of([GOOD, {**GOOD, "volume": None}]).volume == [500.0, 0.0]


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"high": 1.0}, "below the low"),
        ({"close": 2.3}, "outside"),
        ({"open": 1.0}, "outside"),
        ({"volume": -1}, "zero or more"),
        ({"close": 0}, "above zero"),
        ({"close": None}, "null"),
        ({"close": "2"}, "give a number"),
        ({"close": True}, "give a number"),
        ({"close": float("nan")}, "not finite"),
        ({"close": 10**400}, "not finite"),
        ({"date": "soon"}, "no day"),
        ({"date": "2026-03-02"}, "oldest first"),
    ],
)
def test_a_bar_that_cannot_be_is_refused_with_its_place(wrong: dict[str, Any], word: str) -> None:
    with pytest.raises(Contradiction, match=f"bar 2.*{word}"):
        bars_of([{**GOOD, "date": "2026-03-02"}, {**GOOD, "date": "2026-03-03", **wrong}])


def test_no_bars_and_bars_without_a_close_are_refused() -> None:
    with pytest.raises(Contradiction, match="empty"):
        bars_of([])
    with pytest.raises(Contradiction, match="has no close"):
        bars_of([{"open": 1.0, "high": 1.0, "low": 1.0}])


def test_prices_are_above_zero_and_volumes_are_not_below() -> None:
    with pytest.raises(Contradiction, match="close 2"):
        closes_of([1.0, 0.0])
    with pytest.raises(Contradiction, match="volume 1"):
        volumes_of([-1.0])
    assert volumes_of([None, 5]) == [0.0, 5.0]


def test_a_deviation_divides_by_one_less() -> None:
    """1, 2, 3: mean 2, variance (1 + 0 + 1) / 2."""
    assert variance([1.0, 2.0, 3.0]) == deviation([1.0, 2.0, 3.0]) == 1.0
    assert variance([1.0]) is None
    assert mean([]) is None
