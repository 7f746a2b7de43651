"""New shares at a price."""

import pytest

from microcap.faces.calc import run
from microcap.measures.treasury_stock import conversion_price, treasury_stock
from microcap.model.errors import Contradiction


def test_the_vector_of_the_treasury_stock_method() -> None:
    """TSM-1: 1,500,000 (1 - 1 / 2.5) = 900,000; the strike of 4 is above the price."""
    told = run(
        "treasury_stock",
        {"basic": 10_000_000, "options": [[1_500_000, 1.0], [500_000, 4.0]], "price": 2.5},
    )
    assert told == {"incremental": pytest.approx(900_000), "diluted": pytest.approx(10_900_000)}


def test_the_vector_of_a_variable_note_at_the_price_and_at_half() -> None:
    """TSM-3: 500,000 / 0.06 = 8,333,333 new on 50,000,000; at half the price twice as many."""
    told = treasury_stock(
        principal=500_000, market_price=0.1, discount=0.4, shares_outstanding=50_000_000
    )
    assert told["conversion_price"] == pytest.approx(0.06)
    assert told["new_shares"] == pytest.approx(8_333_333.33, rel=1e-6)
    assert told["dilution"] == pytest.approx(1 / 6)
    assert told["dilution_if_price_halves"] == pytest.approx(1 / 3)


def test_a_floor_stops_the_conversion_price() -> None:
    assert conversion_price(0.1, 0.4, floor=0.08) == 0.08


@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {"basic": 1, "options": [], "price": 0},
        {"principal": 1, "market_price": 1, "discount": 1},
    ],
)
def test_inputs_that_make_no_sense_are_refused(inputs: dict[str, object]) -> None:
    with pytest.raises(Contradiction):
        run("treasury_stock", inputs)
