"""Levels and changes across rows whose change may not be used."""

import math

import numpy as np
import pytest

from microcap.kernels.chains import chained_levels, changes_over

UNKNOWN = math.nan


def test_a_level_carries_on_over_a_break_and_over_the_unknown() -> None:
    """2 to 3 is a half more; the break to 30 is none; 30 to 15 halves; the unknown stands still."""
    values = np.array([2.0, 3.0, 30.0, 15.0, UNKNOWN, 40.0, 80.0, 5.0, 10.0])
    breaks = np.array([False, False, True, False, False, False, False, False, False])
    levels = chained_levels(values, breaks, np.array([0, 7, 9]))
    assert levels.tolist() == [1.0, 1.5, 1.5, 0.75, 0.75, 0.75, 1.5, 1.0, 2.0]


def test_a_price_that_comes_back_is_at_its_level_exactly() -> None:
    """0.7 to 0.3 and back: a chain of returns would miss it in the last digit."""
    levels = chained_levels(np.array([0.7, 0.3, 0.7]), np.zeros(3, bool), np.array([0, 3]))
    assert levels[2] == levels[0]


def test_a_change_over_two_rows_needs_both_steps() -> None:
    values = np.array([1.0, 2.0, 4.0, 8.0, UNKNOWN, 3.0, 6.0, 9.0])
    breaks = np.array([False, False, False, True, False, False, False, False])
    changes = changes_over(values, breaks, np.array([0, 8]), 2)
    assert np.isnan(changes[[0, 1, 3, 4, 5, 6]]).all()
    assert changes[[2, 7]].tolist() == pytest.approx([3.0, 2.0], rel=1e-15)


def test_a_change_does_not_begin_in_another_segment() -> None:
    changes = changes_over(
        np.array([1.0, 2.0, 3.0, 6.0]), np.zeros(4, bool), np.array([0, 2, 4]), 1
    )
    assert np.isnan(changes[[0, 2]]).all()
    assert changes[[1, 3]].tolist() == [1.0, 1.0]
