"""Words of a sale that was made, and of one that may be."""

from datetime import UTC, date, datetime

import pytest

from microcap.view.said import Stated
from microcap.view.takedowns import did_sell, largest_amount, offered


def _sold(quote: str, **says: float) -> Stated:
    day = date(2024, 5, 14)
    known = datetime(2024, 5, 15, tzinfo=UTC)
    return Stated("atm_or_takedown", "sold", quote, says, "10-Q", day, known, "a", "b", 0)


@pytest.mark.parametrize(
    ("quote", "made"),
    [
        ("Through March 31, 2024, we sold 500,000 shares under the sales agreement.", True),
        ("The Company issued and sold 500,000 shares under the ATM program.", True),
        ("Any portion of the $3,000,000 not previously sold may be later made available.", False),
        ("We have not sold any shares under the sales agreement.", False),
    ],
)
def test_only_a_sale_that_was_made_counts_as_sold(quote: str, made: bool) -> None:
    assert did_sell(_sold(quote)) is made


def test_an_offer_is_its_dollars_or_its_shares_times_its_price() -> None:
    """1,000,000 shares at 2.00; a price of a hundredth of a cent is that of pre-funded warrants."""
    assert offered(_sold("a", at_most=3e6, dollars=1.0)) == 3e6
    assert offered(_sold("a", shares=1_000_000, price=2.0)) == 2e6
    assert offered(_sold("a", shares=1_000_000, price=0.0001)) is None


def test_fees_are_no_programme() -> None:
    assert largest_amount([_sold("a", dollars=30_000.0)]) is None
    assert largest_amount([_sold("a", dollars=30_000.0), _sold("a", dollars=3e6)]) == 3e6
