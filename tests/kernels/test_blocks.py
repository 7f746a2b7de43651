"""Sums over windows from blocks that stand side by side."""

from itertools import pairwise

import numpy as np
import pytest

from microcap.kernels.blocks import block_sums, columns_of, next_blocks, placed, taken


def _sums(values: list[float], offsets: list[int], days: int, columns: int) -> list[float]:
    """The window sums of values, walked through group by group of `columns` blocks."""
    rows, ends_of = np.array(values), np.array(offsets)
    answers = np.full(len(rows), np.nan)
    begins, carried = np.zeros(columns + 1, np.int64), np.zeros(columns, np.bool_)
    cells, one = np.zeros((days, columns)), np.ones((days, columns))
    ends, total = np.zeros((days + 1, columns + 1)), np.zeros((days, columns))
    security, row = 0, 0
    while security < len(offsets) - 1:
        count, repeated, security, row = next_blocks(ends_of, security, row, days, begins, carried)
        if count == 0:
            break
        placed(rows[begins[0] : begins[count]].copy(), begins, count, cells)
        block_sums(cells, one, carried, ends, total)
        taken(total, begins, repeated, count, answers)
    return answers.tolist()


def test_a_window_is_the_end_of_one_block_and_the_front_of_the_next() -> None:
    """1, 1+2, 1+2+3, 2+3+4, 3+4+5, 4+5+6, 5+6+7."""
    wanted = [1.0, 3.0, 6.0, 9.0, 12.0, 15.0, 18.0]
    assert _sums([1, 2, 3, 4, 5, 6, 7], [0, 7], 3, 8) == wanted


@pytest.mark.parametrize("columns", [2, 3, 5, 8])
@pytest.mark.parametrize("days", [1, 2, 3, 7, 30])
def test_no_window_crosses_an_offset_however_many_blocks_stand_side_by_side(
    columns: int, days: int
) -> None:
    """Whole numbers, so that the sums are exact; the first security has one row, one has none."""
    values = [float((7 * place) % 11) for place in range(40)]
    offsets = [0, 1, 1, 5, 21, 40]
    wanted = [
        sum(values[max(first, at - days + 1) : at + 1])
        for first, last in pairwise(offsets)
        for at in range(first, last)
    ]
    assert _sums(values, offsets, days, columns) == wanted


def test_a_window_of_zeros_is_exactly_zero_after_an_absurd_number() -> None:
    """1e17 + 0.1 has lost the 0.1; a running sum would return it with the wrong digits."""
    assert _sums([0.1, 1e17, 0.3, 0, 0, 0, 0], [0, 7], 3, 8)[5:] == [0.0, 0.0]


def test_blocks_are_fewer_the_longer_they_are() -> None:
    assert columns_of(1000) < columns_of(20)
