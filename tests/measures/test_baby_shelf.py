"""The one-third limit by pencil."""

import pytest

from microcap.measures.baby_shelf import baby_shelf_room


def test_a_third_of_the_float_less_what_was_sold() -> None:
    """4,000,000 x 3.00 = 12m, a third 4m, less 1m: 3m."""
    told = baby_shelf_room(4_000_000, 3.0, sold_12_months=1e6)
    assert told["applies"] is True
    assert told["float_value"] == 12e6
    assert told["limit"] == pytest.approx(4e6)
    assert told["room"] == pytest.approx(3e6)


def test_at_seventy_five_million_there_is_no_limit() -> None:
    told = baby_shelf_room(25_000_000, 3.0)
    assert (told["applies"], told["limit"], told["room"]) == (False, None, None)


def test_an_unknown_float_gives_nulls() -> None:
    told = baby_shelf_room(None, 3.0)
    assert set(told.values()) == {None}
