"""Files of stored measures: columns, and rows of one month each, unseen until they are committed."""

import re
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from microcap.model.errors import CouldNotAsk
from microcap.model.tables import MOMENT

# Not in model.tables: its columns are those of the catalogue of measures, so that a measure that
# is added tomorrow is a column that is absent today, and is computed by the next refresh.
KEYS: dict[str, pl.DataType | type[pl.DataType]] = {
    "security": pl.String,
    "day": pl.Date,
    "month": pl.String,
    "known_at": MOMENT,
    "inputs": pl.Int64,
}
"""Columns before the measures: who, which session, the partition, when all that the row stands on
was known, and a hash of the row's own inputs in the terms of its own day (Delta has no unsigned)."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file of rows of one month: where it is below the table, and what it spans."""

    path: str
    month: str
    size: int
    rows: int
    first_security: str
    last_security: str
    first_day: date
    last_day: date


def schema(names: Sequence[str]) -> dict[str, pl.DataType | type[pl.DataType]]:
    """Column name to type of a table that holds the named measures."""
    return KEYS | dict.fromkeys(names, pl.Float64)


def write(
    table: Path, rows: pl.DataFrame, names: Sequence[str], *, most: int = 1_000_000
) -> list[Written]:
    """Rows as files of one month each below a table's folder, unseen until `Measured.put`.

    `most` is how many rows a file may hold. Raises `CouldNotAsk` where they cannot be written.
    """
    ready = rows.select(pl.col(name).cast(kind) for name, kind in schema(names).items()).sort(
        "month", "security", "day"
    )
    written = []
    for (month,), of_month in ready.group_by("month", maintain_order=True):
        for start in range(0, len(of_month), most):
            written.append(
                written_file(table, of_month.slice(start, most).drop("month"), str(month))
            )
    return written


def written_file(table: Path, rows: pl.DataFrame, month: str) -> Written:
    """Rows of one month as a file below a table's folder; what was begun is taken away on failure."""
    home = f"month={month}/{uuid.uuid4().hex}.parquet"
    try:
        (table / home).parent.mkdir(parents=True, exist_ok=True)
        rows.write_parquet(table / home, compression="zstd", compression_level=1)
        size = (table / home).stat().st_size
    except (OSError, pl.exceptions.PolarsError) as error:
        with suppress(OSError):
            (table / home).unlink(missing_ok=True)
        # polars tells a full disk as a file out of specification
        raise CouldNotAsk(
            f"could not write measures to {table / home}: {said(error)}; nothing of it is visible, "
            "make room and run the same command again"
        ) from None
    names, days = rows["security"], rows["day"].to_list()
    return Written(
        home, month, size, len(rows), str(names.min()), str(names.max()), min(days), max(days)
    )


def said(error: Exception) -> str:
    """What a library said of a failure, as one line without the colours of a terminal."""
    words = re.sub(r"\x1b\[\d*m|↳", " ", str(error)).split()
    return " ".join(words)[:300] or type(error).__name__
