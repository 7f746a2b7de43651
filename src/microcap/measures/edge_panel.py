"""EDGE spread over a panel: the same estimator from row moments, for a whole market at once.

1. Each row and the row before become five returns and whether the price moved.
2. Means of their products and of the products of those are all that the estimator needs.
3. A formula over those means gives the square of the spread; `edge.edge` is its oracle.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from microcap.measures import OHLC_CAVEAT, measure
from microcap.measures.rows import HELD, OVERNIGHT, traded_days, traded_enough
from microcap.view.evaluate import Reduced

_REFERENCE = "Ardia, Guidotti & Kroencke 2024, J. Financial Economics 161"


@measure(
    unit="fraction",
    reference=_REFERENCE,
    needs=("open", "high", "low", "close", "volume", "broken", "ohlc"),
    label=OHLC_CAVEAT,
)
def edge_90(days: int = 90) -> Reduced:
    """EDGE spread over 90 sessions."""
    spread = edge_square(days)
    return Reduced(
        spread.stages,
        traded_enough(spread.value.abs().sqrt(), days),
        {**spread.reductions, **traded_days(days)},
    )


def edge_square(days: int = 90) -> Reduced:
    """The signed square of the EDGE spread, as a reducer; negative is noise."""
    stages = (_ROW_BEFORE, _ROW_LOGS, _ROW_MOMENTS)
    row = {name.removeprefix("edge_"): pl.col(name) for name in _ROW_MOMENTS}
    means = {f"{name}_mean": row[name] for name in ("r1", "r3", "r5", "moved", "po", "pc")}
    # x = a (p - k q) + b (u - k' w): the means of the parts and of their products are enough
    for which, parts in _PARTS.items():
        cells = [row[one] * row[two] for one, two in parts]
        means |= {f"{which}{place}": cell for place, cell in enumerate(cells)}
        means |= {
            f"{which}{one}{two}": cells[one] * cells[two]
            for one in range(4)
            for two in range(one, 4)
        }
    reductions = {f"edge_{name}_{days}": cell.tail(days).mean() for name, cell in means.items()}
    reductions[f"edge_moves_{days}"] = row["moved"].tail(days).sum()
    reductions[f"edge_rows_{days}"] = row["moved"].tail(days).count()
    held = {name: pl.col(f"edge_{name}_{days}") for name in (*means, "moves", "rows")}
    open_side, close_side = -4 / held["po_mean"], -4 / held["pc_mean"]
    drift = {name: held[f"{name}_mean"] / held["moved_mean"] for name in ("r1", "r3", "r5")}
    first = _weights(open_side, close_side, drift["r1"], drift["r3"])
    second = _weights(open_side, close_side, drift["r1"], drift["r5"])
    e1, v1 = _mean_and_variance(held, "x", first)
    e2, v2 = _mean_and_variance(held, "z", second)
    both = v1 + v2
    square = pl.when(both > 0).then((v2 * e1 + v1 * e2) / both).otherwise((e1 + e2) / 2)
    possible = (
        (held["rows"] >= 2) & (held["moves"] >= 2) & (held["po_mean"] > 0) & (held["pc_mean"] > 0)
    )
    return Reduced(stages, pl.when(possible).then(square), reductions)


_PARTS = {
    "x": (("r1", "r2"), ("moved", "r2"), ("r3", "r4"), ("moved", "r4")),
    "z": (("r1", "r5"), ("moved", "r5"), ("r5", "r4"), ("moved", "r4")),
}


def _lagged(column: str) -> pl.Expr:
    return pl.when(OVERNIGHT & HELD).then(pl.when(HELD).then(pl.col(column)).shift(1))


_ROW_BEFORE = {f"edge_{name}_before": _lagged(name) for name in ("high", "low", "close")}
_ROW_LOGS = {
    "edge_open_log": pl.when(pl.col("edge_close_before").is_not_null()).then(pl.col("open").log()),
    "edge_mid": (pl.col("high").log() + pl.col("low").log()) / 2,
    "edge_mid_before": (pl.col("edge_high_before").log() + pl.col("edge_low_before").log()) / 2,
    "edge_close_log": pl.col("edge_close_before").log(),
}
_OPEN, _MID = pl.col("edge_open_log"), pl.col("edge_mid")
_MID_BEFORE, _CLOSE_BEFORE = pl.col("edge_mid_before"), pl.col("edge_close_log")
_MOVED = ((pl.col("high") != pl.col("low")) | (pl.col("low") != pl.col("edge_close_before"))).cast(
    pl.Float64
)


def _differ(one: str, two: str) -> pl.Expr:
    return (pl.col(one) != pl.col(two)).cast(pl.Float64)


_ROW_MOMENTS = {
    "edge_r1": _MID - _OPEN,
    "edge_r2": _OPEN - _MID_BEFORE,
    "edge_r3": pl.when(_OPEN.is_not_null()).then(_MID - _CLOSE_BEFORE),
    "edge_r4": _CLOSE_BEFORE - _MID_BEFORE,
    "edge_r5": _OPEN - _CLOSE_BEFORE,
    "edge_moved": pl.when(_OPEN.is_not_null()).then(_MOVED),
    "edge_po": pl.when(_OPEN.is_not_null()).then(
        _MOVED * (_differ("open", "high") + _differ("open", "low"))
    ),
    "edge_pc": pl.when(_OPEN.is_not_null()).then(
        _MOVED
        * (
            _differ("edge_close_before", "edge_high_before")
            + _differ("edge_close_before", "edge_low_before")
        )
    ),
}


def _weights(
    open_side: pl.Expr, close_side: pl.Expr, first: pl.Expr, second: pl.Expr
) -> list[pl.Expr]:
    return [open_side, -open_side * first, close_side, -close_side * second]


def _mean_and_variance(
    held: Mapping[str, pl.Expr], which: str, weights: Sequence[pl.Expr]
) -> tuple[pl.Expr, pl.Expr]:
    mean = pl.sum_horizontal(
        weight * held[f"{which}{place}"] for place, weight in enumerate(weights)
    )
    square = pl.sum_horizontal(
        weights[one] * weights[two] * held[f"{which}{one}{two}"] * (1 if one == two else 2)
        for one in range(4)
        for two in range(one, 4)
    )
    return mean, square - mean * mean
