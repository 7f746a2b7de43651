"""Tables that somebody compiled from public records: Parquet files, known by their columns.

A file's name may change on its way; its columns do not. Each source here is one set of columns,
read lazily, so that a file of millions of rows needs no memory of its own.
"""

from collections.abc import Callable
from datetime import datetime

import polars as pl

from microcap.model.errors import Unreadable
from microcap.model.tables import MOMENT
from microcap.sources import Raw, Source, Tables
from microcap.sources.sec_rows import caveat_rows

COMPILED = "compiled from public repositories"


def compiled_source(
    name: str,
    columns: str,
    tables: Callable[[pl.LazyFrame, datetime], dict[str, pl.LazyFrame]],
    *,
    about: str,
    caveats: tuple[str, dict[str, str]],
    licence: str = "the compiler states none; the records are the SEC's",
) -> Source:
    """A source for the Parquet files that have these columns.

    `tables` makes the rows from the lazy file and the moment it was fetched; `caveats` are the
    table they touch and the measured defects by short name.
    """
    wanted = tuple(columns.split())

    def read(raw: Raw) -> Tables:
        scan = scanned(raw)
        held = scan.collect_schema().names()
        missing = [column for column in wanted if column not in held]
        raw.expect(
            not missing,
            f"{name} has the columns {', '.join(wanted)}; this file lacks {', '.join(missing)}; "
            "choose another file",
        )
        rows = dict(tables(scan, raw.fetched))
        return {**rows, "caveats": caveat_rows(*caveats, raw.fetched)}

    def recognise(raw: Raw) -> bool:
        return has_columns(raw, wanted)

    return Source(
        name=name,
        read=read,
        about=about,
        address=COMPILED,
        rhythm="once",
        licence=licence,
        tried_on="recorded bytes",
        recognise=recognise,
    )


def scanned(raw: Raw) -> pl.LazyFrame:
    """A Parquet file, lazily; raises `Unreadable` where it is cut off or none."""
    try:
        scan = pl.scan_parquet(raw.path)
        scan.collect_schema()
    except (pl.exceptions.PolarsError, OSError) as error:
        reason = str(error).partition("\n")[0][:120]
        raise Unreadable(
            f"{raw.name}: not a whole Parquet file ({reason}); get the file again"
        ) from None
    return scan


def has_columns(raw: Raw, wanted: tuple[str, ...]) -> bool:
    """Whether the bytes are a Parquet file that has these columns."""
    with raw.path.open("rb") as file:
        if file.read(4) != b"PAR1":
            return False
    return set(wanted) <= set(scanned(raw).collect_schema().names())


def issuer_column(cik: str = "cik") -> pl.Expr:
    """A CIK number as the issuer of a row."""
    return pl.col(cik).cast(pl.String)


def utc_column(naive: str) -> pl.Expr:
    """A time without zone that is UTC, as a moment."""
    return pl.col(naive).cast(pl.Datetime("us")).dt.replace_time_zone("UTC").cast(MOMENT)


def open_moment() -> pl.Expr:
    """A moment that is left to the rule of the table."""
    return pl.lit(None, MOMENT)


def issuer_spans(
    rows: pl.LazyFrame, table: str, day: str, fetched: datetime, why: str, *, complete: bool = False
) -> pl.LazyFrame:
    """Coverage rows: per issuer from the first to the last `day` held, and why or why not whole."""
    return (
        rows.group_by("issuer")
        .agg(day=pl.col(day).min(), until=pl.col(day).max())
        .select(
            "day",
            "until",
            table=pl.lit(table),
            subject="issuer",
            complete=pl.lit(complete),
            absent_means=pl.lit("unknown"),
            evidence=pl.lit(why),
            known_at=pl.lit(fetched).cast(MOMENT),
        )
        .sort("subject")
    )
