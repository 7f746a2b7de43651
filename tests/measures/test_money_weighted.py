"""The money-weighted result of payments."""

import pytest

from microcap.faces.calc import run
from microcap.measures.money_weighted import money_weighted_return
from microcap.model.errors import Contradiction


def test_a_hundred_that_is_121_after_two_years_grew_by_a_tenth_a_year() -> None:
    """100 x 1.1^2 = 121; two years are 730 days over 365."""
    rate = money_weighted_return([0, 730], [-100, 121])
    assert rate == pytest.approx(0.10)


def test_two_payments_are_weighted_by_their_time() -> None:
    """-100 at 0 and -50 after a year; at 20 % they are 144 + 60 = 204 after two."""
    rate = money_weighted_return([0, 365, 730], [-100, -50, 204])
    assert rate == pytest.approx(0.20)


def test_a_loss_of_nearly_all_has_a_rate_too() -> None:
    """1,000 is 0.001 after one year: 1e-6 - 1 is at the edge, 0.01 of it is -0.99999."""
    assert money_weighted_return([0, 365], [-1000, 0.01]) == pytest.approx(-0.99999)


def test_payments_alone_or_of_one_day_have_no_rate() -> None:
    assert money_weighted_return([0, 10], [-1, -1]) is None
    assert money_weighted_return([5, 5], [-1, 2]) is None
    assert money_weighted_return([], []) is None


def test_a_flow_without_a_day_is_refused() -> None:
    with pytest.raises(Contradiction, match="give each flow its day"):
        money_weighted_return([0], [-1, 2])


def test_it_can_be_asked_as_json() -> None:
    asked = {"days": [-365, 0], "flows": [-200, 100]}
    assert run("money_weighted_return", asked) == pytest.approx(-0.5)
