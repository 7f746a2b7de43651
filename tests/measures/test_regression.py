"""Least squares."""

import pytest

from microcap.measures.regression import least_squares


def test_a_line_through_points_is_found_at_any_scale() -> None:
    """y = 3 + 2e-9 x."""
    x = [1e9, 2e9, 3e9, 5e9]
    fit = least_squares([3 + 2e-9 * one for one in x], x)
    assert list(fit or ()) == [pytest.approx(3), pytest.approx(2e-9)]


def test_columns_that_say_the_same_cannot_be_told_apart() -> None:
    x = [1.0, 2.0, 3.0, 4.0, 7.0]
    assert least_squares(x, x, [2 * one for one in x]) is None
    assert least_squares(x, [1.0] * 5) is None
    assert least_squares([1.0, 2.0], [1.0, 2.0]) is None
