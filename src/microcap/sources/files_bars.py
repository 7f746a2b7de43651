"""What a panel of daily bars tells: the bars with their flags, share counts, coverage."""

from datetime import date

import polars as pl

from microcap.model.tables import TABLES, BarFlag
from microcap.sources import Raw, Tables
from microcap.sources.files_columns import as_type, known_columns, typed
from microcap.sources.files_splits import listed_splits, no_ratios, split_schema, suspected_splits
from microcap.sources.mapping import FileMapping

_UTC = pl.Datetime("us", "UTC")
_EARLIEST = date(1900, 1, 1)
_STILL_REPEATED = 10
"""Rows after a split on which a vendor has long corrected its count (the shared panel: the 90th
percentile is three days)."""
_SAME_COUNT = 1e-4
"""Counts that a vendor computes as cap over price wobble by a few shares; nearer than this is
the same count (measured on the shared panel: 470,000 such changes, nearly all of 1 to 5 shares)."""


def panel_tables(raw: Raw, file: FileMapping, scan: pl.LazyFrame) -> Tables:
    """The tables bars, and where the file has them share_counts and splits, and its coverage."""
    rows = scan.select(
        pl.col("row"),
        *typed(file, scan),
        *_absent(file),
        *_carried(file, scan),
        *known_columns(file, scan),
    )
    bars = rows.with_columns(
        series=_series_name(file),
        session=pl.lit("regular"),
        flags=_flags(file),
        known_at=pl.coalesce(_known_at(file), "known_at"),
        month=pl.col("day").dt.strftime("%Y-%m"),
    )
    tables: dict[str, pl.DataFrame | pl.LazyFrame] = {"bars": _widened(bars)}
    narrow = rows.select("row", "symbol", "day", "close", *_carried_names(file)).collect(
        engine="streaming"
    )
    # a row that the table will reject tells nothing about counts, splits or coverage either
    narrow = narrow.filter(
        pl.col("symbol").is_not_null()
        & pl.col("day").is_between(_EARLIEST, raw.fetched.date())
        & pl.col("close").is_finite()
        & (pl.col("close") > 0)
    )
    if not narrow.select(pl.struct("symbol", "day").is_sorted()).item():
        narrow = narrow.sort("symbol", "day", "row")
    splits = pl.DataFrame(schema=split_schema())
    if file.splits:
        tables["rejects"] = no_ratios(narrow)
        splits = listed_splits(narrow, file.splits, _late(file))
    if file.share_counts:
        splits = pl.concat([splits, suspected_splits(narrow, splits)])
        tables["share_counts"] = _change_points(narrow, splits)
    if file.splits:
        tables["splits"] = splits
    tables["coverage"] = _coverage(raw, file, narrow)
    return tables


def _absent(file: FileMapping) -> list[pl.Expr]:
    """A file need not have all of them: what it has not is unknown."""
    schema = TABLES["bars"].schema
    wanted = ("open", "high", "low", "volume")
    return [pl.lit(None, schema[name]).alias(name) for name in wanted if name not in file.columns]


def _carried_names(file: FileMapping) -> list[str]:
    return [
        name
        for name, on in (
            ("shares", file.share_counts),
            ("factor", file.splits),
            ("of", file.series),
        )
        if on
    ]


def _carried(file: FileMapping, scan: pl.LazyFrame) -> list[pl.Expr]:
    held = scan.collect_schema()
    columns = []
    if file.share_counts:
        shares = as_type(file.share_counts, held[file.share_counts], pl.Int64())
        columns.append(shares.alias("shares"))
    if file.splits:
        # not rounded as a price is: the ratio of small integers is looked for in the next step
        name = file.splits.column
        number = pl.col(name) if held[name].is_float() else as_type(name, held[name], pl.Float64())
        columns.append(number.cast(pl.Float64).fill_nan(None).alias("factor"))
    if file.series:
        columns.append(pl.col(file.series.column).cast(pl.String).alias("of"))
    if file.stale:
        stale = as_type(file.stale, held[file.stale], pl.Boolean())
        columns.append(stale.fill_null(False).alias("is_stale"))
    return columns


def _series_name(file: FileMapping) -> pl.Expr:
    if file.series is None:
        return pl.lit("raw")
    return pl.col("of").replace_strict(file.series.names, default=None, return_dtype=pl.String)


def _known_at(file: FileMapping) -> pl.Expr:
    """Null, which is the session's close by the rule, or the day the adjusted series was made."""
    if file.series is None or not file.series.known:
        return pl.lit(None, _UTC)
    made = pl.col("of").replace_strict(file.series.known, default=None, return_dtype=pl.Date)
    return (
        made.cast(pl.Datetime("us"))
        .dt.offset_by("23h59m59s")
        .dt.replace_time_zone("America/New_York")
        .dt.convert_time_zone("UTC")
        .cast(_UTC)
    )


def _flags(file: FileMapping) -> pl.Expr:
    flags = pl.lit(int(file.flags & ~BarFlag.OHLC_SURVIVORS), pl.Int32)
    if file.flags & BarFlag.OHLC_SURVIVORS:
        flags = flags | pl.when(pl.col("open").is_not_null()).then(
            int(BarFlag.OHLC_SURVIVORS)
        ).otherwise(0).cast(pl.Int32)
    if file.series:
        per_value = {value: int(flag) for value, flag in file.series.flags.items()}
        flags = flags | pl.col("of").replace_strict(per_value, default=0, return_dtype=pl.Int32)
    if file.stale:
        flags = flags | pl.when(pl.col("is_stale")).then(int(BarFlag.STALE)).otherwise(0).cast(
            pl.Int32
        )
    if file.share_counts:
        above = pl.col("volume") > pl.col("shares")
        flags = flags | pl.when(above).then(int(BarFlag.VOLUME_ABOVE_SHARES)).otherwise(0).cast(
            pl.Int32
        )
    for defect in file.defects:
        if defect.flag is not None and defect.day and defect.until:
            touched = pl.col("day").is_between(defect.day, defect.until)
            flags = flags | pl.when(touched).then(int(defect.flag)).otherwise(0).cast(pl.Int32)
    return flags


def _widened(bars: pl.LazyFrame) -> pl.LazyFrame:
    """A high or low that does not contain open and close is widened and flagged."""
    top = pl.max_horizontal("open", "high", "close")
    bottom = pl.min_horizontal("open", "low", "close")
    held = (
        pl.col("high").is_not_null()
        & pl.col("low").is_not_null()
        & (pl.col("high") >= pl.col("low"))
        & (pl.col("low") > 0)
        & (pl.col("close") > 0)
    )
    off = held & ((pl.col("high") < top) | (pl.col("low") > bottom))
    columns = [
        "row",
        "series",
        "symbol",
        "day",
        "session",
        "open",
        "high",
        "low",
        "close",
        "volume",
        "flags",
        "month",
        "known_at",
    ]
    return bars.with_columns(
        high=pl.when(off).then(top).otherwise(pl.col("high")),
        low=pl.when(off).then(bottom).otherwise(pl.col("low")),
        flags=pl.col("flags")
        | pl.when(off).then(int(BarFlag.RANGE_REPAIRED)).otherwise(0).cast(pl.Int32),
    ).select(name for name in columns)


def _late(file: FileMapping) -> list[tuple[date, date]]:
    """The spans in which the file's rows are a session late."""
    return [
        (one.day, one.until)
        for one in file.defects
        if one.flag is BarFlag.SESSION_LATE and one.day and one.until
    ]


def _change_points(narrow: pl.DataFrame, splits: pl.DataFrame) -> pl.DataFrame:
    """The first row of each count, which holds until the source gives another, or none.

    A count that the source still repeats on the tenth row after a split is stated again there:
    either it is stale, or there was no such split, and a view may not bring it over as if it had
    been said before the split only.
    """
    before = pl.col("shares").shift()
    same_symbol = pl.col("symbol") == pl.col("symbol").shift()
    held = pl.col("shares").is_not_null()
    wobble = (pl.col("shares") / before - 1).abs() <= _SAME_COUNT
    same = same_symbol & pl.when(held & before.is_not_null()).then(wobble).otherwise(
        ~held & before.is_null()
    )
    numbered = narrow.with_row_index("at")
    tenth = (
        splits.select("symbol", ex_day="day")
        .join(
            numbered.select("symbol", "day", "at"),
            left_on=["symbol", "ex_day"],
            right_on=["symbol", "day"],
        )
        .select("symbol", at=pl.col("at") + _STILL_REPEATED)
    )
    again = numbered.join(tenth.unique(), on=["symbol", "at"], how="semi")["row"]
    changed = ~same.fill_null(False) | (pl.col("row").is_in(again.implode()) & held)
    return narrow.filter(changed).select(
        "row",
        "symbol",
        "day",
        "shares",
        kind=pl.lit("vendor"),
        share_class=pl.lit(""),
        known_at=pl.lit(None, _UTC),
    )


def _coverage(raw: Raw, file: FileMapping, narrow: pl.DataFrame) -> pl.DataFrame:
    """From when to when each symbol is in the file; never said to be complete unless the mapping is."""
    why = (
        "the mapping says so"
        if file.complete
        else "the file is one publisher's snapshots; absent rows are unknown"
    )
    spans = narrow.group_by("symbol", maintain_order=True).agg(
        day=pl.col("day").min(), until=pl.col("day").max()
    )
    return spans.select(
        "day",
        "until",
        table=pl.lit("bars"),
        subject="symbol",
        complete=pl.lit(file.complete),
        absent_means=pl.lit(file.absent_means),
        evidence=pl.lit(why),
        known_at=pl.lit(raw.fetched).cast(_UTC),
    )
