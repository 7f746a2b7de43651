"""The compiled twins of spreads and volatility: equal to their reducers on every kind of day."""

import math
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microcap.measures.abdi_ranaldo import ar_two_day_90
from microcap.measures.consensus import spread_consensus_90
from microcap.measures.corwin_schultz import cs_two_day_90
from microcap.measures.drawdown import atr_14, gap_open, gap_quantile_252, worst_gap_252
from microcap.measures.edge_panel import edge_90
from microcap.measures.fht import fht_90
from microcap.measures.histories import full_sample, histories
from microcap.measures.histories.ranges import _quantiles
from microcap.measures.own_panel import own_panel
from microcap.measures.roll import roll_90
from microcap.measures.variance_drivers import top5_variance_share_90
from microcap.measures.volatility import (
    cc_90,
    cc_bounce_corrected_90,
    garman_klass_90,
    parkinson_90,
    rogers_satchell_90,
    yang_zhang_90,
)
from microcap.measures.zero import zero_return_share_90
from microcap.view.evaluate import evaluate

REDUCERS = {
    function.__name__: function
    for function in (
        edge_90, cs_two_day_90, ar_two_day_90, roll_90, fht_90, zero_return_share_90,
        spread_consensus_90, cc_90, cc_bounce_corrected_90, parkinson_90, garman_klass_90,
        rogers_satchell_90, yang_zhang_90, top5_variance_share_90, worst_gap_252,
        gap_quantile_252, gap_open, atr_14,
    )
}  # fmt: skip
NAMES = tuple(REDUCERS)
MEASURES = {name: reducer() for name, reducer in REDUCERS.items()}
EXAMPLES = settings(max_examples=25, deadline=None, derandomize=True)
MARKETS = st.tuples(
    st.integers(0, 2**32 - 1),  # seed of the prices
    st.sampled_from([1, 2, 15, 40, 95, 140, 300]),  # sessions, above and below every window
    st.sampled_from([0.0, 0.1, 0.6, 1.0]),  # share of days without trade
    st.sampled_from([0.0, 0.05]),  # share of broken rows
    st.sampled_from([0.0, 0.08]),  # share of rows that lack prices or volume
    st.sampled_from([1.0, 1e9]),  # what one row in fifty is multiplied by
)
Market = tuple[int, int, float, float, float, float]


def _market(market: Market, security: str) -> pl.DataFrame:
    """A thin walk in cents; stale days repeat the last close, some rows know less than others."""
    seed, sessions, stale_share, broken_share, missing_share, absurd = market
    draw = np.random.default_rng(seed)
    walk = np.exp(np.cumsum(draw.normal(0, 0.02, (sessions, 6)).ravel()) + 1).reshape(sessions, 6)
    prices = np.maximum(np.round(walk, 2), 0.01)
    prices[draw.random(sessions) < 0.02] *= absurd
    ohlc = np.stack([prices[:, 0], prices.max(1), prices.min(1), prices[:, -1]], 1)
    stale = draw.random(sessions) < stale_share
    for row in np.flatnonzero(stale).tolist():
        ohlc[row] = ohlc[max(row - 1, 0), 3]
    volume = np.where(stale, 0, draw.integers(1, 100_000, sessions)).astype(float)
    held, priced, counted = (draw.random((3, sessions)) >= missing_share).tolist()
    return pl.DataFrame(
        {
            "security": [security] * sessions,
            "day": np.arange(sessions),
            **dict(zip(("open", "high", "low", "close"), ohlc.T, strict=True)),
            "volume": volume,
            "broken": draw.random(sessions) < broken_share,
            "ohlc": held,
        }
    ).with_columns(
        *(pl.when(pl.Series(held)).then(pl.col(name)).alias(name) for name in ("open", "high", "low")),
        close=pl.when(pl.Series(priced)).then(pl.col("close")),
        volume=pl.when(pl.Series(counted)).then(pl.col("volume")),
    )  # fmt: skip


def _apart(found: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    """Where the two differ: known and unknown, or by more than 1e-12, the last bits of a log."""
    return [
        f"{name}: {found[name]} and not {wanted[name]}"
        for name in NAMES
        if (found[name] is None) != (wanted[name] is None)
        or not math.isclose(found[name] or 0.0, wanted[name] or 0.0, rel_tol=1e-12, abs_tol=1e-14)
    ]


@EXAMPLES
@given(st.lists(MARKETS, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_a_history_is_what_its_reducer_would_have_said_that_day(
    markets: list[Market], choice: Any
) -> None:
    """Several securities in one panel; the reducer sees one, cut at the day, 260 rows at most."""
    frames = [_market(market, f"S{place}") for place, market in enumerate(markets)]
    found = histories(pl.concat(frames), NAMES)
    assert found.columns == ["security", "day", *NAMES]
    days = {
        (place, day): frame.head(day + 1).tail(260).with_columns(security=pl.lit(f"{place} {day}"))
        for place, frame in enumerate(frames)
        for day in (len(frame) - 1, *(choice.randrange(len(frame)) for _ in range(3)))
    }
    wanted = evaluate(pl.concat(days.values()), MEASURES).rows(named=True)
    for (place, day), cut in zip(days, wanted, strict=True):
        that = found.filter(pl.col("security") == f"S{place}", pl.col("day") == day)
        assert _apart(that.row(0, named=True), cut) == []


@EXAMPLES
@given(MARKETS, MARKETS)
def test_a_security_reads_the_same_alone_and_beside_another(one: Market, other: Market) -> None:
    frame, neighbour = _market(one, "A"), _market(other, "B")
    alone = histories(frame, NAMES)
    for panel in (pl.concat([frame, neighbour]), pl.concat([neighbour, frame])):
        beside = histories(panel, NAMES).filter(pl.col("security") == "A")
        for name in NAMES:
            assert beside[name].to_list() == alone[name].to_list(), name


def test_a_window_without_moves_is_exactly_zero_after_an_absurd_day() -> None:
    """Two days a billion times the price, then 300 days at 2 dollars, traded: no move, no range."""
    panel = own_panel([2.0, 2e9, 2.0, *[2.0] * 300], [100.0] * 303)
    last = histories(
        panel, ("cc_90", "parkinson_90", "garman_klass_90", "roll_90", "worst_gap_252")
    )
    assert last.row(-1, named=True) | {"security": "own"} == {
        "security": "own",
        "day": 302,
        "cc_90": 0.0,
        "parkinson_90": 0.0,
        "garman_klass_90": 0.0,
        "roll_90": 0.0,
        "worst_gap_252": 0.0,
    }


def test_parkinson_of_days_that_all_reach_as_far_is_that_reach() -> None:
    """Each day from 1 to e: ln(e / 1)^2 / (4 ln 2) = 0.360674, its root 0.600561."""
    high = [math.e] * 25
    panel = own_panel([1.0] * 25, [10.0] * 25, open=[1.0] * 25, high=high, low=[1.0] * 25)
    found = histories(panel, ["parkinson_90"])["parkinson_90"]
    assert found[18] is None
    assert found[19] == pytest.approx(0.600561, abs=1e-6)


def test_the_quantile_table_of_fht_holds_the_normal_quantiles() -> None:
    """Half of the returns zero: PhiInv(0.75) = 0.6744898; none: PhiInv(0.5) = 0; all: unknown."""
    table = _quantiles(4)
    assert table[4, 2] == pytest.approx(0.6744898, abs=1e-7)
    assert table[4, 0] == 0.0
    assert np.isnan(table[4, 4])


@EXAMPLES
@given(st.lists(MARKETS, min_size=1, max_size=3))
def test_all_rows_at_once_are_the_reducer_over_a_window_as_long(markets: list[Market]) -> None:
    frames = [_market(market, f"S{place}") for place, market in enumerate(markets)]
    found = full_sample(pl.concat(frames), ("edge", "cs_two_day", "ar_two_day", "roll"))
    for place, frame in enumerate(frames):
        reducers = {
            "edge": edge_90(len(frame)),
            "cs_two_day": cs_two_day_90(len(frame)),
            "ar_two_day": ar_two_day_90(len(frame)),
            "roll": roll_90(len(frame)),
        }
        wanted = evaluate(frame, reducers).row(0, named=True)
        got = found.row(place, named=True)
        for name in reducers:
            assert (got[name] is None) == (wanted[name] is None), name
            close = math.isclose(got[name] or 0, wanted[name] or 0, rel_tol=1e-12, abs_tol=1e-14)
            assert close, (name, got[name], wanted[name])
