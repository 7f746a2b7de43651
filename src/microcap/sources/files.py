"""Files of a user, CSV or Parquet, read through a mapping.

1. `check_start` refuses at once what cannot be a table; `check_text` walks a CSV once: it is
   UTF-8, and no line is longer than a mebibyte.
2. `_scan` opens it lazily, with every row's number.
3. `part_unreadable` sets rows aside in which a number or a date cannot be read; `_shaped` gives
   the others the table's columns, flags and constants.
4. `bars` adds what a panel of bars also tells: share counts, splits, suspected splits.
"""

import codecs
import gzip
import os
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

import polars as pl

from microcap.model.errors import Contradiction, Unreadable
from microcap.model.tables import TABLES
from microcap.sources import LARGEST, Frame, Raw, Source, Tables
from microcap.sources.files_bars import panel_tables
from microcap.sources.files_columns import as_type, fits, known_columns, part_unreadable, typed
from microcap.sources.mapping import FileMapping, Mapping

_LONGEST_LINE = 2**20
_ROW = "row"
_TOO_LONG = "a line is longer than 1,048,576 bytes; this is not a table of rows, look into the file"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def files_source(mapping: Mapping, name: str) -> Source | None:
    """The source for a file of this name, or nothing where the mapping does not speak of it."""
    file = mapping.of(name)
    if file is None:
        return None
    return Source(
        name=mapping.name,
        read=_reader(file),
        about=mapping.about,
        address="files of a user",
        rhythm="when the user says so",
        licence=mapping.licence,
        tried_on="recorded bytes",
    )


def _reader(file: FileMapping) -> Callable[[Raw], Tables]:
    def read(raw: Raw) -> Tables:
        if file.ignore:
            return {"caveats": _ignored(raw, file)}
        scan, wanted = _scan(raw), _wanted(file)
        _expect_columns(raw, scan, wanted)
        scan, unreadable = part_unreadable(file, scan, wanted)
        tables: dict[str, Frame] = (
            dict(panel_tables(raw, file, scan))
            if file.table == "bars"
            else {file.table: _shaped(file, scan)}
        )
        held = tables.get("rejects")
        tables["rejects"] = (
            unreadable if held is None else pl.concat([unreadable, held.lazy().collect()])
        )
        tables["caveats"] = _caveats(raw, file, tables.get("coverage"))
        return tables

    return read


def check_start(path: Path) -> None:
    """Refuse at once what cannot be a table, before a byte of it is hashed or kept.

    A Parquet file begins and ends with its mark; a text file has a line end in its first mebibyte.
    """
    raw = Raw(path.name, path, _NEVER)
    with path.open("rb") as file:
        if ".parquet" in path.suffixes:
            start = file.read(4)
            file.seek(-min(4, path.stat().st_size), os.SEEK_END)
            raw.expect(
                start == file.read(4) == b"PAR1",
                "not a whole Parquet file, it may be cut off; get it again",
            )
            return
    with _unpacked(raw) as stream:
        start = _read(raw, stream, _LONGEST_LINE + 1)
    raw.expect(bool(start), "the file is empty; get it again")
    raw.expect(b"\n" in start or len(start) <= _LONGEST_LINE, _TOO_LONG)


def check_text(raw: Raw) -> None:
    """Refuse a text file that is not UTF-8 or has a line above a mebibyte, in one bounded pass."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    since_line_end = position = 0
    with _unpacked(raw) as stream:
        while chunk := _read(raw, stream, _LONGEST_LINE):
            _decode(raw, decoder, chunk, position)
            lines = chunk.split(b"\n")
            longest = max(since_line_end + len(lines[0]), *map(len, lines))
            raw.expect(longest <= _LONGEST_LINE, _TOO_LONG)
            since_line_end = len(lines[-1]) + (since_line_end if len(lines) == 1 else 0)
            position += len(chunk)
            raw.expect(
                not isinstance(stream, gzip.GzipFile) or position <= LARGEST,
                f"unpacks to more than {LARGEST:,} bytes; unpack it and bring it plain",
            )
        _decode(raw, decoder, b"", position, final=True)
    raw.expect(position > 0, "the file is empty; get it again")


def _unpacked(raw: Raw) -> BinaryIO | gzip.GzipFile:
    with raw.path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return gzip.open(raw.path) if packed else raw.path.open("rb")


def _read(raw: Raw, stream: BinaryIO | gzip.GzipFile, size: int) -> bytes:
    try:
        return stream.read(size)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Unreadable(
            f"{raw.name}: the gzip file is cut off or damaged ({error}); get it again"
        ) from None


def _decode(
    raw: Raw,
    decoder: codecs.IncrementalDecoder,
    chunk: bytes,
    position: int,
    *,
    final: bool = False,
) -> None:
    waiting = len(decoder.getstate()[0])
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"{raw.name}: byte {position - waiting + error.start} is not UTF-8; convert the file and try again"
        ) from None


def _scan(raw: Raw) -> pl.LazyFrame:
    suffixes = Path(raw.name).suffixes
    try:
        if ".parquet" in suffixes:
            scan = pl.scan_parquet(raw.path, row_index_name=_ROW)
        else:
            check_text(raw)
            # every column as text: what cannot be read as its type becomes a reject, not a crash
            scan = pl.scan_csv(
                raw.path, infer_schema=False, row_index_name=_ROW, truncate_ragged_lines=False
            )
        scan.collect_schema()
    except pl.exceptions.PolarsError as error:
        reason = str(error).partition("\n")[0][:200]
        raise Unreadable(
            f"{raw.name}: cannot be read as a table ({reason}); the file may be cut off, get it again"
        ) from None
    return scan.with_columns(pl.col(_ROW).cast(pl.Int64) + 1)


def _wanted(file: FileMapping) -> dict[str, pl.DataType | type[pl.DataType]]:
    """The file's columns that are read, with the type that each is read as."""
    schema = TABLES[file.table].schema
    wanted = {column: schema[name] for name, column in file.columns.items()}
    wanted |= dict.fromkeys(file.items, pl.Float64())
    if file.share_counts:
        wanted[file.share_counts] = pl.Int64()
    if file.splits:
        wanted[file.splits.column] = pl.Float64()
    if file.stale:
        wanted[file.stale] = pl.Boolean()
    if file.series:
        wanted[file.series.column] = pl.String()
    if isinstance(file.known, str):
        wanted[file.known] = TABLES[file.table].schema["known_at"]
    return wanted


def _expect_columns(
    raw: Raw, scan: pl.LazyFrame, wanted: dict[str, pl.DataType | type[pl.DataType]]
) -> None:
    held = scan.collect_schema()
    missing = sorted(wanted.keys() - set(held.names()))
    if missing:
        raise Contradiction(
            f"{raw.name}: the mapping wants the columns {', '.join(missing)}; the file has {', '.join(name for name in held.names() if name != _ROW)[:200]}; correct the mapping or the file"
        )
    for column, dtype in wanted.items():
        if not fits(held[column], dtype):
            raise Contradiction(
                f"{raw.name}: the column {column} was to be read as {dtype} and holds {held[column]}; correct the mapping or the file"
            )


def _shaped(file: FileMapping, scan: pl.LazyFrame) -> pl.LazyFrame:
    constants = [
        pl.lit(value).cast(TABLES[file.table].schema[name]).alias(name)
        for name, value in file.constants.items()
    ]
    if file.table == "fundamentals":
        return _fundamentals(file, scan)
    return scan.select(pl.col(_ROW), *typed(file, scan), *constants, *known_columns(file, scan))


def _fundamentals(file: FileMapping, scan: pl.LazyFrame) -> pl.LazyFrame:
    units = pl.DataFrame({"item": list(file.items), "unit": list(file.items.values())})
    wide = scan.select(
        pl.col(_ROW),
        *typed(file, scan),
        *known_columns(file, scan),
        *(
            as_type(name, scan.collect_schema()[name], pl.Float64()).alias(name)
            for name in file.items
        ),
    )
    keys = [_ROW, *file.columns, "known_at", "assumed"]
    long = wide.unpivot(
        list(file.items), index=keys, variable_name="item", value_name="value"
    ).drop_nulls("value")
    # a restatement cannot have been known before the report it restates
    filed = (
        pl.col("filed")
        .cast(pl.Datetime("us"))
        .dt.replace_time_zone("America/New_York")
        .dt.convert_time_zone("UTC")
    )
    later = pl.when(pl.col("known_at") > filed).then(pl.col("known_at"))
    return long.join(units.lazy(), on="item", how="left").with_columns(
        vintage=pl.lit(file.vintage), known_at=later, assumed=later.is_null()
    )


def _caveats(raw: Raw, file: FileMapping, spans: Frame | None) -> pl.DataFrame:
    """The mapping's defects; one without days holds as long as the file does."""
    first, last = date(1970, 1, 1), None
    if spans is not None:
        held = spans.lazy().select(pl.col("day").min(), pl.col("until").max()).collect()
        first, last = held.row(0) if held["day"].item() is not None else (first, last)
    rows = [
        {
            "table": file.table,
            "name": defect.name,
            "day": defect.day or first,
            "until": defect.until or last,
            "says": defect.says,
            "known_at": raw.fetched,
        }
        for defect in file.defects
    ]
    schema = {
        name: TABLES["caveats"].schema[name]
        for name in ("table", "name", "day", "until", "says", "known_at")
    }
    return pl.DataFrame(rows, schema=schema)


def _ignored(raw: Raw, file: FileMapping) -> pl.DataFrame:
    row = {
        "table": "none",
        "name": f"{raw.name} is not read",
        "day": raw.fetched.date(),
        "until": None,
        "says": file.ignore,
        "known_at": raw.fetched,
    }
    schema = {
        name: TABLES["caveats"].schema[name]
        for name in ("table", "name", "day", "until", "says", "known_at")
    }
    return pl.DataFrame([row], schema=schema)
