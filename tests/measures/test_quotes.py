"""Quotes, marks and the book."""

import pytest

from microcap.measures.quotes import effective_spread, fair_value_mark, quoted_spread, walk_book
from microcap.model.errors import Contradiction


def test_a_bid_of_235_and_an_ask_of_410_are_54_26_percent_apart() -> None:
    """Mid 3.225, 1.75 / 3.225 = 54.26 %: the example of the mission (D18)."""
    answer = quoted_spread(bid=2.35, ask=4.10)
    assert isinstance(answer, dict)
    assert answer["mid"] == pytest.approx(3.225)
    assert answer["quoted"] == pytest.approx(1.75)
    assert answer["quoted_rel"] == pytest.approx(0.5426, abs=5e-5)
    assert answer["half_rel"] == pytest.approx(0.2713, abs=5e-5)


@pytest.mark.parametrize(("bid", "ask"), [(2.1, 2.05), (None, 2.0), (2.0, None), (0, 1), (2, 2)])
def test_a_quote_that_is_crossed_locked_or_one_sided_is_undefined(
    bid: float | None, ask: float | None
) -> None:
    answer = quoted_spread(bid=bid, ask=ask)
    assert isinstance(answer, dict)
    assert set(answer.values()) == {None}
    assert quoted_spread(cases=[[bid, ask]]) == [None]


def test_a_valid_case_among_others_is_answered_in_its_place() -> None:
    answers = quoted_spread(cases=[[2.0, 4.0], [None, 1.0]])
    assert isinstance(answers, list)
    assert answers[0] == quoted_spread(bid=2.0, ask=4.0)
    assert answers[1] is None


def test_a_case_that_is_no_quote_is_refused() -> None:
    with pytest.raises(Contradiction, match="bid and ask"):
        quoted_spread(cases=[[1.0]])


def test_effective_is_realised_plus_impact() -> None:
    """Mid 3.05: 2 x 0.15; the middle is 3.10 later: 2 x 0.10 and 2 x 0.05."""
    answer = effective_spread(3.2, 2.8, 3.3, 3.1, "buy")
    assert answer["effective"] == pytest.approx(0.3)
    assert answer["realised"] == pytest.approx(0.2)
    assert answer["impact"] == pytest.approx(0.1)


def test_a_sell_below_the_middle_costs_as_a_buy_above_it_does() -> None:
    """Mid 3.05: the seller gets 2.90, and the middle falls to 3.00: 0.3 = 0.2 + 0.1."""
    answer = effective_spread(2.9, 2.8, 3.3, 3.0, "sell")
    assert answer["effective"] == pytest.approx(0.3)
    assert answer["realised"] == pytest.approx(0.2)
    assert answer["impact"] == pytest.approx(0.1)


def test_an_unknown_side_is_read_from_the_quote_then_from_the_price_before() -> None:
    assert effective_spread(2.9, 2.8, 3.3)["effective"] == pytest.approx(0.3)
    assert effective_spread(3.0, 2.0, 4.0, previous_price=2.9)["effective"] == 0
    assert effective_spread(3.0, 2.0, 4.0)["effective"] is None


def test_without_a_valid_quote_there_is_no_effective_spread() -> None:
    assert set(effective_spread(3.0, 4.0, 2.0, side="buy").values()) == {None}


def test_four_marks_lie_between_bid_and_ask() -> None:
    """Micro: (2.35 x 1500 + 4.10 x 500) / 2000 = 2.7875."""
    assert fair_value_mark(2.35, 4.1, 500, 1500, 2.6, 1) == {
        "mid": pytest.approx(3.225),
        "microprice": pytest.approx(2.7875),
        "last_clamped": 2.6,
        "conservative_long": 2.35,
    }


@pytest.mark.parametrize(
    ("bid", "ask", "age", "position", "mark", "choice"),
    [
        (2.00, 2.08, 1, "long", 2.04, "mid"),
        (2.00, 2.20, 5, "long", 2.20, "last_in_quote"),
        (2.00, 2.20, 6, "long", 2.10, "mid"),
        (2.00, 3.00, 1, "long", 2.00, "conservative"),
        (2.00, 3.00, 1, "short", 3.00, "conservative"),
        (2.00, None, 1, "long", 2.00, "conservative"),
        (2.00, None, 1, "short", None, "conservative"),
    ],
)
def test_the_default_mark_follows_the_width_of_the_quote(
    bid: float, ask: float | None, age: int, position: str, mark: float | None, choice: str
) -> None:
    """3.9 %, 9.5 %, 40 % of the middle; the last trade of 9 dollars is held at the ask."""
    side = "long" if position == "long" else "short"
    answer = fair_value_mark(
        bid, ask, 1, 1, 9.0, age, position="long" if side == "long" else "short"
    )
    assert answer["choice"] == choice
    assert answer["mark"] == (None if mark is None else pytest.approx(mark))


def test_a_walk_takes_level_after_level() -> None:
    """300 x 2.05 + 500 x 2.10 + 400 x 2.25 = 2,565; / 1,200 = 2.1375, 165 over the middle."""
    answer = walk_book(2.0, 1200, asks=[[2.05, 300], [2.1, 500], [2.25, 1000]])
    assert answer == {
        "filled": 1200,
        "vwap": pytest.approx(2.1375),
        "cost_vs_mid": pytest.approx(165),
        "cost_bps": pytest.approx(687.5),
    }


def test_a_sale_walks_down_the_bids_and_the_rest_is_unfilled() -> None:
    """100 x 1.9 + 50 x 1.8 = 280: 300 - 280 = 20 under the middle, 850 are left."""
    answer = walk_book(2.0, 1000, bids=[[1.8, 50], [1.9, 100]])
    assert answer["filled"] == 150
    assert answer["unfilled"] == 850
    assert answer["cost_vs_mid"] == pytest.approx(20)


def test_an_empty_book_fills_nothing() -> None:
    answer = walk_book(2.0, 10, asks=[])
    assert (answer["filled"], answer["vwap"], answer["unfilled"]) == (0, None, 10)


def test_a_book_with_both_sides_or_none_is_refused() -> None:
    with pytest.raises(Contradiction, match="either asks"):
        walk_book(2.0, 10)
    with pytest.raises(Contradiction, match="price and shares"):
        walk_book(2.0, 10, asks=[[2.0]])
