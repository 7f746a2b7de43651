"""Sums, means and deviations over the last rows, without a running sum that could drift.

Every block of `days` rows is summed from its front (a prefix) and from its back (a suffix); a
window is the suffix of one block and the prefix of the next (van Herk 1992, Gil & Werman 1993).
Nothing is ever subtracted, so a window of zeros is exactly zero and an unknown value leaves with
its window. Windows are shorter at the start of a segment and never reach across an offset.
"""

import math

import numpy as np
from numpy.typing import NDArray

from microcap.kernels.compiled import compiled

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

CANCELLED = 1e-3
"""Part of a sum of squares that must be left after the mean is taken out; below it two passes."""


@compiled
def window_sums(values: Floats, offsets: Counts, days: int) -> tuple[Floats, Counts]:
    """Sum of the known values of the last `days` rows at every row, and how many are known.

    Not-a-number is unknown and left out; a window without known values sums to zero. Segment i
    is rows `offsets[i]` to `offsets[i + 1]`.
    """
    sums = np.empty(len(values), np.float64)
    counts = np.empty(len(values), np.int64)
    back = np.zeros(days + 1, np.float64)
    back_count = np.zeros(days + 1, np.int64)
    for segment in range(len(offsets) - 1):
        last = offsets[segment + 1]
        back[:] = 0.0
        back_count[:] = 0
        for block in range(offsets[segment], last, days):
            end = min(block + days, last)
            front, known = 0.0, 0
            for row in range(block, end):
                value = values[row]
                if not math.isnan(value):
                    front += value
                    known += 1
                sums[row] = back[row - block + 1] + front
                counts[row] = back_count[row - block + 1] + known
            if end - block < days:
                break
            total, known = 0.0, 0
            for place in range(days - 1, 0, -1):
                value = values[block + place]
                if not math.isnan(value):
                    total += value
                    known += 1
                back[place] = total
                back_count[place] = known
    return sums, counts


@compiled
def compensated_sum(values: Floats, first: int, last: int) -> float:
    """Sum of the known values of rows `first` to `last`, in order, with Kahan's correction.

    As polars sums within a group: where hardly anything is left of two large sums, the same
    digits are left. Kahan 1965, Communications of the ACM 8(1).
    """
    total, lost = 0.0, 0.0
    for row in range(first, last):
        value = values[row]
        if not math.isnan(value):
            corrected = value - lost
            grown = total + corrected
            lost = (grown - total) - corrected
            total = grown
    return total


@compiled
def window_counts(marks: NDArray[np.bool_], offsets: Counts, days: int) -> Counts:
    """How many of the last `days` rows are marked, at every row."""
    counts = np.empty(len(marks), np.int64)
    for segment in range(len(offsets) - 1):
        start = offsets[segment]
        # whole numbers do not drift, so here the row that leaves may be taken away again
        count = 0
        for row in range(start, offsets[segment + 1]):
            count += marks[row]
            if row - days >= start:
                count -= marks[row - days]
            counts[row] = count
    return counts


@compiled
def _squares_around(values: Floats, first: int, last: int, mean: float) -> float:
    """Sum of squares around the mean, row by row."""
    left = 0.0
    for place in range(first, last):
        if not math.isnan(values[place]):
            left += (values[place] - mean) ** 2
    return left


@compiled
def window_deviations(values: Floats, offsets: Counts, days: int) -> Floats:
    """Standard deviation (n - 1) of the known values of the last `days` rows, at every row.

    Not-a-number below two known values. Where the mean takes nearly all of the squares away, the
    window is read a second time around its mean.
    """
    deviations = np.full(len(values), np.nan, np.float64)
    # of the rows behind: how many are known, their sum, and the sum of their squares
    back = np.zeros((days + 1, 3), np.float64)
    for segment in range(len(offsets) - 1):
        start, last = offsets[segment], offsets[segment + 1]
        back[:] = 0.0
        for block in range(start, last, days):
            end = min(block + days, last)
            known, total, squares = 0.0, 0.0, 0.0
            for row in range(block, end):
                value = values[row]
                if not math.isnan(value):
                    known += 1.0
                    total += value
                    squares += value * value
                known_behind, total_behind, squares_behind = back[row - block + 1]
                count = known + known_behind
                if count < 2.0:
                    continue
                mean = (total + total_behind) / count
                whole = squares + squares_behind
                left = whole - mean * mean * count
                if left < CANCELLED * whole:
                    left = _squares_around(values, max(start, row - days + 1), row + 1, mean)
                deviations[row] = math.sqrt(left / (count - 1.0))
            if end - block < days:
                break
            known, total, squares = 0.0, 0.0, 0.0
            for place in range(days - 1, 0, -1):
                value = values[block + place]
                if not math.isnan(value):
                    known += 1.0
                    total += value
                    squares += value * value
                back[place, 0] = known
                back[place, 1] = total
                back[place, 2] = squares
    return deviations


@compiled
def quotients(above: Floats, below: Floats | Counts, counts: Counts, minimum: int) -> Floats:
    """`above` over `below` where enough rows were counted, else not-a-number.

    Zero below gives infinity or not-a-number; whoever shows the value makes it unknown.
    """
    values = np.empty(len(above), np.float64)
    for row in range(len(above)):
        values[row] = above[row] / below[row] if counts[row] >= minimum else math.nan
    return values


@compiled
def single_precision(values: Floats) -> NDArray[np.float32]:
    """The values in 32 bits; what is not finite, also in 32 bits, becomes not-a-number."""
    short = np.empty(len(values), np.float32)
    for row in range(len(values)):
        value = np.float32(values[row])
        short[row] = value if math.isfinite(value) else np.float32(np.nan)
    return short
