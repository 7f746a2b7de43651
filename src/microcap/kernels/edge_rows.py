"""What a row and the row before say to EDGE: returns, whether the price moved, ends that differ.

Each loop fills one array: with more, the compiler no longer makes sure that they lie apart, and
leaves the vector unit idle.
"""

from microcap.kernels.blocks import Flags, Floats
from microcap.kernels.compiled import compiled, part_of_a_loop

Prices = tuple[Floats, Floats, Floats, Floats]

R1, R5, R4, COUNTS, ENDS, A, B, C, U, V = range(10)
"""The parts: returns, two pairs of counts, products."""
MADE, PARTS = 5, 10
"""The first five are made of prices; the others are products of those."""
LIFTED = 2.0**26
"""How far the second count of a pair is lifted above the first: two whole numbers in one float,
exact for sums of up to 30 million rows, and half of the additions."""


@compiled
def edge_rows(
    prices: Prices, logs: Prices, joined: Flags, start: int, end: int, parts: Floats
) -> None:
    """Fill the first five parts for rows `start` to `end`; zero where the row is not known.

    `prices` and `logs` are four: open, high, low, close. A row is known where `joined` says
    that it may be read with the one before, and open, high and low of it and high, low and close
    of the one before are prices. The pairs of counts: one for a known row, and one where the price
    moved; how many ends of the day the open lies apart from where it moved, and the same of the
    close before.
    """
    skip = 1 if start == 0 else 0
    for part in range(MADE):
        parts[part, 0] = 0.0
    width = end - start
    # from the row before on: `at + 1` is a row and `at` the one before
    both = slice(start + skip - 1, end)
    open_, high, low, close = prices[0][both], prices[1][both], prices[2][both], prices[3][both]
    counts = parts[COUNTS, skip:width]
    _counts(open_, high, low, close, joined[both], counts)
    _ends(open_, high, low, close, counts, parts[ENDS, skip:width])
    open_, high, low, close = logs[0][both], logs[1][both], logs[2][both], logs[3][both]
    _r1(open_, high, low, counts, parts[R1, skip:width])
    _r4(high, low, close, counts, parts[R4, skip:width])
    _r5(open_, close, counts, parts[R5, skip:width])


@compiled
def edge_products(parts: Floats) -> None:
    """Fill the five parts of the estimates from the first five."""
    for at in range(parts.shape[1]):
        parts[A, at] = parts[R1, at] * parts[R5, at]
    for at in range(parts.shape[1]):
        parts[B, at] = parts[R1, at] * parts[R4, at]
    for at in range(parts.shape[1]):
        parts[C, at] = parts[R5, at] * parts[R4, at]
    for at in range(parts.shape[1]):
        parts[U, at] = moved(parts[COUNTS, at]) * parts[R4, at]
    for at in range(parts.shape[1]):
        parts[V, at] = moved(parts[COUNTS, at]) * parts[R5, at]


@part_of_a_loop
def moved(counts: float) -> float:
    """Whether the price of a row moved, one or zero, from its pair of counts."""
    return 1.0 if counts >= LIFTED else 0.0


@compiled
def _counts(
    open_: Floats, high: Floats, low: Floats, close: Floats, joined: Flags, counts: Floats
) -> None:
    for at in range(len(counts)):
        day = (open_[at + 1] > 0.0) & (high[at + 1] > 0.0) & (low[at + 1] > 0.0)
        before = (high[at] > 0.0) & (low[at] > 0.0) & (close[at] > 0.0)
        away = (high[at + 1] != low[at + 1]) | (low[at + 1] != close[at])
        count = 1.0 + LIFTED if away else 1.0
        counts[at] = count if joined[at + 1] & day & before else 0.0


@compiled
def _ends(
    open_: Floats, high: Floats, low: Floats, close: Floats, counts: Floats, ends: Floats
) -> None:
    for at in range(len(ends)):
        opens = 1.0 if open_[at + 1] != high[at + 1] else 0.0
        opens += 1.0 if open_[at + 1] != low[at + 1] else 0.0
        closes = LIFTED if close[at] != high[at] else 0.0
        closes += LIFTED if close[at] != low[at] else 0.0
        ends[at] = moved(counts[at]) * (opens + closes)


@compiled
def _r1(open_: Floats, high: Floats, low: Floats, counts: Floats, returns: Floats) -> None:
    for at in range(len(returns)):
        away = (high[at + 1] + low[at + 1]) / 2 - open_[at + 1]
        returns[at] = away if counts[at] > 0.0 else 0.0


@compiled
def _r4(high: Floats, low: Floats, close: Floats, counts: Floats, returns: Floats) -> None:
    for at in range(len(returns)):
        away = close[at] - (high[at] + low[at]) / 2
        returns[at] = away if counts[at] > 0.0 else 0.0


@compiled
def _r5(open_: Floats, close: Floats, counts: Floats, returns: Floats) -> None:
    for at in range(len(returns)):
        returns[at] = open_[at + 1] - close[at] if counts[at] > 0.0 else 0.0
