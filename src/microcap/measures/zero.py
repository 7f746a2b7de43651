"""Zero shares: how often nothing trades, and how often the price does not move."""

import polars as pl

from microcap.measures import measure, method
from microcap.measures.bars import Numbers, Rows, close_and_volume, simple_returns
from microcap.measures.rows import TRADED, enough, reduced
from microcap.view.evaluate import Reduced


@method(
    reference="Lesmond, Ogden & Trzcinka 1999, RFS 12(5)", ways=(("bars",), ("close", "volume"))
)
def zero_shares(
    bars: Rows | None = None, close: Numbers | None = None, volume: Numbers | None = None
) -> dict[str, float | None]:
    """Share of days without volume, and share of returns that are zero.

    Fractions of all days and of all returns. Where a publisher leaves days without trade out, the
    first is a lower bound.
    """
    closes, volumes = close_and_volume(bars, close, volume)
    returns = simple_returns(closes)
    return {
        "zero_volume_share": volumes.count(0.0) / len(volumes),
        "zero_return_share": returns.count(0.0) / len(returns) if returns else None,
    }


@measure(
    unit="fraction",
    reference="Lesmond, Ogden & Trzcinka 1999, RFS 12(5)",
    needs=("volume",),
    label="a lower bound where the publisher leaves out days without trade",
)
def zero_volume_share_90(days: int = 90) -> Reduced:
    """Share of 90 sessions without volume."""
    name = f"zero_volume_share_{days}"
    return reduced({name: _share(TRADED.not_().tail(days), 20)}, pl.col(name))


@measure(
    unit="fraction",
    reference="Lesmond, Ogden & Trzcinka 1999, RFS 12(5)",
    needs=("close", "broken"),
)
def zero_return_share_90(days: int = 90) -> Reduced:
    """Share of 90 sessions' returns that are exactly zero."""
    name = f"zero_return_share_{days}"
    # dividing both closes by a split factor may leave the last bit of a float
    still = pl.col("row_return").abs() < 1e-12
    return reduced({name: _share(still.tail(days), 19)}, pl.col(name), "row_return")


def _share(true: pl.Expr, minimum: int) -> pl.Expr:
    # one return fewer than rows: 19 returns are 20 sessions
    return enough(true.mean(), true.count(), minimum)
