"""Average volume, its ratio and its verdict."""

import pytest

from microcap.measures.own_panel import own_panel
from microcap.measures.volume import (
    adv,
    adv_conservative,
    adv_conservative_90,
    adv_ex_top2_90,
    adv_ratio,
    adv_shares_10,
    adv_shares_90,
    adv_usd_90,
    liquidity_verdict,
    median_usd_90,
    rvol_20,
    traded_days_90,
    volume_statistics,
)
from microcap.model.errors import Contradiction
from microcap.view.evaluate import evaluate


def test_the_ratio_sets_ten_days_against_ninety() -> None:
    """80 days of 100 and ten of 190: 190 / ((8,000 + 1,900) / 90) = 190 / 110."""
    answer = adv([100.0] * 80 + [190.0] * 10)
    assert answer == {"adv10": 190.0, "adv90": 110.0, "ratio": pytest.approx(190 / 110)}


def test_event_days_are_counted_from_one_and_taken_out() -> None:
    """Nine days of 10 and one of 910 on day 20: 910 / 1,000; without it 10."""
    answer = adv([10.0] * 19 + [910.0], event_days=[20])
    assert answer["event_share_10d"] == pytest.approx(0.91)
    assert answer["top2_share_10d"] == pytest.approx(0.92)
    assert answer["adv10_ex_events"] == 10.0


def test_too_few_sessions_have_no_average() -> None:
    assert adv([5.0] * 9) == {"adv10": None, "adv90": None, "ratio": None}
    assert adv([5.0] * 12) == {"adv10": 5.0, "adv90": None, "ratio": None}


def test_no_volume_at_all_has_no_ratio_and_no_share() -> None:
    answer = adv([0.0] * 30, event_days=[30])
    assert answer["adv10"] == 0.0
    assert answer["ratio"] is None
    assert answer["event_share_10d"] is None


@pytest.mark.parametrize("days", [[0], [31], [True], ["x"], "88", {"a": 1}])
def test_an_event_day_that_is_no_session_is_refused(days: list[int]) -> None:
    with pytest.raises(Contradiction, match="event"):
        adv([1.0] * 30, event_days=days)


def test_the_ratio_is_named_after_the_sessions_it_rests_on() -> None:
    """Ten bars of 2 dollars and 50 shares, ratio of ten days to themselves."""
    bars = [{"close": 2.0, "volume": 50} for _ in range(10)]
    assert volume_statistics(bars) == {
        "adv_shares": 50.0,
        "adv10": 50.0,
        "ratio_adv10_adv10": 1.0,
        "adv_dollar": 100.0,
        "median_dollar_volume": 100.0,
    }


def test_the_conservative_volume_is_the_lower_of_two() -> None:
    """Median of 70 x 100 and 20 x 300 is 100; ADV20 is 300."""
    assert adv_conservative([100.0] * 70 + [300.0] * 20) == 100.0
    assert adv_conservative([300.0] * 70 + [100.0] * 20) == 100.0
    assert adv_conservative([100.0] * 19) is None


@pytest.mark.parametrize(
    ("volume", "verdict", "reason"),
    [
        ([100.0] * 90, "consistent", None),
        ([100.0] * 80 + [200.0] * 10, "sporadic", "rising"),
        ([100.0] * 80 + [50.0] * 10, "sporadic", "drying_up"),
        ([100.0] * 88 + [5000.0, 100.0], "sporadic", "spiky"),
        ([0.0] * 90, "cannot_tell", None),
        ([100.0] * 19, "cannot_tell", None),
    ],
)
def test_volume_is_consistent_or_sporadic_with_a_reason(
    volume: list[float], verdict: str, reason: str | None
) -> None:
    """Ratios 1, 200 / 111 = 1.8, 50 / 94 = 0.53; one day of 5,000 makes 5,000 / 5,900."""
    answer = liquidity_verdict(volume)
    assert (answer["verdict"], answer["reason"]) == (verdict, reason)


def test_the_reducers_average_what_the_methods_average() -> None:
    """Closes of 2: dollars are twice the shares; without 190 and 190 the rest is 8 x 190."""
    rows = own_panel([2.0] * 90, [100.0] * 80 + [190.0] * 10)
    answer = evaluate(
        rows,
        {
            "ten": adv_shares_10(),
            "ninety": adv_shares_90(),
            "dollars": adv_usd_90(),
            "median": median_usd_90(),
            "ratio": adv_ratio(),
            "conservative": adv_conservative_90(),
            "without": adv_ex_top2_90(),
            "relative": rvol_20(),
            "traded": traded_days_90(),
        },
    ).row(0, named=True)
    assert answer == {
        "security": "own",
        "ten": 190.0,
        "ninety": 110.0,
        "dollars": 220.0,
        "median": 200.0,
        "ratio": pytest.approx(190 / 110),
        "conservative": 100.0,
        "without": pytest.approx((8000 + 8 * 190) / 88),
        "relative": pytest.approx(190 / ((11 * 100 + 9 * 190) / 20)),
        "traded": 90,
    }


def test_relative_volume_after_silence_is_unknown_not_infinite() -> None:
    answer = evaluate(own_panel([1.0] * 21, [0.0] * 20 + [500.0]), {"relative": rvol_20()})
    assert answer["relative"].to_list() == [None]
