"""Files of a user, CSV or Parquet, read through a mapping.

1. `check_text` walks a CSV once: it is UTF-8, and no line is longer than a mebibyte.
2. `_scan` opens it lazily, with every row's number.
3. `_shaped` gives the table's columns, flags and constants; what cannot be read as a number
   or a date is left null and so rejected by the ingest with the row's number.
4. `bars` adds what a panel of bars also tells: share counts, splits, suspected splits.
"""

import codecs
from collections.abc import Callable
from pathlib import Path

import polars as pl

from microcap.model.errors import Contradiction, Unreadable
from microcap.model.tables import TABLES
from microcap.sources import Raw, Source, Tables
from microcap.sources.files_bars import panel_tables
from microcap.sources.mapping import FileMapping, Mapping

_LONGEST_LINE = 2**20
_ROW = "row"


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
        scan = _scan(raw)
        _expect_columns(raw, file, scan)
        tables = (
            dict(panel_tables(raw, file, scan))
            if file.table == "bars"
            else {file.table: _shaped(file, scan)}
        )
        tables["caveats"] = _caveats(raw, file)
        return tables

    return read


def check_text(raw: Raw) -> None:
    """Refuse a text file that is not UTF-8 or has a line above a mebibyte, in one bounded pass."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    since_line_end = 0
    position = 0
    with raw.path.open("rb") as file:
        while chunk := file.read(_LONGEST_LINE):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                raise Unreadable(
                    f"{raw.name}: byte {position + error.start} is not UTF-8; convert the file and try again"
                ) from None
            last = chunk.rfind(b"\n")
            longest = max((len(line) for line in chunk.split(b"\n")), default=0) if last >= 0 else 0
            since_line_end = len(chunk) - last - 1 if last >= 0 else since_line_end + len(chunk)
            raw.expect(
                max(since_line_end, longest) <= _LONGEST_LINE,
                "a line is longer than 1,048,576 bytes; this is not a table of rows",
            )
            position += len(chunk)
    raw.expect(position > 0, "the file is empty")


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


def _expect_columns(raw: Raw, file: FileMapping, scan: pl.LazyFrame) -> None:
    held = scan.collect_schema().names()
    wanted = set(file.columns.values()) | set(file.items)
    wanted |= {name for name in (file.share_counts, file.stale) if name}
    wanted |= {file.splits.column} if file.splits else set()
    wanted |= {file.series.column} if file.series else set()
    missing = sorted(wanted - set(held))
    if missing:
        raise Contradiction(
            f"{raw.name}: the mapping wants the columns {', '.join(missing)}; the file has {', '.join(held)}"
        )


def typed(file: FileMapping, scan: pl.LazyFrame) -> list[pl.Expr]:
    """The table's columns that the mapping names, in the table's types."""
    held = scan.collect_schema()
    columns = []
    for name, column in file.columns.items():
        expr = pl.col(column)
        dtype = TABLES[file.table].schema[name]
        if name == "symbol":
            for written, meant in file.symbols.items():
                expr = expr.str.replace_all(written, meant, literal=True)
            expr = expr.str.to_uppercase().str.strip_chars()
        elif dtype == pl.Int64 and held[column] == pl.String:
            expr = expr.cast(pl.Float64, strict=False).cast(pl.Int64, strict=False)
        elif dtype == pl.Boolean and held[column] == pl.String:
            expr = expr.str.to_lowercase().replace_strict(
                {"true": True, "1": True, "false": False, "0": False},
                default=None,
                return_dtype=pl.Boolean,
            )
        elif held[column] == pl.Float32:
            # a float32 price is a decimal of at most seven digits: give it back without the noise
            expr = expr.cast(pl.Float64).round_sig_figs(7)
        columns.append(expr.cast(dtype, strict=False).alias(name))
    return columns


def _shaped(file: FileMapping, scan: pl.LazyFrame) -> pl.LazyFrame:
    constants = [
        pl.lit(value).cast(TABLES[file.table].schema[name]).alias(name)
        for name, value in file.constants.items()
    ]
    if file.table == "fundamentals":
        return _fundamentals(file, scan)
    return scan.select(pl.col(_ROW), *typed(file, scan), *constants, *_known(file, scan))


def _known(file: FileMapping, scan: pl.LazyFrame) -> list[pl.Expr]:
    """`known_at` as the mapping gives it: a column, a day, or null for the rule of the table."""
    utc = pl.Datetime("us", "UTC")
    if file.known is None:
        return [pl.lit(None, utc).alias("known_at"), pl.lit(True).alias("assumed")]
    if isinstance(file.known, str):
        if scan.collect_schema()[file.known] == pl.Date:
            moment = (
                pl.col(file.known)
                .cast(pl.Datetime("us"))
                .dt.offset_by("1d")
                .dt.replace_time_zone("America/New_York")
                .dt.convert_time_zone("UTC")
                .cast(utc)
            )
        else:
            moment = (
                pl.col(file.known)
                .cast(pl.String)
                .str.to_datetime(time_zone="UTC", strict=False)
                .cast(utc)
            )
        return [moment.alias("known_at"), moment.is_null().alias("assumed")]
    day = (
        pl.lit(file.known)
        .cast(pl.Datetime("us"))
        .dt.offset_by("1d")
        .dt.replace_time_zone("America/New_York")
    )
    return [
        day.dt.convert_time_zone("UTC").cast(utc).alias("known_at"),
        pl.lit(False).alias("assumed"),
    ]


def _fundamentals(file: FileMapping, scan: pl.LazyFrame) -> pl.LazyFrame:
    units = pl.DataFrame({"item": list(file.items), "unit": list(file.items.values())})
    wide = scan.select(
        pl.col(_ROW),
        *typed(file, scan),
        *_known(file, scan),
        *(pl.col(name).cast(pl.Float64, strict=False) for name in file.items),
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


def _caveats(raw: Raw, file: FileMapping) -> pl.DataFrame:
    epoch = raw.fetched.date().replace(year=1970, month=1, day=1)
    rows = [
        {
            "table": file.table,
            "name": defect.name,
            "day": defect.day or epoch,
            "until": defect.until,
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
