"""One event measured, on invented returns whose model is known."""

import numpy as np
import pytest
from numpy.typing import NDArray

from microcap.studies.event_windows import DAYS, Series, before, measured, trade_returns

EVENT = 255
"""The number of the event's session; its estimation window is sessions 5 to 244."""
MARKET = np.tile([-0.01, 0.01, -0.01, 0.01], 68)[:270]
REST = np.tile([0.01, 0.01, -0.01, -0.01], 68)[:270]
"""What the market leaves over: it has nothing to do with it, and its mean is zero."""
S2 = 0.0001 * 240 / 238
REACH = 269
Floats = NDArray[np.float64]


def _levels(returns: Floats) -> Floats:
    levels: Floats = np.ones(len(returns))
    levels[1:] = np.cumprod(1 + returns[1:])
    return levels


def _returns() -> Floats:
    """Twice the market and the rest; within the event window the rest is 0.10 on day 0."""
    returns: Floats = np.add(2 * MARKET, REST)
    returns[EVENT - 10 :] = 2 * MARKET[EVENT - 10 :]
    returns[EVENT] += 0.10
    return returns


def _series(close: Floats, keep: NDArray[np.bool_] | None = None, **more: Floats) -> Series:
    rows = np.ones(len(close), bool) if keep is None else keep
    values = {"volume": np.full(len(close), 1000.0), "shares": np.full(len(close), 2e6)} | more
    return Series(
        np.arange(len(close))[rows],
        close[rows],
        values["volume"][rows],
        more.get("traded", np.ones(len(close)))[rows].astype(bool),
        more.get("broken", np.zeros(len(close)))[rows].astype(bool),
        values["shares"][rows],
        close[rows],
    )


def test_the_model_and_the_sums_are_those_by_pencil() -> None:
    """Intercept 0, slope 2, s2 = 240 x 0.0001 / 238. The forecast of a day with the market 0.01 from
    its mean has s2 (1 + 1/240 + 0.0001/0.024) = s2 (1 + 2/240); of [-1,+1] the market's sum is 0.01
    or less: s2 (3 + 9/240 + 0.0001/0.024)."""
    series = _series(_levels(_returns()))
    found = measured(
        series, trade_returns(series), _levels(MARKET), EVENT, REACH, way="daily", fewest=100
    )
    assert found.reason == ""
    assert found.returns_used == 240
    assert found.model is not None
    assert found.model.alpha == pytest.approx(0, abs=1e-12)
    assert found.model.beta == pytest.approx(2)
    assert found.abnormal[0][0] == pytest.approx(0.10)
    assert found.abnormal[0][1] == pytest.approx((S2 * (1 + 2 / 240)) ** 0.5)
    assert found.sums[-1, 1].total == pytest.approx(0.10)
    assert found.sums[-1, 1].error == pytest.approx((S2 * (3 + 9 / 240 + 0.0001 / 0.024)) ** 0.5)
    assert found.sums[0, 5].total == pytest.approx(0.10)
    assert found.sums[1, 5].total == pytest.approx(0, abs=1e-12)
    assert found.row is not None
    assert found.row[DAYS.index(0)] == pytest.approx(0.10)
    assert np.isfinite(found.row).all()


def test_a_day_without_trade_has_no_return_and_the_next_has_both() -> None:
    """Day +1 does not trade: the return of day +2 is measured from day 0."""
    close = _levels(_returns())
    traded = np.ones(270)
    traded[EVENT + 1] = 0
    series = _series(close, traded=traded)
    found = measured(
        series, trade_returns(series), _levels(MARKET), EVENT, REACH, way="daily", fewest=100
    )
    assert sorted(found.abnormal) == [-1, 0, 2, 3, 4, 5]
    both = close[EVENT + 2] / close[EVENT] - 1
    assert found.abnormal[2][0] == pytest.approx(both - 2 * MARKET[EVENT + 2])
    assert found.sums[0, 5].days == 5


def test_from_trade_to_trade_the_market_is_that_of_the_same_sessions() -> None:
    close, levels = _levels(_returns()), _levels(MARKET)
    traded = np.ones(270)
    traded[EVENT + 1] = 0
    series = _series(close, traded=traded)
    found = measured(
        series, trade_returns(series), levels, EVENT, REACH, way="trade_to_trade", fewest=100
    )
    stock = close[EVENT + 2] / close[EVENT] - 1
    market = levels[EVENT + 2] / levels[EVENT] - 1
    assert found.abnormal[2][0] == pytest.approx(stock - 2 * market)


def test_a_name_that_moves_a_day_late_has_its_beta_by_lead_and_lag() -> None:
    """Its return is the market's of the day before, and noise of its own."""
    rng = np.random.default_rng(11)
    market = rng.normal(0, 0.01, 270)
    late = np.roll(market, 1) + rng.normal(0, 0.001, 270)
    series = _series(_levels(late))
    betas = {
        way: found.model.beta
        for way in ("daily", "dimson")
        if (
            found := measured(
                series,
                trade_returns(series),
                _levels(market),
                EVENT,
                REACH,
                way=way,
                fewest=100,
            )
        ).model
    }
    assert abs(betas["daily"]) < 0.2
    assert betas["dimson"] == pytest.approx(1, abs=0.05)


def test_more_zeros_than_half_leaves_the_ranks_alone() -> None:
    """Of each eight sessions five repeat the price: 62.5 % without a move."""
    steps = np.tile([0, 0, 0, 0, 0, 0.01, -0.02, 0.012], 34)[:270].astype(float)
    series = _series(_levels(steps))
    found = measured(
        series, trade_returns(series), _levels(MARKET), EVENT, REACH, way="daily", fewest=100
    )
    assert found.zero_share == pytest.approx(0.625)
    assert found.ranks_only


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("no rows", "no bar of the name is held in the event window"),
        ("few", "fewer than 100 traded days in the estimation window"),
        ("broken", "a suspected split or a gap lies in the event window"),
        ("silent", "no trade in the event window"),
        ("market", "the market is not held on the days of the event"),
        ("early", "the event window had not ended where the bars end"),
    ],
)
def test_an_event_that_cannot_be_used_says_why(change: str, reason: str) -> None:
    close, levels = _levels(_returns()), _levels(MARKET)
    traded, broken, keep = np.ones(270), np.zeros(270), np.ones(270, bool)
    reach = REACH
    if change == "no rows":
        keep[EVENT - 1 :] = False
    elif change == "few":
        traded[:150] = 0
    elif change == "broken":
        broken[EVENT] = 1
    elif change == "silent":
        traded[EVENT - 1 :] = 0
    elif change == "market":
        levels[EVENT] = np.nan
    else:
        reach = EVENT + 4
    series = _series(close, keep, traded=traded, broken=broken)
    found = measured(series, trade_returns(series), levels, EVENT, reach, way="daily", fewest=100)
    assert found.reason == reason
    assert found.sums == {}


def test_a_name_that_dies_in_the_window_is_kept_with_the_days_it_has() -> None:
    keep = np.ones(270, bool)
    keep[EVENT + 3 :] = False
    series = _series(_levels(_returns()), keep)
    found = measured(
        series, trade_returns(series), _levels(MARKET), EVENT, REACH, way="daily", fewest=100
    )
    assert found.ends_inside
    assert found.sums[0, 5].days == 3
    assert found.sums[0, 5].total == pytest.approx(0.10)


def test_volume_is_held_against_its_own_log_mean() -> None:
    """Logs of 1 + V are 1 and 3 in turn, mean 2; on day 0 it is 6: 4 above, in deviations of
    (240/239)^1/2."""
    volume = np.where(np.arange(270) % 2 == 0, np.e - 1, np.e**3 - 1)
    volume[EVENT] = np.e**6 - 1
    series = _series(_levels(_returns()), volume=volume)
    found = measured(
        series, trade_returns(series), _levels(MARKET), EVENT, REACH, way="daily", fewest=100
    )
    assert list(found.volume[0]) == pytest.approx([4, 4 / (240 / 239) ** 0.5])


def test_price_and_size_are_those_before_the_window() -> None:
    """The last row before day -1 is day -2; two million shares."""
    close = _levels(_returns())
    series = _series(close)
    day_before = close[EVENT - 2]
    assert list(before(series, EVENT)) == pytest.approx([day_before, 2e6 * day_before])
    assert before(series, 0) == (None, None)
