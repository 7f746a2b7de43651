"""A panel from prices that a person holds, so that measures can be tried without a lake."""

from collections.abc import Sequence

import polars as pl

Column = Sequence[float]


def own_panel(
    close: Column,
    volume: Column,
    *,
    open: Column | None = None,
    high: Column | None = None,
    low: Column | None = None,
    broken: Sequence[int] = (),
    shares: int | None = None,
) -> pl.DataFrame:
    """One security's panel, oldest row first; what is not given of the range follows the close.

    Prices and volumes count in today's shares; `broken` are the rows, from 0, into which the
    return may not be used. A day without volume is stale.
    """
    count = len(close)
    numbers = {
        "open": close if open is None else open,
        "high": close if high is None else high,
        "low": close if low is None else low,
        "close": close,
        "volume": volume,
        "close_raw": close,
        "volume_raw": volume,
    }
    return pl.DataFrame(
        {
            "security": ["own"] * count,
            "day": list(range(count)),
            **{name: [float(one) for one in cells] for name, cells in numbers.items()},
            "broken": [place in broken for place in range(count)],
            "stale": [traded == 0 for traded in volume],
            "ohlc": [True] * count,
            "shares": pl.Series([shares] * count, dtype=pl.Int64),
        }
    )
