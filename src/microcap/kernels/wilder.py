"""Wilder's average over every window of rows, each started afresh with its own seed."""

import numpy as np

from microcap.kernels.blocks import Floats, Offsets
from microcap.kernels.compiled import compiled, compiled_in_any_order


@compiled
def window_wilder(values: Floats, offsets: Offsets, days: int, memory: int) -> Floats:
    """Average of the known among the last `days` rows, seeded with the mean of `memory` of them.

    Then average += (value - average) / memory for each that follows: Wilder 1978. Not-a-number
    below `memory` values.
    """
    averages = np.full(len(values), np.nan)
    keep = (memory - 1) / memory
    # the weight of a value is `keep` to the power of how many follow it
    weights = np.empty(days + 1)
    for following in range(days + 1):
        weights[days - following] = keep**following
    known = np.empty(days + len(values))
    for security in range(len(offsets) - 1):
        first, last = offsets[security], offsets[security + 1]
        begin = end = 0
        for at in range(first, last):
            gone = at - days
            if gone >= first and values[gone] == values[gone]:
                begin += 1
            if values[at] == values[at]:
                known[end] = values[at]
                end += 1
            if end - begin >= memory:
                seeded = begin + memory
                seed = known[begin:seeded].sum() * keep ** (end - seeded)
                later = _dot(known[seeded:end], weights[days + 1 - (end - seeded) :])
                averages[at] = (seed + later) / memory
    return averages


@compiled_in_any_order
def _dot(values: Floats, weights: Floats) -> float:
    total = 0.0
    for at in range(len(values)):
        total += values[at] * weights[at]
    return total
