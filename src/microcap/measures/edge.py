"""EDGE spread: open, high, low and close together, the default estimator.

1. `_row` turns each bar and the bar before into five returns and whether the price moved.
2. Two combinations of products of them estimate the squared spread without bias.
3. `_square` weights the two by each other's variance.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from microcap.measures import method
from microcap.measures.bars import PRICES, Bars, Rows, bars_of
from microcap.model.errors import Contradiction

_REFERENCE = "Ardia, Guidotti & Kroencke 2024, J. Financial Economics 161"
Cells = Sequence[float | None]


@method(reference=_REFERENCE, ways=(("bars",), ("ohlc",), ("open", "high", "low", "close")))
def edge(
    bars: Rows | None = None,
    ohlc: Sequence[Sequence[float | None]] | None = None,
    open: Cells | None = None,
    high: Cells | None = None,
    low: Cells | None = None,
    close: Cells | None = None,
    sign: bool | None = None,
) -> float | None:
    """Full spread from open, high, low and close, a fraction.

    Keep the days without trade: the method handles them. Null below three bars, where the price
    moved on fewer than two days, or where every open or every close lies at the same end. With
    `sign` a negative value means noise (`edge_weak`); rows of four numbers, `ohlc`, are answered
    signed unless told otherwise, bars and columns unsigned.
    """
    columns = _columns(bars, ohlc, (open, high, low, close))
    square = _square(columns)
    if square is None:
        return None
    signed = ohlc is not None if sign is None else sign
    return math.copysign(math.sqrt(abs(square)), square if signed else 1.0)


def _columns(
    bars: Rows | None,
    ohlc: Sequence[Sequence[float | None]] | None,
    lists: Sequence[Cells | None],
) -> Bars:
    given = [bars is not None, ohlc is not None, any(column is not None for column in lists)]
    if sum(given) != 1:
        raise Contradiction(
            "give one of bars, ohlc (rows of four numbers), or open, high, low and close"
        )
    if bars is not None:
        return bars_of(bars, PRICES, gaps=True)
    if ohlc is not None:
        for place, row in enumerate(ohlc, 1):
            if isinstance(row, str | Mapping) or not isinstance(row, Sequence) or len(row) != 4:
                raise Contradiction(
                    f"ohlc row {place} is {row!r}; give four numbers: open, high, low, close"
                )
        return bars_of([dict(zip(PRICES, row, strict=True)) for row in ohlc], PRICES, gaps=True)
    columns = [column for column in lists if column is not None]
    if len(columns) < 4 or len({len(column) for column in columns}) > 1:
        raise Contradiction(
            f"{[len(column) for column in columns]} prices in open, high, low and close; "
            "give four lists of one length"
        )
    rows = [dict(zip(PRICES, row, strict=True)) for row in zip(*columns, strict=True)]
    return bars_of(rows, PRICES, gaps=True)


def _square(bars: Bars) -> float | None:
    """The signed square of the spread, step by step as the paper has it; NaN is a missing cell."""
    if len(bars) < 3:
        return None
    moments = [_row(before, now) for before, now in pairwise(_rows(bars))]
    r1, r2, r3, r4, r5, moved, po, po2, pc, pc2 = (
        list(cells) for cells in zip(*moments, strict=True)
    )
    open_ends, close_ends = _mean(po) + _mean(po2), _mean(pc) + _mean(pc2)
    moves = math.fsum(cell for cell in moved if not math.isnan(cell))
    if moves < 2 or not open_ends > 0 or not close_ends > 0:
        return None
    d1, d3, d5 = (_demeaned(cells, moved) for cells in (r1, r3, r5))
    a, b = -4 / open_ends, -4 / close_ends
    x1 = [a * u * v + b * w * y for u, v, w, y in zip(d1, r2, d3, r4, strict=True)]
    x2 = [a * u * v + b * w * y for u, v, w, y in zip(d1, r5, d5, r4, strict=True)]
    e1, e2 = _mean(x1), _mean(x2)
    v1, v2 = (_mean([x * x for x in xs]) - e * e for xs, e in ((x1, e1), (x2, e2)))
    square = (v2 * e1 + v1 * e2) / (v1 + v2) if v1 + v2 > 0 else (e1 + e2) / 2
    return None if math.isnan(square) else square


def _rows(bars: Bars) -> list[tuple[float, ...]]:
    cells = zip(bars.open, bars.high, bars.low, bars.close, strict=True)
    return [tuple(math.nan if cell is None else math.log(cell) for cell in row) for row in cells]


def _row(before: tuple[float, ...], now: tuple[float, ...]) -> tuple[float, ...]:
    (_, h1, l1, c1), (o, h, low, _) = before, now
    m, m1 = (h + low) / 2, (h1 + l1) / 2
    unknown = math.isnan(h) or math.isnan(low) or math.isnan(c1)
    moved = math.nan if unknown else float(h != low or low != c1)
    ends = (_apart(o, h), _apart(o, low), _apart(c1, h1), _apart(c1, l1))
    return (m - o, o - m1, m - c1, c1 - m1, o - c1, moved, *(moved * end for end in ends))


def _apart(one: float, two: float) -> float:
    return math.nan if math.isnan(one) or math.isnan(two) else float(one != two)


def _mean(cells: Sequence[float]) -> float:
    held = [cell for cell in cells if not math.isnan(cell)]
    return math.fsum(held) / len(held) if held else math.nan


def _demeaned(cells: Sequence[float], moved: Sequence[float]) -> list[float]:
    drift = _mean(cells) / _mean(moved)
    return [cell - drift * move for cell, move in zip(cells, moved, strict=True)]
