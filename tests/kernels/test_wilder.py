"""Wilder's average, started afresh in every window."""

import numpy as np
import pytest

from microcap.kernels.wilder import window_wilder


def _by_hand(values: list[float], memory: int) -> float | None:
    """Seed with the mean of the first, then a step of one in `memory` towards each that follows."""
    if len(values) < memory:
        return None
    average = sum(values[:memory]) / memory
    for value in values[memory:]:
        average += (value - average) / memory
    return average


def test_three_values_and_one_step() -> None:
    """Seed (1 + 2 + 3) / 3 = 2; then 2 + (8 - 2) / 3 = 4; the window of 3 starts at 2: 13 / 3."""
    values, offsets = np.array([1.0, 2.0, 3.0, 8.0]), np.array([0, 4])
    assert window_wilder(values, offsets, 10, 3)[2:].tolist() == [2.0, pytest.approx(4.0)]
    assert window_wilder(values, offsets, 3, 3)[3] == pytest.approx(13 / 3)


def test_each_window_is_the_recursion_over_what_it_knows() -> None:
    draw = np.random.default_rng(4)
    values = np.where(draw.random(120) < 0.2, np.nan, draw.random(120))
    values[10] = 1e9
    offsets = np.array([0, 1, 50, 120])
    found = window_wilder(values, offsets, 30, 7)
    for first, last in ((0, 1), (1, 50), (50, 120)):
        for at in range(first, last):
            window = values[max(first, at - 29) : at + 1]
            wanted = _by_hand(window[~np.isnan(window)].tolist(), 7)
            if wanted is None:
                assert np.isnan(found[at])
            else:
                assert found[at] == pytest.approx(wanted, rel=1e-12)


def test_a_window_of_zeros_is_zero_after_an_absurd_value() -> None:
    values = np.array([1e17, *[0.0] * 20])
    assert window_wilder(values, np.array([0, 21]), 15, 4)[-1] == 0.0
