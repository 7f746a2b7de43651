"""Quantiles near an end and sums of the largest, against plain sorting."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microcap.kernels.tails import window_largest_sums, window_low_quantiles

CELLS = st.lists(st.sampled_from([np.nan, -3.0, -1.0, 0.0, 0.0, 2.0, 1e9]), min_size=1, max_size=80)


def _windows(cells: list[float], cut: int, days: int) -> list[np.ndarray]:
    """The known values of each window, two securities that meet at `cut`."""
    values = np.array(cells)
    found = []
    for at in range(len(values)):
        first = cut if at >= cut else 0
        window = values[max(first, at - days + 1) : at + 1]
        found.append(window[~np.isnan(window)])
    return found


@settings(max_examples=150, deadline=None, derandomize=True)
@given(CELLS, st.integers(0, 80), st.integers(1, 30), st.sampled_from([0.0, 0.01, 0.1]))
def test_quantiles_and_least_are_those_of_the_sorted_window(
    cells: list[float], cut: int, days: int, level: float
) -> None:
    cut = min(cut, len(cells))
    offsets = np.array([0, cut, len(cells)])
    quantiles, least, counts = window_low_quantiles(np.array(cells), offsets, days, level)
    for at, window in enumerate(_windows(cells, cut, days)):
        assert counts[at] == len(window)
        if len(window) == 0:
            assert np.isnan(quantiles[at])
            continue
        assert quantiles[at] == pytest.approx(np.quantile(window, level), rel=1e-12)
        assert least[at] == window.min()


@settings(max_examples=150, deadline=None, derandomize=True)
@given(CELLS, st.integers(0, 80), st.integers(1, 30), st.integers(1, 6))
def test_the_largest_are_those_at_the_end_of_the_sorted_window(
    cells: list[float], cut: int, days: int, number: int
) -> None:
    cut = min(cut, len(cells))
    sums = window_largest_sums(np.array(cells), np.array([0, cut, len(cells)]), days, number)
    for at, window in enumerate(_windows(cells, cut, days)):
        assert sums[at] == np.sort(window)[-number:].sum()


def test_prices_that_only_rise_lose_their_least_every_day() -> None:
    """1 to 200 in windows of 50: the least of the last is 151, its five largest 200 to 196."""
    values, offsets = np.arange(1.0, 201.0), np.array([0, 200])
    assert window_low_quantiles(values, offsets, 50, 0.0)[0][-1] == 151.0
    assert window_largest_sums(values, offsets, 50, 5)[-1] == 990.0
