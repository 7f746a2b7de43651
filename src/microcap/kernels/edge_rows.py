"""What a row and the row before say to EDGE: returns, whether the price moved, ends that differ."""

from microcap.kernels.blocks import Flags, Floats
from microcap.kernels.compiled import compiled

Prices = tuple[Floats, Floats, Floats, Floats]

KNOWN, MOVED, R1, R5, OPENS, CLOSES, R4, A, B, C, U, V = range(12)
"""The parts: one where the row is known, whether the price moved, returns, ends, products."""
RETURNS, PARTS = 7, 12
"""The first seven are made of prices; the others are products of those."""


@compiled
def edge_rows(
    prices: Prices, logs: Prices, joined: Flags, start: int, end: int, parts: Floats
) -> None:
    """Fill the first seven parts for rows `start` to `end`; zero where the row is not known.

    `prices` and `logs` are four: open, high, low, close. A row is known where `joined` says
    that it may be read with the one before, and open, high and low of it and high, low and close
    of the one before are numbers.
    """
    skip = 1 if start == 0 else 0
    for part in range(R4 + 1):
        parts[part, 0] = 0.0
    width = end - start
    now, then = slice(start + skip, end), slice(start + skip - 1, end - 1)
    first, high, low = logs[0][now], logs[1][now], logs[2][now]
    high_before, low_before, close_before = logs[1][then], logs[2][then], logs[3][then]
    known, moved = parts[KNOWN, skip:width], parts[MOVED, skip:width]
    _known(first, high, low, joined[now], known)
    _known_before(high_before, low_before, close_before, known)
    _from_middle(high, low, first, known, 1.0, parts[R1, skip:width])
    _from_middle(high_before, low_before, close_before, known, -1.0, parts[R4, skip:width])
    _differences(first, close_before, known, parts[R5, skip:width])
    _moves(prices[1][now], prices[2][now], prices[3][then], known, moved)
    _ends(prices[0][now], prices[1][now], prices[2][now], moved, parts[OPENS, skip:width])
    _ends(prices[3][then], prices[1][then], prices[2][then], moved, parts[CLOSES, skip:width])


@compiled
def edge_products(parts: Floats) -> None:
    """Fill the five parts of the estimates from the first seven."""
    _multiply(parts[R1], parts[R5], parts[A])
    _multiply(parts[R1], parts[R4], parts[B])
    _multiply(parts[R5], parts[R4], parts[C])
    _multiply(parts[MOVED], parts[R4], parts[U])
    _multiply(parts[MOVED], parts[R5], parts[V])


@compiled
def _known(first: Floats, high: Floats, low: Floats, joined: Flags, known: Floats) -> None:
    for at in range(len(known)):
        every = first[at] + high[at] + low[at]
        known[at] = 1.0 if joined[at] & (every == every) else 0.0


@compiled
def _known_before(high: Floats, low: Floats, close: Floats, known: Floats) -> None:
    for at in range(len(known)):
        every = high[at] + low[at] + close[at]
        others = known[at]
        known[at] = others if every == every else 0.0


@compiled
def _from_middle(
    high: Floats, low: Floats, price: Floats, known: Floats, sign: float, returns: Floats
) -> None:
    for at in range(len(returns)):
        away = (high[at] + low[at]) / 2 - price[at]
        returns[at] = sign * away if known[at] > 0.0 else 0.0


@compiled
def _differences(now: Floats, before: Floats, known: Floats, returns: Floats) -> None:
    for at in range(len(returns)):
        returns[at] = now[at] - before[at] if known[at] > 0.0 else 0.0


@compiled
def _moves(high: Floats, low: Floats, close: Floats, known: Floats, moved: Floats) -> None:
    for at in range(len(moved)):
        one = known[at]
        moved[at] = one if (high[at] != low[at]) | (low[at] != close[at]) else 0.0


@compiled
def _ends(price: Floats, high: Floats, low: Floats, moved: Floats, ends: Floats) -> None:
    for at in range(len(ends)):
        above = 1.0 if price[at] != high[at] else 0.0
        below = 1.0 if price[at] != low[at] else 0.0
        ends[at] = moved[at] * (above + below)


@compiled
def _multiply(one: Floats, other: Floats, product: Floats) -> None:
    for at in range(len(product)):
        product[at] = one[at] * other[at]
