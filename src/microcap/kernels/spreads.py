"""Corwin-Schultz, Abdi-Ranaldo and Roll over every window of bars, in one walk over the prices.

1. A logarithm is taken once per price, and once more per end of a day that the night has moved.
2. `_pairs` makes of each row and the one before the two spreads of ranges, the return, and its
   product with the return before.
3. `_window_sums` adds up each from the ends and the fronts of blocks (van Herk 1992): a window of
   zeros is exactly zero, and an unknown price leaves with its window.

`day_pairs` has the same arithmetic for panels with rows that may not be read together.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from microcap.kernels.blocks import Floats, Offsets
from microcap.kernels.compiled import compiled

_ROOT = 3 - 2 * math.sqrt(2)
_SHARE, _PER_ROOT = (math.sqrt(2) - 1) / _ROOT, 1 / math.sqrt(_ROOT)
_HALF, _ROOT_OF, _CHANGE, _PRODUCT = 5, 6, 7, 8
_PIECE = 50_000
"""Rows that are worked on at once, so that all arrays stay in the processor's cache."""


class Spreads(NamedTuple):
    """Three estimates of the spread at every row, fractions; not-a-number is unknown."""

    corwin_schultz: Floats
    abdi_ranaldo: Floats
    roll: Floats


def spreads_rolling(ohlc: Sequence[Floats], offsets: Offsets, window: int) -> Spreads:
    """The three spreads over the last `window` bars, at every row.

    `ohlc` are open, which is not read, high, low and close of many securities, those of security i
    from `offsets[i]` to `offsets[i + 1]`. The spreads of ranges are means over the pairs of days,
    negative ones as zero; Roll's is unknown where the covariance is positive. All are unknown
    before there are `window` bars, at least 4, and where a price of the window is unknown.
    """
    _, high, low, close = ohlc
    found = Spreads(np.empty(len(close)), np.empty(len(close)), np.empty(len(close)))
    first, days = 0, max(window, 4) - 1
    work = np.empty((9, 0))
    while first < len(offsets) - 1:
        start = int(offsets[first])
        last = int(offsets.searchsorted(start + _PIECE, side="right")) - 1
        last = min(max(last, first + 1), len(offsets) - 1)
        rows, inner = slice(start, int(offsets[last])), offsets[first : last + 1] - start
        width = rows.stop - start
        if work.shape[1] < width:
            # asked for once: new memory for every piece would cost as much as the arithmetic
            work = np.empty((9, width))
        if width:
            cells = work[:, :width]
            _pairs(high[rows], low[rows], close[rows], inner, cells)
            halves, roots = found.corwin_schultz[rows], found.abdi_ranaldo[rows]
            _window_sums(cells[_HALF], cells[_ROOT_OF], inner, days, halves, roots)
            _means(inner, days, halves, roots)
            changes, products = cells[0], cells[1]
            _window_sums(cells[_CHANGE], cells[_PRODUCT], inner, days - 1, changes, products)
            _rolls(changes, products, inner, days - 1, found.roll[rows])
        first = last
    return found


def _pairs(high: Floats, low: Floats, close: Floats, offsets: Offsets, cells: Floats) -> None:
    """Of each row and the one before: half of Corwin and Schultz's spread, Abdi and Ranaldo's, the
    return, and its product with the return before; zero in the rows that have none."""
    highs, lows, closes, top, bottom, half, root, change, product = cells
    for prices, logs in ((high, highs), (low, lows), (close, closes)):
        np.log(prices, out=logs)
    _moved(high[1:], low[1:], close[:-1], top[1:], bottom[1:])
    np.log(top[1:], out=top[1:])
    np.log(bottom[1:], out=bottom[1:])
    _alphas(highs[:-1], lows[:-1], top[1:], bottom[1:], half[1:])
    np.tanh(half[1:], out=half[1:])
    _retreats(highs, lows, closes, root)
    np.subtract(closes[1:], closes[:-1], out=change[1:])
    np.multiply(change[1:], change[:-1], out=product[1:])
    starts = offsets[:-1][offsets[:-1] < offsets[1:]]
    for column in (half, root, change, product):
        column[starts] = 0.0
    # a security's second row has a return and none before it
    product[np.minimum(starts + 1, len(high) - 1)] = 0.0


@compiled
def _moved(high: Floats, low: Floats, close: Floats, top: Floats, bottom: Floats) -> None:
    """High and low as they would be had the night not moved the price past the close before."""
    for at in range(len(top)):
        above = close[at] if close[at] > low[at] else low[at]
        away = close[at] - (above if above < high[at] else high[at])
        top[at] = high[at] + away
        bottom[at] = low[at] + away


@compiled
def _alphas(high: Floats, low: Floats, top: Floats, bottom: Floats, alpha: Floats) -> None:
    """Half of Corwin and Schultz's alpha, zero where it is negative."""
    for at in range(len(alpha)):
        one, two = high[at] - low[at], top[at] - bottom[at]
        highest = high[at] if high[at] > top[at] else top[at]
        lowest = low[at] if low[at] < bottom[at] else bottom[at]
        beta = math.sqrt(one * one + two * two)
        half = (_SHARE * beta - _PER_ROOT * (highest - lowest)) / 2
        alpha[at] = 0.0 if half < 0.0 else half


@compiled
def _retreats(high: Floats, low: Floats, close: Floats, root: Floats) -> None:
    """Root of Abdi and Ranaldo's square, zero where it is negative."""
    for at in range(1, len(root)):
        before, middle = (high[at - 1] + low[at - 1]) / 2, (high[at] + low[at]) / 2
        square = 4 * (close[at - 1] - before) * (close[at - 1] - middle)
        root[at] = math.sqrt(0.0 if square < 0.0 else square)


@compiled
def _window_sums(
    one: Floats, other: Floats, offsets: Offsets, days: int, ones: Floats, others: Floats
) -> None:
    """Sums of two columns over the last `days` rows; a security's first row is in none."""
    ends, other_ends = np.zeros(days + 1), np.zeros(days + 1)
    for security in range(len(offsets) - 1):
        last = offsets[security + 1]
        ends[:] = 0.0
        other_ends[:] = 0.0
        for block in range(offsets[security] + 1, last, days):
            front = other_front = 0.0
            for at in range(block, min(block + days, last)):
                front += one[at]
                other_front += other[at]
                ones[at] = ends[at - block + 1] + front
                others[at] = other_ends[at - block + 1] + other_front
            if block + days >= last:
                break
            end = other_end = 0.0
            for place in range(days - 1, 0, -1):
                end += one[block + place]
                other_end += other[block + place]
                ends[place] = end
                other_ends[place] = other_end


@compiled
def _means(offsets: Offsets, days: int, halves: Floats, roots: Floats) -> None:
    """Sums into means, where there are enough rows."""
    for at in range(len(halves)):
        halves[at] *= 2.0 / days
        roots[at] /= days
    for security in range(len(offsets) - 1):
        early = min(offsets[security] + days, offsets[security + 1])
        halves[offsets[security] : early] = np.nan
        roots[offsets[security] : early] = np.nan


@compiled
def _rolls(changes: Floats, products: Floats, offsets: Offsets, pairs: int, rolls: Floats) -> None:
    """Roll's spread from the sums; those of the earlier returns are the sums of the row before."""
    each, apart = 1.0 / pairs, 1.0 / (pairs - 1)
    for at in range(1, len(rolls)):
        against = (changes[at] * changes[at - 1] * each - products[at]) * apart
        root = 2 * math.sqrt(abs(against))
        rolls[at] = root if against >= 0 else np.nan
    for security in range(len(offsets) - 1):
        early = min(offsets[security] + pairs + 1, offsets[security + 1])
        rolls[offsets[security] : early] = np.nan
