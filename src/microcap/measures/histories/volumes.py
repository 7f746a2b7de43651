"""Volume, concentration, impact and momentum at every row: the compiled twins of their reducers.

1. `_sums`, `_maxima` and `_medians` walk one column in windows; several measures share each walk.
2. A measure is arithmetic on what the walks found, in the order of its reducer.
3. `_enough` takes away what stands on too few rows, as the reducer does.
"""

from typing import cast

import numpy as np
import polars as pl
from numpy.typing import NDArray

from microcap.kernels.chains import chained_levels, changes_over
from microcap.kernels.windows_of_extremes import window_falls, window_maxima, window_rests
from microcap.kernels.windows_of_order import window_medians
from microcap.kernels.windows_of_slopes import window_slopes
from microcap.kernels.windows_of_sums import (
    quotients,
    window_counts,
    window_deviations,
    window_sums,
)
from microcap.measures.histories import Rows, history
from microcap.measures.impact import LARGEST
from microcap.measures.rows import MINIMUM

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

_DOLLARS = ("close_raw", "volume_raw")
_PATH = ("close", "broken")
_IMPACT = ("close", "volume", "close_raw", "volume_raw", "broken")


@history("adv_shares_10", columns=("volume",))
def adv_shares_10(rows: Rows) -> Floats:
    """Average volume of 10 sessions at every row, shares; null below 10."""
    return _average(rows, "volume", 10, minimum=10)


@history("adv_shares_90", columns=("volume",))
def adv_shares_90(rows: Rows) -> Floats:
    """Average volume of 90 sessions at every row, shares."""
    return _average(rows, "volume", 90)


@history("adv_usd_10", columns=_DOLLARS)
def adv_usd_10(rows: Rows) -> Floats:
    """Average dollar volume of 10 sessions at every row; null below 10."""
    return _average(rows, "dollars", 10, minimum=10)


@history("adv_usd_20", columns=_DOLLARS)
def adv_usd_20(rows: Rows) -> Floats:
    """Average dollar volume of 20 sessions at every row."""
    return _average(rows, "dollars", 20)


@history("adv_usd_90", columns=_DOLLARS)
def adv_usd_90(rows: Rows) -> Floats:
    """Average dollar volume of 90 sessions at every row."""
    return _average(rows, "dollars", 90)


@history("adv_ratio", columns=("volume",))
def adv_ratio(rows: Rows) -> Floats:
    """ADV10 over ADV90 at every row."""
    return _over(rows.measured("adv_shares_10"), rows.measured("adv_shares_90"))


@history("median_usd_90", columns=_DOLLARS)
def median_usd_90(rows: Rows) -> Floats:
    """Median dollar volume of 90 sessions at every row."""
    return _enough(*_medians(rows, "dollars", 90))


@history("median_shares_90", columns=("volume",))
def median_shares_90(rows: Rows) -> Floats:
    """Median volume of 90 sessions at every row, shares."""
    return _enough(*_medians(rows, "volume", 90))


@history("adv_conservative", columns=("volume",))
def adv_conservative(rows: Rows) -> Floats:
    """The lower of ADV20 and the 90-day median at every row, shares."""
    return np.minimum(_average(rows, "volume", 20), rows.measured("median_shares_90"))


@history("adv_ex_top2_90", columns=("volume",))
def adv_ex_top2_90(rows: Rows) -> Floats:
    """Average volume of 90 sessions without the two largest at every row, shares."""
    rest = window_rests(rows["volume"], rows.offsets, 90)
    _, counts = _sums(rows, "volume", 90)
    return quotients(rest, counts - 2, counts, MINIMUM)


@history("rvol_20", columns=("volume",))
def rvol_20(rows: Rows) -> Floats:
    """Volume over the mean of the 20 sessions before, at every row."""
    sums, counts = _sums(rows, "volume", 20)
    return _over(rows["volume"], _enough(_before(rows, sums / 20), _before(rows, counts), 20))


@history("traded_days_90", columns=("volume",))
def traded_days_90(rows: Rows) -> Floats:
    """Days with trade among 90 sessions at every row; never null."""
    return _traded_days(rows).astype(np.float64)


@history("zero_volume_share_90", columns=("volume",))
def zero_volume_share_90(rows: Rows) -> Floats:
    """Share of 90 sessions without volume at every row."""
    return _enough(_without_trade(rows), _sums(rows, "volume", 90)[1])


@history("top1_share_90", columns=("volume",))
def top1_share_90(rows: Rows) -> Floats:
    """Share of 90 sessions' volume that the largest made, at every row."""
    sums, counts = _sums(rows, "volume", 90)
    return quotients(_maxima(rows, 90)[0], sums, counts, MINIMUM)


@history("top2_share_10", columns=("volume",))
def top2_share_10(rows: Rows) -> Floats:
    """Share of 10 sessions' volume that the two largest made, at every row; null below 10."""
    return _top_two(rows, 10, minimum=10)


@history("top2_share_90", columns=("volume",))
def top2_share_90(rows: Rows) -> Floats:
    """Share of 90 sessions' volume that the two largest made, at every row."""
    return _top_two(rows, 90)


@history("hhi_90", columns=("volume",))
def hhi_90(rows: Rows) -> Floats:
    """Herfindahl index of 90 sessions' volume at every row."""
    sums, counts = _sums(rows, "volume", 90)
    squares, _ = window_sums(rows["volume"] * rows["volume"], rows.offsets, 90)
    return quotients(squares, sums * sums, counts, MINIMUM)


@history("effective_days_90", columns=("volume",))
def effective_days_90(rows: Rows) -> Floats:
    """Over how many days of 90 the volume is spread, at every row."""
    return _over(1.0, rows.measured("hhi_90"))


@history("turnover_90", columns=("volume", "shares"))
def turnover_90(rows: Rows) -> Floats:
    """Annual turnover on the row's share count, at every row."""
    shares = np.where(rows["shares"] > 0, rows["shares"], np.nan)
    return rows.measured("adv_shares_90") / shares * 252


@history("amihud_90", columns=_IMPACT)
def amihud_90(rows: Rows) -> Floats:
    """Average absolute return per million dollars of 90 sessions, at every row."""
    traded = np.where((rows["volume"] > 0) & (row_dollars(rows) > 0), row_dollars(rows), np.nan)
    cells = np.abs(rows.measured("return_1")) / traded * 1e6
    sums, counts = window_sums(cells, rows.offsets, 90)
    return quotients(sums, counts, _traded_days(rows), MINIMUM)


@history("amihud_zero_adjusted_90", columns=_IMPACT)
def amihud_zero_adjusted_90(rows: Rows) -> Floats:
    """Amihud times one plus the share of days without trade, at every row."""
    return rows.measured("amihud_90") * (1 + _without_trade(rows))


@history("kyle_lambda_90", columns=_IMPACT)
def kyle_lambda_90(rows: Rows) -> Floats:
    """Kyle's lambda on signed root dollar volume of 90 sessions, at every row."""
    change = np.where(rows["volume"] > 0, row_log_return(rows), np.nan)
    # thousands of root dollars, so that the sums stay near one
    flow = np.where(np.abs(change) < 1e-12, 0.0, np.sign(change)) * (
        np.sqrt(row_dollars(rows)) / 1e3
    )
    return _where_traded(rows, window_slopes(change, flow, rows.offsets, 90) / 1e3)


@history("dollars_to_move_5pct", columns=_IMPACT)
def dollars_to_move_5pct(rows: Rows) -> Floats:
    """Dollars of one-sided trading that move the price by 5 %, at every row."""
    share, dollars = _over(0.05, _log_deviation(rows)) ** 2, rows.measured("adv_usd_90")
    held = np.where((share <= LARGEST) & (dollars > 0), share, np.nan)
    return _where_traded(rows, held * dollars)


@history("move_per_1000_usd_90", columns=_IMPACT)
def move_per_1000_usd_90(rows: Rows) -> Floats:
    """How far an order of $1,000 moves the price, at every row."""
    dollars = rows.measured("adv_usd_90")
    share = _over(1000.0, dollars)
    held = np.where((share <= LARGEST) & (dollars > 0), share, np.nan)
    return _where_traded(rows, _log_deviation(rows) * np.sqrt(held))


@history("return_1", columns=_PATH)
def return_1(rows: Rows) -> Floats:
    """Return over the last session at every row."""
    return _change(rows, 1)


@history("return_5", columns=_PATH)
def return_5(rows: Rows) -> Floats:
    """Return over 5 sessions at every row."""
    return _change(rows, 5)


@history("return_20", columns=_PATH)
def return_20(rows: Rows) -> Floats:
    """Return over 20 sessions at every row."""
    return _change(rows, 20)


@history("return_250", columns=_PATH)
def return_250(rows: Rows) -> Floats:
    """Return over 250 sessions at every row."""
    return _change(rows, 250)


@history("high_252_distance", columns=_PATH)
def high_252_distance(rows: Rows) -> Floats:
    """Distance of the close from the highest of 252 sessions, at every row."""
    return _enough(_falls(rows)[1], _rows_before(rows))


@history("max_drawdown_252", columns=_PATH)
def max_drawdown_252(rows: Rows) -> Floats:
    """Worst fall from a running high within 252 sessions, at every row."""
    return _enough(_falls(rows)[0], _rows_before(rows))


def row_dollars(rows: Rows) -> Floats:
    """Raw close times raw volume of every row, USD."""
    return rows.shared("row_dollars", lambda: rows["close_raw"] * rows["volume_raw"])


def row_log_return(rows: Rows) -> Floats:
    """Log of the close over the one before, at every row; not-a-number across a broken row."""

    # the logarithm of polars, as in the reducer: another library's may differ in the last bit
    def logs() -> Floats:
        return pl.Series(rows.measured("return_1") + 1).log().to_numpy(writable=True)

    return rows.shared("row_log_return", logs)


def _average(rows: Rows, column: str, days: int, minimum: int = MINIMUM) -> Floats:
    sums, counts = _sums(rows, column, days)
    return quotients(sums, counts, counts, minimum)


def _top_two(rows: Rows, days: int, minimum: int = MINIMUM) -> Floats:
    sums, counts = _sums(rows, "volume", days)
    largest, second = _maxima(rows, days)
    return quotients(largest + second, sums, counts, minimum)


def _sums(rows: Rows, column: str, days: int) -> tuple[Floats, Counts]:
    def walk() -> tuple[Floats, Counts]:
        return window_sums(_column(rows, column), rows.offsets, days)

    return rows.shared(f"sums of {column} over {days}", walk)


def _maxima(rows: Rows, days: int) -> tuple[Floats, Floats]:
    def walk() -> tuple[Floats, Floats]:
        return window_maxima(rows["volume"], rows.offsets, days)

    return rows.shared(f"maxima of volume over {days}", walk)


def _medians(rows: Rows, column: str, days: int) -> tuple[Floats, Counts]:
    return window_medians(_column(rows, column), rows.offsets, days)


def _falls(rows: Rows) -> tuple[Floats, Floats]:
    def walk() -> tuple[Floats, Floats]:
        levels = chained_levels(rows["close"], rows["broken"], rows.offsets)
        return window_falls(levels, rows.offsets, 252)

    return rows.shared("falls over 252", walk)


def _change(rows: Rows, days: int) -> Floats:
    return changes_over(rows["close"], rows["broken"], rows.offsets, days)


def _column(rows: Rows, column: str) -> Floats:
    return row_dollars(rows) if column == "dollars" else cast(Floats, rows[column])


def _log_deviation(rows: Rows) -> Floats:
    def walk() -> Floats:
        return window_deviations(row_log_return(rows), rows.offsets, 90)

    return rows.shared("log_deviation_90", walk)


def _traded_days(rows: Rows) -> Counts:
    def walk() -> Counts:
        return window_counts(rows["volume"] > 0, rows.offsets, 90)

    return rows.shared("traded_90", walk)


def _without_trade(rows: Rows) -> Floats:
    _, counts = _sums(rows, "volume", 90)
    return _over(counts - _traded_days(rows), counts)


def _rows_before(rows: Rows) -> Counts:
    """How many rows of its security end with each row, counting it."""
    starts = np.repeat(rows.offsets[:-1], np.diff(rows.offsets))
    return np.arange(1, len(rows) + 1) - starts


def _before(rows: Rows, values: Floats | Counts) -> Floats:
    """The value of the row before; not-a-number on the first row of a security."""
    earlier = np.full(len(values), np.nan)
    earlier[1:] = values[:-1]
    earlier[rows.offsets[:-1]] = np.nan
    return earlier


def _over(above: Floats | Counts | float, below: Floats | Counts) -> Floats:
    # a zero below gives infinity or not-a-number, which the bridge makes unknown
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(above / below)


def _enough(values: Floats, counts: Floats | Counts, minimum: int = MINIMUM) -> Floats:
    return np.where(counts >= minimum, values, np.nan)


def _where_traded(rows: Rows, values: Floats) -> Floats:
    return _enough(values, _traded_days(rows))
