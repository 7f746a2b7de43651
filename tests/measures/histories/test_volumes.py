"""Histories of volume, impact and momentum: equal to their reducers at every row."""

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microcap.measures.histories import histories, volumes
from microcap.measures.own_panel import own_panel
from microcap.model import catalogue
from microcap.view.evaluate import evaluate

catalogue.load("measures")
NAMES = [
    name
    for name, entry in catalogue.entries("history").items()
    if entry.function.__module__ == volumes.__name__
]
MEASURES = {name: catalogue.entries("measure")[name].function() for name in NAMES}
ALONG_THE_PATH = {
    "return_1", "return_5", "return_20", "return_250", "high_252_distance", "max_drawdown_252"
}  # fmt: skip
"""Fractions that the reducer takes from sums of logarithms and the history from the closes."""
KEPT = 260
"""Rows that a subject's panel holds at most."""
EXAMPLES = settings(max_examples=25, deadline=None, derandomize=True)
MARKETS = st.tuples(
    st.integers(0, 2**32 - 1),  # seed
    st.integers(1, 330),  # sessions: one row, shorter and longer than every window
    st.sampled_from([0.0, 0.1, 0.6, 0.97, 1.0]),  # share of days without trade
    st.sampled_from([0.0, 0.05]),  # share of broken rows
    st.sampled_from([0.0, 0.1]),  # share of unknown cells
    st.booleans(),  # whether days are absurd
)
Market = tuple[int, int, float, float, float, bool]


def market_of(market: Market, security: str) -> pl.DataFrame:
    """A thin walk in cents: stale, broken and unknown rows, a price or volume times 10^9."""
    seed, sessions, stale_share, broken_share, unknown_share, absurd = market
    draw = np.random.default_rng(seed)
    close = np.maximum(np.round(np.exp(np.cumsum(draw.normal(0, 0.03, sessions)) + 1), 2), 0.01)
    volume = draw.integers(1, 100_000, sessions)
    if absurd:
        close = close * np.where(draw.random(sessions) < 0.03, draw.choice([1e9, 1e-4]), 1.0)
        volume = volume * np.where(draw.random(sessions) < 0.03, 10**9, 1)
    stale = draw.random(sessions) < stale_share
    for row in np.flatnonzero(stale[1:]).tolist():
        close[row + 1] = close[row]
    volume[stale] = 0
    frame = pl.DataFrame(
        {
            "security": [security] * sessions,
            "day": np.arange(sessions),
            "close": close,
            "volume": volume / 0.3,  # a split of 3 for 10 since then
            "close_raw": close * 0.3,
            "volume_raw": volume,
            "broken": draw.random(sessions) < broken_share,
            "shares": np.full(sessions, 5_000_000.0),
        }
    )
    unknown = {name: draw.random(sessions) < unknown_share for name in ("price", "size", "shares")}
    holes = {
        "close": "price", "close_raw": "price", "volume": "size", "volume_raw": "size",
        "shares": "shares",
    }  # fmt: skip
    return frame.with_columns(
        pl.when(~pl.lit(pl.Series(unknown[which]))).then(pl.col(name)).alias(name)
        for name, which in holes.items()
    )


def _reduced(panel: pl.DataFrame) -> pl.DataFrame:
    """The reducers of every row: the panel of its security as if it ended there."""
    ends = [
        security.head(row + 1).tail(KEPT).with_columns(security=pl.lit(f"{row} {name}"))
        for (name,), security in panel.partition_by(
            "security", as_dict=True, maintain_order=True
        ).items()
        for row in range(len(security))
    ]
    return evaluate(pl.concat(ends), MEASURES)


def _differences(found: pl.DataFrame, wanted: pl.DataFrame, absurd: bool) -> list[str]:
    # after a fall by 10^9 the reducer's return plus one holds seven digits
    loose = 1e-6 if absurd else 1e-12
    return [
        f"{name} in row {row}: {one} and {other}"
        for name in NAMES
        for row, (one, other) in enumerate(zip(found[name], wanted[name], strict=True))
        if (one is None) != (other is None)
        or (
            one is not None
            and not math.isclose(
                one, other, rel_tol=1e-12, abs_tol=loose if name in ALONG_THE_PATH else 0.0
            )
            and not (name in ALONG_THE_PATH and math.isclose(one, other, rel_tol=loose))
        )
    ]


@EXAMPLES
@given(MARKETS, MARKETS)
def test_a_history_is_its_reducer_at_every_row(one: Market, other: Market) -> None:
    """Two securities: nothing crosses from the one to the other."""
    panel = pl.concat([market_of(one, "A"), market_of(other, "B")])
    found = histories(panel, NAMES)
    assert found.columns == ["security", "day", *NAMES]
    assert found.select("security", "day").equals(panel.select("security", "day"))
    assert _differences(found, _reduced(panel), one[-1] or other[-1]) == []


def test_every_measure_of_volume_impact_and_momentum_has_a_history() -> None:
    rooms = ("volume", "concentration", "turnover", "amihud", "kyle", "impact", "momentum")
    wanted = {
        name
        for name, entry in catalogue.entries("measure").items()
        if entry.function.__module__.removeprefix("microcap.measures.") in rooms
    }
    assert sorted(wanted - set(NAMES)) == []


def test_a_window_of_zeros_is_exactly_zero() -> None:
    """Thirty days of odd volumes, then a hundred without trade: the averages end in plain zeros."""
    panel = own_panel([0.1] * 130, [0.3, 1e15, 7e-5] * 10 + [0.0] * 100)
    found = histories(panel, ["adv_shares_10", "adv_usd_20", "adv_shares_90", "adv_ex_top2_90"])
    assert found["adv_shares_10"][39:].to_list() == [0.0] * 91
    assert found["adv_usd_20"][49:].to_list() == [0.0] * 81
    assert found["adv_shares_90"][119:].to_list() == [0.0] * 11
    assert found["adv_ex_top2_90"][119:].to_list() == [0.0] * 11


def test_the_averages_of_three_weeks_are_those_of_a_pencil() -> None:
    """Volumes 1 to 20: ADV10 is 15.5, ADV90 of what there is 10.5; below ten rows nothing."""
    volume = [float(one) for one in range(1, 21)]
    panel = own_panel([2.0] * 20, volume)
    found = histories(panel, ["adv_shares_10", "adv_shares_90", "adv_usd_20", "top2_share_10"])
    assert found["adv_shares_10"][8] is None
    assert found["adv_shares_10"][9] == 5.5
    assert found["adv_shares_90"][18] is None
    assert found.row(19)[2:] == (15.5, 10.5, 21.0, pytest.approx(39 / 155))


def test_a_return_of_five_sessions_is_null_across_a_broken_row() -> None:
    """1 to 2 in five sessions is one; a break into row 6 takes the next five away."""
    close = [1.0, 1.1, 1.2, 1.3, 1.4, 2.0, 2.1, 2.2, 2.3, 2.4, 2.5, 4.2]
    panel = own_panel(close, [100.0] * 12, broken=[6])
    found = histories(panel, ["return_5"])["return_5"].to_list()
    assert found[5] == 1.0
    assert found[6:11] == [None] * 5
    assert found[11] == pytest.approx(1.0)


def test_the_worst_fall_ends_with_its_window() -> None:
    """10 to 1 and never moving again: the fall is 0.9 for 252 sessions, then none."""
    panel = own_panel([10.0] + [1.0] * 300, [100.0] * 301)
    found = histories(panel, ["max_drawdown_252", "high_252_distance"])
    assert found["max_drawdown_252"][18] is None
    assert set(found["max_drawdown_252"][19:252]) == {-0.9}
    assert set(found["max_drawdown_252"][252:]) == {0.0}
    assert found["high_252_distance"].to_list()[19:] == found["max_drawdown_252"].to_list()[19:]
