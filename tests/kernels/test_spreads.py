"""Corwin-Schultz, Abdi-Ranaldo and Roll over windows, against the methods on the same bars."""

import numpy as np
import pytest

from microcap.kernels.spreads import spreads_rolling
from microcap.measures.abdi_ranaldo import abdi_ranaldo
from microcap.measures.corwin_schultz import corwin_schultz
from microcap.measures.roll import roll


def _walk(rows: int, seed: int) -> np.ndarray:
    """High, low and close of a thin walk in cents; nights move the price out of its range."""
    draw = np.random.default_rng(seed)
    prices = np.round(np.exp(np.cumsum(draw.normal(0, 0.02, rows * 4)) + 1), 2).reshape(rows, 4)
    return np.stack([prices.max(1), prices.min(1), prices[:, -1]])


def _by_the_methods(bars: np.ndarray) -> list[float]:
    """The three spreads of these bars; unknown as not-a-number."""
    rows = [
        {"open": close, "high": high, "low": low, "close": close, "volume": 1}
        for high, low, close in bars.T.tolist()
    ]
    of_roll = roll(bars=rows)
    found = (
        corwin_schultz(bars=rows)["cs_two_day"],
        abdi_ranaldo(rows)["ar_two_day"],
        None if "flags" in of_roll else of_roll["spread"],
    )
    return [np.nan if one is None else one for one in found]


@pytest.mark.parametrize("window", [4, 21, 90])
def test_every_window_is_what_the_methods_say_of_its_bars(window: int) -> None:
    bars = np.concatenate([_walk(3, 1), _walk(200, 2), _walk(1, 3)], axis=1)
    found = spreads_rolling([bars[2], *bars], np.array([0, 3, 3, 203, 204]), window)
    for at in (2 + window, 3 + window, 100, 151, 202):
        wanted = _by_the_methods(bars[:, at - window + 1 : at + 1])
        that = [float(one[at]) for one in found]
        assert that == pytest.approx(wanted, rel=1e-9, abs=1e-12, nan_ok=True)
    for one in found:
        assert np.isnan(one[: 2 + window]).all()
        assert np.isnan(one[203])


def test_a_missing_price_is_unknown_for_as_long_as_it_is_in_the_window() -> None:
    """Windows of 5 bars; the bar of row 10 is in those that end from row 10 to row 14."""
    bars = _walk(30, 4)
    bars[:, 10] = np.nan
    found = spreads_rolling([bars[2], *bars], np.array([0, 30]), 5)
    for one in found[:2]:
        assert np.flatnonzero(np.isnan(one)).tolist() == [0, 1, 2, 3, 10, 11, 12, 13, 14]
    assert np.isnan(found.roll[10:15]).all()


def test_days_at_one_price_have_no_spread_at_all_after_an_absurd_one() -> None:
    prices = np.array([1.0, 1e9, *[1.0] * 10])
    found = spreads_rolling([prices] * 4, np.array([0, 12]), 5)
    assert [one[-1] for one in found] == [0.0, 0.0, 0.0]


def test_no_security_at_all_gives_no_spread() -> None:
    none = np.empty(0)
    assert [len(one) for one in spreads_rolling([none] * 4, np.array([0, 0]), 21)] == [
        0,
        0,
        0,
    ]
