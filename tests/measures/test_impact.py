"""What an order does to the price."""

import math

import pytest

from microcap.measures.impact import (
    almgren_2005,
    days_to_liquidate,
    dollars_to_move,
    dollars_to_move_5pct,
    move_per_1000_usd_90,
    round_trip_cost,
    square_root_impact,
)
from microcap.measures.own_panel import own_panel
from microcap.model.errors import Contradiction
from microcap.view.evaluate import evaluate


def test_a_position_of_sixty_days_volume_takes_thirty_days_at_a_fifth() -> None:
    """90,000 / (0.2 x 15,000) = 30; by default a tenth: 60."""
    assert days_to_liquidate(90_000, 15_000, 0.2) == pytest.approx(30)
    assert days_to_liquidate(90_000, 15_000) == pytest.approx(60)


def test_nothing_trades_means_no_bound_and_nothing_held_means_now() -> None:
    assert days_to_liquidate(1, 0) == math.inf
    assert days_to_liquidate(0, 0) == 0.0
    assert days_to_liquidate(5, None) is None


@pytest.mark.parametrize("participation", [0, -0.1, 1.01])
def test_a_share_of_the_volume_lies_between_none_and_all(participation: float) -> None:
    with pytest.raises(Contradiction, match="participation"):
        days_to_liquidate(5, 5, participation)


def test_a_quarter_of_the_volume_moves_half_a_sigma() -> None:
    """0.04 x sqrt(1/4) = 0.02, two thirds of it on average."""
    answer = square_root_impact(250, 1000, 0.04)
    assert answer == {"peak": pytest.approx(0.02), "average": pytest.approx(0.04 / 3)}


def test_beyond_a_days_volume_the_law_is_flagged() -> None:
    """0.04 x sqrt(4) = 0.08."""
    answer = square_root_impact(4000, 1000, 0.04)
    assert (answer["peak"], answer["flags"]) == (pytest.approx(0.08), ["extrapolated"])
    assert square_root_impact(1, 0, 0.04)["peak"] == math.inf
    assert square_root_impact(0, 0, 0.04) == {"peak": 0.0, "average": 0.0}


def test_the_ibm_example_of_the_paper_costs_25_basis_points() -> None:
    """Almgren et al. 2005, table 4: permanent 20, temporary 15, cost 25 basis points."""
    answer = almgren_2005(656_100, 6_561_000, 1_728_000_000, 0.0157, 0.2)
    assert answer["permanent"] * 1e4 == pytest.approx(20, abs=0.5)
    assert answer["temporary"] * 1e4 == pytest.approx(15, abs=0.5)
    assert answer["cost_J"] * 1e4 == pytest.approx(25, abs=0.5)


def test_a_trade_without_time_is_refused() -> None:
    with pytest.raises(Contradiction, match="above zero"):
        almgren_2005(1, 1, 1, 0.1, 0)


def test_a_round_trip_adds_spread_impact_commission_and_fees() -> None:
    """0.05 + 2 x (0.04 / 3) + 2 x 0.01 / 2 + 0.001."""
    cost = round_trip_cost(0.05, 250, 1000, 0.04, 1.0, 0.01, 2.0, 0.001)
    assert cost == pytest.approx(0.05 + 0.08 / 3 + 0.01 + 0.001)


def test_a_commission_a_share_needs_the_price() -> None:
    with pytest.raises(Contradiction, match="give the price"):
        round_trip_cost(0.05, 250, 1000, 0.04, commission_per_share=0.01)


def test_half_a_sigma_takes_a_quarter_of_a_days_dollars() -> None:
    """(0.02 / 0.04)^2 = 1/4 of 1,000; five sigma would take 25 days: not answered."""
    answer = dollars_to_move(0.02, 0.04, 1000)
    assert answer == {"dollars": pytest.approx(250), "share_of_adv": pytest.approx(0.25)}
    beyond = dollars_to_move(0.2, 0.04, 1000)
    assert (beyond["dollars"], beyond["flags"]) == (None, ["extrapolated"])


def test_the_reducers_turn_the_law_round() -> None:
    """Returns of +-0.1: sigma 0.1 sqrt(24/23) of 24; a volume of 10,000 dollars a day."""
    closes = [1.0]
    for place in range(24):
        closes.append(closes[-1] * math.exp(0.1 * (-1) ** place))
    rows = own_panel(closes, [10_000 / close for close in closes])
    found = evaluate(rows, {"five": dollars_to_move_5pct(), "move": move_per_1000_usd_90()})
    sigma = 0.1 * math.sqrt(24 / 23)
    assert found["five"][0] == pytest.approx((0.05 / sigma) ** 2 * 10_000)
    assert found["move"][0] == pytest.approx(sigma * math.sqrt(0.1))
