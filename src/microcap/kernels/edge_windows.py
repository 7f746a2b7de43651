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
from microcap.kernels.edge_rows import KNOWN, PARTS, RETURNS, Prices, edge_products, edge_rows

_ROWS = 2048
"""Rows of one security that are summed at once where no window is asked for."""
_TERMS = np.array(
    [(part, KNOWN) for part in (*range(RETURNS - 1), *range(RETURNS, PARTS))]
    + [(one, two) for one in range(RETURNS, PARTS) for two in range(one, PARTS)]
)
"""The products whose sums the formula takes, in its order."""
_SUMS = len(_TERMS)


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
    apart = _apart(joined, offsets)
    rows, parts = np.zeros((PARTS, COLUMNS * days)), np.zeros((days, RETURNS * COLUMNS))
    sums, ends = np.zeros(_SUMS * COLUMNS), np.zeros((days + 1, _SUMS * COLUMNS + 1))
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
    return squares


@compiled
def edge_squares_whole(prices: Prices, logs: Prices, joined: Flags, offsets: Offsets) -> Floats:
    """Signed square of the EDGE spread over all rows, one a security; see `edge_squares`."""
    squares = np.empty(len(offsets) - 1)
    apart = _apart(joined, offsets)
    parts, sums = np.zeros((PARTS, _ROWS)), np.zeros(_SUMS)
    for security in range(len(squares)):
        sums[:] = 0.0
        last = offsets[security + 1]
        for begin in range(offsets[security], last, _ROWS):
            end = min(begin + _ROWS, last)
            width = end - begin
            edge_rows(prices, logs, apart, begin, end, parts)
            edge_products(parts)
            for term in range(_SUMS):
                one, two = parts[_TERMS[term, 0], :width], parts[_TERMS[term, 1], :width]
                sums[term] += _dot(one, two)
        s = sums
        every = (
            s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9], s[10], s[11], s[12],
            s[13], s[14], s[15], s[16], s[17], s[18], s[19], s[20], s[21], s[22], s[23], s[24], s[25],
        )  # fmt: skip
        squares[security] = edge_square(every, 0)
    return squares


@compiled
def _edge_blocks(
    parts: Floats, carried: Flags, sums: Floats, ends: Floats, least: int, answers: Floats
) -> None:
    """The answers of all blocks, from the `RETURNS` parts of their rows.

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
            n, t, r1, r5, opens, closes, a, b, c, u, v = _returns(parts, place, at, carried[at])
            _end(sums, ends, place, at + 0 * COLUMNS, n)
            _end(sums, ends, place, at + 1 * COLUMNS, t)
            _end(sums, ends, place, at + 2 * COLUMNS, r1)
            _end(sums, ends, place, at + 3 * COLUMNS, r5)
            _end(sums, ends, place, at + 4 * COLUMNS, opens)
            _end(sums, ends, place, at + 5 * COLUMNS, closes)
            _end(sums, ends, place, at + 6 * COLUMNS, a)
            _end(sums, ends, place, at + 7 * COLUMNS, b)
            _end(sums, ends, place, at + 8 * COLUMNS, c)
            _end(sums, ends, place, at + 9 * COLUMNS, u)
            _end(sums, ends, place, at + 10 * COLUMNS, v)
            _end(sums, ends, place, at + 11 * COLUMNS, a * a)
            _end(sums, ends, place, at + 12 * COLUMNS, a * b)
            _end(sums, ends, place, at + 13 * COLUMNS, a * c)
            _end(sums, ends, place, at + 14 * COLUMNS, a * u)
            _end(sums, ends, place, at + 15 * COLUMNS, a * v)
            _end(sums, ends, place, at + 16 * COLUMNS, b * b)
            _end(sums, ends, place, at + 17 * COLUMNS, b * c)
            _end(sums, ends, place, at + 18 * COLUMNS, b * u)
            _end(sums, ends, place, at + 19 * COLUMNS, b * v)
            _end(sums, ends, place, at + 20 * COLUMNS, c * c)
            _end(sums, ends, place, at + 21 * COLUMNS, c * u)
            _end(sums, ends, place, at + 22 * COLUMNS, c * v)
            _end(sums, ends, place, at + 23 * COLUMNS, u * u)
            _end(sums, ends, place, at + 24 * COLUMNS, u * v)
            _end(sums, ends, place, at + 25 * COLUMNS, v * v)
    sums[:] = 0.0
    for place in range(days):
        for at in range(COLUMNS):
            n, t, r1, r5, opens, closes, a, b, c, u, v = _returns(parts, place, at, True)
            windows = (
                _window(sums, ends, place, at + 0 * COLUMNS, n),
                _window(sums, ends, place, at + 1 * COLUMNS, t),
                _window(sums, ends, place, at + 2 * COLUMNS, r1),
                _window(sums, ends, place, at + 3 * COLUMNS, r5),
                _window(sums, ends, place, at + 4 * COLUMNS, opens),
                _window(sums, ends, place, at + 5 * COLUMNS, closes),
                _window(sums, ends, place, at + 6 * COLUMNS, a),
                _window(sums, ends, place, at + 7 * COLUMNS, b),
                _window(sums, ends, place, at + 8 * COLUMNS, c),
                _window(sums, ends, place, at + 9 * COLUMNS, u),
                _window(sums, ends, place, at + 10 * COLUMNS, v),
                _window(sums, ends, place, at + 11 * COLUMNS, a * a),
                _window(sums, ends, place, at + 12 * COLUMNS, a * b),
                _window(sums, ends, place, at + 13 * COLUMNS, a * c),
                _window(sums, ends, place, at + 14 * COLUMNS, a * u),
                _window(sums, ends, place, at + 15 * COLUMNS, a * v),
                _window(sums, ends, place, at + 16 * COLUMNS, b * b),
                _window(sums, ends, place, at + 17 * COLUMNS, b * c),
                _window(sums, ends, place, at + 18 * COLUMNS, b * u),
                _window(sums, ends, place, at + 19 * COLUMNS, b * v),
                _window(sums, ends, place, at + 20 * COLUMNS, c * c),
                _window(sums, ends, place, at + 21 * COLUMNS, c * u),
                _window(sums, ends, place, at + 22 * COLUMNS, c * v),
                _window(sums, ends, place, at + 23 * COLUMNS, u * u),
                _window(sums, ends, place, at + 24 * COLUMNS, u * v),
                _window(sums, ends, place, at + 25 * COLUMNS, v * v),
            )
            answers[place, at] = edge_square(windows, least)


@part_of_a_loop
def _returns(parts: Floats, place: int, at: int, used: bool) -> tuple[float, ...]:
    """The parts of a row and their products; zero where it is not used."""
    n, t = parts[place, at], parts[place, COLUMNS + at]
    r1, r5 = parts[place, 2 * COLUMNS + at], parts[place, 3 * COLUMNS + at]
    opens, closes = parts[place, 4 * COLUMNS + at], parts[place, 5 * COLUMNS + at]
    r4 = parts[place, 6 * COLUMNS + at]
    if not used:
        n = t = r1 = r5 = opens = closes = r4 = 0.0
    return n, t, r1, r5, opens, closes, r1 * r5, r1 * r4, r5 * r4, t * r4, t * r5


@part_of_a_loop
def _end(sums: Floats, ends: Floats, place: int, cell: int, value: float) -> None:
    so_far = sums[cell] + value
    sums[cell] = so_far
    # one column to the right: it is needed by the block that goes on with this one
    ends[place, cell + 1] = so_far


@part_of_a_loop
def _window(sums: Floats, ends: Floats, place: int, cell: int, value: float) -> float:
    so_far = sums[cell] + value
    sums[cell] = so_far
    window: float = so_far + ends[place + 1, cell]
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
