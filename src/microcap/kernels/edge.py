"""EDGE from prices alone, by the definition of its authors' package: rolling, and over all rows.

`bidask.edge_rolling` and `bidask.edge` are the peers; where a price of the window is unknown, the
rolling estimate is unknown.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from microcap.kernels.blocks import Floats, Offsets
from microcap.kernels.edge_rows import Prices
from microcap.kernels.edge_windows import edge_squares_into, edge_squares_whole

_PIECE = 50_000
"""Rows that are worked on at once, so that their logarithms stay in the processor's cache."""


def edge_rolling(
    ohlc: Sequence[Floats], offsets: Offsets, window: int, *, signed: bool = False
) -> Floats:
    """EDGE spread over the last `window` rows, at every row; not-a-number before there are enough.

    `ohlc` are open, high, low and close of many securities, those of security i from `offsets[i]`
    to `offsets[i + 1]`. With `signed` a negative value means noise.
    """
    spreads = np.empty(len(ohlc[0]))
    # the first row of a window only lends its prices to the second
    days = max(window - 1, 1)
    for rows, _, prices, logs, inner in _pieces(ohlc, offsets):
        joined = np.ones(rows.stop - rows.start, np.bool_)
        edge_squares_into(prices, logs, joined, inner, days, days, spreads[rows])
        _roots(spreads[rows], signed)
    return spreads


def edge_whole(ohlc: Sequence[Floats], offsets: Offsets, *, signed: bool = False) -> Floats:
    """EDGE spread over all rows, one a security; rows whose prices are unknown are left out."""
    spreads = np.empty(len(offsets) - 1)
    for rows, securities, prices, logs, inner in _pieces(ohlc, offsets):
        joined = np.ones(rows.stop - rows.start, np.bool_)
        spreads[securities] = edge_squares_whole(prices, logs, joined, inner)
    _roots(spreads, signed)
    return spreads


def _pieces(
    ohlc: Sequence[Floats], offsets: Offsets
) -> Iterator[tuple[slice, slice, Prices, Prices, Offsets]]:
    """Pieces of whole securities: their rows, which they are, prices, logarithms, and offsets."""
    first = 0
    logs = np.empty((4, 0))
    while first < len(offsets) - 1:
        start = int(offsets[first])
        last = int(offsets.searchsorted(start + _PIECE, side="right")) - 1
        last = min(max(last, first + 1), len(offsets) - 1)
        rows = slice(start, int(offsets[last]))
        width = rows.stop - start
        if logs.shape[1] < width:
            logs = np.empty((4, width))
        for row, column in enumerate(ohlc):
            np.log(column[rows], out=logs[row, :width])
        open_, high, low, close = (column[rows] for column in ohlc)
        of_open, of_high, of_low, of_close = (row[:width] for row in logs)
        inner = offsets[first : last + 1] - start
        yield (
            rows,
            slice(first, last),
            (open_, high, low, close),
            (of_open, of_high, of_low, of_close),
            inner,
        )
        first = last


def _roots(squares: Floats, signed: bool) -> None:
    """Squares into roots, with the sign of the square if asked for."""
    if signed:
        np.copysign(np.sqrt(np.abs(squares)), squares, out=squares)
    else:
        np.abs(squares, out=squares)
        np.sqrt(squares, out=squares)
