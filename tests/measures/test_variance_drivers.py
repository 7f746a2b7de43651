"""Part of the squared returns on the five largest days."""

import math

import pytest

from microcap.measures.own_panel import own_panel
from microcap.measures.variance_drivers import top5_variance_share_90
from microcap.view.evaluate import evaluate


def test_one_day_that_makes_all_the_variance_is_seen() -> None:
    """29 flat sessions and one of ln 2: (ln 2)^2 / (ln 2)^2 = 1."""
    panel = own_panel([1.0] * 29 + [2.0], [100.0] * 30)
    assert evaluate(panel, {"x": top5_variance_share_90()})["x"].item() == pytest.approx(1.0)


def test_days_of_equal_size_share_the_variance_equally() -> None:
    """30 closes that alternate 1 and 2: 29 squares of (ln 2)^2, five of them are 5 / 29."""
    closes = [1.0, 2.0] * 15
    panel = own_panel(closes, [100.0] * 30)
    value = evaluate(panel, {"x": top5_variance_share_90()})["x"].item()
    assert math.isclose(value, 5 / 29, rel_tol=1e-12)


def test_without_any_move_or_with_too_few_days_it_is_unknown() -> None:
    flat = own_panel([1.0] * 30, [100.0] * 30)
    few = own_panel([1.0, 2.0] * 5, [100.0] * 10)
    assert evaluate(flat, {"x": top5_variance_share_90()})["x"].item() is None
    assert evaluate(few, {"x": top5_variance_share_90()})["x"].item() is None
