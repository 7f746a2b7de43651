"""The largest values of the last rows, and the worst fall among them, at constant cost a row.

What a stretch of rows says is a small summary (its highest level, its lowest, its worst fall),
and two neighbouring stretches join into one: so blocks are summarised from the front and from the
back, and every window is one join. The fall is the true one of the window; the rolling maximum of
`1 - level / rolling maximum` looks back over two windows and is another number.
"""

import math

import numpy as np
from numpy.typing import NDArray

from microcap.kernels.compiled import compiled
from microcap.kernels.windows_of_sums import compensated_sum, window_sums

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

CANCELLED = 1e-3
"""Part of a sum left without its largest below which the rows are summed again, in order."""


@compiled
def window_maxima(values: Floats, offsets: Counts, days: int) -> tuple[Floats, Floats]:
    """Largest and second largest known value of the last `days` rows, at every row.

    Values are zero or more; not-a-number is unknown and left out. A place that no known value
    takes is zero: a sum of the largest is then right.
    """
    largest = np.empty(len(values), np.float64)
    second = np.empty(len(values), np.float64)
    back = np.zeros((days + 1, 2), np.float64)
    for segment in range(len(offsets) - 1):
        last = offsets[segment + 1]
        back[:] = 0.0
        for block in range(offsets[segment], last, days):
            end = min(block + days, last)
            top, next_one = 0.0, 0.0
            for row in range(block, end):
                value = values[row]
                if not math.isnan(value):
                    next_one = max(next_one, min(top, value))
                    top = max(top, value)
                before, before_next = back[row - block + 1]
                largest[row] = max(before, top)
                second[row] = max(min(before, top), max(before_next, next_one))
            if end - block < days:
                break
            top, next_one = 0.0, 0.0
            for place in range(days - 1, 0, -1):
                value = values[block + place]
                if not math.isnan(value):
                    next_one = max(next_one, min(top, value))
                    top = max(top, value)
                back[place, 0] = top
                back[place, 1] = next_one
    return largest, second


@compiled
def window_rests(values: Floats, offsets: Counts, days: int) -> Floats:
    """Sum of the known values of the last `days` rows without the two largest.

    Values are zero or more. Where hardly anything is left, the window is summed again with a
    correction, so that what is left has the oracle's digits.
    """
    sums, _ = window_sums(values, offsets, days)
    largest, second = window_maxima(values, offsets, days)
    rests = np.empty(len(values), np.float64)
    for segment in range(len(offsets) - 1):
        start = offsets[segment]
        for row in range(start, offsets[segment + 1]):
            top = largest[row] + second[row]
            total = sums[row]
            if total > 0.0 and total - top < CANCELLED * total:
                total = compensated_sum(values, max(start, row - days + 1), row + 1)
            rests[row] = total - top
    return rests


@compiled
def window_falls(levels: Floats, offsets: Counts, days: int) -> tuple[Floats, Floats]:
    """Worst fall from a running high within the last `days` rows, and the distance from the high.

    Both as level over high less one: zero or below. Levels are above zero and known in every row.
    """
    falls = np.empty(len(levels), np.float64)
    distances = np.empty(len(levels), np.float64)
    # of the rows behind: their highest level, and the lowest ratio of a level to a high before
    back = np.ones((days + 1, 2), np.float64)
    for segment in range(len(offsets) - 1):
        last = offsets[segment + 1]
        back[:, 0] = 0.0
        back[:, 1] = 1.0
        for block in range(offsets[segment], last, days):
            end = min(block + days, last)
            high, low, ratio = 0.0, np.inf, 1.0
            for row in range(block, end):
                level = levels[row]
                high = max(high, level)
                low = min(low, level)
                ratio = min(ratio, level / high)
                high_behind, ratio_behind = back[row - block + 1]
                joined = min(ratio, ratio_behind)
                if high_behind > 0.0:
                    joined = min(joined, low / high_behind)
                falls[row] = joined - 1.0
                distances[row] = level / max(high, high_behind) - 1.0
            if end - block < days:
                break
            high, low, ratio = 0.0, np.inf, 1.0
            for place in range(days - 1, 0, -1):
                level = levels[block + place]
                # a level before the others: what is below it later is a fall from it
                low = min(low, level)
                high = max(high, level)
                ratio = min(ratio, low / level)
                back[place, 0] = high
                back[place, 1] = ratio
    return falls, distances
