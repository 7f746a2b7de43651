"""Levels chained over the rows into which a change may not be used, and changes over many rows."""

import math

import numpy as np
from numpy.typing import NDArray

from microcap.kernels.compiled import compiled

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Marks = NDArray[np.bool_]


@compiled
def chained_levels(values: Floats, breaks: Marks, offsets: Counts) -> Floats:
    """The path of the values as it would be had every broken or unknown change been zero.

    A multiple of the values between two breaks, one at the start of a segment; known in every
    row. Values are above zero, or not-a-number where unknown.
    """
    levels = np.empty(len(values), np.float64)
    for segment in range(len(offsets) - 1):
        start = offsets[segment]
        level, base, base_level = 1.0, np.nan, 1.0
        for row in range(start, offsets[segment + 1]):
            value = values[row]
            if breaks[row] or math.isnan(value) or row == start or math.isnan(values[row - 1]):
                base, base_level = value, level
            else:
                level = base_level * (value / base)
            levels[row] = level
    return levels


@compiled
def changes_over(values: Floats, breaks: Marks, offsets: Counts, days: int) -> Floats:
    """Relative change over `days` rows, at every row; not-a-number where one step is unusable.

    A step is unusable into a broken row and from or to an unknown value.
    """
    changes = np.full(len(values), np.nan, np.float64)
    for segment in range(len(offsets) - 1):
        start = offsets[segment]
        usable = 0
        for row in range(start + 1, offsets[segment + 1]):
            if breaks[row] or math.isnan(values[row]) or math.isnan(values[row - 1]):
                usable = 0
            else:
                usable += 1
            if usable >= days:
                changes[row] = values[row] / values[row - days] - 1.0
    return changes
