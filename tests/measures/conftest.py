"""A small panel of one security, from closes and volumes that stand in the test."""

from collections.abc import Callable, Sequence

import polars as pl
import pytest

Panel = Callable[..., pl.DataFrame]


@pytest.fixture
def panel() -> Panel:
    """A function that builds a panel; what is not given follows from the closes."""

    def build(
        close: Sequence[float],
        volume: Sequence[float],
        broken: Sequence[int] = (),
        **columns: Sequence[float],
    ) -> pl.DataFrame:
        count = len(close)
        numbers = {"open": close, "high": close, "low": close, **columns}
        return pl.DataFrame(
            {
                "security": ["A"] * count,
                "day": range(count),
                "close": [float(price) for price in close],
                "volume": [float(shares) for shares in volume],
                "close_raw": [float(price) for price in close],
                "volume_raw": [float(shares) for shares in volume],
                "broken": [place in broken for place in range(count)],
                "stale": [shares == 0 for shares in volume],
                "ohlc": [True] * count,
                "shares": [1_000_000] * count,
                **{name: [float(one) for one in cells] for name, cells in numbers.items()},
            }
        )

    return build
