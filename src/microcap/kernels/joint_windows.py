"""Eleven summaries of a few columns in one walk, where a walk for each would cost twice as much.

The same windows as in `windows_of_sums` and `windows_of_extremes`, with all that is summed kept
side by side: `_grown` is a state with one row more, `_behind` summarises the rows behind a block,
and `_joined` puts both together. A test holds every summary equal to the walk of its own.
"""

import math

import numpy as np
from numpy.typing import NDArray

from microcap.kernels.chains import chained_levels
from microcap.kernels.compiled import compiled
from microcap.kernels.windows_of_extremes import window_falls
from microcap.kernels.windows_of_sums import CANCELLED

Floats = NDArray[np.float64]
Shorts = NDArray[np.float32]
Counts = NDArray[np.int64]
Marks = NDArray[np.bool_]
State = tuple[float, ...]
"""Of amounts: how many are known, sum, squares, how many are above zero, largest, second; of
values: known, sum; of ratios: known, sum; of logs: known, sum, squares."""

SUMMARIES = 11
"""Mean value of the short and the long window; mean amount of the short over that of the long;
share of the largest, and of the two largest; inverse Herfindahl index; share of zeros; mean amount
over the base; mean ratio of a change to its value; deviation of the logs; worst fall."""

_PARTS = 13
_NOTHING = (0.0,) * _PARTS


@compiled
def joint_summaries(
    columns: tuple[Floats, Floats, Floats, Floats, Floats],
    breaks: Marks,
    offsets: Counts,
    days: tuple[int, int, int],
    minimum: int,
    yearly: float,
) -> Shorts:
    """The `SUMMARIES` at every row, one line each, in 32 bits; not-a-number where unknown.

    `columns` are levels, amounts, values, bases and logs of the changes of level; `days` the short
    window, the long one, and that of the fall. A summary of amounts or values needs `minimum` known
    ones in the long window and all of the short one; one of changes needs as many amounts above
    zero; the fall as many rows. `yearly` scales the mean amount over the base.
    """
    levels, amounts, values, bases, logs = columns
    found = np.full((SUMMARIES, len(levels)), np.float32(np.nan), np.float32)
    ratios = _ratios(levels, amounts, values, breaks, offsets)
    cells = (amounts, values, ratios, logs)
    falls, _ = window_falls(chained_levels(levels, breaks, offsets), offsets, days[2])
    short_back = np.zeros((days[0] + 1, _PARTS), np.float64)
    long_back = np.zeros((days[1] + 1, _PARTS), np.float64)
    for segment in range(len(offsets) - 1):
        start = offsets[segment]
        short_back[:] = 0.0
        long_back[:] = 0.0
        short, long = _NOTHING, _NOTHING
        short_place, long_place = 0, 0
        for row in range(start, offsets[segment + 1]):
            short, long = _grown(short, cells, row), _grown(long, cells, row)
            short_place += 1
            long_place += 1
            few = _joined(short, short_back, short_place)
            many = _joined(long, long_back, long_place)
            _of_amounts(few, many, days[0], minimum, found, row)
            _of_changes(many, minimum, found, row)
            if many[3] >= minimum and many[10] >= 2.0:
                found[9, row] = _deviation(many, logs, max(start, row - days[1] + 1), row + 1)
            if many[0] >= minimum and bases[row] > 0.0:
                found[7, row] = many[1] / many[0] / bases[row] * yearly
            if row - start + 1 >= minimum:
                found[10, row] = falls[row]
            if short_place == days[0]:
                _behind(cells, row, short_back)
                short, short_place = _NOTHING, 0
            if long_place == days[1]:
                _behind(cells, row, long_back)
                long, long_place = _NOTHING, 0
    return found


@compiled
def _ratios(
    levels: Floats, amounts: Floats, values: Floats, breaks: Marks, offsets: Counts
) -> Floats:
    """The change into each row over its value, in millionths; unknown where nothing moved it."""
    ratios = np.full(len(levels), np.nan, np.float64)
    for segment in range(len(offsets) - 1):
        for row in range(offsets[segment] + 1, offsets[segment + 1]):
            if not breaks[row] and amounts[row] > 0.0 and values[row] > 0.0:
                ratios[row] = abs(levels[row] / levels[row - 1] - 1.0) / values[row] * 1e6
    return ratios


@compiled
def _grown(state: State, cells: tuple[Floats, Floats, Floats, Floats], row: int) -> State:
    """The state with one row more; what is not-a-number is left out."""
    amount, value, ratio, log = cells[0][row], cells[1][row], cells[2][row], cells[3][row]
    has_amount, has_value = amount == amount, value == value
    has_ratio, has_log = ratio == ratio, log == log
    amount = amount if has_amount else 0.0
    log = log if has_log else 0.0
    return (
        state[0] + has_amount,
        state[1] + amount,
        state[2] + amount * amount,
        state[3] + (amount > 0.0),
        max(state[4], amount),
        max(state[5], min(state[4], amount)),
        state[6] + has_value,
        state[7] + (value if has_value else 0.0),
        state[8] + has_ratio,
        state[9] + (ratio if has_ratio else 0.0),
        state[10] + has_log,
        state[11] + log,
        state[12] + log * log,
    )


@compiled
def _behind(cells: tuple[Floats, Floats, Floats, Floats], last: int, back: Floats) -> None:
    """States of the rows up to `last`, from each place of its block to its end."""
    days = len(back) - 1
    state = _NOTHING
    for place in range(days - 1, 0, -1):
        state = _grown(state, cells, last - days + 1 + place)
        for part in range(_PARTS):
            back[place, part] = state[part]


@compiled
def _joined(front: State, back: Floats, place: int) -> State:
    return (
        front[0] + back[place, 0],
        front[1] + back[place, 1],
        front[2] + back[place, 2],
        front[3] + back[place, 3],
        max(front[4], back[place, 4]),
        max(min(front[4], back[place, 4]), max(front[5], back[place, 5])),
        front[6] + back[place, 6],
        front[7] + back[place, 7],
        front[8] + back[place, 8],
        front[9] + back[place, 9],
        front[10] + back[place, 10],
        front[11] + back[place, 11],
        front[12] + back[place, 12],
    )


@compiled
def _of_amounts(few: State, many: State, short: int, minimum: int, found: Shorts, row: int) -> None:
    if few[6] >= short:
        found[0, row] = few[7] / few[6]
    if many[6] >= minimum:
        found[1, row] = many[7] / many[6]
    known, total = many[0], many[1]
    if known < minimum:
        return
    found[6, row] = (known - many[3]) / known
    if total > 0.0:
        found[3, row] = many[4] / total
        found[4, row] = (many[4] + many[5]) / total
        found[5, row] = total * total / many[2]
        if few[0] >= short:
            found[2, row] = (few[1] / few[0]) / (total / known)


@compiled
def _of_changes(many: State, minimum: int, found: Shorts, row: int) -> None:
    if many[3] >= minimum and many[8] > 0.0:
        found[8, row] = many[9] / many[8]


@compiled
def _deviation(many: State, logs: Floats, first: int, last: int) -> float:
    count, total, squares = many[10], many[11], many[12]
    mean = total / count
    left = squares - mean * total
    if left < CANCELLED * squares:
        left = 0.0
        for row in range(first, last):
            if not math.isnan(logs[row]):
                left += (logs[row] - mean) ** 2
    return math.sqrt(left / (count - 1.0))
