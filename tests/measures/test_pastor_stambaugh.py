"""Reversal after volume."""

import pytest

from microcap.measures.pastor_stambaugh import pastor_stambaugh
from microcap.model.errors import Contradiction


def _bars(count: int) -> list[dict[str, float]]:
    """Closes that follow r' = 0.01 - 0.2 r - 0.1 sign(r) V, V in millions, market at zero."""
    close, change = 1.0, 0.05
    bars = [{"close": close, "volume": 0.0}]
    for place in range(count - 1):
        close *= 1 + change
        million = 0.1 + 0.05 * (place % 5)
        bars.append({"close": close, "volume": million * 1e6 / close})
        change = 0.01 - 0.2 * change - 0.1 * ((change > 0) - (change < 0)) * million
    return bars


def test_a_made_reversal_is_found_again() -> None:
    answer = pastor_stambaugh(_bars(40), [0.0] * 39)
    assert answer == {
        "theta": pytest.approx(0.01),
        "phi": pytest.approx(-0.2),
        "gamma": pytest.approx(-0.1),
    }


def test_dollars_make_gamma_a_million_times_smaller() -> None:
    answer = pastor_stambaugh(_bars(40), [0.0] * 39, volume_unit="usd")
    assert answer["gamma"] == pytest.approx(-0.1e-6)


def test_below_fifteen_observations_it_is_null() -> None:
    assert set(pastor_stambaugh(_bars(16), [0.0] * 15).values()) == {None}


def test_each_return_needs_its_market_return() -> None:
    with pytest.raises(Contradiction, match="39 returns and 40 market returns"):
        pastor_stambaugh(_bars(40), [0.0] * 40)
