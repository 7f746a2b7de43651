"""Where a panel is evaluated: many measures over many securities in one pass.

1. The row columns of all measures are computed step by step within one security, each once.
2. Reductions, each once, turn the rows of a security into numbers: `evaluate` groups them.
3. A formula over those numbers gives each measure; what is not finite becomes null.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from microcap.model.errors import Contradiction
from microcap.model.staged import Staged


@dataclass(frozen=True, slots=True)
class Reduced(Staged):
    """A measure whose formula is made of several reductions, each worth computing once.

    `value` is a formula over the names of `reductions`, one row a security.
    """

    reductions: dict[str, pl.Expr] = field(default_factory=dict)


def evaluate(
    panel: pl.DataFrame | pl.LazyFrame,
    measures: Mapping[str, pl.Expr | Staged],
    by: str = "security",
) -> pl.DataFrame:
    """One row per security, one column per measure; unknown is null, never NaN or infinite.

    The panel is sorted by security and day, oldest first, and holds no row later than the moment.
    Two measures may share a row column or a reduction by giving it the same name and the same
    expression; the same name with another expression is a `Contradiction`.
    """
    lazy = panel.lazy()
    held = set(lazy.collect_schema().names())
    if by not in held:
        raise Contradiction(f"a panel by {by!r} has no such column; it has {sorted(held)}")
    for step in _steps(measures, held):
        lazy = lazy.with_columns(**{name: _within(expr, by) for name, expr in step.items()})
    reductions, values = _formulas(measures)
    reduced = lazy.group_by(by, maintain_order=True).agg(**reductions).collect()
    # many formulas read few rows here, so a plain select beats planning the sharing
    answers = reduced.select(by, **values)
    floats = [name for name, kind in answers.schema.items() if kind in (pl.Float64, pl.Float32)]
    return answers.with_columns(
        pl.when(pl.col(name).is_finite()).then(pl.col(name)).alias(name) for name in floats
    )


def _steps(measures: Mapping[str, pl.Expr | Staged], held: set[str]) -> list[dict[str, pl.Expr]]:
    staged = [one for one in measures.values() if isinstance(one, Staged)]
    depth = max((len(one.stages) for one in staged), default=0)
    steps: list[dict[str, pl.Expr]] = [{} for _ in range(depth)]
    for one in staged:
        for step, stage in zip(steps, one.stages, strict=False):
            for name, expr in stage.items():
                if name in held:
                    raise Contradiction(
                        f"a measure makes a column {name!r} and the panel has one; rename it"
                    )
                _share(step, name, expr)
    return [step for step in steps if step]


def _formulas(
    measures: Mapping[str, pl.Expr | Staged],
) -> tuple[dict[str, pl.Expr], dict[str, pl.Expr]]:
    reductions: dict[str, pl.Expr] = {}
    values: dict[str, pl.Expr] = {}
    for name, one in measures.items():
        if isinstance(one, Reduced):
            for key, expr in one.reductions.items():
                _share(reductions, key, expr)
            values[name] = one.value
        else:
            own = f"value of {name}"
            reductions[own] = one.value if isinstance(one, Staged) else one
            values[name] = pl.col(own)
    return reductions, values


def _share(known: dict[str, pl.Expr], name: str, expr: pl.Expr) -> None:
    before = known.setdefault(name, expr)
    if before is not expr and not before.meta.eq(expr):
        raise Contradiction(
            f"two measures mean different things by {name!r}; give one of them another name"
        )


def _within(expr: pl.Expr, by: str) -> pl.Expr:
    # arithmetic within a row cannot leak from one security into the next, and is far quicker
    return expr if _row_by_row(expr) else expr.over(by)


def _row_by_row(expr: pl.Expr) -> bool:
    # polars answers for the topmost operation alone, so every operation below is asked too
    return expr.meta.is_row_separable() and all(_row_by_row(part) for part in expr.meta.pop())
