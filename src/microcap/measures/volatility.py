"""Volatility: how far the price swings in a day, seen in closes and in ranges."""

import math
from itertools import pairwise

import polars as pl

from microcap.measures import OHLC_CAVEAT, measure, method
from microcap.measures.bars import PRICES, Rows, bars_of, deviation, full, log_returns, variance
from microcap.measures.consensus import spread_consensus_90
from microcap.measures.rows import reduced, traded_days, traded_enough
from microcap.model.errors import Contradiction
from microcap.view.evaluate import Reduced

YEAR = 252
_RANGE = ("open", "high", "low", "close", "volume", "ohlc")
_BODY = 2 * math.log(2) - 1


@method(reference="Parkinson 1980; Garman & Klass 1980; Rogers & Satchell 1991; Yang & Zhang 2000")
def volatility(bars: Rows) -> dict[str, float | None]:
    """Five estimates of daily volatility from all the bars given, and the yearly one from closes.

    Fractions a day; a year has 252. With few trades the range is too small, and the bounce between
    bid and ask pushes all of them up: read them beside the share of days without trade. Null below
    two returns (three for the overnight form).
    """
    columns = bars_of(bars, PRICES)
    prices = list(zip(*(full(getattr(columns, name)) for name in PRICES), strict=True))
    ranges = [math.log(high / low) ** 2 for _, high, low, _ in prices]
    bodies = [math.log(close / first) for first, _, _, close in prices]
    inside = [_rogers_satchell(*row) for row in prices]
    count = len(prices)
    garman_klass = math.fsum(
        0.5 * wide - _BODY * body**2 for wide, body in zip(ranges, bodies, strict=True)
    )
    closes = deviation(log_returns([close for _, _, _, close in prices]))
    weight, yang_zhang = _yang_zhang(
        [math.log(now[0] / before[3]) for before, now in pairwise(prices)], bodies[1:], inside[1:]
    )
    return {
        "cc_daily": closes,
        "parkinson_daily": math.sqrt(math.fsum(ranges) / count / (4 * math.log(2))),
        "garman_klass_daily": math.sqrt(max(garman_klass / count, 0.0)),
        "rogers_satchell_daily": math.sqrt(max(math.fsum(inside) / count, 0.0)),
        "yang_zhang_k": weight,
        "yang_zhang_daily": yang_zhang,
        "cc_annual": None if closes is None else closes * math.sqrt(YEAR),
    }


@method(reference="project definition: variance less half the squared spread, after Roll 1984")
def volatility_without_bounce(cc_daily: float | None, spread: float | None) -> float | None:
    """Close-to-close volatility without the bounce between bid and ask, a fraction a day.

    Null where the bounce alone would explain all of it.
    """
    if cc_daily is None or spread is None:
        return None
    if cc_daily < 0 or spread < 0:
        raise Contradiction(
            f"cc_daily {cc_daily:g} and spread {spread:g}: both are fractions of zero or more"
        )
    left = cc_daily**2 - spread**2 / 2
    return math.sqrt(left) if left > 0 else None


@measure(
    unit="fraction a day",
    reference="standard deviation of log returns, n - 1",
    needs=("close", "volume", "broken"),
)
def cc_90(days: int = 90) -> Reduced:
    """Close-to-close volatility over 90 sessions."""
    name = f"log_deviation_{days}"
    deviations = pl.col("row_log_return").tail(days).std()
    return reduced(
        {name: deviations, **traded_days(days)},
        traded_enough(pl.col(name), days),
        "row_log_return",
    )


@measure(
    unit="fraction a day",
    reference="Parkinson 1980, J. Business 53(1)",
    needs=_RANGE,
    label=OHLC_CAVEAT,
)
def parkinson_90(days: int = 90) -> Reduced:
    """Parkinson's volatility from highs and lows, traded days of 90 sessions."""
    return _root_mean(days, "parkinson", pl.col("row_parkinson") / (4 * math.log(2)))


@measure(
    unit="fraction a day",
    reference="Garman & Klass 1980, J. Business 53(1)",
    needs=_RANGE,
    label=OHLC_CAVEAT,
)
def garman_klass_90(days: int = 90) -> Reduced:
    """Garman-Klass volatility from ranges and bodies, traded days of 90 sessions."""
    cells = 0.5 * pl.col("row_parkinson") - _BODY * pl.col("row_body") ** 2
    return _root_mean(days, "garman_klass", cells)


@measure(
    unit="fraction a day",
    reference="Rogers & Satchell 1991, Annals of Applied Probability 1(4)",
    needs=_RANGE,
    label=OHLC_CAVEAT,
)
def rogers_satchell_90(days: int = 90) -> Reduced:
    """Rogers-Satchell volatility, which a trend does not disturb, traded days of 90 sessions."""
    return _root_mean(days, "rogers_satchell", pl.col("row_rogers_satchell"))


@measure(
    unit="fraction a day",
    reference="Yang & Zhang 2000, J. Business 73(3)",
    needs=(*_RANGE, "broken"),
    label=OHLC_CAVEAT,
)
def yang_zhang_90(days: int = 90) -> Reduced:
    """Yang-Zhang volatility, nights included, traded days of 90 sessions: the default."""
    night = pl.col("row_gap_traded")
    used = night.is_not_null()
    cells = {
        f"yang_zhang_n_{days}": used.tail(days).sum().cast(pl.Float64),
        f"yang_zhang_night_{days}": night.tail(days).var(),
        f"yang_zhang_body_{days}": pl.when(used).then(pl.col("row_body")).tail(days).var(),
        f"yang_zhang_inside_{days}": pl.when(used)
        .then(pl.col("row_rogers_satchell"))
        .tail(days)
        .mean(),
    }
    count, nights, bodies, inside = (pl.col(name) for name in cells)
    weight = 0.34 / (1.34 + (count + 1) / (count - 1))
    value = pl.when(count >= 2).then((nights + weight * bodies + (1 - weight) * inside).sqrt())
    return reduced(
        {**cells, **traded_days(days)},
        traded_enough(value, days),
        "row_gap_traded",
        "row_body",
        "row_rogers_satchell",
    )


@measure(
    unit="fraction a day",
    reference="project definition: variance less half the squared spread",
    needs=(*_RANGE, "broken"),
    label=OHLC_CAVEAT,
)
def cc_bounce_corrected_90(days: int = 90) -> Reduced:
    """Close-to-close volatility less the bounce of the consensus spread; null if none is left."""
    swing, spread = cc_90(days), spread_consensus_90(days)
    left = swing.value**2 - spread.value**2 / 2
    stages = tuple({**one, **other} for one, other in zip(spread.stages, swing.stages, strict=True))
    return Reduced(
        stages, pl.when(left > 0).then(left.sqrt()), {**spread.reductions, **swing.reductions}
    )


def _root_mean(days: int, what: str, cells: pl.Expr) -> Reduced:
    name = f"{what}_{days}"
    value = cells.tail(days).mean().clip(lower_bound=0).sqrt()
    return reduced(
        {name: value, **traded_days(days)},
        traded_enough(pl.col(name), days),
        "row_parkinson",
        "row_body",
        "row_rogers_satchell",
    )


def _rogers_satchell(first: float, high: float, low: float, close: float) -> float:
    above = math.log(high / close) * math.log(high / first)
    return above + math.log(low / close) * math.log(low / first)


def _yang_zhang(
    nights: list[float], bodies: list[float], inside: list[float]
) -> tuple[float | None, float | None]:
    count, of_nights, of_bodies = len(nights), variance(nights), variance(bodies)
    if of_nights is None or of_bodies is None:
        return None, None
    weight = 0.34 / (1.34 + (count + 1) / (count - 1))
    rest = math.fsum(inside) / count
    return weight, math.sqrt(max(of_nights + weight * of_bodies + (1 - weight) * rest, 0.0))
