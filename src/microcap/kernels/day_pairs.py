"""What two rows that follow each other say together: the arithmetic of one row, before windows.

Each function gives one number a row, not-a-number where it is unknown. A number that is known to
make no sense, such as a range around a price of zero, is infinite: it spoils the windows that
hold it, and leaves with them.
"""

import math

import numpy as np

from microcap.kernels.blocks import Flags, Floats
from microcap.kernels.compiled import compiled

HighLowClose = tuple[Floats, Floats, Floats]

_ROOT = 3 - 2 * math.sqrt(2)
_SHARE = (math.sqrt(2) - 1) / _ROOT


@compiled
def corwin_schultz_rows(prices: HighLowClose, logs: HighLowClose, joined: Flags) -> Floats:
    """Corwin & Schultz's alpha for each row and the one before; `joined` says which may be read.

    The night is taken out of the second day, in beta and gamma both: Corwin & Schultz 2012,
    J. Finance 67(2), section II.C.
    """
    high, low, close = prices
    highs, lows, closes = logs
    alphas = np.full(len(high), np.nan)
    for at in range(1, len(high)):
        if not joined[at]:
            continue
        top, bottom = highs[at], lows[at]
        top_before, bottom_before = highs[at - 1], lows[at - 1]
        close_before = close[at - 1]
        every = top + bottom + top_before + bottom_before + close_before
        if every != every:
            continue
        moved = close_before - min(max(close_before, low[at]), high[at])
        if moved != 0.0:
            top = _log(high[at] + moved, close_before, closes[at - 1])
            bottom = _log(low[at] + moved, close_before, closes[at - 1])
        beta = (top_before - bottom_before) ** 2 + (top - bottom) ** 2
        reach = max(top_before, top) - min(bottom_before, bottom)
        alpha = _SHARE * math.sqrt(beta) - math.sqrt(reach * reach / _ROOT)
        alphas[at] = alpha if alpha == alpha else np.inf
    return alphas


@compiled
def abdi_ranaldo_rows(logs: HighLowClose, joined: Flags) -> Floats:
    """Root of Abdi & Ranaldo's squared spread for each row and the one before, zero if negative.

    Abdi & Ranaldo 2017, RFS 30(12).
    """
    highs, lows, closes = logs
    roots = np.full(len(highs), np.nan)
    for at in range(1, len(highs)):
        middle = (highs[at] + lows[at]) / 2
        before = (highs[at - 1] + lows[at - 1]) / 2
        square = 4 * (closes[at - 1] - before) * (closes[at - 1] - middle)
        if joined[at] and square == square:
            roots[at] = math.sqrt(max(square, 0.0))
    return roots


@compiled
def true_ranges(high: Floats, low: Floats, close: Floats, joined: Flags) -> Floats:
    """Wilder's true range: the largest known of the day's range and its ends' distances.

    The distances are those from the close before, where `joined` says that it may be read.
    """
    ranges = np.full(len(high), np.nan)
    for at in range(len(high)):
        widest = high[at] - low[at]
        if at > 0 and joined[at]:
            for end in (high[at], low[at]):
                distance = abs(end - close[at - 1])
                if distance == distance and not widest >= distance:
                    widest = distance
        ranges[at] = widest
    return ranges


@compiled
def _log(price: float, known: float, log: float) -> float:
    # most often the moved end is the close itself, whose logarithm was taken before
    return log if price == known else (math.log(price) if price > 0.0 else -np.inf)
