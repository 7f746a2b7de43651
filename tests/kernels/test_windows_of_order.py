"""The middle value of a window."""

import math
import statistics

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from microcap.kernels.windows_of_order import window_medians

UNKNOWN = math.nan
CELLS = st.one_of(st.sampled_from([0.0, 1.0, UNKNOWN]), st.floats(0, 1e12))


def test_the_median_of_two_is_halfway_and_the_unknown_is_no_value() -> None:
    values = np.array([UNKNOWN, 5.0, 1.0, 2.0, UNKNOWN])
    medians, counts = window_medians(values, np.array([0, 5]), 3)
    assert counts.tolist() == [0, 1, 2, 3, 2]
    assert np.isnan(medians[0])
    assert medians[1:].tolist() == [5.0, 3.0, 2.0, 1.5]


@settings(max_examples=80, deadline=None, derandomize=True)
@given(st.lists(st.lists(CELLS, max_size=40), min_size=1, max_size=3), st.integers(1, 50))
def test_a_median_is_that_of_its_window(segments: list[list[float]], days: int) -> None:
    values = np.array([cell for segment in segments for cell in segment], float)
    medians, counts = window_medians(values, np.cumsum([0, *map(len, segments)]), days)
    row = 0
    for segment in segments:
        for place in range(len(segment)):
            window = segment[max(0, place - days + 1) : place + 1]
            known = [cell for cell in window if not math.isnan(cell)]
            assert counts[row] == len(known)
            if known:
                assert medians[row] == statistics.median(known)
            else:
                assert math.isnan(medians[row])
            row += 1
