"""Momentum: what the price did over the last sessions, along the path of its returns."""

import polars as pl

from microcap.measures import measure
from microcap.measures.rows import enough, reduced
from microcap.view.evaluate import Reduced

_REFERENCE = "project definition: split-adjusted closes, dividends left out"


def _compounded(days: int) -> Reduced:
    returns = pl.col("row_log_return").tail(days)
    name = f"compound_{days}"
    held = pl.when(returns.count() == days).then(returns.sum().exp() - 1)
    return reduced({name: held}, pl.col(name), "row_log_return")


@measure(unit="fraction", reference=_REFERENCE, needs=("close", "broken"))
def return_1() -> Reduced:
    """Return over the last session; null across a broken row."""
    return _compounded(1)


@measure(unit="fraction", reference=_REFERENCE, needs=("close", "broken"))
def return_5() -> Reduced:
    """Return over the last 5 sessions; null across a broken row."""
    return _compounded(5)


@measure(unit="fraction", reference=_REFERENCE, needs=("close", "broken"))
def return_20() -> Reduced:
    """Return over the last 20 sessions; null across a broken row."""
    return _compounded(20)


@measure(unit="fraction", reference=_REFERENCE, needs=("close", "broken"))
def return_250() -> Reduced:
    """Return over the last 250 sessions; null across a broken row."""
    return _compounded(250)


@measure(
    unit="fraction",
    reference="George & Hwang 2004, J. Finance 59(5), with closes",
    needs=("close", "broken"),
)
def high_252_distance(days: int = 252) -> Reduced:
    """How far the last close lies from the highest close of 252 sessions; zero at the high.

    Along the path of returns, so that a row whose return may not be used makes neither a high
    nor a fall.
    """
    name = f"from_high_{days}"
    path = pl.col("row_path").tail(days)
    below = enough((path.last() - path.max()).exp() - 1, path.count())
    return reduced({name: below}, pl.col(name), "row_path")
