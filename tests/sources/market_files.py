"""Files of market structure in their publishers' formats, and the rows that a source reads of them."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from microcap.sources import Raw, Source, raw_from
from microcap.sources.published import recognise

FORMATS = Path(__file__).parents[1] / "formats"
FETCHED = datetime(2026, 11, 21, tzinfo=UTC)


def raw_of(name: str) -> Raw:
    """A written file as raw bytes."""
    return raw_from(FORMATS / name, FETCHED)


def changed(folder: Path, name: str, *, old: str = "", new: str = "", until: int = 0) -> Raw:
    """A written file with a piece replaced, or cut off after `until` bytes."""
    body = (FORMATS / name).read_text()
    assert old in body
    body = body.replace(old, new) if old else body
    path = folder / name
    path.write_text(body[:until] if until else body)
    return raw_from(path, FETCHED)


def rows_of(source: Source, raw: Raw, table: str) -> pl.DataFrame:
    """The rows of a table, of a file that the program knows as this source's."""
    assert recognise(raw.path) is source
    return source.read(raw)[table].lazy().collect()
