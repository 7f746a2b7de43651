"""Quantiles near an end, and sums of the largest, over every window of rows.

The few lowest values of the window are kept in order with their rows; the window is read again
only when so many of them have left that the answer could be among the others.
"""

import numpy as np

from microcap.kernels.blocks import Floats, Offsets
from microcap.kernels.compiled import compiled


@compiled
def window_low_quantiles(
    values: Floats, offsets: Offsets, days: int, level: float
) -> tuple[Floats, Floats, Offsets]:
    """Of the last `days` rows: quantile at a `level` near zero, least, and number known.

    Between two values the quantile is interpolated linearly; not-a-number where none is known.
    """
    quantiles, least = np.full(len(values), np.nan), np.full(len(values), np.nan)
    counts = np.empty(len(values), np.int64)
    needed = int(level * (days - 1)) + 2
    lowest, rows = _room(needed)
    for security in range(len(offsets) - 1):
        first, last = offsets[security], offsets[security + 1]
        state = (0, 0)
        for at in range(first, last):
            state = _advance(values, first, at, days, needed, lowest, rows, state)
            known = counts[at] = state[1]
            if known:
                least[at] = lowest[0]
                place = level * (known - 1)
                below = int(place)
                above = below if below == place else below + 1
                quantiles[at] = lowest[below] + (place - below) * (lowest[above] - lowest[below])
    return quantiles, least, counts


@compiled
def window_largest_sums(values: Floats, offsets: Offsets, days: int, number: int) -> Floats:
    """Sum of the `number` largest known values of the last `days` rows; of all, if fewer."""
    sums = np.zeros(len(values))
    negated = -values
    lowest, rows = _room(number)
    for security in range(len(offsets) - 1):
        first, last = offsets[security], offsets[security + 1]
        state = (0, 0)
        for at in range(first, last):
            state = _advance(negated, first, at, days, number, lowest, rows, state)
            for place in range(min(number, state[1])):
                sums[at] -= lowest[place]
    return sums


@compiled
def _room(needed: int) -> tuple[Floats, Offsets]:
    size = 4 * needed + 8
    return np.empty(size), np.empty(size, np.int64)


@compiled
def _advance(
    values: Floats,
    first: int,
    at: int,
    days: int,
    needed: int,
    lowest: Floats,
    rows: Offsets,
    state: tuple[int, int],
) -> tuple[int, int]:
    """Let row `at` in and row `at - days` out; how many are held in order, how many are known."""
    held, known = state
    gone = at - days
    if gone >= first and values[gone] == values[gone]:
        known -= 1
        for place in range(held):
            if rows[place] == gone:
                for later in range(place, held - 1):
                    lowest[later], rows[later] = lowest[later + 1], rows[later + 1]
                held -= 1
                break
        if held < min(needed, known):
            held = 0
            for row in range(gone + 1, at):
                if values[row] == values[row]:
                    held = _enter(values[row], row, lowest, rows, held, True)
    if values[at] == values[at]:
        # what is above all held may only be held too where nothing known was left out
        held = _enter(values[at], at, lowest, rows, held, held == known)
        known += 1
    return held, known


@compiled
def _enter(value: float, row: int, lowest: Floats, rows: Offsets, held: int, complete: bool) -> int:
    if held and value >= lowest[held - 1] and not (complete and held < len(lowest)):
        return held
    if held == 0 and not complete:
        return held
    place = held if held < len(lowest) else held - 1
    while place > 0 and lowest[place - 1] > value:
        lowest[place], rows[place] = lowest[place - 1], rows[place - 1]
        place -= 1
    lowest[place], rows[place] = value, row
    return min(held + 1, len(lowest))
