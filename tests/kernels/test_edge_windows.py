"""EDGE over windows from logs, prices and which rows may be joined."""

import numpy as np
import pytest

from microcap.kernels.edge_formula import edge_square
from microcap.kernels.edge_rows import Prices, edge_products, edge_rows
from microcap.kernels.edge_windows import edge_squares, edge_squares_whole
from microcap.measures.edge import edge


def _walk(rows: int, seed: int) -> np.ndarray:
    """Open, high, low, close of a thin walk in cents; one day in ten repeats the last close."""
    draw = np.random.default_rng(seed)
    prices = np.round(np.exp(np.cumsum(draw.normal(0, 0.02, rows * 5)) + 1), 2).reshape(rows, 5)
    ohlc = np.stack([prices[:, 0], prices.max(1), prices.min(1), prices[:, -1]])
    for row in np.flatnonzero(draw.random(rows) < 0.1).tolist():
        ohlc[:, row] = ohlc[3, max(row - 1, 0)]
    return ohlc


def _four(ohlc: np.ndarray) -> Prices:
    first, high, low, close = (np.ascontiguousarray(column) for column in ohlc)
    return first, high, low, close


def _by_the_paper(ohlc: np.ndarray) -> float:
    found = edge(ohlc=ohlc.T.tolist())
    return np.nan if found is None else found


@pytest.mark.parametrize("days", [2, 5, 21, 90, 400])
def test_every_window_is_the_estimator_of_the_paper_on_its_bars(days: int) -> None:
    """A window of so many rows holds one bar more; the slow estimator sees just those bars."""
    ohlc = _walk(300, days)
    joined, offsets = np.ones(300, np.bool_), np.array([0, 300])
    squares = edge_squares(_four(ohlc), _four(np.log(ohlc)), joined, offsets, days, 0)
    for at in (0, 1, 2, 7, 33, 95, 180, 299):
        wanted = _by_the_paper(ohlc[:, max(0, at - days) : at + 1])
        found = np.copysign(np.sqrt(np.abs(squares[at])), squares[at])
        assert found == pytest.approx(wanted, rel=1e-9, abs=1e-12, nan_ok=True)


def test_all_rows_at_once_are_the_estimator_of_the_paper() -> None:
    """More rows than are summed at once, so that sums are joined."""
    ohlc = np.concatenate([_walk(3, 1), _walk(5000, 2), _walk(1, 3)], axis=1)
    offsets = np.array([0, 3, 5003, 5004])
    squares = edge_squares_whole(_four(ohlc), _four(np.log(ohlc)), np.ones(5004, np.bool_), offsets)
    wanted = [
        _by_the_paper(ohlc[:, first:last]) for first, last in ((0, 3), (3, 5003), (5003, 5004))
    ]
    found = np.copysign(np.sqrt(np.abs(squares)), squares)
    assert found.tolist() == pytest.approx(wanted, rel=1e-9, nan_ok=True)


def test_fewer_rows_than_asked_for_are_unknown() -> None:
    ohlc = _walk(30, 5)
    joined = np.ones(30, np.bool_)
    joined[20] = False
    squares = edge_squares(_four(ohlc), _four(np.log(ohlc)), joined, np.array([0, 30]), 5, 5)
    assert np.isnan(squares[:5]).all()
    assert np.isnan(squares[20:25]).all()
    assert not np.isnan(squares[25:]).all()


def test_a_bar_and_the_one_before_give_the_returns_of_the_paper() -> None:
    """Logs 0 to 3 as prices: h 3, l 1, so m 2; o 1; before h 2, l 0, so m1 1; c1 0.

    r1 = m - o = 1, r4 = c1 - m1 = -1, r5 = o - c1 = 1; the price moved; o lies at the low, so one
    end differs, c1 at its low, so one end differs. The second count of a pair is lifted by 2 ** 26.
    """
    logs = np.array([[1.0, 1.0], [2.0, 3.0], [0.0, 1.0], [0.0, 2.0]])
    parts = np.zeros((10, 2))
    edge_rows(_four(np.exp(logs)), _four(logs), np.array([True, True]), 0, 2, parts)
    edge_products(parts)
    r1, r5, r4, known_and_moved, opens_and_closes = parts[:5, 1].tolist()
    assert (r1, r5, r4) == (1, 1, -1)
    assert (known_and_moved, opens_and_closes) == (1 + 2**26, 1 + 2**26)
    assert parts[5:, 1].tolist() == [1, -1, -1, -1, 1]
    assert parts[:, 0].tolist() == [0] * 10


def test_the_square_follows_from_the_sums() -> None:
    """n 4, t 2, sum r1 2, sum r5 4, opens 8, closes 2: A = -4 / 2 = -2, B = -4 / 0.5 = -8.

    With a sum of a of 4 and every other at zero, both means are A 4 / 4 = -2 and both mean squares
    zero: the variances are -4 and the square of the spread is the plain mean of the two, -2.
    With a sum of a a of 36 the mean square is A A 36 / 4 = 36 and both variances 32: -2 again.
    With the sum of b at 1 x alone has A + B = -10 of a quarter more, -4.5; variances of 36 - 20.25
    and 36 - 4 weigh them: (32 * -4.5 + 15.75 * -2) / 47.75 = -3.675393.
    """
    held = (4.0, 2.0, 2.0, 4.0, 8.0, 2.0)
    others = (0.0,) * 14
    assert edge_square((*held, 4.0, 0.0, 0.0, 0.0, 0.0, 0.0, *others), 0) == -2.0
    assert edge_square((*held, 4.0, 0.0, 0.0, 0.0, 0.0, 36.0, *others), 0) == -2.0
    weighed = edge_square((*held, 4.0, 1.0, 0.0, 0.0, 0.0, 36.0, *others), 0)
    assert weighed == pytest.approx(-3.675393, abs=1e-6)


@pytest.mark.parametrize(
    "held",
    [
        (4.0, 1.0, 2.0, 4.0, 8.0, 2.0),  # the price moved once
        (4.0, 2.0, 2.0, 4.0, 0.0, 2.0),  # every open at one end
        (4.0, 2.0, 2.0, 4.0, 8.0, 0.0),  # every close at one end
        (2.0, 2.0, 2.0, 4.0, 8.0, 2.0),  # fewer rows than the three asked for
    ],
)
def test_sums_that_say_too_little_have_no_square(held: tuple[float, ...]) -> None:
    assert np.isnan(edge_square((*held, *(1.0,) * 20), 3))
