"""A rung at a price, at half of it and at twice."""

from datetime import date

import pytest

from microcap.model.figures import Figure, cannot_tell
from microcap.model.verdicts import Evidence
from microcap.research.ladder import Ground, Way, part_of, rung

GROUND = Ground(
    date(2024, 6, 28),
    Figure(2.0, "USD/share"),
    Figure(5_000_000, "shares"),
    Figure(4_000_000, "shares"),
)
WORDS = (Evidence("0009900001-24-000001", "“words”", date(2024, 6, 3)),)


def test_dollars_bring_twice_the_shares_at_half_the_price() -> None:
    """3m at 2, 1 and 4: 1.5m, 3m and 0.75m shares; 1.5m is 37.5 % of 4m and 30 % of 5m."""
    one = rung(GROUND, Way("shelf", "a shelf", lambda price: 3e6 / price, WORDS))
    assert [one.at(times).value for times in (1.0, 0.5, 2.0)] == [1_500_000, 3_000_000, 750_000]
    assert (one.of_float.value, one.of_outstanding.value) == (0.375, 0.3)
    assert one.at_price.sources == ("0009900001-24-000001",)


def test_a_number_that_is_not_told_is_never_zero() -> None:
    one = rung(GROUND, Way("warrants", "some", None, WORDS, missing="how many"))
    assert (one.at_price.value, one.at_price.missing) == (None, "how many")
    assert one.of_float.status == "cannot_tell"


def test_without_a_price_no_rung_is_priced() -> None:
    blind = Ground(
        GROUND.day, cannot_tell("USD/share", "a bar"), GROUND.outstanding, GROUND.floating
    )
    one = rung(blind, Way("shelf", "a shelf", lambda price: 3e6 / price, WORDS))
    assert one.at_half.missing == "a bar"


@pytest.mark.parametrize("whole", [cannot_tell("shares", "holdings"), Figure(0, "shares")])
def test_a_part_of_an_unknown_or_empty_whole_cannot_be_told(whole: Figure) -> None:
    assert part_of(Figure(1, "shares"), whole, "float").value is None
