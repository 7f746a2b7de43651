"""Corwin-Schultz, Abdi-Ranaldo and Roll over every window of bars, in one walk over the prices.

1. A logarithm is taken once per price, and once per day of the end that the night has moved away
   from the close before; the other end is then that close.
2. `_alphas`, `_retreats` and `_products` make of each row and the rows before the two spreads of
   ranges, and the product of two returns; the sum of returns is the difference of two logarithms.
3. `_window_sums` adds up each from the ends and the fronts of blocks (van Herk 1992): a window of
   zeros is exactly zero, and an unknown price leaves with its window. It walks through all
   securities; the windows that reach across two are those that are unknown anyway.

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
_PIECE = 25_000
"""Rows that are worked on at once, so that all arrays stay in the processor's cache."""
_CELLS = 7


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
    work = np.empty((_CELLS, 0))
    while first < len(offsets) - 1:
        start = int(offsets[first])
        last = int(offsets.searchsorted(start + _PIECE, side="right")) - 1
        last = min(max(last, first + 1), len(offsets) - 1)
        rows, inner = slice(start, int(offsets[last])), offsets[first : last + 1] - start
        width = rows.stop - start
        if work.shape[1] < width:
            # asked for once: new memory for every piece would cost as much as the arithmetic
            work = np.empty((_CELLS, width))
        if width:
            cells = work[:, :width]
            _pairs(high[rows], low[rows], close[rows], cells)
            _, _, closes, far, half, root, product = cells
            halves, roots = found.corwin_schultz[rows], found.abdi_ranaldo[rows]
            _window_sums(half, root, days, 2.0 / days, 1.0 / days, halves, roots)
            sums = far
            _window_sum(product, days - 1, sums)
            rolls = found.roll[rows]
            _rolls(closes, sums, days - 1, rolls)
            for one in (halves, roots, rolls):
                _unknown_before(inner, days, one)
        first = last
    return found


def _pairs(high: Floats, low: Floats, close: Floats, cells: Floats) -> None:
    """Of each row and those before: half of Corwin and Schultz's spread, Abdi and Ranaldo's, and
    the product of the return with the return before."""
    highs, lows, closes, far, half, root, product = cells
    for prices, logs in ((high, highs), (low, lows), (close, closes)):
        np.log(prices, out=logs)
    _far(high, low, close, far[1:])
    np.log(far[1:], out=far[1:])
    _alphas(highs, lows, closes, far[1:], half[1:])
    np.tanh(half[1:], out=half[1:])
    _retreats(highs, lows, closes, root[1:])
    _products(closes, product[2:])
    # no window that holds them is known, but whatever lay there is no number to add
    half[0] = root[0] = 0.0
    product[:2] = 0.0


@compiled
def _far(high: Floats, low: Floats, close: Floats, far: Floats) -> None:
    """The end of a day that lies farther from the close before, once the night is taken out.

    A night that moves the price past the close before moves both ends, the nearer one to that
    close: Corwin & Schultz 2012, section II.C. The low where the night did not.
    """
    for at in range(len(far)):
        before, top, bottom = close[at], high[at + 1], low[at + 1]
        above = before if before > bottom else bottom
        away = before - (above if above < top else top)
        # no nearer than the close itself, where the move swallows the digits of the range
        high_end, low_end = top + away, bottom + away
        high_end = high_end if high_end > before else before
        low_end = before if (before > top) & (low_end > before) else low_end
        far[at] = high_end if before < bottom else low_end


@compiled
def _alphas(high: Floats, low: Floats, close: Floats, far: Floats, alpha: Floats) -> None:
    """Half of Corwin and Schultz's alpha, zero where it is negative."""
    for at in range(len(alpha)):
        before, top, bottom = close[at], high[at + 1], low[at + 1]
        one_high, one_low = high[at], low[at]
        if before < bottom:
            two_high, two_low = far[at], before
        else:
            two_high, two_low = before if before > top else top, far[at]
        one, two = one_high - one_low, two_high - two_low
        highest = one_high if one_high > two_high else two_high
        lowest = one_low if one_low < two_low else two_low
        beta = math.sqrt(one * one + two * two)
        half = (_SHARE * beta - _PER_ROOT * (highest - lowest)) / 2
        alpha[at] = 0.0 if half < 0.0 else half


@compiled
def _retreats(high: Floats, low: Floats, close: Floats, root: Floats) -> None:
    """Root of Abdi and Ranaldo's square, zero where it is negative."""
    for at in range(len(root)):
        before, middle = (high[at] + low[at]) / 2, (high[at + 1] + low[at + 1]) / 2
        square = 4 * (close[at] - before) * (close[at] - middle)
        root[at] = math.sqrt(0.0 if square < 0.0 else square)


@compiled
def _products(close: Floats, product: Floats) -> None:
    """The return of a row times that of the row before."""
    for at in range(len(product)):
        product[at] = (close[at + 2] - close[at + 1]) * (close[at + 1] - close[at])


@compiled
def _window_sums(
    one: Floats,
    two: Floats,
    days: int,
    of_one: float,
    of_two: float,
    ones: Floats,
    twos: Floats,
) -> None:
    """Sums of two columns over the last `days` rows, times a number each."""
    ends, others = np.zeros((2, days + 1)), np.zeros((2, days + 1))
    for block in range(0, len(one), days):
        front = other_front = end = other_end = 0.0
        width = min(days, len(one) - block)
        behind, behind_other, ahead, ahead_other = ends[0], others[0], ends[1], others[1]
        # front and back in one loop: four sums that do not wait for each other
        for place in range(width):
            front += one[block + place]
            other_front += two[block + place]
            ones[block + place] = (behind[place + 1] + front) * of_one
            twos[block + place] = (behind_other[place + 1] + other_front) * of_two
            back = width - 1 - place
            end += one[block + back]
            other_end += two[block + back]
            ahead[back] = end
            ahead_other[back] = other_end
        ends[0], others[0] = ahead, ahead_other


@compiled
def _window_sum(one: Floats, days: int, ones: Floats) -> None:
    """The same of one column."""
    ends = np.zeros((2, days + 1))
    for block in range(0, len(one), days):
        front = end = 0.0
        width = min(days, len(one) - block)
        behind, ahead = ends[0], ends[1]
        for place in range(width):
            front += one[block + place]
            ones[block + place] = behind[place + 1] + front
            back = width - 1 - place
            end += one[block + back]
            ahead[back] = end
        ends[0] = ahead


@compiled
def _rolls(closes: Floats, products: Floats, pairs: int, rolls: Floats) -> None:
    """Roll's spread from the sums of products and the logarithms of closes."""
    each, apart = 1.0 / pairs, 1.0 / (pairs - 1)
    for at in range(len(rolls) - pairs - 1):
        later, earlier = closes[at + pairs + 1] - closes[at + 1], closes[at + pairs] - closes[at]
        against = (later * earlier * each - products[at + pairs + 1]) * apart
        root = 2 * math.sqrt(abs(against))
        rolls[at + pairs + 1] = root if against >= 0 else np.nan


@compiled
def _unknown_before(offsets: Offsets, days: int, values: Floats) -> None:
    """A security's first rows, whose windows would reach across its beginning."""
    for security in range(len(offsets) - 1):
        values[offsets[security] : min(offsets[security] + days, offsets[security + 1])] = np.nan
