"""Run-ups: what each session shows of them, and that later sessions change nothing."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microcap.faces.calc import run
from microcap.measures.pump_features import FEATURES, PHASES, features
from microcap.model.errors import Contradiction

START = date(2024, 1, 1)


def _rows(close: list[float], volume: list[float], **more: Any) -> pl.DataFrame:
    columns = {
        "security": ["A"] * len(close),
        "day": [START + timedelta(days=at) for at in range(len(close))],
        "close": close,
        "volume": volume,
        "broken": [False] * len(close),
    }
    return pl.DataFrame(columns | more)


def _market(seed: int, sessions: int) -> pl.DataFrame:
    """Two securities: a walk with jumps, days without trade, unknown volumes and broken rows."""
    draw = np.random.default_rng(seed)
    parts = []
    for name in ("A", "B"):
        close = np.exp(np.cumsum(draw.standard_t(2, sessions) * 0.08))
        volume = np.where(draw.random(sessions) < 0.1, 0.0, np.exp(draw.normal(8, 2, sessions)))
        part = _rows(
            close.tolist(),
            volume.tolist(),
            open=(close * 0.98).tolist(),
            high=(close * 1.1).tolist(),
            low=(close * 0.9).tolist(),
            shares=[1e6] * sessions,
        )
        parts.append(
            part.with_columns(
                security=pl.lit(name),
                broken=pl.Series(draw.random(sessions) < 0.03),
                volume=pl.when(pl.Series(draw.random(sessions) > 0.02)).then("volume"),
            )
        )
    return pl.concat(parts)


def test_the_vector_of_the_specification_is_met() -> None:
    """1.1 / 0.505 - 1; 400,000 / 7,500; 0.55 / 1.1 - 1; 0.62 is the first below 0.8025."""
    inputs = {
        "close": [0.5, 0.51, 0.5, 0.52, 0.6, 0.85, 1.1, 0.95, 0.62, 0.55],
        "volume": [8e3, 6e3, 9e3, 7e3, 6e4, 25e4, 4e5, 31e4, 15e4, 4e4],
        "baseline_days": 4,
    }
    assert run("pump_features", inputs) == {
        "run_up": pytest.approx(1.1782178218),
        "peak_rvol": pytest.approx(53.3333333333),
        "reversal": pytest.approx(-0.5),
        "days_peak_to_half": 2,
    }


def test_a_series_without_a_session_after_its_baseline_is_refused() -> None:
    with pytest.raises(Contradiction, match="give at least one session after the baseline"):
        run("pump_features", {"close": [1.0] * 20, "volume": [100.0] * 20})


def test_a_run_is_told_by_its_low_its_top_and_its_baseline() -> None:
    """Twenty sessions at 2.00 on 1,000 shares, then 2.50, 4.40 on 50,000, then 3.00.

    4.4 / 2 - 1 = 1.2 from the session before 2.50, two sessions; 50,000 / 1,000 = 50; 55,000 of
    110,000 shares traded in the run; (4.4 - 3) / (4.4 - 2) = 0.5833 is given back a session later.
    """
    close = [2.0] * 20 + [2.5, 4.4, 3.0]
    volume = [1000.0] * 20 + [5000.0, 50_000.0, 9000.0]
    told = features(_rows(close, volume, shares=[110_000.0] * 23))
    top, after = told.row(21, named=True), told.row(22, named=True)
    assert (top["run_up"], top["rise"]) == (pytest.approx(1.2), pytest.approx(1.2))
    assert (top["run_sessions"], top["volume_times"]) == (2, pytest.approx(50))
    assert (top["float_turnover"], top["days_since_peak"]) == (pytest.approx(0.5), 0)
    assert (top["phase"], after["phase"]) == ("run_up", "dump")
    assert (after["run_up"], after["days_since_peak"]) == (pytest.approx(1.2), 1)
    assert after["given_back"] == pytest.approx(1.4 / 2.4)


def test_half_of_it_kept_is_the_peak_and_five_calm_loud_sessions_are_gathering() -> None:
    """(4.4 - 4) / 2.4 is a sixth given back; five sessions at 3,000 shares are three times 1,000."""
    run_on = features(
        _rows([2.0] * 20 + [2.5, 4.4, 4.0], [1000.0] * 20 + [5000.0, 50_000.0, 9000.0])
    )
    assert run_on["phase"].to_list()[-2:] == ["run_up", "peak"]
    gathered = features(_rows([2.0] * 26, [1000.0] * 21 + [3000.0] * 5))
    assert gathered["phase"].to_list()[-6:-4] == ["quiet", "quiet"]
    assert gathered["phase"].item(-1) == "accumulation"


def test_a_steady_rise_of_weeks_is_no_run_of_days() -> None:
    """Two per cent a session: 1.02^5 - 1 = 10.4 % within five sessions."""
    close = [1.02**at for at in range(60)]
    told = features(_rows(close, [1000.0] * 60))
    assert told["rise"].item(-1) == pytest.approx(1.02**5 - 1)
    assert set(told["phase"].drop_nulls()) == {"quiet"}


def test_a_return_that_may_not_be_used_is_not_crossed() -> None:
    """A price of ten times into a broken row: the baseline begins anew, and nothing ran."""
    rows = _rows([1.0] * 30 + [10.0] * 12, [1000.0] * 30 + [99_000.0] * 12)
    broken = rows.with_columns(broken=pl.int_range(pl.len()) == 30)
    after = features(broken).tail(12)
    assert after["run_up"].to_list()[:10] == [None] * 10
    assert after["run_up"].to_list()[10:] == [pytest.approx(0.0)] * 2
    assert "run_up" not in after["phase"].to_list()


@pytest.mark.parametrize(
    ("close", "volume"),
    [([3.0], [1000.0]), ([3.0] * 9, [0.0] * 9)],
    ids=["one bar", "nine bars"],
)
def test_too_few_bars_have_no_baseline(close: list[float], volume: list[float]) -> None:
    told = features(_rows(close, volume))
    assert told.height == len(close)
    assert told.select(pl.all_horizontal(pl.col("run_up", "phase").is_null()).all()).item()


def test_without_volume_the_times_are_unknown_and_a_constant_price_is_quiet() -> None:
    told = features(_rows([3.0] * 40, [0.0] * 40)).row(-1, named=True)
    assert (told["volume_times"], told["run_up"]) == (None, 0.0)
    assert (told["phase"], told["float_turnover"], told["given_back"]) == ("quiet", None, None)


def test_no_row_has_columns_too() -> None:
    empty = features(_rows([1.0], [1.0]).clear())
    assert dict(empty.schema) == {"security": pl.String, "day": pl.Date, **FEATURES}


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 2**32 - 1), st.integers(2, 120), st.data())
def test_no_day_changes_when_later_days_arrive(seed: int, sessions: int, data: Any) -> None:
    market = _market(seed, sessions)
    cut = START + timedelta(days=data.draw(st.integers(0, sessions - 1)))
    early = features(market.filter(pl.col("day") <= cut))
    whole = features(market).filter(pl.col("day") <= cut)
    assert early.equals(whole)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.integers(0, 2**32 - 1))
def test_a_split_changes_nothing_but_the_price(seed: int) -> None:
    market = _market(seed, 90)
    split = market.with_columns(
        pl.col("close", "open", "high", "low") * 8, pl.col("volume", "shares") / 8
    )
    one, other = features(market), features(split)
    assert one.drop("price").equals(other.drop("price"))


def test_a_security_begins_anew_and_its_phases_have_names() -> None:
    market = _market(7, 100)
    alone = features(market.filter(pl.col("security") == "B"))
    assert features(market).filter(pl.col("security") == "B").equals(alone)
    assert set(alone["phase"].drop_nulls()) <= set(PHASES)
