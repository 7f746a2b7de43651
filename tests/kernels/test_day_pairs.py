"""What a row says together with the one before."""

import numpy as np
import pytest

from microcap.kernels.day_pairs import abdi_ranaldo_rows, corwin_schultz_rows, true_ranges

NONE = np.nan
YES = np.array([False, True])


def _logs(*rows: tuple[float, float, float]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Logs of (high, low, close)."""
    high, low, close = (_column(*cells) for cells in zip(*rows, strict=True))
    return np.log(high), np.log(low), np.log(close)


def _column(*cells: float) -> np.ndarray:
    return np.array(cells, np.float64)


def test_corwin_schultz_of_the_specifications_pair() -> None:
    """Vector CS-2: high 2.5, low 2.3, close 2.4, then 2.55 and 2.35 give alpha 0.032680655."""
    logs = _logs((2.5, 2.3, 2.4), (2.55, 2.35, 2.4))
    prices = _column(2.5, 2.55), _column(2.3, 2.35), _column(2.4, 2.4)
    found = corwin_schultz_rows(prices, logs, YES)
    assert np.isnan(found[0])
    assert found[1] == pytest.approx(0.032680655, abs=1e-9)


def test_a_night_that_moves_all_of_the_price_is_taken_out() -> None:
    """One price a day, 2 then 3: the second day is moved to 2, and nothing is left of either."""
    logs = _logs((2, 2, 2), (3, 3, 3))
    found = corwin_schultz_rows((_column(2, 3), _column(2, 3), _column(2, 3)), logs, YES)
    assert found[1] == 0.0


def test_a_night_that_leaves_no_price_is_infinite_and_not_unknown() -> None:
    """Close 1e-9, then lows of 1e9: 1e9 + (1e-9 - 1e9) is zero in floating point."""
    logs = _logs((1e-9, 1e-9, 1e-9), (2e9, 1e9, 1e9))
    prices = _column(1e-9, 2e9), _column(1e-9, 1e9), _column(1e-9, 1e9)
    found = corwin_schultz_rows(prices, logs, YES)
    assert np.isinf(found[1])


def test_pairs_that_may_not_be_read_are_unknown() -> None:
    logs = _logs((2.5, 2.3, 2.4), (2.55, 2.35, 2.4))
    no = np.array([False, False])
    prices = _column(2.5, 2.55), _column(2.3, 2.35), _column(2.4, 2.4)
    assert np.isnan(corwin_schultz_rows(prices, logs, no)).all()
    assert np.isnan(abdi_ranaldo_rows(logs, no)).all()
    without_low = logs[0], _column(NONE, 0.8), logs[2]
    assert np.isnan(corwin_schultz_rows(prices, without_low, YES)).all()
    assert np.isnan(abdi_ranaldo_rows(without_low, YES)).all()


def test_abdi_ranaldo_is_the_root_of_four_times_both_distances() -> None:
    """Middles ln 1 and ln 1, close e: 4 * 1 * 1 = 4, its root 2; a close between them gives zero."""
    e = np.e
    logs = _logs((e * e, 1 / (e * e), e), (e * e, 1 / (e * e), 1))
    assert abdi_ranaldo_rows(logs, YES)[1] == pytest.approx(2.0)
    between = _logs((1, 1 / e**4, 1 / e), (e**4, 1, 1))
    assert abdi_ranaldo_rows(between, YES)[1] == 0.0


def test_a_true_range_reaches_to_the_close_before_where_that_may_be_read() -> None:
    """10 to 12 after a close of 15: 5, and 2 without it; an unknown high leaves the low's 5."""
    high, low, close = _column(15, 12), _column(14, 10), _column(15, 11)
    assert true_ranges(high, low, close, YES).tolist() == [1.0, 5.0]
    assert true_ranges(high, low, close, np.array([False, False])).tolist() == [1.0, 2.0]
    assert true_ranges(_column(15, NONE), low, close, YES).tolist() == [1.0, 5.0]
