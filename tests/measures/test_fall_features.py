"""Steep falls of many names at once, against pencil numbers and against the slow way."""

import numpy as np
import polars as pl
import pytest

from microcap.measures.fall_features import short_rises, steep_falls, told_of_falls

CLOSE = [10.0] * 12 + [8.5, 7.0, 6.0, 7.5, 9.0]
VOLUME = [1000.0] * 12 + [9000.0, 12_000.0, 5000.0, 4000.0, 3000.0]


def _rows(**closes: list[float]) -> pl.DataFrame:
    """Names with their closes, on a volume of 1,000 and nothing broken."""
    return pl.concat(
        pl.DataFrame({"security": [name] * len(close), "close": close})
        for name, close in closes.items()
    ).with_columns(volume=pl.lit(1000.0), broken=pl.lit(False))


def test_a_fall_is_measured_from_the_dearer_of_two_closes_before() -> None:
    """7/10 - 1 = -0.3 over two sessions and 6/8.5 - 1 = -0.294; 8.5/10 - 1 is no fifth.

    12,000 of a mean of 1,000 is 12 times; for the second fall the twelve before and the 9,000 give a
    mean of 21,000/13, and 12,000 is 7.43 times it.
    """
    rows = _rows(A=CLOSE).with_columns(volume=pl.Series(VOLUME))
    told = steep_falls(rows)
    assert told.select("row", "start", "first").rows() == [(13, 11, 0), (14, 12, 0)]
    assert told["fall"].to_list() == [pytest.approx(-0.3), pytest.approx(6 / 8.5 - 1)]
    assert told["volume_times"].to_list() == [pytest.approx(12), pytest.approx(12 * 13 / 21)]


def test_no_fall_reaches_from_one_name_into_the_next() -> None:
    told = steep_falls(_rows(A=[10.0] * 12, B=[5.0] * 12 + [3.0]))
    assert set(told["first"]) == {12}
    assert told["fall"].to_list() == [pytest.approx(-0.4)]


def test_no_fall_reaches_over_a_broken_return() -> None:
    """Broken into the low: none. Broken a session before it: only the one session of 7.9 to 6."""
    rows = _rows(A=[10.0] * 12 + [7.9, 6.0])
    at = pl.int_range(pl.len())
    assert steep_falls(rows.with_columns(broken=at == 13))["row"].to_list() == [12]
    told = steep_falls(rows.with_columns(broken=at == 12))
    assert told.select("row", "start").rows() == [(13, 12)]


def test_short_sales_are_compared_with_the_sessions_before() -> None:
    """0.3 in twelve sessions and then 0.5 and 0.7: a mean of 0.6 is 0.3 more; of nine it is unknown."""
    rows = _rows(A=[10.0] * 12 + [8.5, 7.0])
    falls = steep_falls(rows)
    share = pl.Series([0.3] * 12 + [0.5, 0.7])
    assert short_rises(falls, share).to_list() == [pytest.approx(0.3)]
    few = pl.Series([None] * 3 + [0.3] * 9 + [0.5, 0.7])
    assert short_rises(falls, few).to_list() == [None]


def test_each_row_looks_back_at_the_deepest_fall_of_its_own_name() -> None:
    """From the low of 6 to 9 three of the four lost came back; the next name is quiet throughout."""
    rows = _rows(A=CLOSE, B=[4.0] * 3)
    told = told_of_falls(rows, steep_falls(rows))
    assert told["phase"].to_list()[11:] == [
        "quiet", "quiet", "fall", "low", "low", "recovery", "quiet", "quiet", "quiet",
    ]  # fmt: skip
    assert told["recovered"].to_list()[16] == pytest.approx(3 / 4)
    assert told["at"].to_list()[13:17] == [0, 0, 0, 0]


def test_a_market_is_told_as_the_slow_way_tells_each_name() -> None:
    """Of each row the falls of the last 21 are looked through one by one."""
    draw = np.random.default_rng(70_211)
    closes = {
        f"N{number}": np.exp(draw.normal(0, 0.11, 160).cumsum()).tolist() for number in range(6)
    }
    rows = _rows(**closes)
    falls = steep_falls(rows)
    assert falls.height > 50
    told = told_of_falls(rows, falls)
    close = rows["close"].to_list()
    for row in range(rows.height):
        near = [
            (fall["fall"], fall["row"], fall["start"])
            for fall in falls.iter_rows(named=True)
            if row - 20 <= fall["row"] <= row and fall["first"] == row // 160 * 160
        ]
        days_since, recovered = told["days_since"][row], told["recovered"][row]
        if not near:
            assert (days_since, recovered, told["phase"][row]) == (None, None, "quiet")
            continue
        _, at, start = min(near)
        lowest = min(close[at : row + 1])
        assert days_since == row - at
        assert recovered == pytest.approx((close[row] - lowest) / (close[start] - lowest))


def test_names_without_a_fall_have_none() -> None:
    rows = _rows(A=[1.0, 1.0])
    falls = steep_falls(rows)
    assert falls.height == 0
    assert told_of_falls(rows, falls)["phase"].to_list() == ["quiet", "quiet"]
