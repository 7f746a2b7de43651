"""Sums over every window of rows, many windows at once: blocks of rows stand as columns.

A window of `days` rows is the end of one block of `days` rows and the front of the next (van Herk
1992, Gil & Werman 1993). Nothing is ever subtracted, so nothing drifts: a window of zeros sums to
zero, and what is absurd leaves with its window. With the blocks side by side, row k of all of them
is one stretch of memory, and each addition is made for as many blocks as the processor can.

Rows of security i are `offsets[i]:offsets[i + 1]`; a block never crosses an offset.
"""

import numpy as np
from numpy.typing import NDArray

from microcap.kernels.compiled import compiled

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Offsets = NDArray[np.int64]

CELLS = 8192
"""Cells of one array of blocks; a few dozen such arrays stay in the processor's cache."""


@compiled
def columns_of(days: int) -> int:
    """How many blocks of `days` rows stand side by side."""
    return max(8, min(48, CELLS // days))


@compiled
def next_blocks(
    offsets: Offsets, security: int, row: int, days: int, begins: Offsets, carried: Flags
) -> tuple[int, int, int, int]:
    """Choose the blocks of the next columns, from a row of a security on.

    Fills `begins`, one more than there are columns, and `carried`: whether the next column goes
    on with the security. A block that was in the columns before comes again, as the end that the
    first new one needs. Returns how many columns are filled, how many of them are such (0 or 1),
    and the security and row to go on from.
    """
    count = repeated = 0
    if row > offsets[security]:
        row -= days
        repeated = 1
    while security < len(offsets) - 1 and count < len(carried):
        if row >= offsets[security + 1]:
            security += 1
            continue
        begins[count] = row
        row = min(row + days, offsets[security + 1])
        carried[count] = row < offsets[security + 1]
        count += 1
        if not carried[count - 1]:
            security += 1
    begins[count] = row
    carried[count - 1] = False
    return count, repeated, security, row


@compiled
def placed(values: Floats, begins: Offsets, count: int, cells: Floats) -> None:
    """Rows into blocks: `cells[k, j]` is row k of block j, zero beyond its end."""
    first = begins[0]
    for column in range(count):
        begin, end = begins[column] - first, begins[column + 1] - first
        for place in range(end - begin):
            cells[place, column] = values[begin + place]
        for place in range(end - begin, len(cells)):
            cells[place, column] = 0.0


@compiled
def taken(cells: Floats, begins: Offsets, repeated: int, count: int, values: Floats) -> None:
    """Blocks into rows, but for those that are `repeated`."""
    for column in range(repeated, count):
        begin, end = begins[column], begins[column + 1]
        for place in range(end - begin):
            values[begin + place] = cells[place, column]


@compiled
def block_sums(one: Floats, other: Floats, carried: Flags, ends: Floats, total: Floats) -> None:
    """Sums of the products of `one` and `other` over as many rows as a block has, into `total`.

    `ends` is room for one row and one column more; its last row and first column stay zero.
    """
    days, columns = one.shape
    # a row of its own for what is summed so far: the compiler sees that no two arrays overlap
    summed = np.zeros(columns)
    for place in range(days - 1, 0, -1):
        for at in range(columns):
            product = one[place, at] * other[place, at]
            summed[at] += product if carried[at] else 0.0
            ends[place, at + 1] = summed[at]
    summed[:] = 0.0
    for place in range(days):
        for at in range(columns):
            summed[at] += one[place, at] * other[place, at]
            total[place, at] = summed[at] + ends[place + 1, at]
