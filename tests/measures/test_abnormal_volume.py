"""Abnormal volume."""

from math import e

import pytest

from microcap.faces.calc import run
from microcap.model.errors import Contradiction


def test_two_base_days_by_pencil() -> None:
    """Logs of 1 + V: 1 and 3, mean 2, deviation 2^1/2; the event's is 4: 2 above, 2^1/2 of them."""
    answer = run("abnormal_volume", {"base_volumes": [e - 1, e**3 - 1], "event_volume": e**4 - 1})
    assert answer == {
        "mean": pytest.approx(2),
        "sd": pytest.approx(2**0.5),
        "abnormal": pytest.approx(2),
        "z": pytest.approx(2**0.5),
    }


def test_a_volume_that_never_changed_has_no_deviations_to_count_in() -> None:
    answer = run("abnormal_volume", {"base_volumes": [0, 0], "event_volume": 0})
    assert answer == {"mean": 0.0, "sd": 0.0, "abnormal": 0.0, "z": None}


def test_a_volume_below_zero_is_refused() -> None:
    with pytest.raises(Contradiction, match="below zero"):
        run("abnormal_volume", {"base_volumes": [1, 2], "event_volume": -1})
