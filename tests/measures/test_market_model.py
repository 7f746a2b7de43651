"""The market model of an event study."""

import numpy as np
import pytest

from microcap.faces.calc import run
from microcap.measures.market_model import market_model
from microcap.model.errors import Contradiction

MARKET = [-0.01, 0.01, -0.01, 0.01]
STOCK = [-0.01, 0.03, -0.03, 0.01]
"""Twice the market, and 0.01 more, more, less, less: intercept 0, slope 2."""


def test_the_forecast_of_one_day_and_of_two_is_the_textbooks() -> None:
    """s2 = 4 x 0.0001 / 2 = 0.0002. A day with the market at 0.01 has the variance
    s2 (1 + 1/4 + 0.0001/0.0004) = 0.0003; two of them s2 (2 + 4/4 + 0.0004/0.0004) = 0.0008."""
    answer = run(
        "event_study",
        {
            "estimation_market": MARKET,
            "estimation_stock": STOCK,
            "event_market": [0.01, 0.01],
            "event_stock": [0.05, 0.02],
        },
    )
    assert isinstance(answer, dict)
    assert answer["alpha"] == pytest.approx(0, abs=1e-12)
    assert answer["beta"] == pytest.approx(2)
    assert answer["resid_sd"] == pytest.approx(0.0002**0.5)
    assert answer["t_AR0"] == pytest.approx(0.03 / 0.0003**0.5)
    assert answer["CAR"] == pytest.approx(0.03)
    assert answer["se_CAR_full"] == pytest.approx(0.0008**0.5)


def test_the_short_cut_is_too_sure_of_itself() -> None:
    """0.03 / (0.0002 x 2)^1/2 = 1.5 against 0.03 / 0.0008^1/2 = 1.06."""
    answer = run(
        "event_study",
        {
            "estimation_market": MARKET,
            "estimation_stock": STOCK,
            "event_market": [0.01, 0.01],
            "event_stock": [0.05, 0.02],
        },
    )
    assert isinstance(answer, dict)
    assert answer["t_CAR_simple"] == pytest.approx(1.5)
    assert answer["t_CAR_full"] == pytest.approx(1.0606601718)


def test_lead_and_lag_add_up_to_one_beta() -> None:
    """The stock is 0.4 of the market of the day and 0.6 of that of the day before, and a part that
    has nothing to do with either: Dimson's beta is 1."""
    rng = np.random.default_rng(4)
    market = rng.normal(0, 0.01, (400, 2))
    noise = rng.normal(0, 0.01, 400)
    columns = np.column_stack([np.ones(400), market])
    noise -= columns @ np.linalg.lstsq(columns, noise, rcond=None)[0]
    model = market_model(market @ np.array([0.4, 0.6]) + noise, market)
    assert model is not None
    assert model.beta == pytest.approx(1)
    assert model.slopes == pytest.approx([0.4, 0.6])


def test_a_return_over_four_sessions_has_four_times_the_variance() -> None:
    """Weighted by one over the span; the covariance of a forecast is s2 (span + ...)."""
    spans = np.array([1.0, 4.0, 1.0, 4.0, 1.0])
    market = np.array([0.01, -0.02, -0.01, 0.03, 0.0])
    stock = np.array([0.02, -0.05, 0.0, 0.04, 0.01])
    model = market_model(stock, market, spans)
    design = np.column_stack([spans, market]) / np.sqrt(spans)[:, None]
    found, rest, *_ = np.linalg.lstsq(design, stock / np.sqrt(spans), rcond=None)
    assert model is not None
    assert [model.alpha, model.beta] == pytest.approx(found.tolist())
    assert model.residual_deviation == pytest.approx(float(rest[0] / 3) ** 0.5)
    one = model.abnormal(np.array([0.1]), np.array([[0.0]]), np.array([1.0]))[1][0, 0]
    four = model.abnormal(np.array([0.1]), np.array([[0.0]]), np.array([4.0]))[1][0, 0]
    assert four - 16 * (one - model.residual_deviation**2) == pytest.approx(
        4 * model.residual_deviation**2
    )


def test_a_market_that_stands_still_explains_nothing() -> None:
    assert market_model(np.array(STOCK), np.zeros(4)) is None
    assert market_model(np.array(STOCK), np.full(4, 0.01)) is None
    assert market_model(np.array(STOCK[:2]), np.array(MARKET[:2])) is None


def test_returns_without_their_market_are_refused() -> None:
    with pytest.raises(Contradiction, match="give one of the market for each of the stock"):
        run(
            "event_study",
            {
                "estimation_market": MARKET,
                "estimation_stock": STOCK[:3],
                "event_market": [0.0],
                "event_stock": [0.0],
            },
        )


def test_a_name_that_follows_the_market_exactly_cannot_be_tested() -> None:
    with pytest.raises(Contradiction, match="does not move"):
        run(
            "event_study",
            {
                "estimation_market": MARKET,
                "estimation_stock": MARKET,
                "event_market": [0.0],
                "event_stock": [0.0],
            },
        )
