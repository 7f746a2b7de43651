"""Closes that no second session confirms: a bad print, a split nobody lists, another's ticker."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from microcap.measures.doubtful_closes import with_doubts
from microcap.measures.pump_features import FEATURES, features

START = date(2024, 1, 1)
CALM = [2.0] * 30
QUIET = [1000.0] * 30


def _rows(
    close: list[float], volume: list[float | None], shares: float | None = None
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "security": ["A"] * len(close),
            "day": [START + timedelta(days=at) for at in range(len(close))],
            "close": close,
            "volume": volume,
            "shares": [shares] * len(close),
            "counted": [shares] * len(close),
            "broken": [False] * len(close),
        },
        schema_overrides={"shares": pl.Float64, "counted": pl.Float64, "volume": pl.Float64},
    )


def test_a_digit_too_many_counts_for_no_more_than_the_next_close() -> None:
    """25.00 instead of 2.50 on 60 times the volume; the next session closes at 2.60."""
    rows = with_doubts(_rows([*CALM, 25.0, 2.6], [*QUIET, 60_000.0, 9000.0], 5e6))
    assert rows["unconfirmed"].to_list() == [False] * 30 + [True, False]
    assert rows["close"].to_list()[-3:] == [2.0, 2.6, 2.6]
    assert not rows["broken"].any()


def test_on_the_day_itself_the_close_is_told_and_unconfirmed() -> None:
    rows = with_doubts(_rows([*CALM, 25.0], [*QUIET, 60_000.0], 5e6))
    assert rows.select("close", "unconfirmed").row(-1) == (25.0, True)


@pytest.mark.parametrize(
    ("close", "volume", "shares", "unconfirmed"),
    [
        (8.0, 60_000.0, 29_000.0, False),
        (8.0, 60_000.0, 30_000.0, True),
        (8.0, 60_000.0, None, True),
        (7.9, 60_000.0, None, False),
        (4.0, 2999.0, 50_000.0, True),
        (4.0, 3000.0, 50_000.0, False),
        (3.9, 1000.0, 50_000.0, False),
        (4.0, None, 50_000.0, False),
    ],
    ids=[
        "fourfold, the count turned over twice",
        "fourfold, not",
        "fourfold, no count",
        "less than fourfold",
        "doubled on less than three times 1,000",
        "doubled on three times",
        "less than doubled",
        "doubled on an unknown volume",
    ],
)
def test_what_is_believed_by_itself(
    close: float, volume: float | None, shares: float | None, unconfirmed: bool
) -> None:
    rows = with_doubts(_rows([*CALM, close], [*QUIET, volume], shares))
    assert rows["unconfirmed"].item(-1) is unconfirmed


def test_a_thin_doubling_that_stays_is_another_price_from_there_on() -> None:
    """From 2.00 to 9.40 and 9.60 on the usual volume, as where a ticker passes to another share."""
    rows = with_doubts(_rows([*CALM, 9.4, 9.6], [*QUIET, 1100.0, 900.0]))
    assert rows["broken"].to_list() == [False] * 30 + [True, False]
    assert features(rows)["run_up"].to_list()[-2:] == [None, None]


def test_a_jump_with_which_the_count_falls_is_no_run() -> None:
    """2.00 to 18.00 and 20.00 while the publisher's count goes from 77 million to 30."""
    rows = _rows([*CALM, 18.0, 20.0], [*QUIET, 60_000.0, 20_000.0])
    counted = rows.with_columns(counted=pl.Series([77e6] * 31 + [30e6]))
    assert with_doubts(counted)["broken"].to_list() == [False] * 30 + [True, False]
    assert not with_doubts(rows.with_columns(counted=pl.lit(77e6)))["broken"].any()
    at_once = rows.head(31).with_columns(counted=pl.Series([77e6] * 30 + [15.4e6]))
    assert with_doubts(at_once).select("broken", "unconfirmed").row(-1) == (True, False)


def test_a_session_without_trade_confirms_nothing() -> None:
    """25.00 is carried over a session without trade; 2.60 is the next price that was paid."""
    rows = with_doubts(_rows([*CALM, 25.0, 25.0, 2.6], [*QUIET, 60_000.0, 0.0, 9000.0]))
    assert rows["unconfirmed"].to_list()[-3:] == [True, True, False]
    assert rows["close"].to_list()[-3:] == [2.6, 2.6, 2.6]


def test_a_jump_that_the_next_session_bears_out_is_a_run_then() -> None:
    """2.00 to 12.00, then 9.00: 9 / 2 - 1 is 3.5 above the usual price, on the second day."""
    rows = with_doubts(_rows([*CALM, 12.0, 9.0], [*QUIET, 60_000.0, 20_000.0]))
    run = features(rows).row(-1, named=True)
    assert (run["run_up"], run["phase"], run["volume_times"]) == (3.5, "run_up", 60.0)


def test_a_close_that_waited_takes_the_top_from_no_later_session() -> None:
    """1.60, four calm sessions, 12.00, 3.20: the fifth session before 3.20 is calm, 3.2 / 2 - 1 = 0.6."""
    rows = _rows([*CALM, 1.6, *[2.0] * 4, 12.0, 3.2], [*QUIET, *[1000.0] * 5, 60_000.0, 20_000.0])
    run = features(with_doubts(rows)).row(-1, named=True)
    assert (run["phase"], run["days_since_peak"], run["rise"]) == ("run_up", 0, pytest.approx(0.6))


def test_what_was_said_of_a_session_stays_when_later_ones_arrive() -> None:
    """Two hundred sessions with jumps, thin ones and days without trade, drawn with seed 7."""
    draw = np.random.default_rng(7)
    close = np.exp(np.cumsum(draw.standard_t(2, 200) * 0.25)).tolist()
    volume = np.where(draw.random(200) < 0.1, 0.0, np.exp(draw.normal(8, 2, 200))).tolist()
    rows = _rows(close, volume, 5000.0)
    whole = _told(rows)
    assert 5 <= whole["unconfirmed"].sum() <= 100
    for end in range(20, 200, 7):
        assert _told(rows.head(end)).equals(whole.head(end))


def _told(rows: pl.DataFrame) -> pl.DataFrame:
    doubted = with_doubts(rows)
    known = ~doubted["unconfirmed"]
    told = [pl.when(known).then(name).alias(name) for name in FEATURES if name != "price"]
    return features(doubted).select(told).with_columns(unconfirmed=~known)


def test_no_rows_are_no_doubt() -> None:
    empty = _rows([], []).with_columns(pl.col("close").cast(pl.Float64), broken=pl.lit(False))
    assert with_doubts(empty)["unconfirmed"].to_list() == []
