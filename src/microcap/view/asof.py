"""A table as it could be known at a moment."""

from datetime import datetime

import polars as pl

from microcap.lake.store import Lake
from microcap.model.tables import TABLES


def as_of(lake: Lake, name: str, moment: datetime, keys: pl.Expr | None = None) -> pl.LazyFrame:
    """The rows of a table known at `moment`, the last revision of each key, nothing withdrawn.

    `keys` filters on key columns (or the partition) and never on a value: a filter on a value
    before this step would let an old version of a row through. Corrections are few, so only they
    are looked up and the files without any are pruned by their statistics.
    """
    table = TABLES[name]
    known = lake.scan(name).filter(pl.col("known_at") <= moment)
    if keys is not None:
        known = known.filter(keys)
    later = known.filter(pl.col("revision") > 0).collect()
    first = known.filter(pl.col("revision") == 0)
    if later.is_empty():
        return first.filter(~pl.col("withdrawn"))
    last = later.sort("revision").unique(table.key, keep="last").lazy()
    kept = first.join(last.select(table.key), on=table.key, how="anti", nulls_equal=True)
    return pl.concat([kept, last]).filter(~pl.col("withdrawn"))
