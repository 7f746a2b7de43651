"""Pastor-Stambaugh gamma: how much of a heavy day's move is taken back the day after."""

from typing import Literal

from microcap.measures import method
from microcap.measures.bars import Numbers, Rows, bars_of, full, numbers_of, simple_returns
from microcap.measures.regression import least_squares
from microcap.model.errors import Contradiction

FEWEST = 15
"""Observations below which the regression is null: Pastor & Stambaugh 2003, section II."""
_DOLLARS = {"usd": 1.0, "usd_thousand": 1e3, "usd_million": 1e6}


@method(reference="Pastor & Stambaugh 2003, JPE 111(3)")
def pastor_stambaugh(
    bars: Rows,
    market_returns: Numbers,
    volume_unit: Literal["usd", "usd_thousand", "usd_million"] = "usd_million",
) -> dict[str, float | None]:
    """Return reversal after volume: theta, phi and gamma of the regression; gamma < 0 is illiquid.

    The excess return over the market on the return before and on its signed dollar volume. Give
    one market return for each return of the bars, one fewer than the bars. Null below 15
    observations.
    """
    columns = bars_of(bars, ("close", "volume"))
    closes = full(columns.close)
    returns, market = simple_returns(closes), numbers_of(market_returns, "market_returns")
    if len(market) != len(returns):
        raise Contradiction(
            f"{len(closes)} bars make {len(returns)} returns and {len(market)} market returns were "
            "given; give one for each return"
        )
    excess = [own - of_market for own, of_market in zip(returns, market, strict=True)]
    unit = _DOLLARS[volume_unit]
    flows = [
        ((change > 0) - (change < 0)) * close * volume / unit
        for change, close, volume in zip(excess, closes[1:], columns.volume[1:], strict=True)
    ]
    fit = least_squares(excess[1:], returns[:-1], flows[:-1]) if len(excess) > FEWEST else None
    names = ("theta", "phi", "gamma")
    return dict.fromkeys(names) if fit is None else dict(zip(names, fit, strict=True))
