"""Sums over windows from blocks that stand side by side."""

from itertools import pairwise

import numpy as np
import pytest

from microcap.kernels.blocks import COLUMNS, next_blocks, placed, taken


def _sums(values: list[float], offsets: list[int], days: int) -> list[float]:
    """The window sums of values, walked through group by group of blocks."""
    rows, ends_of = np.array([values]), np.array(offsets)
    answers = np.full(len(values), np.nan)
    begins, carried = np.zeros(COLUMNS + 1, np.int64), np.zeros(COLUMNS, np.bool_)
    cells = np.zeros((days, COLUMNS))
    security, row = 0, 0
    while security < len(offsets) - 1:
        count, repeated, security, row = next_blocks(ends_of, security, row, days, begins, carried)
        if count == 0:
            break
        placed(rows[:, begins[0] :].copy(), begins, count, cells)
        ends = cells[::-1].cumsum(axis=0)[::-1] * carried
        sums = cells.cumsum(axis=0)
        sums[:-1, 1:] += ends[1:, :-1]
        taken(sums, begins, repeated, count, answers)
    return answers.tolist()


def test_a_window_is_the_end_of_one_block_and_the_front_of_the_next() -> None:
    """1, 1+2, 1+2+3, 2+3+4, 3+4+5, 4+5+6, 5+6+7."""
    assert _sums([1, 2, 3, 4, 5, 6, 7], [0, 7], 3) == [1.0, 3.0, 6.0, 9.0, 12.0, 15.0, 18.0]


@pytest.mark.parametrize("days", [1, 2, 3, 7, 30])
def test_no_window_crosses_an_offset_however_many_blocks_there_are(days: int) -> None:
    """Whole numbers, so that the sums are exact; the first security has one row, one has none."""
    values = [float((7 * place) % 11) for place in range(200)]
    offsets = [0, 1, 1, 5, 21, 200]
    wanted = [
        sum(values[max(first, at - days + 1) : at + 1])
        for first, last in pairwise(offsets)
        for at in range(first, last)
    ]
    assert _sums(values, offsets, days) == wanted


def test_a_long_security_goes_on_in_the_next_columns_with_its_last_block_again() -> None:
    """34 blocks of two rows: 32 in the first columns, then the 32nd again and the last two."""
    begins, carried = np.zeros(COLUMNS + 1, np.int64), np.zeros(COLUMNS, np.bool_)
    offsets = np.array([0, 68])
    assert next_blocks(offsets, 0, 0, 2, begins, carried) == (32, 0, 0, 64)
    assert next_blocks(offsets, 0, 64, 2, begins, carried) == (3, 1, 1, 68)
    assert begins[:4].tolist() == [62, 64, 66, 68]
    assert carried[:3].tolist() == [True, True, False]
