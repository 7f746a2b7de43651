"""The slope of one column on another over a window."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microcap.kernels.windows_of_slopes import window_slopes

UNKNOWN = math.nan


def test_the_slope_of_a_line_is_its_rise() -> None:
    """y = 3 + 2 x on x = 0, 1, 5; the row without y is left out."""
    x = np.array([0.0, 1.0, 9.0, 5.0])
    y = np.array([3.0, 5.0, UNKNOWN, 13.0])
    found = window_slopes(y, x, np.array([0, 4]), 4)
    assert np.isnan(found[0])
    assert found[1:].tolist() == pytest.approx([2.0, 2.0, 2.0], rel=1e-14)


def test_three_points_beside_a_line_have_the_slope_of_the_book() -> None:
    """x 1 2 3, y 1 3 2: sum of products around the means 1, of squares 2: slope 1/2."""
    found = window_slopes(np.array([1.0, 3.0, 2.0]), np.array([1.0, 2.0, 3.0]), np.array([0, 3]), 3)
    assert found[2] == pytest.approx(0.5, rel=1e-14)


def test_a_column_that_does_not_vary_has_no_slope() -> None:
    found = window_slopes(np.array([1.0, 3.0, 2.0]), np.full(3, 0.1), np.array([0, 3]), 3)
    assert np.isnan(found).all()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 2**32 - 1), st.integers(2, 30))
def test_a_slope_is_the_least_squares_one_of_its_window(seed: int, days: int) -> None:
    """Against numpy's polynomial of degree one, in two segments of 40 and 25 rows."""
    draw = np.random.default_rng(seed)
    y, x = draw.normal(0, 0.05, 65), draw.normal(0, 3, 65)
    found = window_slopes(y, x, np.array([0, 40, 65]), days)
    for start, row in ((0, 39), (0, 17), (40, 41), (40, 64)):
        first = max(start, row - days + 1)
        wanted = np.polyfit(x[first : row + 1], y[first : row + 1], 1)[0]
        assert found[row] == pytest.approx(wanted, rel=1e-8, abs=1e-10)
