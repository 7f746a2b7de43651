"""One spread out of four."""

import math

import pytest

from microcap.measures.consensus import spread_consensus, spread_consensus_90, spread_reading
from microcap.measures.own_panel import own_panel
from microcap.model.errors import Contradiction
from microcap.view.evaluate import evaluate


def test_the_consensus_is_the_median_of_what_is_available() -> None:
    """0.02, 0.03, 0.05: median 0.03, range 0.02 to 0.05."""
    answer = spread_consensus(edge=0.05, cs_two_day=0.02, ar_two_day=0.03)
    assert (answer["spread"], answer["low"], answer["high"], answer["n"]) == (0.03, 0.02, 0.05, 3)
    assert (answer["source"], answer["status"]) == ("median", "estimated")


def test_a_quoted_spread_wins_and_the_range_stays() -> None:
    answer = spread_consensus(edge=0.05, fht=0.01, quoted=0.2)
    assert (answer["spread"], answer["low"], answer["high"]) == (0.2, 0.01, 0.05)
    assert answer["status"] == "known"


def test_nothing_at_hand_is_cannot_tell_and_never_zero() -> None:
    answer = spread_consensus()
    assert (answer["spread"], answer["status"]) == (None, "cannot_tell")


def test_a_negative_edge_is_noise_and_says_so() -> None:
    answer = spread_consensus(edge=-0.02)
    assert (answer["spread"], answer["flags"]) == (0.02, ["edge_weak"])


def test_other_estimates_below_zero_are_refused() -> None:
    with pytest.raises(Contradiction, match="below zero"):
        spread_consensus(fht=-0.01)
    with pytest.raises(Contradiction, match="above zero"):
        spread_consensus(quoted=0.0)


@pytest.mark.parametrize(
    ("spread", "words"),
    [
        (0.0099, "tradeable"),
        (0.01, "normal"),
        (0.03, "patient"),
        (0.10, "patient"),
        (0.11, "non-information"),
        (None, "most expensive"),
    ],
)
def test_a_spread_has_a_reading(spread: float | None, words: str) -> None:
    assert words in spread_reading(spread)


def test_the_reducer_is_the_median_of_the_four_methods() -> None:
    """The method on the same bars: 30 bars of a bounce, some still."""
    closes = [2.0 + 0.05 * math.sin(2 * place) for place in range(30)]
    opens = [2.0 + 0.05 * math.cos(5 * place) for place in range(30)]
    highs = [max(pair) + 0.02 for pair in zip(opens, closes, strict=True)]
    lows = [min(pair) - 0.02 for pair in zip(opens, closes, strict=True)]
    rows = own_panel(closes, [5.0] * 30, open=opens, high=highs, low=lows)
    found = evaluate(rows, {"spread": spread_consensus_90()})["spread"][0]
    names = ("open", "high", "low", "close", "volume")
    cells = zip(opens, highs, lows, closes, [5.0] * 30, strict=True)
    wanted = spread_consensus(bars=[dict(zip(names, row, strict=True)) for row in cells])
    assert found == pytest.approx(wanted["spread"], rel=1e-9)
