"""The least-squares slope of one column on another over the last rows."""

import math

import numpy as np
from numpy.typing import NDArray

from microcap.kernels.compiled import compiled
from microcap.kernels.windows_of_sums import compensated_sum, window_sums

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

TOLD_APART = 1e-12
"""Part of the squares that the mean must leave, else the column is a constant and has no slope."""
CANCELLED = 1e-2
"""Part left below which a window is summed again, so that what is left has the oracle's digits."""


@compiled
def _slope(sums: tuple[float, float, float, float], n: int) -> float:
    y, x, xy, xx = sums
    spread = xx - x * x / n
    return (xy - x * y / n) / spread if spread > TOLD_APART * xx else math.nan


@compiled
def window_slopes(answers: Floats, columns: Floats, offsets: Counts, days: int) -> Floats:
    """Slope of `answers` on `columns` over the last `days` rows in which both are known.

    Not-a-number where the column does not vary.
    """
    both = answers * columns
    known_y = np.where(np.isnan(both), np.nan, answers)
    known_x = np.where(np.isnan(both), np.nan, columns)
    squares = known_x * known_x
    y, counts = window_sums(known_y, offsets, days)
    x, _ = window_sums(known_x, offsets, days)
    xy, _ = window_sums(both, offsets, days)
    xx, _ = window_sums(squares, offsets, days)
    slopes = np.full(len(answers), np.nan, np.float64)
    for segment in range(len(offsets) - 1):
        start = offsets[segment]
        for row in range(start, offsets[segment + 1]):
            n = counts[row]
            if n == 0:
                continue
            sums = (y[row], x[row], xy[row], xx[row])
            spread = xx[row] - x[row] * x[row] / n
            shared = xy[row] - x[row] * y[row] / n
            if spread < CANCELLED * xx[row] or abs(shared) < CANCELLED * abs(xy[row]):
                first = max(start, row - days + 1)
                sums = (
                    compensated_sum(known_y, first, row + 1),
                    compensated_sum(known_x, first, row + 1),
                    compensated_sum(both, first, row + 1),
                    compensated_sum(squares, first, row + 1),
                )
            slopes[row] = _slope(sums, n)
    return slopes
