"""The window of one year after the statements are issued."""

import pytest

from microcap.measures.going_concern_window import going_concern_window
from microcap.model.errors import Contradiction


def test_the_need_is_a_year_of_burn_and_the_debt_that_falls_due() -> None:
    """12 x 0.3 + 0.4 = 4.0 against 3.0: 1.0 is lacking by 31 March 2027."""
    answer = going_concern_window("2026-03-31", 3.0, 0.3, 0.4)
    assert answer["window_end"] == "2027-03-31"
    assert answer["need"] == pytest.approx(4.0)
    assert answer["shortfall"] == pytest.approx(1.0)
    assert answer["conditions_raise_substantial_doubt"] is True


def test_cash_that_covers_the_year_raises_no_doubt() -> None:
    """12 x 0.25 = 3.0, and 3.0 is held."""
    answer = going_concern_window("2026-03-31", 3.0, 0.25)
    assert (answer["shortfall"], answer["conditions_raise_substantial_doubt"]) == (0.0, False)


def test_what_operations_earn_is_not_counted_before_it_is_there() -> None:
    """A negative burn needs nothing; the debt of 2.0 is still more than 1.5 of cash."""
    answer = going_concern_window("2026-03-31", 1.5, -1.0, 2.0)
    assert (answer["need"], answer["shortfall"]) == (2.0, 0.5)


def test_a_window_from_a_leap_day_ends_on_the_28th() -> None:
    assert going_concern_window("2024-02-29", 1.0, 0.0)["window_end"] == "2025-02-28"


def test_unknown_cash_leaves_the_doubt_unknown_and_the_window_known() -> None:
    answer = going_concern_window("2026-03-31", None, 0.3)
    assert answer["window_end"] == "2027-03-31"
    assert answer["conditions_raise_substantial_doubt"] is None
    assert answer["need"] is None


def test_a_day_that_is_none_is_refused_with_an_example() -> None:
    with pytest.raises(Contradiction, match="write it as 2026-03-31"):
        going_concern_window("31 March", 3.0, 0.3)
