"""The one-third limit by pencil."""

import pytest

from microcap.faces.calc import run


def test_a_third_of_the_float_less_what_was_sold() -> None:
    """4,000,000 x 3.00 = 12m, a third 4m, less 1m: 3m."""
    asked = {"float_shares": 4_000_000, "highest_price": 3.0, "sold_12_months": 1e6}
    told = run("baby_shelf_room", asked)
    assert told["applies"] is True
    assert (told["float_value"], told["limit"], told["room"]) == (
        12e6,
        pytest.approx(4e6),
        pytest.approx(3e6),
    )


def test_at_seventy_five_million_there_is_no_limit() -> None:
    told = run("baby_shelf_room", {"float_shares": 25_000_000, "highest_price": 3.0})
    assert (told["applies"], told["limit"], told["room"]) == (False, None, None)


def test_an_unknown_float_gives_nulls() -> None:
    told = run("baby_shelf_room", {"float_shares": None, "highest_price": 3.0})
    assert set(told.values()) == {None}
