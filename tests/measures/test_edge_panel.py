"""EDGE as a reducer, against the slow form."""

import numpy as np
import pytest

from microcap.measures.edge import edge
from microcap.measures.edge_panel import edge_90
from microcap.measures.own_panel import own_panel
from microcap.view.evaluate import evaluate


@pytest.mark.parametrize("seed", range(8))
def test_row_moments_give_what_the_slow_form_gives(seed: int) -> None:
    """Random walks of 90 days with a bounce and stale days; nine digits."""
    draw = np.random.default_rng(seed)
    true = np.exp(np.cumsum(draw.normal(0, 0.03, (90, 20)).ravel() / 4)).reshape(90, 20)
    prices = np.round(true * (1 + 0.02 * draw.choice([-1, 1], (90, 20))), 2) + 0.01
    ohlc = np.stack([prices[:, 0], prices.max(1), prices.min(1), prices[:, -1]], 1)
    volume = draw.integers(1, 9, 90).astype(float)
    for row in draw.choice(np.arange(1, 90), 12, replace=False):
        volume[row] = 0
    for row in np.flatnonzero(volume == 0):
        ohlc[row] = ohlc[row - 1, 3]
    first, high, low, close = (column.tolist() for column in ohlc.T)
    rows = own_panel(close, volume.tolist(), open=first, high=high, low=low)
    found = evaluate(rows, {"edge": edge_90()})["edge"][0]
    assert found == pytest.approx(edge(ohlc=ohlc.tolist(), sign=False), rel=1e-9)
