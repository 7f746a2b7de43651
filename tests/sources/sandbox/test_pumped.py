"""The invented market in which pumps are rare."""

from datetime import date
from math import exp

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from microcap.model.errors import Contradiction, NoSuchThing
from microcap.sources.sandbox.campaign import INTENSITIES
from microcap.sources.sandbox.pumped import PumpedMarket, pumped_market
from microcap.sources.sandbox.scripts import PUMPS

SEED = 88_117


@pytest.fixture(scope="module")
def market() -> PumpedMarket:
    """Sixty quiet names and three pumps of each family and intensity."""
    return pumped_market(SEED, names=60, pumps=3)


def test_every_family_is_planted_at_every_intensity(market: PumpedMarket) -> None:
    planted = {(one.family, one.intensity) for one in market.planted}
    assert planted == {(family, intensity) for family in PUMPS for intensity in INTENSITIES}
    assert len(market.planted) == 3 * 3 * 3


def test_each_name_has_a_row_a_session_in_order(market: PumpedMarket) -> None:
    rows = market.rows
    assert rows["security"].n_unique() == 60 + 27
    assert_frame_equal(rows, rows.sort("security", "day"))
    assert set(rows.group_by("security").len()["len"]) == {rows["day"].n_unique()}
    assert rows["security"].str.starts_with("ZZ").all()


def test_a_session_without_a_trade_carries_the_close_and_no_volume(market: PumpedMarket) -> None:
    silent = market.rows.filter(pl.col("volume") == 0)
    assert silent.height > 100
    assert (silent["open"] == silent["close"]).all()
    assert (silent["high"] == silent["low"]).all()


def test_the_days_of_a_pump_follow_each_other(market: PumpedMarket) -> None:
    for one in market.planted:
        assert one.buying <= one.rise <= one.top <= one.end
        assert one.rise < one.dump <= one.end


def test_a_louder_pump_lifts_the_price_further(market: PumpedMarket) -> None:
    """Planned rises: faint at most e^0.8, loud at least e^1.2; compared are the means of nine."""

    def lift(intensity: str) -> float:
        rises: list[float] = []
        for one in market.planted:
            if one.intensity == intensity:
                rows = market.rows.filter(pl.col("security") == one.security)
                top = rows.filter(pl.col("day") == one.top)["close"].item()
                before = rows.filter(pl.col("day") < one.buying)["close"].tail(20).median()
                assert isinstance(before, float)
                rises.append(float(top) / before)
        return sum(rises) / len(rises)

    assert lift("faint") < exp(0.9) < lift("loud")
    assert lift("plain") < lift("loud")


def test_messages_of_the_third_family_are_never_in_public(market: PumpedMarket) -> None:
    closed = [one for one in market.planted if one.family == "offering_collapse"]
    assert not any(one.in_public for one in closed)
    assert any(one.in_public for one in market.planted if one.intensity == "loud")


def test_the_same_seed_gives_the_same_rows_and_another_others() -> None:
    one = pumped_market(SEED, names=50, pumps=0)
    assert_frame_equal(one.rows, pumped_market(SEED, names=50, pumps=0).rows)
    assert one.planted == ()
    assert not one.rows.equals(pumped_market(SEED + 1, names=50, pumps=0).rows)


def test_leaving_a_family_out_leaves_the_quiet_names_as_they_were(market: PumpedMarket) -> None:
    few = pumped_market(SEED, names=60, pumps=1, families=("slow_promotion",))
    quiet = pl.col("security") < "ZZ100000"
    assert_frame_equal(few.rows.filter(quiet), market.rows.filter(quiet))


def test_two_years_are_covered(market: PumpedMarket) -> None:
    days = market.rows["day"]
    assert (days.min(), days.max()) == (date(2023, 1, 3), date(2024, 12, 31))


def test_too_few_names_and_an_unknown_family_are_refused() -> None:
    with pytest.raises(Contradiction, match="it needs 50 names"):
        pumped_market(1, names=3)
    with pytest.raises(NoSuchThing, match="there are pump_and_dump, slow_promotion"):
        pumped_market(1, names=60, families=("hype",))
