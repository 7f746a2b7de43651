"""Sums and deviations over windows."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microcap.kernels.windows_of_sums import (
    compensated_sum,
    quotients,
    single_precision,
    window_counts,
    window_deviations,
    window_sums,
)

UNKNOWN = math.nan
CELLS = st.one_of(st.just(0.0), st.just(UNKNOWN), st.floats(-1e12, 1e12, allow_nan=False))
EXAMPLES = settings(max_examples=60, deadline=None, derandomize=True)


def test_a_sum_skips_the_unknown_and_stops_at_the_segment() -> None:
    """Two rows a window; the second segment begins with the fourth row."""
    values = np.array([1.0, 2.0, UNKNOWN, 4.0, 5.0])
    sums, counts = window_sums(values, np.array([0, 3, 5]), 2)
    assert sums.tolist() == [1.0, 3.0, 2.0, 4.0, 9.0]
    assert counts.tolist() == [1, 2, 1, 1, 2]


def test_a_window_of_zeros_is_exactly_zero_whatever_came_before() -> None:
    """A running sum would keep what 0.1 and 1e16 lost to each other."""
    values = np.concatenate([np.tile([0.1, 1e16, 0.7, 1e-9], 50), np.zeros(40)])
    for days in (3, 10, 40):
        sums, _ = window_sums(values, np.array([0, 240]), days)
        assert sums[200 + days - 1 :].tolist() == [0.0] * (41 - days)


def test_a_compensated_sum_keeps_what_a_plain_one_loses() -> None:
    """1 is half of the last digit of 10^16: added ten times one by one it would be lost."""
    values = np.array([1e16, *[1.0] * 5, UNKNOWN, *[1.0] * 5])
    assert compensated_sum(values, 0, 12) == 1e16 + 10


def test_what_is_absurd_leaves_with_its_window() -> None:
    values = np.array([1.0, math.inf, 1.0, 1.0, 1.0])
    sums, _ = window_sums(values, np.array([0, 5]), 2)
    assert sums.tolist() == [1.0, math.inf, math.inf, 2.0, 2.0]


@EXAMPLES
@given(st.lists(st.lists(CELLS, max_size=40), min_size=1, max_size=4), st.integers(1, 50))
def test_a_sum_is_the_exact_sum_of_its_window(segments: list[list[float]], days: int) -> None:
    values = np.array([cell for segment in segments for cell in segment], float)
    offsets = np.cumsum([0, *map(len, segments)])
    sums, counts = window_sums(values, offsets, days)
    marked = window_counts(values > 0, offsets, days)
    row = 0
    for segment in segments:
        for place in range(len(segment)):
            window = segment[max(0, place - days + 1) : place + 1]
            known = [cell for cell in window if not math.isnan(cell)]
            size = math.fsum(map(abs, known))
            assert sums[row] == pytest.approx(math.fsum(known), rel=0, abs=1e-14 * size)
            assert counts[row] == len(known)
            assert marked[row] == sum(cell > 0 for cell in known)
            row += 1


def test_the_deviation_of_one_three_and_five_is_two() -> None:
    """Mean 3, squares 4 + 0 + 4 over two: 4, whose root is 2; one value has none."""
    found = window_deviations(np.array([1.0, 3.0, 5.0, UNKNOWN]), np.array([0, 4]), 3)
    assert np.isnan(found[0])
    assert found[1:].tolist() == pytest.approx([math.sqrt(2), 2.0, math.sqrt(2)], rel=1e-15)


def test_a_deviation_keeps_its_digits_beside_a_large_mean() -> None:
    """10^8 + {0, 1, 2}: the squares are 10^16, of which a sum of squares would keep nothing."""
    found = window_deviations(np.array([0.0, 1.0, 2.0]) + 1e8, np.array([0, 3]), 3)
    assert found[2] == pytest.approx(1.0, rel=1e-12)


def test_a_deviation_of_zeros_is_exactly_zero_after_an_absurd_day() -> None:
    values = np.concatenate([[1e9, -1e9, 1e-9], np.zeros(10)])
    assert window_deviations(values, np.array([0, 13]), 5)[8:].tolist() == [0.0] * 5


def test_a_quotient_needs_enough_rows() -> None:
    found = quotients(np.array([6.0, 6.0]), np.array([3.0, 3.0]), np.array([20, 19]), 20)
    assert found[0] == 2.0
    assert np.isnan(found[1])


def test_what_is_not_finite_is_unknown_in_32_bits() -> None:
    """1e39 is above the largest number of 32 bits, 3.4e38."""
    found = single_precision(np.array([0.5, math.inf, UNKNOWN, 1e39]))
    assert found.dtype == np.float32
    assert found[0] == 0.5
    assert np.isnan(found[1:]).all()
