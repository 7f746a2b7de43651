"""One event measured: its estimation window, its abnormal returns, and why it could not be used.

Days count in sessions of the exchange from the event's session, which is 0. A day without trade has
no return: the return of the next trade is measured from the last one and stands on its own day.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from microcap.measures.market_model import MarketModel, market_model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Whole = NDArray[np.int64]

Returns = Literal["daily", "trade_to_trade", "dimson"]
ESTIMATION = (-250, -11)
WINDOWS = {"around": (-1, 1), "from_0": (0, 5), "after": (1, 5)}
"""The two windows of methods.md, section 8, and the days after: what followed where the event is a
price itself."""
EVENT = (-1, 5)
"""All days of the windows together."""
MOST_ZEROS = 0.5
"""Share of sessions without a move above which only ranks are used (methods.md, section 8)."""
DAYS = (*range(ESTIMATION[0], ESTIMATION[1] + 1), *range(EVENT[0], EVENT[1] + 1))
"""The days of the rank test, estimation and event together."""


@dataclass(frozen=True, eq=False)
class Series:
    """The rows of one security, oldest first; sessions by their number in the view."""

    at: "Whole"
    close: "Floats"
    """In the shares of the view's day, NaN where unknown."""
    volume: "Floats"
    """Shares of the view's day; 0 on a day without trade, NaN where unknown."""
    traded: "NDArray[np.bool_]"
    broken: "NDArray[np.bool_]"
    """The return into the row may not be used."""
    shares: "Floats"
    close_raw: "Floats"


@dataclass(frozen=True, eq=False)
class TradeReturns:
    """The returns of one security from trade to trade."""

    at: "Whole"
    since: "Whole"
    """The session of the trade before."""
    value: "Floats"
    """A fraction; NaN where a split is suspected or a gap lies between."""


@dataclass(frozen=True)
class WindowSum:
    """The abnormal returns of one window of one event, added."""

    total: float
    error: float
    days: int


@dataclass(frozen=True, eq=False)
class Measured:
    """One event with what could be told of it; `reason` says why it was not used."""

    reason: str = ""
    ranks_only: bool = False
    zero_share: float | None = None
    returns_used: int = 0
    model: MarketModel | None = None
    abnormal: dict[int, tuple[float, float]] = field(default_factory=dict)
    """Day of the event window to the abnormal return and its forecast deviation."""
    sums: dict[tuple[int, int], WindowSum] = field(default_factory=dict)
    row: "Floats | None" = None
    """Abnormal returns of `DAYS`, NaN where there is none, for the rank test."""
    volume: dict[int, tuple[float, float]] = field(default_factory=dict)
    """Day of the event window to abnormal log volume and its z."""
    ends_inside: bool = False
    """Whether the security's last row lies within the event window."""


def trade_returns(series: Series) -> TradeReturns:
    """Each trade's return on the trade before; the days without trade between are dropped."""
    import numpy as np

    rows = np.flatnonzero(series.traded & (series.close > 0))
    if len(rows) < 2:
        nothing = np.empty(0, np.int64)
        return TradeReturns(nothing, nothing, np.empty(0))
    breaks = np.cumsum(series.broken)[rows]
    value = series.close[rows[1:]] / series.close[rows[:-1]] - 1
    value[breaks[1:] != breaks[:-1]] = np.nan
    return TradeReturns(series.at[rows[1:]], series.at[rows[:-1]], value)


def before(series: Series, event: int) -> tuple[float | None, float | None]:
    """Raw close (USD/share) and market cap (USD, vendor's count) before the event window."""
    import numpy as np

    rows = np.flatnonzero(series.at < event + EVENT[0])
    if not len(rows):
        return None, None
    last = rows[-1]
    price, cap = float(series.close_raw[last]), float(series.close[last] * series.shares[last])
    return (price if np.isfinite(price) else None), (cap if np.isfinite(cap) else None)


def measured(
    series: Series,
    trades: TradeReturns,
    levels: "Floats",
    event: int,
    reach: int,
    *,
    way: Returns,
    fewest: int,
) -> Measured:
    """An event on session number `event`, against the market's levels at all sessions.

    `reach` is the last session of which any bar is held: a window beyond it has not ended.
    """
    import numpy as np

    if event + EVENT[1] > reach:
        return Measured("the event window had not ended where the bars end")
    inside = (series.at >= event + EVENT[0]) & (series.at <= event + EVENT[1])
    if not inside.any():
        return Measured("no bar of the name is held in the event window")
    estimation = (trades.at >= event + ESTIMATION[0]) & (trades.at <= event + ESTIMATION[1])
    if int(np.isfinite(trades.value[estimation]).sum()) < fewest:
        return Measured(f"fewer than {fewest} traded days in the estimation window")
    window = (trades.at >= event + EVENT[0]) & (trades.at <= event + EVENT[1])
    if not window.any():
        return Measured("no trade in the event window")
    if not np.isfinite(trades.value[window]).all():
        return Measured("a suspected split or a gap lies in the event window")
    market, spans = _market(trades, levels, way)
    held: NDArray[np.bool_] = np.asarray(np.isfinite(market).all(axis=1), bool)
    if not held[window].all():
        return Measured("the market is not held on the days of the event")
    used = estimation & np.isfinite(trades.value) & held
    if int(used.sum()) < fewest:
        return Measured("the market is not held in the estimation window")
    long = spans if way == "trade_to_trade" else np.ones(len(trades.at))
    model = market_model(trades.value[used], market[used], long[used])
    if model is None:
        return Measured("the market or what it leaves unexplained does not move")
    zeros = _zero_share(series, trades, event)
    abnormal, covariance = model.abnormal(trades.value[window], market[window], long[window])
    days = [int(at) - event for at in trades.at[window]]
    deviations = np.sqrt(np.diag(covariance))
    row = np.full(len(DAYS), np.nan)
    residuals, _ = model.abnormal(trades.value[used], market[used], long[used])
    place = {day: index for index, day in enumerate(DAYS)}
    # a return over several sessions is wider: ranks compare it per root of a session
    row[[place[int(at) - event] for at in trades.at[used]]] = residuals / np.sqrt(long[used])
    row[[place[day] for day in days]] = abnormal / np.sqrt(long[window])
    return Measured(
        "",
        zeros > MOST_ZEROS,
        zeros,
        int(used.sum()),
        model,
        {
            day: (float(one), float(width))
            for day, one, width in zip(days, abnormal, deviations, strict=True)
        },
        _sums(days, abnormal, covariance),
        row,
        _volume(series, event),
        ends_inside=bool(series.at[-1] < event + EVENT[1]),
    )


def _market(trades: TradeReturns, levels: "Floats", way: Returns) -> tuple["Floats", "Floats"]:
    """The market's columns beside each return, and over how many sessions the return stretches."""
    import numpy as np

    spans = (trades.at - trades.since).astype(float)
    if way == "trade_to_trade":
        return (levels[trades.at] / levels[trades.since] - 1).reshape(-1, 1), spans
    daily = np.full(len(levels) + 2, np.nan)
    daily[2:-1] = levels[1:] / levels[:-1] - 1
    shifts = (-1, 0, 1) if way == "dimson" else (0,)
    return np.column_stack([daily[trades.at + 1 + shift] for shift in shifts]), spans


def _zero_share(series: Series, trades: TradeReturns, event: int) -> float:
    """Share of the estimation window's rows without trade or without a move."""
    rows = (series.at >= event + ESTIMATION[0]) & (series.at <= event + ESTIMATION[1])
    mine = (trades.at >= event + ESTIMATION[0]) & (trades.at <= event + ESTIMATION[1])
    still = int((~series.traded[rows]).sum()) + int((trades.value[mine] == 0).sum())
    return still / int(rows.sum())


def _sums(
    days: list[int], abnormal: "Floats", covariance: "Floats"
) -> dict[tuple[int, int], WindowSum]:
    import numpy as np

    found = {}
    for first, last in WINDOWS.values():
        mine = [index for index, day in enumerate(days) if first <= day <= last]
        if mine:
            error = float(np.sqrt(covariance[np.ix_(mine, mine)].sum()))
            found[first, last] = WindowSum(float(abnormal[mine].sum()), error, len(mine))
    return found


def _volume(series: Series, event: int) -> dict[int, tuple[float, float]]:
    """Abnormal log volume of each day of the event window, as `measures.abnormal_volume` has it."""
    import numpy as np

    known = np.isfinite(series.volume)
    base = known & (series.at >= event + ESTIMATION[0]) & (series.at <= event + ESTIMATION[1])
    logs = np.log1p(series.volume[base])
    spread = float(logs.std(ddof=1)) if len(logs) > 1 else 0.0
    if spread <= 0:
        return {}
    mean = float(logs.mean())
    inside = known & (series.at >= event + EVENT[0]) & (series.at <= event + EVENT[1])
    return {
        int(at) - event: (float(above), float(above) / spread)
        for at, above in zip(series.at[inside], np.log1p(series.volume[inside]) - mean, strict=True)
    }
