"""The columns of a user's file in the types of a table, and what of them cannot be read."""

import polars as pl

from microcap.model.tables import MOMENT, TABLES
from microcap.sources.mapping import FileMapping

_NEW_YORK = "America/New_York"
_FILLED = TABLES["rejects"].schema


def typed(file: FileMapping, scan: pl.LazyFrame) -> list[pl.Expr]:
    """The table's columns that the mapping names, in the table's types."""
    held = scan.collect_schema()
    columns = []
    for name, column in file.columns.items():
        if name == "symbol":
            columns.append(_ticker(file, column).alias(name))
        else:
            dtype = TABLES[file.table].schema[name]
            columns.append(as_type(column, held[column], dtype).alias(name))
    return columns


def known_columns(file: FileMapping, scan: pl.LazyFrame) -> list[pl.Expr]:
    """`known_at` as the mapping gives it: a column, a day, or null for the rule of the table."""
    utc = pl.Datetime("us", "UTC")
    if file.known is None:
        return [pl.lit(None, utc).alias("known_at"), pl.lit(True).alias("assumed")]
    if isinstance(file.known, str):
        held = scan.collect_schema()[file.known]
        if held == pl.Date:
            moment = (
                pl.col(file.known)
                .cast(pl.Datetime("us"))
                .dt.offset_by("1d")
                .dt.replace_time_zone("America/New_York")
                .dt.convert_time_zone("UTC")
                .cast(utc)
            )
        else:
            moment = as_type(file.known, held, utc)
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


def as_type(column: str, held: pl.DataType, dtype: pl.DataType | type[pl.DataType]) -> pl.Expr:
    """One column in a table's type; null where it is empty or cannot be read.

    Days are ISO (2024-06-28 or 20240628), a time without zone is Eastern, and a number with a
    fraction loses it where the table counts in whole shares.
    """
    cell = pl.col(column)
    if held == pl.String:
        return _from_text(cell.str.strip_chars(), dtype)
    if dtype == MOMENT and held == pl.Datetime and getattr(held, "time_zone", None) is None:
        return _eastern(cell)
    if dtype == pl.Float64 and held == pl.Float32:
        # a float32 price is a decimal of at most seven digits: give it back without the noise
        return cell.cast(pl.Float64).round_sig_figs(7)
    return cell.cast(dtype, strict=False)


def fits(held: pl.DataType, dtype: pl.DataType | type[pl.DataType]) -> bool:
    """Whether a column of one type can mean what a table's column means; a number is no day."""
    if held == pl.Null or (held == pl.String and dtype != pl.String):
        return True
    if dtype in (pl.Date, MOMENT):
        return held in (pl.Date, pl.Datetime)
    if dtype == pl.Boolean:
        return held == pl.Boolean or held.is_integer()
    if dtype == pl.String:
        return not held.is_nested()
    return held.is_numeric()


def part_unreadable(
    file: FileMapping, scan: pl.LazyFrame, wanted: dict[str, pl.DataType | type[pl.DataType]]
) -> tuple[pl.LazyFrame, pl.DataFrame]:
    """The rows whose cells can be read, and the others as rejects that name the first such cell.

    `wanted` gives the table's type of each column of the file. An empty cell is unknown and can be
    read; text that is no number, day or truth is not, also where the table would take a null.
    """
    held = scan.collect_schema()
    reasons = [
        pl.when(_given(column, held[column]) & as_type(column, held[column], dtype).is_null()).then(
            pl.lit(f"{column} cannot be read as {_called(dtype)}")
        )
        for column, dtype in wanted.items()
        if _may_fail(held[column], dtype)
    ]
    if not reasons:
        return scan, pl.DataFrame(schema={n: _FILLED[n] for n in _REJECT})
    marked = scan.with_columns(_reason=pl.coalesce(*reasons))
    bad = marked.filter(pl.col("_reason").is_not_null()).select(
        table=pl.lit(file.table),
        row="row",
        reason="_reason",
        content=_content(list(wanted)),
        day=pl.lit(None, pl.Date),
    )
    return marked.filter(pl.col("_reason").is_null()).drop("_reason"), bad.collect(
        engine="streaming"
    )


_REJECT = ("table", "row", "reason", "content", "day")


def _ticker(file: FileMapping, column: str) -> pl.Expr:
    cell = pl.col(column).cast(pl.String)
    for written, meant in file.symbols.items():
        cell = cell.str.replace_all(written, meant, literal=True)
    return cell.str.to_uppercase().str.strip_chars()


def _from_text(text: pl.Expr, dtype: pl.DataType | type[pl.DataType]) -> pl.Expr:
    if dtype == pl.Boolean:
        truths = {"true": True, "1": True, "false": False, "0": False}
        return text.str.to_lowercase().replace_strict(truths, default=None, return_dtype=pl.Boolean)
    if dtype == pl.Date:
        return pl.coalesce(
            text.str.to_date("%Y-%m-%d", strict=False), text.str.to_date("%Y%m%d", strict=False)
        )
    if dtype == MOMENT:
        return _moment(text)
    if dtype.is_integer():
        whole = text.cast(pl.Int64, strict=False)
        return pl.coalesce(
            whole, text.cast(pl.Float64, strict=False).cast(pl.Int64, strict=False)
        ).cast(dtype, strict=False)
    return text.cast(dtype, strict=False)


def _moment(text: pl.Expr) -> pl.Expr:
    iso = text.str.replace(" ", "T", literal=True)
    zoned = iso.str.to_datetime("%+", time_unit="us", time_zone="UTC", strict=False)
    naive = pl.coalesce(
        iso.str.to_datetime("%Y-%m-%dT%H:%M:%S%.f", time_unit="us", strict=False),
        iso.str.to_datetime("%Y-%m-%dT%H:%M", time_unit="us", strict=False),
    )
    return pl.coalesce(zoned.cast(MOMENT), _eastern(naive))


def _eastern(naive: pl.Expr) -> pl.Expr:
    local = naive.dt.replace_time_zone(_NEW_YORK, ambiguous="latest", non_existent="null")
    return local.dt.convert_time_zone("UTC").cast(MOMENT)


def _may_fail(held: pl.DataType, dtype: pl.DataType | type[pl.DataType]) -> bool:
    if held == pl.String:
        return dtype != pl.String
    return dtype == pl.Int64 and held in (pl.UInt64, pl.Float64, pl.Float32, pl.Int128)


def _given(column: str, held: pl.DataType) -> pl.Expr:
    cell = pl.col(column)
    if held == pl.String:
        return (cell.str.strip_chars() != "").fill_null(False)
    # in a column of floats NaN is how a missing whole number is written
    return (cell.is_not_null() & cell.is_not_nan()) if held.is_float() else cell.is_not_null()


def _called(dtype: pl.DataType | type[pl.DataType]) -> str:
    if dtype in (pl.Date, MOMENT):
        return "a day (2024-06-28)" if dtype == pl.Date else "a moment (2024-06-28T16:00:00)"
    return "true or false" if dtype == pl.Boolean else "a number"


def _content(columns: list[str]) -> pl.Expr:
    cells = [
        pl.concat_str(
            pl.lit(f"{name}="), pl.col(name).cast(pl.String).str.slice(0, 80).fill_null("?")
        )
        for name in columns
    ]
    return pl.concat_str(cells, separator=" ").str.slice(0, 400)
