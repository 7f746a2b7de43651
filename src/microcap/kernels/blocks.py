"""Blocks of rows side by side, so that one step of a window is taken for many blocks at once.

A window of `days` rows is the end of one block of `days` rows and the front of the next (van Herk
1992, Gil & Werman 1993). Sums over the ends and the fronts of all blocks give every window, and
nothing is ever subtracted: nothing drifts, a window of zeros sums to zero, and what is absurd
leaves with its window. With the blocks as columns, row k of all of them is one stretch of memory,
and each addition is made for as many blocks as the processor can.

Rows of security i are `offsets[i]:offsets[i + 1]`; a block never crosses an offset.
"""

import numpy as np
from numpy.typing import NDArray

from microcap.kernels.compiled import compiled

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Offsets = NDArray[np.int64]

COLUMNS = 32
"""Blocks side by side: enough for the vector unit, few enough for the cache. A fixed number, since
the compiler uses the vector unit only where it knows how far the cells lie apart."""


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
    if count:
        begins[count] = row
        carried[count - 1] = False
    return count, repeated, security, row


@compiled
def placed(rows: Floats, begins: Offsets, count: int, cells: Floats) -> None:
    """Rows into blocks: `cells[k, part * COLUMNS + j]` is row k of block j, zero beyond its end.

    `rows` holds one array for each part; there are as many of them as `cells` has room for.
    """
    first = begins[0]
    for part in range(cells.shape[1] // COLUMNS):
        for column in range(count):
            begin, end = begins[column] - first, begins[column + 1] - first
            for place in range(end - begin):
                cells[place, part * COLUMNS + column] = rows[part, begin + place]
            for place in range(end - begin, len(cells)):
                cells[place, part * COLUMNS + column] = 0.0


@compiled
def taken(cells: Floats, begins: Offsets, repeated: int, count: int, values: Floats) -> None:
    """Blocks into rows, but for those that are `repeated`."""
    for column in range(repeated, count):
        begin, end = begins[column], begins[column + 1]
        for place in range(end - begin):
            values[begin + place] = cells[place, column]
