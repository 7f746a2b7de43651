"""What an affiliate may sell in three months."""

import pytest

from microcap.faces.calc import run
from microcap.model.errors import Contradiction


def test_the_vector_of_a_listed_issuer_takes_the_mean_week() -> None:
    """R144-1: 1 % of 2,300,000 is 23,000; the mean of four weeks is 24,500."""
    weeks = [23_000, 26_000, 24_000, 25_000]
    asked = {"outstanding": 2_300_000, "weekly_volumes": weeks, "listed": True}
    assert run("rule_144_volume_limit", asked) == 24_500


def test_the_vector_over_the_counter_takes_one_percent() -> None:
    """R144-2: 1 % of 45,000,000."""
    weeks = [1_363_000] * 4
    asked = {"outstanding": 45_000_000, "weekly_volumes": weeks, "listed": False}
    assert run("rule_144_volume_limit", asked) == 450_000


def test_shares_below_zero_are_refused() -> None:
    with pytest.raises(Contradiction):
        run("rule_144_volume_limit", {"outstanding": -1})
