"""EDGE as its authors' package has it: fixed numbers of `bidask` 2.1.0 on ten bars of our own."""

import numpy as np
import pytest

from microcap.kernels.edge import edge_rolling, edge_whole

BARS = np.array(
    [
        [10.00, 10.20, 9.90, 10.10],
        [10.10, 10.30, 10.00, 10.00],
        [9.95, 10.10, 9.90, 10.05],
        [10.05, 10.05, 10.05, 10.05],
        [10.10, 10.40, 10.05, 10.30],
        [10.20, 10.30, 10.10, 10.15],
        [10.15, 10.25, 10.00, 10.05],
        [10.05, 10.05, 10.05, 10.05],
        [10.00, 10.15, 9.95, 10.10],
        [10.12, 10.22, 10.02, 10.04],
    ]
)
"""Open, high, low, close; the fourth and eighth day repeat the last close."""
NONE = np.nan
ONE = np.array([0, 10])


def _columns(bars: np.ndarray) -> list[np.ndarray]:
    return [np.ascontiguousarray(column) for column in bars.T]


@pytest.mark.parametrize(
    ("window", "wanted"),
    [
        (
            3,
            [
                NONE, NONE, -0.008024330655034287, NONE, NONE, 0.006036102316990677,
                0.007239024835057418, NONE, NONE, 0.004410091673244071,
            ],
        ),
        (
            5,
            [
                NONE, NONE, NONE, NONE, -0.011533693998009928, -0.004802250021700665,
                0.0040636732384418655, 0.0040636732384418655, 0.007957902183491482,
                -0.0016274777400951158,
            ],
        ),
        (
            6,
            [
                NONE, NONE, NONE, NONE, NONE, -0.005820817326278013, -0.002628363734760515,
                0.004062914572976435, 0.005462630449290574, 0.005507715827375909,
            ],
        ),
    ],
)  # fmt: skip
def test_rolling_equals_the_package_of_the_authors(window: int, wanted: list[float]) -> None:
    found = edge_rolling(_columns(BARS), ONE, window, signed=True)
    assert found.tolist() == pytest.approx(wanted, rel=1e-10, nan_ok=True)


def test_all_rows_at_once_equal_the_package_of_the_authors() -> None:
    found = edge_whole(_columns(BARS), ONE, signed=True)
    assert found.tolist() == [pytest.approx(-0.003541928451944003, rel=1e-10)]


def test_a_missing_bar_makes_every_window_that_holds_it_unknown() -> None:
    """The fifth bar is missing; windows of four bars know again from the ninth on, as in bidask."""
    bars = BARS.copy()
    bars[4] = np.nan
    found = edge_rolling(_columns(bars), ONE, 4, signed=True)
    wanted = [NONE] * 8 + [0.005613972305006549, 0.004134057212475115]
    wanted[3] = -0.008024345373290694
    assert found.tolist() == pytest.approx(wanted, rel=1e-10, nan_ok=True)


def test_a_security_knows_nothing_of_the_one_before() -> None:
    twice = np.concatenate([BARS[:3], BARS, BARS[:1]])
    found = edge_rolling(_columns(twice), np.array([0, 3, 13, 14]), 5, signed=True)
    alone = edge_rolling(_columns(BARS), ONE, 5, signed=True)
    assert np.array_equal(found[3:13], alone, equal_nan=True)
    assert np.isnan(found[[0, 1, 2, 13]]).all()


def test_no_security_at_all_gives_no_spread() -> None:
    none = [np.empty(0)] * 4
    assert len(edge_rolling(none, np.array([0]), 21)) == 0
    assert len(edge_whole(none, np.array([0]))) == 0
