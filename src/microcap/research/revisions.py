"""Revisions: what of a publication is new, what is held already, what corrects a held row."""

from datetime import datetime

import polars as pl

from microcap.lake.store import Lake
from microcap.model.tables import MOMENT, Table
from microcap.research.rejects import BOOK, REJECT_SAMPLE, as_rejects, no_rejects

_FEW = 50
"""Leading key values of a publication up to which only their rows are read of what is held."""


def fresh_rows(
    lake: Lake, table: Table, rows: pl.LazyFrame, source: str, fetched: datetime
) -> tuple[pl.LazyFrame, int, int, pl.DataFrame]:
    """Rows whose key is not held; corrections as revisions; how many were held and corrected.

    A correction whose own moment is not later than that of the row it corrects is known from the
    moment it was fetched, marked as assumed: what an earlier view showed does not change.

    A row of another source with a held key stays out: for bars and other values it is a reject
    that names the holder, for lists of filings it is the same filing. There a row that tells more,
    or an acceptance time known exactly, does replace what is held.
    """
    held = lake.scan(table.name)
    elsewhere = rows.head(0)
    if table.partition:
        held_months = set(
            held.select(pl.col("month").unique()).collect(engine="streaming")["month"]
        )
        months = set(rows.select(pl.col("month").unique()).collect(engine="streaming")["month"])
        shared = sorted(held_months & months)
        elsewhere = rows.filter(~pl.col("month").is_in(shared))
        rows, held = (
            rows.filter(pl.col("month").is_in(shared)),
            held.filter(pl.col("month").is_in(shared)),
        )
        if not shared:
            return elsewhere, 0, 0, no_rejects()
    elif held.select(pl.len()).collect().item() == 0:
        return rows, 0, 0, no_rejects()
    else:
        held = _of_the_same(table.key[0], rows, held)
    values = [name for name in table.schema if name not in BOOK and name not in table.key]
    last = (
        held.select(
            *table.key,
            *(
                pl.col(name).alias(f"held_{name}")
                for name in [*values, "revision", "withdrawn", "source", "assumed", "known_at"]
            ),
        )
        .join(rows.select(table.key).unique(), on=table.key, how="semi", nulls_equal=True)
        .sort("held_revision")
        .unique(table.key, keep="last")
    )
    both = rows.join(last, on=table.key, how="left", nulls_equal=True)
    is_held = pl.col("held_revision").is_not_null()
    same = pl.all_horizontal(
        [pl.col(name).eq_missing(pl.col(f"held_{name}")) for name in [*values, "withdrawn"]]
    )
    same_source = pl.col("held_source") == source
    sharper = (
        pl.col("held_assumed")
        & ~pl.col("assumed")
        & (pl.col("known_at") != pl.col("held_known_at"))
    )
    told = [name for name in values if table.name == "filings" and name not in {"form", "day"}]
    fuller = pl.sum_horizontal(
        [pl.lit(0)] + [pl.col(name).is_not_null().cast(pl.Int32) for name in told]
    ) > pl.sum_horizontal(
        [pl.lit(0)] + [pl.col(f"held_{name}").is_not_null().cast(pl.Int32) for name in told]
    )
    same_filing = pl.lit(table.name == "filings") & (sharper | fuller)
    revises = is_held & ((same_source & ~same) | same_filing)
    clashes = is_held & ~same & ~same_source & pl.lit(table.name in {"bars", "splits"}) & ~revises
    state = both.with_columns(
        state=pl.when(~is_held)
        .then(pl.lit("new"))
        .when(revises)
        .then(pl.lit("revision"))
        .when(clashes)
        .then(pl.lit("clash"))
        .otherwise(pl.lit("held"))
    ).collect(engine="streaming")
    numbers = dict(state.group_by("state").len().iter_rows())
    # another list of the same filing adds what was in it all along, so it keeps its moment
    backdated = (
        (pl.col("state") == "revision")
        & pl.lit(table.name != "filings")
        & (pl.col("known_at") <= pl.col("held_known_at"))
    )
    fresh = state.filter(pl.col("state").is_in(["new", "revision"])).with_columns(
        revision=pl.when(pl.col("state") == "revision")
        .then(pl.col("held_revision") + 1)
        .otherwise(pl.col("revision")),
        known_at=pl.when(backdated)
        .then(
            pl.max_horizontal(
                pl.lit(fetched).cast(MOMENT), pl.col("held_known_at").dt.offset_by("1us")
            )
        )
        .otherwise(pl.col("known_at")),
        assumed=pl.col("assumed") | backdated,
    )
    clash = state.filter(pl.col("state") == "clash").with_columns(
        reason=pl.format(
            "differs from the row of {} that is held; give the file a series of its own",
            "held_source",
        )
    )
    columns = ["row", *table.schema]
    rejects = (
        as_rejects(table, clash.select(*columns, "reason").head(REJECT_SAMPLE))
        if clash.height
        else no_rejects()
    )
    return (
        pl.concat([elsewhere, fresh.select(columns).lazy()]),
        numbers.get("held", 0),
        numbers.get("revision", 0),
        rejects,
    )


def _of_the_same(lead: str, rows: pl.LazyFrame, held: pl.LazyFrame) -> pl.LazyFrame:
    """What is held of the issuers, symbols or filings that are in `rows`, where they are few.

    A file of one filer then reads the files of the table that have it, and not the whole table.
    """
    here = rows.select(pl.col(lead).unique()).head(_FEW + 1).collect(engine="streaming")[lead]
    if here.len() > _FEW or here.null_count() or here.is_empty():
        return held
    # the bounds are what a file's statistics can answer
    first, last = pl.lit(here.min(), here.dtype), pl.lit(here.max(), here.dtype)
    return held.filter(pl.col(lead).is_between(first, last) & pl.col(lead).is_in(here.to_list()))
