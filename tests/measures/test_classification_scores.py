"""How good alarms are."""

import pytest

from microcap.faces.calc import run
from microcap.model.errors import Contradiction


def test_alarms_no_better_than_a_coin() -> None:
    assert run("classification_scores", {"tp": 1, "fp": 1, "fn": 1, "tn": 1}) == {
        "precision": 0.5,
        "recall": 0.5,
        "f1": 0.5,
        "mcc": 0.0,
    }


def test_without_an_alarm_there_is_no_precision_and_it_is_not_zero() -> None:
    assert run("classification_scores", {"tp": 0, "fp": 0, "fn": 2, "tn": 8}) == {
        "precision": None,
        "recall": 0.0,
        "f1": 0.0,
        "mcc": None,
    }


def test_a_count_below_zero_is_refused() -> None:
    with pytest.raises(Contradiction, match="below zero"):
        run("classification_scores", {"tp": -1, "fp": 0, "fn": 2, "tn": 8})
