"""The largest values of a window, what is left without them, and its worst fall."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microcap.kernels.windows_of_extremes import window_falls, window_maxima, window_rests

UNKNOWN = math.nan
EXAMPLES = settings(max_examples=60, deadline=None, derandomize=True)
VOLUMES = st.one_of(st.just(0.0), st.just(UNKNOWN), st.integers(0, 10**15).map(float))
LEVELS = st.one_of(st.floats(1e-6, 1e9), st.sampled_from([1.0, 2.0]))


def worst_fall(levels: list[float]) -> float:
    """The slow, readable form: every level against the highest at or before it."""
    high, worst = 0.0, 0.0
    for level in levels:
        high = max(high, level)
        worst = min(worst, level / high - 1)
    return worst


def test_a_fall_is_the_one_within_the_window() -> None:
    """4 to 1 is a fall of 3/4 until 4 leaves the window of three; from 2 to 1 it is 1/2."""
    levels = np.array([2.0, 4.0, 1.0, 2.0, 1.0, 3.0])
    falls, distances = window_falls(levels, np.array([0, 6]), 3)
    assert falls.tolist() == [0.0, 0.0, -0.75, -0.75, -0.5, -0.5]
    assert distances.tolist() == [0.0, 0.0, -0.75, -0.5, -0.5, 0.0]


def test_a_fall_looks_back_over_one_window_and_not_two() -> None:
    """The rolling maximum of 1 - level / rolling maximum would still say 0.9 on the last day."""
    levels = np.array([10.0, 1.0, 1.0, 1.0])
    falls, _ = window_falls(levels, np.array([0, 4]), 3)
    assert falls.tolist() == [0.0, -0.9, -0.9, 0.0]


def test_the_next_segment_begins_at_its_own_level() -> None:
    falls, distances = window_falls(np.array([8.0, 8.0, 2.0, 2.0]), np.array([0, 2, 4]), 3)
    assert falls.tolist() == distances.tolist() == [0.0, 0.0, 0.0, 0.0]


@EXAMPLES
@given(st.lists(st.lists(LEVELS, max_size=50), min_size=1, max_size=3), st.integers(1, 60))
def test_a_fall_is_what_the_readable_form_says(segments: list[list[float]], days: int) -> None:
    levels = np.array([level for segment in segments for level in segment], float)
    falls, distances = window_falls(levels, np.cumsum([0, *map(len, segments)]), days)
    windows = [
        segment[max(0, place - days + 1) : place + 1]
        for segment in segments
        for place in range(len(segment))
    ]
    assert falls.tolist() == [worst_fall(window) for window in windows]
    assert distances.tolist() == [window[-1] / max(window) - 1 for window in windows]


def test_the_two_largest_may_be_alike() -> None:
    values = np.array([3.0, 7.0, 7.0, UNKNOWN, 1.0])
    largest, second = window_maxima(values, np.array([0, 5]), 3)
    assert largest.tolist() == [3.0, 7.0, 7.0, 7.0, 7.0]
    assert second.tolist() == [0.0, 3.0, 7.0, 7.0, 1.0]


@EXAMPLES
@given(st.lists(st.lists(VOLUMES, max_size=40), min_size=1, max_size=3), st.integers(1, 50))
def test_the_largest_are_those_of_a_sorted_window(segments: list[list[float]], days: int) -> None:
    """Whole numbers add up without rounding, so the rest is exact too."""
    values = np.array([cell for segment in segments for cell in segment], float)
    offsets = np.cumsum([0, *map(len, segments)])
    largest, second = window_maxima(values, offsets, days)
    rests = window_rests(values, offsets, days)
    row = 0
    for segment in segments:
        for place in range(len(segment)):
            window = segment[max(0, place - days + 1) : place + 1]
            known = sorted((cell for cell in window if not math.isnan(cell)), reverse=True)
            padded = [*known, 0.0, 0.0]
            assert (largest[row], second[row]) == (padded[0], padded[1])
            exact = all(cell < 2**53 / max(1, len(known)) for cell in known)
            assert rests[row] == pytest.approx(sum(known[2:]), rel=0, abs=0 if exact else 16)
            row += 1


def test_nothing_is_left_without_the_only_two_days_of_trade() -> None:
    """0.1 + 0.2 less the same two is exactly zero, however far apart the days lie."""
    values = np.zeros(12)
    values[[2, 9]] = 0.1, 0.2
    assert window_rests(values, np.array([0, 12]), 10).tolist() == [0.0] * 12
