"""The slope of the return on signed flow."""

import math

import pytest

from microcap.measures.kyle import kyle_lambda, kyle_lambda_90
from microcap.measures.own_panel import own_panel
from microcap.view.evaluate import evaluate


def test_a_price_that_gives_way_by_the_root_shows_its_slope() -> None:
    """Returns of exactly 0.001 per root dollar, both ways: slope 0.001, intercept 0."""
    closes, volumes = [1.0], [1.0]
    for place in range(24):
        flow = (10 + place) * (-1) ** place
        closes.append(closes[-1] * math.exp(0.001 * flow))
        volumes.append(flow**2 / closes[-1])
    answer = kyle_lambda(close=closes, volume=volumes)
    assert answer["n"] == 24
    assert answer["lambda_sqrt_dollar"] == pytest.approx(0.001)
    assert answer["intercept"] == pytest.approx(0, abs=1e-12)


def test_one_flow_alone_has_no_slope() -> None:
    answer = kyle_lambda(close=[1.0, 1.0, 1.0, 1.0, 1.0], volume=[5, 5, 5, 5, 5])
    assert answer == {"n": 4, "intercept": None, "lambda_sqrt_dollar": None}


def test_the_reducer_shows_the_slope_too() -> None:
    closes, volumes = [1.0], [1.0]
    for place in range(24):
        flow = (10 + place) * (-1) ** place
        closes.append(closes[-1] * math.exp(0.001 * flow))
        volumes.append(flow**2 / closes[-1])
    found = evaluate(own_panel(closes, volumes), {"slope": kyle_lambda_90()})["slope"][0]
    assert found == pytest.approx(0.001)
