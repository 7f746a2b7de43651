"""EDGE over every window of rows, and over all of them: Ardia, Guidotti & Kroencke 2024.

1. `edge_rows` makes each row and the row before the returns r1, r4 and r5, whether the price
   moved, and how often open and close lie apart from high and low.
2. Sums over the window, of those, of their products and of the products of the products, are all
   that the estimator needs: `_edge_blocks` for windows, `_dot` for all rows at once.
3. `edge_square` is the formula over the sums.
"""

import numpy as np

from microcap.kernels.blocks import COLUMNS, Flags, Floats, Offsets, next_blocks, placed, taken
from microcap.kernels.compiled import compiled, compiled_in_any_order, part_of_a_loop
from microcap.kernels.edge_formula import edge_square
from microcap.kernels.edge_rows import (
    COUNTS,
    ENDS,
    LIFTED,
    MADE,
    PARTS,
    R1,
    R5,
    A,
    Prices,
    edge_products,
    edge_rows,
    moved,
)

_ROWS = 2048
"""Rows of one security that are summed at once where no window is asked for."""
_ALONE = (COUNTS, ENDS, R1, R5, *range(A, PARTS))
_TWO = tuple((one, two) for one in range(A, PARTS) for two in range(one, PARTS))
"""Parts and products of parts whose sums the formula takes, in its order."""
_SUMS, _MARGIN = 23, 8
"""Sums over a window, each product once; and room before them, so that every sum begins where the
vector unit writes fastest."""


@compiled
def edge_squares(
    prices: Prices, logs: Prices, joined: Flags, offsets: Offsets, days: int, least: int
) -> Floats:
    """Signed square of the EDGE spread over the last `days` rows, at every row.

    `prices` and `logs` are four: open, high, low, close. `joined` says whether a row may be
    read together with the one before; the first row of a security never is. Not-a-number below
    `least` rows that know their prices, where the price moved on fewer than two, or where all
    opens or all closes lie at one end of their day.
    """
    squares = np.empty(len(joined))
    edge_squares_into(prices, logs, joined, offsets, days, least, squares)
    return squares


@compiled
def edge_squares_into(
    prices: Prices,
    logs: Prices,
    joined: Flags,
    offsets: Offsets,
    days: int,
    least: int,
    squares: Floats,
) -> None:
    """The same into an array that is there: new memory costs as much as a tenth of the work."""
    apart = _apart(joined, offsets)
    rows, parts = np.zeros((MADE, COLUMNS * days)), np.zeros((days, MADE * COLUMNS))
    sums, ends = np.zeros(_SUMS * COLUMNS), np.zeros((days + 1, _SUMS * COLUMNS + _MARGIN))
    answers = np.zeros((days, COLUMNS))
    begins, carried = np.zeros(COLUMNS + 1, np.int64), np.zeros(COLUMNS, np.bool_)
    security, row = 0, offsets[0]
    while security < len(offsets) - 1:
        count, repeated, security, row = next_blocks(offsets, security, row, days, begins, carried)
        if count == 0:
            break
        edge_rows(prices, logs, apart, begins[0], begins[count], rows)
        placed(rows, begins, count, parts)
        _edge_blocks(parts, carried, sums, ends, least, answers)
        taken(answers, begins, repeated, count, squares)


@compiled
def edge_squares_whole(prices: Prices, logs: Prices, joined: Flags, offsets: Offsets) -> Floats:
    """Signed square of the EDGE spread over all rows, one a security; see `edge_squares`."""
    squares = np.empty(len(offsets) - 1)
    apart = _apart(joined, offsets)
    parts, alone, two = np.zeros((PARTS, _ROWS)), np.zeros(len(_ALONE)), np.zeros(len(_TWO))
    for security in range(len(squares)):
        alone[:] = 0.0
        two[:] = 0.0
        last = offsets[security + 1]
        for begin in range(offsets[security], last, _ROWS):
            end = min(begin + _ROWS, last)
            width = end - begin
            edge_rows(prices, logs, apart, begin, end, parts)
            edge_products(parts)
            for place, part in enumerate(_ALONE):
                alone[place] += _sum(parts[part, :width])
            for place, (part, other) in enumerate(_TWO):
                two[place] += _dot(parts[part, :width], parts[other, :width])
        n, t = _pair(alone[0])
        opens, closes = _pair(alone[1])
        s, p = alone, two
        every = (
            n, t, s[2], s[3], opens, closes, s[4], s[5], s[6], s[7], s[8], p[0], p[1], p[2], p[3],
            p[4], p[5], p[6], p[7], p[8], p[9], p[10], p[11], p[12], p[13], p[14],
        )  # fmt: skip
        squares[security] = edge_square(every, 0)
    return squares


@compiled
def _edge_blocks(
    parts: Floats, carried: Flags, sums: Floats, ends: Floats, least: int, answers: Floats
) -> None:
    """The answers of all blocks, from the `MADE` parts of their rows.

    The last row of `ends` stays zero, and so does what the last column, with which none goes on,
    leaves for the first column of the next sum. Each line is one of the sums, in the order of the
    formula: a loop over them would keep the vector unit idle.
    """
    days = len(parts)
    sums[:] = 0.0
    for back in range(1, days):
        # counted upwards: a loop that counts down is not found fit for the vector unit
        place = days - back
        for at in range(COLUMNS):
            counts, apart, r1, r5, a, b, c, u, v = _returns(parts, place, at, carried[at])
            _end(sums, ends, place, at + 0 * COLUMNS, counts)
            _end(sums, ends, place, at + 1 * COLUMNS, apart)
            _end(sums, ends, place, at + 2 * COLUMNS, r1)
            _end(sums, ends, place, at + 3 * COLUMNS, r5)
            _end(sums, ends, place, at + 4 * COLUMNS, a)
            _end(sums, ends, place, at + 5 * COLUMNS, b)
            _end(sums, ends, place, at + 6 * COLUMNS, c)
            _end(sums, ends, place, at + 7 * COLUMNS, u)
            _end(sums, ends, place, at + 8 * COLUMNS, v)
            _end(sums, ends, place, at + 9 * COLUMNS, a * a)
            _end(sums, ends, place, at + 10 * COLUMNS, a * b)
            _end(sums, ends, place, at + 11 * COLUMNS, a * c)
            _end(sums, ends, place, at + 12 * COLUMNS, a * u)
            _end(sums, ends, place, at + 13 * COLUMNS, a * v)
            _end(sums, ends, place, at + 14 * COLUMNS, b * b)
            _end(sums, ends, place, at + 15 * COLUMNS, b * c)
            _end(sums, ends, place, at + 16 * COLUMNS, b * u)
            _end(sums, ends, place, at + 17 * COLUMNS, c * c)
            _end(sums, ends, place, at + 18 * COLUMNS, c * u)
            _end(sums, ends, place, at + 19 * COLUMNS, c * v)
            _end(sums, ends, place, at + 20 * COLUMNS, u * u)
            _end(sums, ends, place, at + 21 * COLUMNS, u * v)
            _end(sums, ends, place, at + 22 * COLUMNS, v * v)
    sums[:] = 0.0
    for place in range(days):
        for at in range(COLUMNS):
            counts, apart, r1, r5, a, b, c, u, v = _returns(parts, place, at, True)
            n, t = _pair(_window(sums, ends, place, at + 0 * COLUMNS, counts))
            opens, closes = _pair(_window(sums, ends, place, at + 1 * COLUMNS, apart))
            au = _window(sums, ends, place, at + 12 * COLUMNS, a * u)
            windows = (
                n,
                t,
                _window(sums, ends, place, at + 2 * COLUMNS, r1),
                _window(sums, ends, place, at + 3 * COLUMNS, r5),
                opens,
                closes,
                _window(sums, ends, place, at + 4 * COLUMNS, a),
                _window(sums, ends, place, at + 5 * COLUMNS, b),
                _window(sums, ends, place, at + 6 * COLUMNS, c),
                _window(sums, ends, place, at + 7 * COLUMNS, u),
                _window(sums, ends, place, at + 8 * COLUMNS, v),
                _window(sums, ends, place, at + 9 * COLUMNS, a * a),
                _window(sums, ends, place, at + 10 * COLUMNS, a * b),
                _window(sums, ends, place, at + 11 * COLUMNS, a * c),
                au,
                _window(sums, ends, place, at + 13 * COLUMNS, a * v),
                _window(sums, ends, place, at + 14 * COLUMNS, b * b),
                _window(sums, ends, place, at + 15 * COLUMNS, b * c),
                _window(sums, ends, place, at + 16 * COLUMNS, b * u),
                au,
                _window(sums, ends, place, at + 17 * COLUMNS, c * c),
                _window(sums, ends, place, at + 18 * COLUMNS, c * u),
                _window(sums, ends, place, at + 19 * COLUMNS, c * v),
                _window(sums, ends, place, at + 20 * COLUMNS, u * u),
                _window(sums, ends, place, at + 21 * COLUMNS, u * v),
                _window(sums, ends, place, at + 22 * COLUMNS, v * v),
            )
            answers[place, at] = edge_square(windows, least)


@part_of_a_loop
def _returns(parts: Floats, place: int, at: int, used: bool) -> tuple[float, ...]:
    """The parts of a row and their products; zero where it is not used."""
    r1, r5 = parts[place, at], parts[place, COLUMNS + at]
    r4 = parts[place, 2 * COLUMNS + at]
    counts, ends = parts[place, 3 * COLUMNS + at], parts[place, 4 * COLUMNS + at]
    if not used:
        counts = ends = r1 = r5 = r4 = 0.0
    t = moved(counts)
    return counts, ends, r1, r5, r1 * r5, r1 * r4, r5 * r4, t * r4, t * r5


@part_of_a_loop
def _pair(both: float) -> tuple[float, float]:
    """The two counts of a pair."""
    second = np.floor(both / LIFTED)
    return both - second * LIFTED, second


@part_of_a_loop
def _end(sums: Floats, ends: Floats, place: int, cell: int, value: float) -> None:
    so_far = sums[cell] + value
    sums[cell] = so_far
    # one column to the right: it is needed by the block that goes on with this one
    ends[place, cell + _MARGIN] = so_far


@part_of_a_loop
def _window(sums: Floats, ends: Floats, place: int, cell: int, value: float) -> float:
    so_far = sums[cell] + value
    sums[cell] = so_far
    window: float = so_far + ends[place + 1, cell + _MARGIN - 1]
    return window


@compiled
def _apart(joined: Flags, offsets: Offsets) -> Flags:
    apart = joined.copy()
    for security in range(len(offsets) - 1):
        if offsets[security] < offsets[security + 1]:
            apart[offsets[security]] = False
    return apart


@compiled_in_any_order
def _dot(one: Floats, other: Floats) -> float:
    total = 0.0
    for at in range(len(one)):
        total += one[at] * other[at]
    return total


@compiled_in_any_order
def _sum(one: Floats) -> float:
    total = 0.0
    for at in range(len(one)):
        total += one[at]
    return total
