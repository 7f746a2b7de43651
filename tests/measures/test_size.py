"""Market cap, tiers, float and the penny-stock rule."""

from typing import Any

import pytest

from microcap.measures.size import free_float, low_priced, market_cap, penny_stock, size_tier
from microcap.model.errors import Contradiction, NoSuchThing


def test_a_market_cap_is_price_times_shares() -> None:
    """2.35 x 12.5 million = 29.375 million."""
    assert market_cap(price=2.35, shares_outstanding=12_500_000) == pytest.approx(29_375_000)


def test_the_daily_change_does_not_enter_a_market_cap() -> None:
    """5 x 10 million; the wrong formula would have given 5 x 0.1."""
    answer = market_cap(price=5.0, shares_outstanding=10_000_000, daily_change=0.1)
    assert answer == {"market_cap": 50_000_000.0, "must_not_equal": 0.5}


def test_shares_reported_before_a_reverse_split_are_counted_in_new_shares() -> None:
    """60 million / 20 x 4 dollars; where the count is already new, 60 million x 4."""
    split: dict[str, Any] = {
        "price_after": 4.0,
        "shares_reported_before": 60e6,
        "split_ratio_new_per_old": 0.05,
    }
    assert market_cap(**split, split_effective_after_share_date=True) == pytest.approx(12e6)
    assert market_cap(**split, split_effective_after_share_date=False) == pytest.approx(240e6)


def test_share_classes_are_summed_at_their_own_prices() -> None:
    """2 x 1,000 + 3 x 500 = 3,500."""
    classes = [
        {"price": 2.0, "shares_outstanding": 1000},
        {"price": 3.0, "shares_outstanding": 500},
    ]
    assert market_cap(classes=classes) == pytest.approx(3500)


def test_an_adr_stands_for_several_ordinary_shares() -> None:
    """100 million ordinary, 10 to an ADR of 2 dollars: 10 million x 2."""
    cap = market_cap(price=2.0, shares_outstanding=100e6, ordinary_per_adr=10)
    assert cap == pytest.approx(20e6)


def test_an_unknown_price_gives_no_market_cap() -> None:
    assert market_cap(price=None, shares_outstanding=1000) is None
    assert market_cap(classes=[{"price": None, "shares_outstanding": 5}]) is None


def test_two_ways_of_asking_at_once_are_refused() -> None:
    with pytest.raises(Contradiction, match="give one of them"):
        market_cap(price=1.0, classes=[{"price": 1.0, "shares_outstanding": 1}])
    with pytest.raises(Contradiction, match="split_ratio_new_per_old"):
        market_cap(price_after=4.0, shares_reported_before=6.0)
    with pytest.raises(Contradiction, match="zero or more"):
        market_cap(price=-1.0, shares_outstanding=5)


@pytest.mark.parametrize(
    ("cap", "tier"),
    [
        (49_999_999.99, "nano"),
        (50e6, "micro"),
        (299_999_999.99, "micro"),
        (300e6, "small"),
        (2e9, "mid"),
        (10e9, "large"),
        (200e9, "mega"),
        (0, "unknown"),
        (-5, "unknown"),
        (None, "unknown"),
    ],
)
def test_a_tier_begins_at_its_lower_bound(cap: float | None, tier: str) -> None:
    assert size_tier(cap) == tier


def test_a_definition_that_nobody_wrote_is_named() -> None:
    with pytest.raises(NoSuchThing, match="defalt"):
        size_tier(5e7, "defalt")


def test_float_is_what_insiders_and_locks_leave() -> None:
    """12.5 - 3.1 - 2.0 - 0.9 = 6.5 million, 52 %."""
    answer = free_float(12_500_000, 3_100_000, 2_000_000, 900_000)
    assert answer == {"float_shares": 6_500_000, "float_pct": pytest.approx(0.52)}


def test_an_unknown_part_leaves_the_float_unknown() -> None:
    assert free_float(12_500_000, None) == {"float_shares": None, "float_pct": None}


def test_holders_counted_twice_are_refused() -> None:
    with pytest.raises(Contradiction, match="count each holder once"):
        free_float(1000, 800, 300)


@pytest.mark.parametrize(
    ("listed", "bid", "assets", "years", "revenue", "penny"),
    [
        (True, 0.80, 0, 1, 0, False),
        (False, 4.99, 1.9e6, 4, 5.9e6, True),
        (False, 5.00, 0, 1, 0, False),
        (False, 1.20, 2.5e6, 4, 0, False),
        (False, 1.20, 2.5e6, 2, 0, True),
        (False, 1.20, 5.1e6, 2, 0, False),
        (False, 1.20, 2.0e6, 9, 0, True),
        (False, 1.20, 0, 9, 6e6, False),
        (False, 1.20, None, 9, 0, None),
        (None, 1.20, 0, 9, 0, None),
    ],
)
def test_a_penny_stock_is_one_that_no_exclusion_saves(
    listed: bool | None,
    bid: float,
    assets: float | None,
    years: float,
    revenue: float,
    penny: bool | None,
) -> None:
    """17 CFR 240.3a51-1 (a), (d) and (g), read case by case."""
    assert penny_stock(listed, bid, assets, years, revenue) is penny


def test_without_an_inside_bid_three_dealers_are_asked() -> None:
    """(4 + 5 + 6) / 3 = 5.00 is excluded; two bids are too few."""
    assert penny_stock(False, None, 0, 1, 0, interdealer_bids=[4, 5, 6]) is False
    with pytest.raises(Contradiction, match="three or more"):
        penny_stock(False, None, 0, 1, 0, interdealer_bids=[4, 5])


def test_low_priced_is_below_five_dollars() -> None:
    assert [low_priced(price) for price in (4.99, 5.0, None)] == [True, False, None]
