"""Concentration: how few days made the volume."""

import math
from collections.abc import Sequence

import polars as pl

from microcap.measures import measure, method
from microcap.measures.bars import Numbers, Rows, volume_of
from microcap.measures.rows import enough, reduced
from microcap.view.evaluate import Reduced


@method(
    reference="Herfindahl index of daily volume",
    ways=(("bars",), ("volume",)),
)
def volume_concentration(
    bars: Rows | None = None, volume: Numbers | None = None
) -> dict[str, float | None]:
    """How much of the volume its largest days made, and over how many days it is spread.

    Fractions, and days. Undefined where nothing traded.
    """
    volumes = volume_of(bars, volume)
    index = herfindahl(volumes)
    even = 1 / len(volumes)
    return {
        "top1_share": top_share(volumes, 1),
        "top2_share": top_share(volumes, 2),
        "top5_share": top_share(volumes, 5),
        "hhi": index,
        "effective_days": None if index is None else 1 / index,
        "hhi_normalised": None if index is None or even == 1 else (index - even) / (1 - even),
    }


def top_share(volumes: Sequence[float], count: int) -> float | None:
    """Share of the volume that the largest days made, a fraction; null where nothing traded."""
    total = math.fsum(volumes)
    return math.fsum(sorted(volumes, reverse=True)[:count]) / total if total else None


def herfindahl(volumes: Sequence[float]) -> float | None:
    """Sum of squared shares of the volume, 1/n to 1; null where nothing traded."""
    total = math.fsum(volumes)
    return math.fsum((volume / total) ** 2 for volume in volumes) if total else None


@measure(unit="fraction", reference="project definition", needs=("volume",))
def top1_share_90(days: int = 90) -> Reduced:
    """Share of 90 sessions' volume that the largest day made."""
    return _top(days, 1)


@measure(unit="fraction", reference="project definition", needs=("volume",))
def top2_share_10(days: int = 10) -> Reduced:
    """Share of 10 sessions' volume that the two largest days made; above one half is a spike."""
    return _top(days, 2, minimum=days)


@measure(unit="fraction", reference="project definition", needs=("volume",))
def top2_share_90(days: int = 90) -> Reduced:
    """Share of 90 sessions' volume that the two largest days made."""
    return _top(days, 2)


@measure(unit="index", reference="Herfindahl index", needs=("volume",))
def hhi_90(days: int = 90) -> Reduced:
    """Concentration of 90 sessions' volume: 1/90 if every day is alike, 1 if one day made it."""
    window = pl.col("volume").tail(days)
    name = f"hhi_{days}"
    value = enough((window / window.sum()).pow(2).sum(), window.count(), 20)
    return reduced({name: pl.when(window.sum() > 0).then(value)}, pl.col(name))


@measure(unit="days", reference="1 / Herfindahl index", needs=("volume",))
def effective_days_90(days: int = 90) -> Reduced:
    """Over how many days of 90 the volume is spread, as if those days were alike."""
    index = hhi_90(days)
    return reduced(index.reductions, 1 / index.value)


def _top(days: int, count: int, minimum: int = 20) -> Reduced:
    window = pl.col("volume").tail(days)
    name = f"top{count}_share_{days}"
    share = window.top_k(count).sum() / window.sum()
    return reduced({name: enough(share, window.count(), minimum)}, pl.col(name))
