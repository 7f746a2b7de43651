"""What one row of a panel says: the columns that measures share, computed once.

The first step looks back one row (never across a row whose return may not be used), the second
is arithmetic within the row, the third looks back at that. A measure names the columns that it
reads; the evaluator computes each of them once for all measures.
"""

from collections.abc import Mapping

import polars as pl

from microcap.measures.returns import daily_return
from microcap.view.evaluate import Reduced

MINIMUM = 20
"""Traded days below which a price measure, and rows below which a volume measure, is null."""

TRADED = pl.col("volume") > 0
OVERNIGHT = pl.col("broken").not_()
HELD = pl.col("ohlc") & pl.col("high").is_not_null() & pl.col("open").is_not_null()


def _before(column: str) -> pl.Expr:
    return pl.when(OVERNIGHT).then(pl.col(column).shift(1))


_LOG = {name: pl.col(name).log() for name in ("open", "high", "low", "close")}
_HIGH_BEFORE, _LOW_BEFORE = pl.col("row_high_before"), pl.col("row_low_before")
_CLOSE_BEFORE = pl.col("row_close_before")
_BOTH_TRADED = TRADED & pl.col("row_traded_before")
# the night between two days is taken out of the second one: Corwin & Schultz 2012, section II.C
_MOVED = _CLOSE_BEFORE - pl.min_horizontal(
    pl.max_horizontal(_CLOSE_BEFORE, pl.col("low")), pl.col("high")
)
_HIGH_MOVED, _LOW_MOVED = pl.col("high") + _MOVED, pl.col("low") + _MOVED
_BETA = (_HIGH_BEFORE / _LOW_BEFORE).log() ** 2 + (_HIGH_MOVED / _LOW_MOVED).log() ** 2
_GAMMA = (
    pl.max_horizontal(_HIGH_BEFORE, _HIGH_MOVED) / pl.min_horizontal(_LOW_BEFORE, _LOW_MOVED)
).log() ** 2
_ALPHA = (2**0.5 - 1) / (3 - 2 * 2**0.5) * _BETA.sqrt() - (_GAMMA / (3 - 2 * 2**0.5)).sqrt()
_ETA = (_LOG["high"] + _LOG["low"]) / 2
_ETA_BEFORE = (_HIGH_BEFORE.log() + _LOW_BEFORE.log()) / 2
_RETREAT = 4 * (_CLOSE_BEFORE.log() - _ETA_BEFORE) * (_CLOSE_BEFORE.log() - _ETA)

BACK: Mapping[str, pl.Expr] = {
    "row_close_before": _before("close"),
    "row_high_before": _before("high"),
    "row_low_before": _before("low"),
    "row_traded_before": pl.when(OVERNIGHT).then(TRADED.shift(1)),
    "row_return": daily_return(),
}
"""Step one: the row before, null across a broken row."""

WITHIN: Mapping[str, pl.Expr] = {
    "row_log_return": pl.when(OVERNIGHT).then((pl.col("row_return") + 1).log()),
    "row_dollars": pl.col("close_raw") * pl.col("volume_raw"),
    "row_gap": (pl.col("open") / _CLOSE_BEFORE).log(),
    "row_gap_traded": pl.when(TRADED & HELD).then((pl.col("open") / _CLOSE_BEFORE).log()),
    "row_parkinson": pl.when(TRADED & HELD).then((_LOG["high"] - _LOG["low"]) ** 2),
    "row_body": pl.when(TRADED & HELD).then(_LOG["close"] - _LOG["open"]),
    "row_rogers_satchell": pl.when(TRADED & HELD).then(
        (_LOG["high"] - _LOG["close"]) * (_LOG["high"] - _LOG["open"])
        + (_LOG["low"] - _LOG["close"]) * (_LOG["low"] - _LOG["open"])
    ),
    "row_corwin_schultz": pl.when(_BOTH_TRADED).then(2 * (_ALPHA / 2).tanh()),
    "row_abdi_ranaldo": pl.when(_BOTH_TRADED).then(_RETREAT),
    "row_true_range": pl.max_horizontal(
        pl.col("high") - pl.col("low"),
        (pl.col("high") - _CLOSE_BEFORE).abs(),
        (pl.col("low") - _CLOSE_BEFORE).abs(),
    ),
}
"""Step two: arithmetic within the row. 2 tanh(a / 2) is 2 (e^a - 1) / (e^a + 1)."""

LATER: Mapping[str, pl.Expr] = {
    "row_log_return_before": pl.when(OVERNIGHT).then(pl.col("row_log_return").shift(1)),
    "row_path": pl.col("row_log_return").fill_null(0.0).cum_sum(),
}
"""Step three: the return before, and the log price as it would be without broken rows."""


def reduced(reductions: Mapping[str, pl.Expr], value: pl.Expr, *columns: str) -> Reduced:
    """A measure of these row columns; what they need in turn is added."""
    wanted = set(columns)
    for step in (LATER, WITHIN, BACK):
        for name in sorted(wanted & set(step)):
            wanted.update(step[name].meta.root_names())
    stages = tuple(
        {name: step[name] for name in step if name in wanted} for step in (BACK, WITHIN, LATER)
    )
    return Reduced(stages, value, dict(reductions))


def enough(value: pl.Expr, counted: pl.Expr, minimum: int = MINIMUM) -> pl.Expr:
    """The value where enough was counted, else null."""
    return pl.when(counted >= minimum).then(value)


def traded_days(days: int) -> dict[str, pl.Expr]:
    """The reduction that counts the days with trade."""
    return {f"traded_{days}": TRADED.tail(days).sum().cast(pl.Int64)}


def traded_enough(value: pl.Expr, days: int) -> pl.Expr:
    """The value where the window has enough traded days, else null."""
    return enough(value, pl.col(f"traded_{days}"))
