"""The middle value of the last rows, from a window that is kept in order."""

import math

import numpy as np
from numpy.typing import NDArray

from microcap.kernels.compiled import compiled

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@compiled
def _place(ordered: Floats, size: int, value: float) -> int:
    """The first place whose value is not below the given one."""
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        if ordered[middle] < value:
            low = middle + 1
        else:
            high = middle
    return low


@compiled
def window_medians(values: Floats, offsets: Counts, days: int) -> tuple[Floats, Counts]:
    """Median of the known values of the last `days` rows at every row, and how many are known.

    The mean of the two middle ones where their number is even; not-a-number where none is known.
    """
    medians = np.full(len(values), np.nan, np.float64)
    counts = np.empty(len(values), np.int64)
    ordered = np.empty(days + 1, np.float64)
    for segment in range(len(offsets) - 1):
        start = offsets[segment]
        size = 0
        for row in range(start, offsets[segment + 1]):
            entering = values[row]
            leaving = values[row - days] if row - days >= start else np.nan
            if math.isnan(leaving):
                if not math.isnan(entering):
                    place = size
                    while place > 0 and ordered[place - 1] > entering:
                        ordered[place] = ordered[place - 1]
                        place -= 1
                    ordered[place] = entering
                    size += 1
            elif math.isnan(entering):
                size -= 1
                for place in range(_place(ordered, size + 1, leaving), size):
                    ordered[place] = ordered[place + 1]
            elif entering != leaving:
                # only what lies between the two moves
                place = _place(ordered, size, leaving)
                while place + 1 < size and ordered[place + 1] < entering:
                    ordered[place] = ordered[place + 1]
                    place += 1
                while place > 0 and ordered[place - 1] > entering:
                    ordered[place] = ordered[place - 1]
                    place -= 1
                ordered[place] = entering
            counts[row] = size
            if size:
                medians[row] = (ordered[(size - 1) // 2] + ordered[size // 2]) / 2
    return medians, counts
