"""EDGE over every window of rows, and over all of them: Ardia, Guidotti & Kroencke 2024.

1. `edge_rows` makes each row and the row before the returns r1, r4 and r5, whether the price
   moved, and how often open and close lie apart from high and low; `edge_products` the parts of
   which both estimates of the spread consist.
2. Sums over the window, of parts and of products of parts, are all that the estimator needs:
   `block_sums` for windows, `_dot` for all rows at once.
3. `weigh` adds each sum, with its weights, to means and mean squares of the two estimates, and
   `edge_estimates` joins them.
"""

import numpy as np

from microcap.kernels.blocks import (
    Flags,
    Floats,
    Offsets,
    block_sums,
    columns_of,
    next_blocks,
    placed,
    taken,
)
from microcap.kernels.compiled import compiled, compiled_in_any_order
from microcap.kernels.edge_formula import (
    HELD,
    KNOWN,
    PARTS,
    R4,
    TERMS,
    WEIGHTS,
    edge_estimates,
    edge_weights,
    weigh,
)
from microcap.kernels.edge_rows import edge_products, edge_rows

_ROWS = 2048
"""Rows of one security that are summed at once where no window is asked for."""


@compiled
def edge_squares(
    prices: Floats, logs: Floats, joined: Flags, offsets: Offsets, days: int, least: int
) -> Floats:
    """Signed square of the EDGE spread over the last `days` rows, at every row.

    `prices` and `logs` have four rows: open, high, low, close. `joined` says whether a row may be
    read together with the one before; the first row of a security never is. Not-a-number below
    `least` rows that know their prices, where the price moved on fewer than two, or where all
    opens or all closes lie at one end of their day.
    """
    squares = np.empty(prices.shape[1])
    apart = _apart(joined, offsets)
    columns = columns_of(days)
    cells = columns * days
    rows, parts = np.zeros((R4 + 1, cells)), np.zeros((PARTS, cells))
    held, weights, means = np.zeros((HELD, cells)), np.zeros((WEIGHTS, cells)), np.zeros((4, cells))
    ends, total = np.zeros((days + 1, columns + 1)), np.zeros((days, columns))
    blocks, sums = parts.reshape(PARTS, days, columns), held.reshape(HELD, days, columns)
    answers = means.reshape(4, days, columns)[0]
    begins, carried = np.zeros(columns + 1, np.int64), np.zeros(columns, np.bool_)
    security, row = 0, offsets[0]
    while security < len(offsets) - 1:
        count, repeated, security, row = next_blocks(offsets, security, row, days, begins, carried)
        if count == 0:
            break
        edge_rows(prices, logs, apart, begins[0], begins[count], rows)
        for part in range(R4 + 1):
            placed(rows[part], begins, count, blocks[part])
        edge_products(parts)
        for part in range(HELD):
            block_sums(blocks[part], blocks[KNOWN], carried, ends, sums[part])
        edge_weights(held, weights)
        means[:] = 0.0
        for number in range(len(TERMS)):
            one, two = TERMS[number, 0], TERMS[number, 1]
            block_sums(blocks[one], blocks[two], carried, ends, total)
            weigh(number, total.reshape(cells), weights, means)
        edge_estimates(held, means, least)
        taken(answers, begins, repeated, count, squares)
    return squares


@compiled
def edge_squares_whole(prices: Floats, logs: Floats, joined: Flags, offsets: Offsets) -> Floats:
    """Signed square of the EDGE spread over all rows, one a security; see `edge_squares`."""
    securities = len(offsets) - 1
    apart = _apart(joined, offsets)
    parts = np.zeros((PARTS, _ROWS))
    held, totals = np.zeros((HELD, securities)), np.zeros((len(TERMS), securities))
    for security in range(securities):
        last = offsets[security + 1]
        for begin in range(offsets[security], last, _ROWS):
            end = min(begin + _ROWS, last)
            width = end - begin
            edge_rows(prices, logs, apart, begin, end, parts)
            edge_products(parts)
            for part in range(HELD):
                held[part, security] += _dot(parts[part, :width], parts[KNOWN, :width])
            for number in range(len(TERMS)):
                one, two = parts[TERMS[number, 0], :width], parts[TERMS[number, 1], :width]
                totals[number, security] += _dot(one, two)
    weights, means = np.zeros((WEIGHTS, securities)), np.zeros((4, securities))
    edge_weights(held, weights)
    for number in range(len(TERMS)):
        weigh(number, totals[number], weights, means)
    edge_estimates(held, means, 0)
    squares: Floats = means[0].copy()
    return squares


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
