"""Spreads and volatility at every row: the compiled twins of the measures of ranges.

1. `_logs`, `_joined` and `_overnight` say what a row and the row before may tell; all share them.
2. A measure of one row is arithmetic of `kernels.day_pairs`, or of columns.
3. A window over it is walked by a kernel, and `_traded_enough` takes away what stands on too few
   traded days, as the reducers do.

A row that knows only a part of open, high and low counts as one without a range.
"""

import math
import statistics

import numpy as np
from numpy.typing import NDArray

from microcap.kernels.day_pairs import (
    HighLowClose,
    abdi_ranaldo_rows,
    corwin_schultz_rows,
    true_ranges,
)
from microcap.kernels.edge_rows import Prices
from microcap.kernels.edge_windows import edge_squares, edge_squares_whole
from microcap.kernels.tails import window_largest_sums, window_low_quantiles
from microcap.kernels.wilder import window_wilder
from microcap.kernels.windows_of_sums import window_counts, window_deviations, window_sums
from microcap.measures.drawdown import WILDER
from microcap.measures.histories import Rows, history, whole
from microcap.measures.histories.volumes import row_log_return
from microcap.measures.rows import MINIMUM

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]

_PRICES = ("open", "high", "low", "close")
_EDGE = (*_PRICES, "volume", "broken", "ohlc")
_PAIRS = ("high", "low", "close", "volume", "broken")
_CLOSES = ("close", "volume", "broken")
_BODY = 2 * math.log(2) - 1
_STILL = 1e-12
"""A return below it is none: two closes over one split factor may differ in the last bit."""


@history("edge_90", columns=_EDGE)
def edge_90(rows: Rows) -> Floats:
    """EDGE spread over 90 sessions, at every row."""
    squares = edge_squares(_prices(rows), _logs(rows), _joined(rows), rows.offsets, 90, 0)
    return _traded_enough(rows, np.sqrt(np.abs(squares)))


@history("cs_two_day_90", columns=_PAIRS)
def cs_two_day_90(rows: Rows) -> Floats:
    """Corwin-Schultz spread over 90 sessions, at every row."""
    return _traded_enough(rows, _means(rows, _corwin_schultz(rows)))


@history("ar_two_day_90", columns=_PAIRS)
def ar_two_day_90(rows: Rows) -> Floats:
    """Abdi-Ranaldo spread over 90 sessions, at every row."""
    return _traded_enough(rows, _means(rows, _abdi_ranaldo(rows)))


@history("roll_90", columns=_CLOSES)
def roll_90(rows: Rows) -> Floats:
    """Roll's full spread over 90 sessions, at every row; unknown where the covariance is positive."""
    return _traded_enough(rows, _roll([_sums(rows, leg)[0] for leg in _roll_legs(rows)]))


@history("fht_90", columns=_CLOSES)
def fht_90(rows: Rows) -> Floats:
    """FHT spread over 90 sessions, at every row, from closes alone."""
    deviations = window_deviations(rows.measured("return_1"), rows.offsets, 90)
    still, known = _still(rows)
    return _traded_enough(rows, 2 * deviations * _quantiles(90)[known, still])


@history("zero_return_share_90", columns=("close", "broken"))
def zero_return_share_90(rows: Rows) -> Floats:
    """Share of 90 sessions' returns that are exactly zero, at every row."""
    still, known = _still(rows)
    return np.where(known >= MINIMUM - 1, still / np.maximum(known, 1), np.nan)


@history("spread_consensus_90", columns=_EDGE)
def spread_consensus_90(rows: Rows) -> Floats:
    """Median of what is available of the four spread estimates, at every row."""
    names = ("edge_90", "cs_two_day_90", "ar_two_day_90", "fht_90")
    four = np.stack([rows.measured(name) for name in names])
    four[~np.isfinite(four)] = np.inf
    four.sort(axis=0)
    held = np.isfinite(four).sum(axis=0)
    every = np.arange(four.shape[1])
    low, high = four[np.maximum(held - 1, 0) // 2, every], four[held // 2 % 4, every]
    return np.where(held > 0, (low + high) / 2, np.nan)


@history("cc_90", columns=_CLOSES)
def cc_90(rows: Rows) -> Floats:
    """Close-to-close volatility over 90 sessions, at every row."""

    def walk() -> Floats:
        return window_deviations(row_log_return(rows), rows.offsets, 90)

    return _traded_enough(rows, rows.shared("log_deviation_90", walk))


@history("cc_bounce_corrected_90", columns=_EDGE)
def cc_bounce_corrected_90(rows: Rows) -> Floats:
    """Close-to-close volatility less the bounce of the consensus spread, at every row."""
    spread = rows.measured("spread_consensus_90")
    left = rows.measured("cc_90") ** 2 - spread**2 / 2
    return np.sqrt(np.where(left > 0, left, np.nan))


@history("parkinson_90", columns=(*_PRICES, "volume", "ohlc"))
def parkinson_90(rows: Rows) -> Floats:
    """Parkinson's volatility from highs and lows, at every row."""
    return _root_mean(rows, _ranges(rows) / (4 * math.log(2)))


@history("garman_klass_90", columns=(*_PRICES, "volume", "ohlc"))
def garman_klass_90(rows: Rows) -> Floats:
    """Garman-Klass volatility from ranges and bodies, at every row."""
    return _root_mean(rows, 0.5 * _ranges(rows) - _BODY * _bodies(rows) ** 2)


@history("rogers_satchell_90", columns=(*_PRICES, "volume", "ohlc"))
def rogers_satchell_90(rows: Rows) -> Floats:
    """Rogers-Satchell volatility, at every row."""
    return _root_mean(rows, _insides(rows))


@history("yang_zhang_90", columns=_EDGE)
def yang_zhang_90(rows: Rows) -> Floats:
    """Yang-Zhang volatility, nights included, at every row."""
    nights = _gaps_traded(rows)
    bodies = np.where(np.isnan(nights), np.nan, _bodies(rows))
    insides = np.where(np.isnan(nights), np.nan, _insides(rows))
    of_nights = window_deviations(nights, rows.offsets, 90) ** 2
    of_bodies = window_deviations(bodies, rows.offsets, 90) ** 2
    count = _sums(rows, nights)[1].astype(np.float64)
    with np.errstate(all="ignore"):
        weight = 0.34 / (1.34 + (count + 1) / (count - 1))
        square = of_nights + weight * of_bodies + (1 - weight) * _means(rows, insides)
        return _traded_enough(rows, np.where(count >= 2, np.sqrt(square), np.nan))


@history("top5_variance_share_90", columns=_CLOSES)
def top5_variance_share_90(rows: Rows) -> Floats:
    """Part of 90 sessions' squared returns that fell on the five largest days, at every row."""
    squares = row_log_return(rows) ** 2
    total = _sums(rows, squares)[0]
    top = window_largest_sums(squares, rows.offsets, 90, 5)
    with np.errstate(all="ignore"):
        return _traded_enough(rows, np.where(total > 0, top / total, np.nan))


@history("worst_gap_252", columns=("open", "close", "broken"))
def worst_gap_252(rows: Rows) -> Floats:
    """Worst night within 252 sessions, at every row: log of the open over the close before."""
    _, least, counts = _lowest_gaps(rows)
    return np.where(counts >= MINIMUM - 1, least, np.nan)


@history("gap_quantile_252", columns=("open", "close", "broken"))
def gap_quantile_252(rows: Rows) -> Floats:
    """The night that one in a hundred of 252 sessions falls below, at every row."""
    quantiles, _, counts = _lowest_gaps(rows)
    return np.where(counts >= MINIMUM - 1, quantiles, np.nan)


@history("gap_open", columns=("open", "high", "close", "volume", "broken", "ohlc"))
def gap_open(rows: Rows) -> Floats:
    """Open over the close before, less one, at every row; unknown on a day without trade."""
    return np.exp(_gaps_traded(rows)) - 1


@history("atr_14", columns=("high", "low", "close", "broken"))
def atr_14(rows: Rows) -> Floats:
    """Average true range, Wilder's 14 days, at every row, started at most 252 sessions before."""
    ranges = true_ranges(rows["high"], rows["low"], rows["close"], _overnight(rows))
    return window_wilder(ranges, rows.offsets, 252, WILDER)


@whole("edge", columns=_EDGE)
def edge(rows: Rows) -> Floats:
    """EDGE spread over all rows, one a security."""
    squares = edge_squares_whole(_prices(rows), _logs(rows), _joined(rows), rows.offsets)
    return _traded_enough_in_all(rows, np.sqrt(np.abs(squares)))


@whole("cs_two_day", columns=_PAIRS)
def cs_two_day(rows: Rows) -> Floats:
    """Corwin-Schultz spread over all rows, one a security."""
    return _traded_enough_in_all(rows, _mean_of_all(rows, _corwin_schultz(rows)))


@whole("ar_two_day", columns=_PAIRS)
def ar_two_day(rows: Rows) -> Floats:
    """Abdi-Ranaldo spread over all rows, one a security."""
    return _traded_enough_in_all(rows, _mean_of_all(rows, _abdi_ranaldo(rows)))


@whole("roll", columns=_CLOSES)
def roll(rows: Rows) -> Floats:
    """Roll's full spread over all rows, one a security; unknown where the covariance is positive."""
    sums = [_sum_of_all(rows, leg)[0] for leg in _roll_legs(rows)]
    return _traded_enough_in_all(rows, _roll(sums))


def _prices(rows: Rows) -> Prices:
    return rows["open"], rows["high"], rows["low"], rows["close"]


def _log(rows: Rows, name: str) -> Floats:
    return rows.shared(f"log of {name}", lambda: np.log(rows[name]))


def _logs(rows: Rows) -> Prices:
    return _log(rows, "open"), _log(rows, "high"), _log(rows, "low"), _log(rows, "close")


def _overnight(rows: Rows) -> Flags:
    """Rows whose row before is of the same security and may be used."""

    def flags() -> Flags:
        usable: Flags = ~rows["broken"]
        usable[rows.offsets[:-1]] = False
        return usable

    return rows.shared("overnight", flags)


def _held(rows: Rows) -> Flags:
    def flags() -> Flags:
        return np.asarray(rows["ohlc"] & ~np.isnan(rows["open"] + rows["high"]), np.bool_)

    return rows.shared("held", flags)


def _traded(rows: Rows) -> Flags:
    return rows.shared("traded", lambda: np.asarray(rows["volume"] > 0, np.bool_))


def _joined(rows: Rows) -> Flags:
    """Rows whose range may be read together with that of the row before."""
    held = _held(rows)
    return _overnight(rows) & held & _before(held)


def _both_traded(rows: Rows) -> Flags:
    return _overnight(rows) & _traded(rows) & _before(_traded(rows))


def _before(flags: Flags) -> Flags:
    """The flag of the row before; the first row has none."""
    earlier = np.zeros_like(flags)
    earlier[1:] = flags[:-1]
    return earlier


def _corwin_schultz(rows: Rows) -> Floats:
    prices, logs = _of_range(rows)
    alphas = corwin_schultz_rows(prices, logs, _both_traded(rows))
    spreads = 2 * np.tanh(np.maximum(alphas, 0.0) / 2)
    spreads[np.isinf(alphas) & (alphas > 0)] = np.inf
    return spreads


def _of_range(rows: Rows) -> tuple[HighLowClose, HighLowClose]:
    """High, low and close, and their logs."""
    prices = rows["high"], rows["low"], rows["close"]
    return prices, (_log(rows, "high"), _log(rows, "low"), _log(rows, "close"))


def _abdi_ranaldo(rows: Rows) -> Floats:
    return abdi_ranaldo_rows(_of_range(rows)[1], _both_traded(rows))


def _roll_legs(rows: Rows) -> list[Floats]:
    """Of each pair of returns that follow each other: one, the later, the earlier, their product."""
    now = row_log_return(rows)
    before = np.full_like(now, np.nan)
    before[1:] = np.where(_overnight(rows)[1:], now[:-1], np.nan)
    paired = ~np.isnan(now) & ~np.isnan(before)
    with np.errstate(invalid="ignore"):
        both = now * before
    both[paired & np.isnan(both)] = np.inf
    one = np.where(paired, 1.0, np.nan)
    return [one, np.where(paired, now, np.nan), np.where(paired, before, np.nan), both]


def _roll(sums: list[Floats]) -> Floats:
    count, first, second, both = sums
    with np.errstate(all="ignore"):
        covariance = (both - first * second / count) / (count - 1)
        # zero would rank a name that cannot be measured as the cheapest
        negative = (count >= 2) & (covariance <= 0)
        return np.where(negative, 2 * np.sqrt(np.where(negative, -covariance, np.nan)), np.nan)


def _still(rows: Rows) -> tuple[Counts, Counts]:
    """How many of 90 sessions' returns are zero, and how many are known."""

    def walk() -> tuple[Counts, Counts]:
        returns = rows.measured("return_1")
        still = window_counts(np.abs(returns) < _STILL, rows.offsets, 90)
        return still, window_counts(~np.isnan(returns), rows.offsets, 90)

    return rows.shared("still_90", walk)


def _quantiles(days: int) -> Floats:
    """The normal quantile that FHT needs for each number of returns and of those that are zero."""
    normal = statistics.NormalDist()
    found = np.full((days + 1, days + 1), np.nan)
    for known in range(1, days + 1):
        for still in range(known):
            found[known, still] = normal.inv_cdf((1 + still / known) / 2)
    return found


def _ranges(rows: Rows) -> Floats:
    """Squared log range of a traded day."""
    _, high, low, _ = _logs(rows)
    return np.where(_traded(rows) & _held(rows), (high - low) ** 2, np.nan)


def _bodies(rows: Rows) -> Floats:
    first, _, _, close = _logs(rows)
    return np.where(_traded(rows) & _held(rows), close - first, np.nan)


def _insides(rows: Rows) -> Floats:
    """Rogers and Satchell's variance of a traded day."""
    first, high, low, close = _logs(rows)
    inside = (high - close) * (high - first) + (low - close) * (low - first)
    return np.where(_traded(rows) & _held(rows), inside, np.nan)


def _gaps(rows: Rows) -> Floats:
    """Log of the open over the close before."""

    def logs() -> Floats:
        before = np.full(len(rows), np.nan)
        before[1:] = np.where(_overnight(rows)[1:], rows["close"][:-1], np.nan)
        gaps: Floats = np.log(rows["open"] / before)
        return gaps

    return rows.shared("row_gap", logs)


def _gaps_traded(rows: Rows) -> Floats:
    return np.where(_traded(rows) & _held(rows), _gaps(rows), np.nan)


def _lowest_gaps(rows: Rows) -> tuple[Floats, Floats, Counts]:
    def walk() -> tuple[Floats, Floats, Counts]:
        return window_low_quantiles(_gaps(rows), rows.offsets, 252, 0.01)

    return rows.shared("lowest gaps", walk)


def _sums(rows: Rows, cells: Floats) -> tuple[Floats, Counts]:
    return window_sums(cells, rows.offsets, 90)


def _means(rows: Rows, cells: Floats) -> Floats:
    sums, counts = _sums(rows, cells)
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)


def _root_mean(rows: Rows, cells: Floats) -> Floats:
    return _traded_enough(rows, np.sqrt(np.maximum(_means(rows, cells), 0.0)))


def _traded_enough(rows: Rows, values: Floats) -> Floats:
    """The values where 90 sessions hold enough traded days."""
    days = rows.shared("traded_90", lambda: window_counts(_traded(rows), rows.offsets, 90))
    return np.where(days >= MINIMUM, values, np.nan)


def _sum_of_all(rows: Rows, cells: Floats) -> tuple[Floats, Counts]:
    known = ~np.isnan(cells)
    starts = rows.offsets[:-1]
    sums = np.add.reduceat(np.where(known, cells, 0.0), starts)
    return sums, np.add.reduceat(known.astype(np.int64), starts)


def _mean_of_all(rows: Rows, cells: Floats) -> Floats:
    sums, counts = _sum_of_all(rows, cells)
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)


def _traded_enough_in_all(rows: Rows, values: Floats) -> Floats:
    traded = np.add.reduceat(_traded(rows).astype(np.int64), rows.offsets[:-1])
    return np.where(traded >= MINIMUM, values, np.nan)
