"""EDGE from prices alone, by the definition of its authors' package: rolling, and over all rows.

`bidask.edge_rolling` and `bidask.edge` are the peers; where a price of the window is unknown, the
rolling estimate is unknown.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from microcap.kernels.blocks import Floats, Offsets
from microcap.kernels.edge_windows import edge_squares, edge_squares_whole

_PIECE = 500_000
"""Rows whose logarithms are taken at once, into memory that is used again."""


def edge_rolling(
    ohlc: Sequence[Floats], offsets: Offsets, window: int, *, signed: bool = False
) -> Floats:
    """EDGE spread over the last `window` rows, at every row; not-a-number before there are enough.

    `ohlc` are open, high, low and close of many securities, those of security i from `offsets[i]`
    to `offsets[i + 1]`. With `signed` a negative value means noise.
    """
    squares = np.empty(len(ohlc[0]))
    # the first row of a window only lends its prices to the second
    days = max(window - 1, 1)
    for start, end, prices, logs, inner in _pieces(ohlc, offsets):
        joined = np.ones(end - start, np.bool_)
        squares[start:end] = edge_squares(prices, logs, joined, inner, days, days)
    return _spreads(squares, signed)


def edge_whole(ohlc: Sequence[Floats], offsets: Offsets, *, signed: bool = False) -> Floats:
    """EDGE spread over all rows, one a security; rows whose prices are unknown are left out."""
    squares = [np.empty(0)]
    for start, end, prices, logs, inner in _pieces(ohlc, offsets):
        squares.append(edge_squares_whole(prices, logs, np.ones(end - start, np.bool_), inner))
    return _spreads(np.concatenate(squares), signed)


def _pieces(
    ohlc: Sequence[Floats], offsets: Offsets
) -> Iterator[tuple[int, int, Floats, Floats, Offsets]]:
    prices = logs = np.empty((4, 0))
    first = 0
    while first < len(offsets) - 1:
        start = int(offsets[first])
        last = int(offsets.searchsorted(start + _PIECE, side="right")) - 1
        last = min(max(last, first + 1), len(offsets) - 1)
        end = int(offsets[last])
        if prices.shape[1] != end - start:
            prices, logs = np.empty((4, end - start)), np.empty((4, end - start))
        for row, column in enumerate(ohlc):
            prices[row] = column[start:end]
        np.log(prices, out=logs)
        yield start, end, prices, logs, offsets[first : last + 1] - start
        first = last


def _spreads(squares: Floats, signed: bool) -> Floats:
    roots: Floats = np.sqrt(np.abs(squares))
    return np.copysign(roots, squares) if signed else roots
