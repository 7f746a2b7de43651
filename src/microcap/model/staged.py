"""A measure in stages: row-level columns first, then one reducer over them."""

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Staged:
    """A reducer whose inputs are columns worth computing once.

    Sub-expressions are not shared inside an aggregation, so a formula with many moments of the
    same products states those products as columns. Each stage is computed within one security,
    oldest row first, and sees the columns of the stages before it; `value` reduces them.
    """

    stages: tuple[dict[str, pl.Expr], ...]
    value: pl.Expr
