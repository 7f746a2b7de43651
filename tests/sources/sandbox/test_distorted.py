"""The invented market in which short-and-distort is rare."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from microcap.model.errors import Contradiction, NoSuchThing
from microcap.sources.sandbox.campaign import INTENSITIES
from microcap.sources.sandbox.distorted import FAMILIES, DistortedMarket, distorted_market

SEED = 83_559


@pytest.fixture(scope="module")
def market() -> DistortedMarket:
    """Sixty names left alone and three cases of each family and intensity."""
    return distorted_market(SEED, names=60, cases=3)


def test_every_family_is_planted_at_every_intensity(market: DistortedMarket) -> None:
    planted = [(one.family, one.intensity) for one in market.planted]
    assert set(planted) == {(family, intensity) for family in FAMILIES for intensity in INTENSITIES}
    assert len(planted) == 2 * 3 * 3


def test_the_days_of_a_case_follow_each_other(market: DistortedMarket) -> None:
    for one in market.planted:
        assert one.shorting < one.first <= one.low <= one.end


def test_a_part_of_the_volume_is_sold_short_wherever_something_traded(
    market: DistortedMarket,
) -> None:
    silent = market.rows.filter(pl.col("volume") == 0)
    assert silent.height > 100
    assert silent["short_share"].null_count() == silent.height
    traded = market.rows.filter(pl.col("volume") > 0)["short_share"]
    assert traded.null_count() == 0
    assert traded.is_between(0.0, 1.0).all()


def test_more_is_sold_short_in_a_loud_case_than_in_the_weeks_before(
    market: DistortedMarket,
) -> None:
    """At least 0.14 more by plan; the mean of six, whose chance is far smaller."""
    more: list[float] = []
    for one in market.planted:
        if one.intensity == "loud":
            rows = market.rows.filter(pl.col("security") == one.security)
            inside = rows.filter(pl.col("day").is_between(one.first, one.low))["short_share"].mean()
            before = rows.filter(pl.col("day") < one.shorting)["short_share"].mean()
            assert isinstance(inside, float) and isinstance(before, float)
            more.append(inside - before)
    assert sum(more) / len(more) > 0.1


def test_negative_publications_stand_on_the_day_of_the_first_one(market: DistortedMarket) -> None:
    sudden = [
        one for one in market.planted if one.family == "sudden_report" and one.intensity != "faint"
    ]
    assert all(one.in_public for one in sudden)
    for one in sudden:
        mine = (pl.col("security") == one.security) & (pl.col("day") == one.first)
        assert market.rows.filter(mine)["negative"].to_list() == [True]


def test_the_same_seed_gives_the_same_rows_and_another_others() -> None:
    one = distorted_market(SEED, names=50, cases=0)
    assert_frame_equal(one.rows, distorted_market(SEED, names=50, cases=0).rows)
    assert not one.rows.equals(distorted_market(SEED + 1, names=50, cases=0).rows)


def test_leaving_a_family_out_leaves_the_others_as_they_were(market: DistortedMarket) -> None:
    few = distorted_market(SEED, names=60, cases=3, families=("report_waves",))
    kept = (pl.col("security") < "ZZ100000") | (pl.col("security") >= "ZZ200000")
    assert_frame_equal(few.rows.filter(kept), market.rows.filter(kept))


def test_too_few_names_and_an_unknown_family_are_refused() -> None:
    with pytest.raises(Contradiction, match="it needs 50 names"):
        distorted_market(1, names=3)
    with pytest.raises(NoSuchThing, match="there are sudden_report, report_waves"):
        distorted_market(1, names=60, families=("gossip",))
