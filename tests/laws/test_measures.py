"""What holds for every measure, also for the one written next year."""

import math
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microcap.measures.abdi_ranaldo import abdi_ranaldo
from microcap.measures.amihud import amihud
from microcap.measures.concentration import volume_concentration
from microcap.measures.corwin_schultz import corwin_schultz
from microcap.measures.drawdown import drawdown
from microcap.measures.edge import edge
from microcap.measures.fht import fht
from microcap.measures.kyle import kyle_lambda
from microcap.measures.roll import roll
from microcap.measures.volatility import volatility
from microcap.measures.volume import adv, adv_conservative, volume_statistics
from microcap.measures.zero import zero_shares
from microcap.model import catalogue
from microcap.view.evaluate import evaluate

catalogue.load("measures")
ENTRIES = catalogue.entries("measure")
MEASURES = {name: entry.function() for name, entry in ENTRIES.items()}
COLUMNS = {
    "day", "open", "high", "low", "close", "volume", "close_raw", "volume_raw", "broken", "stale",
    "ohlc", "shares",
}  # fmt: skip
EXAMPLES = settings(max_examples=30, deadline=None, derandomize=True)
MARKETS = st.tuples(
    st.integers(0, 2**32 - 1),  # seed of the prices
    st.integers(1, 130),  # sessions
    st.sampled_from([0.0, 0.1, 0.6, 1.0]),  # share of stale days
    st.sampled_from([0.0, 0.05]),  # share of broken rows
    st.booleans(),  # whether open, high and low are held
)
Market = tuple[int, int, float, float, bool]


def _market(market: Market, security: str = "A") -> pl.DataFrame:
    """One security: a thin walk in cents, stale days that repeat the last close, broken rows."""
    seed, sessions, stale_share, broken_share, held = market
    draw = np.random.default_rng(seed)
    prices = np.maximum(
        np.round(np.exp(np.cumsum(draw.normal(0, 0.02, (sessions, 6)).ravel()) + 1), 2), 0.01
    ).reshape(sessions, 6)
    ohlc = np.stack([prices[:, 0], prices.max(1), prices.min(1), prices[:, -1]], 1)
    stale = draw.random(sessions) < stale_share
    for row in np.flatnonzero(stale).tolist():
        ohlc[row] = ohlc[max(row - 1, 0), 3]
    volume = np.where(stale, 0, draw.integers(1, 100_000, sessions)).astype(float)
    columns = dict(zip(("open", "high", "low", "close"), ohlc.T, strict=True))
    frame = pl.DataFrame(
        {
            "security": [security] * sessions,
            "day": np.arange(sessions),
            **columns,
            "volume": volume,
            "close_raw": columns["close"],
            "volume_raw": volume,
            "broken": draw.random(sessions) < broken_share,
            "stale": stale,
            "ohlc": np.full(sessions, held),
            "shares": np.full(sessions, 5_000_000),
        }
    )
    ranges = [pl.when("ohlc").then(pl.col(name)).alias(name) for name in ("open", "high", "low")]
    return frame.with_columns(ranges)


def _split(frame: pl.DataFrame, ratio: float) -> pl.DataFrame:
    """The same rows in the shares after a split of `ratio` new for one old; raw columns stay."""
    return frame.with_columns(
        *(pl.col(name) / ratio for name in ("open", "high", "low", "close")),
        pl.col("volume") * ratio,
        pl.col("shares") * ratio,
    )


def _values(frame: pl.DataFrame) -> dict[str, Any]:
    return evaluate(frame, MEASURES).row(0, named=True)


def _expected(values: dict[str, Any], ratio: float) -> dict[str, Any]:
    """The values in the shares after a split, by what each measure says of its scale."""
    factor = {"none": 1.0, "price": 1 / ratio, "shares": ratio}
    return {
        name: None if values[name] is None else values[name] * factor[entry.says["scale"]]
        for name, entry in ENTRIES.items()
    }


def _alike(found: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    return [
        f"{name}: {found[name]} and {one}"
        for name, one in wanted.items()
        if (one is None) != (found[name] is None)
        or (one is not None and not math.isclose(found[name], one, rel_tol=1e-7, abs_tol=1e-9))
    ]


@EXAMPLES
@given(MARKETS, st.sampled_from([1.0, 0.1, 0.05, 3.0]))
def test_yesterdays_value_does_not_change_when_tomorrow_arrives(
    market: Market, ratio: float
) -> None:
    """The same market with a later day cut away again; tomorrow may be a split."""
    whole = _market(market)
    yesterday = whole.head(max(1, len(whole) - 1))
    seen_from_tomorrow = _split(whole, ratio).filter(pl.col("day") <= yesterday["day"].max())
    assert _alike(_values(seen_from_tomorrow), _expected(_values(yesterday), ratio)) == []


@EXAMPLES
@given(MARKETS, st.sampled_from([0.1, 0.02, 2.0, 7.0]))
def test_a_split_changes_nothing_but_what_counts_in_shares(market: Market, ratio: float) -> None:
    frame = _market(market)
    assert _alike(_values(_split(frame, ratio)), _expected(_values(frame), ratio)) == []


@EXAMPLES
@given(MARKETS, MARKETS)
def test_no_name_leaks_into_another(one: Market, other: Market) -> None:
    first, second = _market(one, "A"), _market(other, "B")
    both = evaluate(pl.concat([first, second]), MEASURES)
    assert both["security"].to_list() == ["A", "B"]
    assert _alike(both.row(0, named=True), _expected(_values(first), 1.0)) == []
    assert _alike(both.row(1, named=True), _expected(_values(second), 1.0)) == []


@EXAMPLES
@given(MARKETS)
def test_unknown_is_null_and_never_infinite(market: Market) -> None:
    values = evaluate(_market(market), MEASURES)
    assert values.columns == ["security", *MEASURES]
    for name, kind in values.schema.items():
        assert name == "security" or kind.is_numeric(), name
        if kind.is_float():
            assert values[name].is_finite().all(), name


def test_a_panel_without_rows_is_a_table_with_columns() -> None:
    empty = evaluate(_market((1, 30, 0.0, 0.0, True)).head(0), MEASURES)
    assert (empty.columns, len(empty)) == (["security", *MEASURES], 0)


def test_one_row_and_nothing_but_stale_days_tell_nothing_about_prices() -> None:
    """What may be known of one stale row: that no day was traded; nothing else."""
    values = _values(_market((3, 1, 1.0, 0.0, True)))
    known = {name: one for name, one in values.items() if one is not None and name != "security"}
    assert known == {"traded_days_90": 0}


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_a_measure_states_its_unit_its_reference_and_what_it_needs(name: str) -> None:
    says = ENTRIES[name].says
    assert says["unit"].strip()
    assert len(says["reference"]) > 8
    assert says["scale"] in ("none", "price", "shares")
    assert set(says["needs"]) <= COLUMNS
    assert says["needs"]
    label = ENTRIES[name].label
    assert label.endswith(".")
    assert len(label) <= 110


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_a_measure_that_reads_ranges_says_for_whom_they_are_held(name: str) -> None:
    reads = {"open", "high", "low"} & set(ENTRIES[name].says["needs"])
    assert bool(reads) == ("survivors" in ENTRIES[name].says["label"])


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_a_measure_reads_no_other_columns_than_it_says(name: str) -> None:
    """Evaluated on a panel of those columns alone."""
    entry = ENTRIES[name]
    frame = _market((5, 40, 0.1, 0.0, True))
    asked = {name: entry.function()}
    alone = evaluate(frame.select("security", *entry.says["needs"]), asked)
    assert alone[name].to_list() == evaluate(frame, asked)[name].to_list()


@EXAMPLES
@given(st.integers(0, 2**32 - 1), st.integers(40, 90), st.sampled_from([0.0, 0.1, 0.3]))
def test_a_method_and_its_reducer_agree(seed: int, sessions: int, stale_share: float) -> None:
    """Within one window, on random panels with stale days, to nine digits."""
    frame = _market((seed, sessions, stale_share, 0.0, True))
    bars = frame.select("open", "high", "low", "close", "volume").to_dicts()
    traded = [bar for bar in bars if bar["volume"] > 0]
    volumes = frame["volume"].to_list()
    spread_of_roll = roll(bars=bars)
    of_all, of_traded, falls = volatility(bars), volatility(traded), drawdown(bars)
    two, parts = amihud(bars=bars), volume_concentration(bars=bars)
    zeros, average = zero_shares(bars=bars), volume_statistics(bars)
    assert isinstance(two, dict)
    wanted = {
        "adv_shares_10": adv(volumes)["adv10"],
        "adv_shares_90": average["adv_shares"],
        "adv_usd_90": average["adv_dollar"],
        "median_usd_90": average["median_dollar_volume"],
        "adv_conservative": adv_conservative(volumes),
        "top1_share_90": parts["top1_share"],
        "top2_share_90": parts["top2_share"],
        "hhi_90": parts["hhi"],
        "effective_days_90": parts["effective_days"],
        "zero_volume_share_90": zeros["zero_volume_share"],
        "zero_return_share_90": zeros["zero_return_share"],
        "amihud_90": two["amihud_per_million"],
        "amihud_zero_adjusted_90": two["amihud_zero_adjusted"],
        "roll_90": None if "flags" in spread_of_roll else spread_of_roll["spread"],
        "cs_two_day_90": corwin_schultz(bars=bars)["cs_two_day"],
        "ar_two_day_90": abdi_ranaldo(bars)["ar_two_day"],
        "edge_90": edge(bars=bars),
        "fht_90": fht(bars=bars),
        "kyle_lambda_90": kyle_lambda(bars=bars)["lambda_sqrt_dollar"],
        "cc_90": of_all["cc_daily"],
        "parkinson_90": of_traded["parkinson_daily"],
        "garman_klass_90": of_traded["garman_klass_daily"],
        "rogers_satchell_90": of_traded["rogers_satchell_daily"],
        "max_drawdown_252": falls["max_drawdown"],
        "worst_gap_252": falls["worst_gap"],
        "atr_14": falls["atr14_last"],
    }
    if volumes[0] > 0:  # else the first trade has a close before it here, and none there
        wanted["yang_zhang_90"] = of_traded["yang_zhang_daily"]
    if len(traded) < 20:
        return
    assert _alike(_values(frame), wanted) == []
