"""Splits that a column of factors lists: each once, on the day on which the price moved."""

from datetime import date

import polars as pl
import pytest

from microcap.sources.files_splits import listed_splits
from microcap.sources.mapping import SplitColumn

COLUMN = SplitColumn("factor")
Bars = list[tuple[date, float, float | None]]


def _narrow(bars: Bars, symbol: str = "ZZAA") -> pl.DataFrame:
    return pl.DataFrame(
        {
            "row": range(len(bars)),
            "symbol": [symbol] * len(bars),
            "day": [day for day, _, _ in bars],
            "close": [close for _, close, _ in bars],
            "factor": [factor for _, _, factor in bars],
        },
        schema_overrides={"factor": pl.Float64},
    )


def _splits(bars: Bars) -> list[tuple[date, int, int]]:
    found = listed_splits(_narrow(bars), COLUMN, [])
    return found.select("day", "new_shares", "old_shares").rows()


def _days(*days: int) -> list[date]:
    return [date(2016, 2, day) for day in days]


def test_a_factor_on_two_rows_is_one_split_on_the_day_the_price_moved() -> None:
    """0.38 to 6.21 is a factor of 16.3 on the second day, 1 for 15; on the first nothing moved."""
    first, second, third = _days(3, 4, 5)
    assert _splits([(first, 0.37, None), (second, 0.38, 1 / 15), (third, 6.21, 1 / 15)]) == [
        (third, 1, 15)
    ]
    assert _splits([(first, 0.37, None), (second, 6.21, 1 / 15), (third, 6.10, 1 / 15)]) == [
        (second, 1, 15)
    ]


def test_a_factor_that_stands_squared_on_the_day_of_the_move_is_the_plain_one() -> None:
    """0.26 to 3.39 is a factor of 13.0: 1 for 16 fits within 1.6, 1 for 256 does not."""
    first, second, third = _days(3, 4, 5)
    bars = [(first, 0.26, None), (second, 3.39, 1 / 256), (third, 3.60, 1 / 16)]
    assert _splits(bars) == [(second, 1, 16)]


def test_two_splits_that_the_price_does_not_tell_apart_are_both_kept() -> None:
    """Neither factor lies within 1.6 of a move of its days."""
    first, second, third = _days(3, 4, 5)
    bars = [(first, 1.0, None), (second, 1.0, 1 / 10), (third, 1.0, 1 / 20)]
    assert _splits(bars) == [(second, 1, 10), (third, 1, 20)]


@pytest.mark.parametrize("later", [date(2016, 2, 8), date(2016, 3, 4)])
def test_factors_that_lie_apart_are_splits_of_their_own(later: date) -> None:
    first, second = _days(3, 4)
    bars = [(first, 1.0, None), (second, 10.0, 1 / 10), (later, 100.0, 1 / 10)]
    assert len(_splits(bars)) == 2


def test_names_do_not_repeat_one_another() -> None:
    first, second = _days(3, 4)
    one = _narrow([(first, 1.0, None), (second, 10.0, 1 / 10)])
    other = _narrow([(first, 1.0, None), (second, 10.0, 1 / 10)], "ZZBB")
    found = listed_splits(pl.concat([one, other]), COLUMN, [])
    assert found["symbol"].to_list() == ["ZZAA", "ZZBB"]


def test_a_factor_of_a_fall_beside_a_split_takes_nothing_from_the_split() -> None:
    """1.07 to 0.50 is a factor of 2.1 down; the day after 1 for 20 takes 0.50 to 7.14."""
    first, second, third = _days(3, 4, 5)
    bars = [(first, 1.07, None), (second, 0.50, 2.0), (third, 7.14, 1 / 20)]
    assert _splits(bars) == [(second, 2, 1), (third, 1, 20)]
