"""What a panel of daily bars tells besides prices: share counts, splits, suspected splits."""

from datetime import date, timedelta
from fractions import Fraction
from math import exp, log

import polars as pl

from microcap.model.tables import TABLES, BarFlag
from microcap.sources import Raw, Tables
from microcap.sources.files_columns import as_type, known_columns, typed
from microcap.sources.mapping import FileMapping, SplitColumn

_UTC = pl.Datetime("us", "UTC")
_EARLIEST = date(1900, 1, 1)
_RATIO = pl.col("factor").is_between(1e-6, 1e6)
"""A split of more than a million for one, or of nothing, is a slip of the pen."""
_STILL_REPEATED = 10
"""Rows after a split on which a vendor has long corrected its count (the shared panel: the 90th
percentile is three days)."""
_CATCHES_UP = timedelta(days=5)
_LATE_MOVE = 2.3
"""On such days a factor of no whole ratio nearer to one than this is a price change (of the
shared panel's reverse ones none of the 8 nearer stands in an announced list, 23 of the 25 farther do)."""
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
    splits = pl.DataFrame(schema=_split_schema())
    if file.splits:
        tables["rejects"] = _no_ratios(narrow)
        splits = _listed(narrow, file.splits, _late(file))
    if file.share_counts:
        splits = pl.concat([splits, _suspected(narrow, splits)])
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


def _no_ratios(narrow: pl.DataFrame) -> pl.DataFrame:
    """Rejects for factors that are no ratio of shares; the bars beside them are kept."""
    bad = narrow.filter(pl.col("factor").is_not_null() & ~_RATIO)
    return bad.select(
        table=pl.lit("splits"),
        row=pl.col("row"),
        reason=pl.lit("the split factor is no ratio of shares"),
        content=pl.format("symbol={} day={} factor={}", "symbol", "day", "factor"),
        day="day",
    )


def _split_schema() -> dict[str, pl.DataType | type[pl.DataType]]:
    names = (
        "row",
        "symbol",
        "day",
        "new_shares",
        "old_shares",
        "status",
        "imprecise",
        "evidence",
        "known_at",
    )
    return {name: TABLES["splits"].schema.get(name, pl.Int64) for name in names}


def _unsure(
    day: date,
    ratio: float,
    new: int,
    old: int,
    imprecise: bool,
    column: SplitColumn,
    late: list[tuple[date, date]],
) -> str:
    """Why a factor is not applied, or nothing where it is.

    A column of derived factors is least sure of small ones; what is no ratio of small integers
    and lowers the price is as likely a spin-off or a special dividend; and where the file's rows
    fall a session behind or catch up, a price change looks like a split.
    """
    if abs(log(ratio)) < log(column.sure_from):
        return f"smaller than {column.sure_from:g}:1, the least sure of the derived ones"
    if imprecise and ratio > 1:
        return "no ratio of small integers, as of a spin-off or a special dividend"
    if (
        min(new, old) > 1
        and abs(log(ratio)) < log(_LATE_MOVE)
        and any(first <= day <= last + _CATCHES_UP for first, last in late)
    ):
        return "on days on which the file's rows are a session late"
    return ""


def _listed(
    narrow: pl.DataFrame, column: SplitColumn, late: list[tuple[date, date]]
) -> pl.DataFrame:
    factor = 1 / pl.col("factor") if column.inverse else pl.col("factor")
    events = (
        narrow.filter(_RATIO)
        .with_columns(ratio=factor)
        .filter(pl.col("ratio").log().abs() > max(log(column.at_least), 1e-6))
    )
    rows = []
    for row, symbol, day, ratio in events.select("row", "symbol", "day", "ratio").iter_rows():
        new, old, imprecise = ratio_in_shares(ratio)
        if new == old:
            continue
        doubt = _unsure(day, ratio, new, old, imprecise, column, late)
        evidence = f"the file's factor {ratio:.6g}" + (f"; {doubt}: not applied" if doubt else "")
        status = "suspected" if doubt else "listed"
        rows.append((row, symbol, day, new, old, status, imprecise, evidence, None))
    return pl.DataFrame(rows, schema=_split_schema(), orient="row")


def ratio_in_shares(ratio: float) -> tuple[int, int, bool]:
    """New and old shares of a split factor, and whether the factor was not near small integers.

    0.016667 is 1 for 60, 0.08 is 2 for 25. A factor within 0.1 % of k, 1/k, of half of an odd
    number or its inverse, or of a ratio of integers up to 10 is taken for it; anything else keeps
    its value and is marked imprecise.
    """
    whole = round(ratio) if ratio >= 1 else round(1 / ratio)
    near = whole if ratio >= 1 else 1 / whole
    if whole >= 1 and abs(ratio / near - 1) < 1e-3:
        return (whole, 1, False) if ratio >= 1 else (1, whole, False)
    half = round(2 * ratio) if ratio >= 1 else round(2 / ratio)
    if half >= 3 and abs((ratio if ratio >= 1 else 1 / ratio) / (half / 2) - 1) < 1e-3:
        return (half, 2, False) if ratio >= 1 else (2, half, False)
    small = Fraction(ratio).limit_denominator(10)
    if 0 < small.numerator <= 10 and abs(ratio / float(small) - 1) < 1e-3:
        return small.numerator, small.denominator, False
    kept = Fraction(ratio).limit_denominator(10_000)
    return max(kept.numerator, 1), kept.denominator, True


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


def _suspected(narrow: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Splits that no list has: price and share count moved by the same factor within 5 sessions.

    Known when both moves had been seen. The ratio is the share count's, so it is imprecise; views
    use only that there was one: the return over that day is null.
    """
    reach = 5
    moved = narrow.with_columns(
        price_move=pl.when(pl.col("symbol") == pl.col("symbol").shift()).then(
            (pl.col("close") / pl.col("close").shift()).log()
        ),
    ).with_row_index("at")
    jumps = moved.filter(pl.col("price_move").abs() > log(1.8)).select(
        "at", "row", "symbol", "day", "price_move"
    )
    near = pl.DataFrame({"step": list(range(-reach, reach + 1))}, schema={"step": pl.Int64})
    counts = (
        moved.select(
            "at",
            "symbol",
            count_day="day",
            count="shares",
            count_before=pl.col("shares").shift(),
            same=pl.col("symbol") == pl.col("symbol").shift(),
        )
        .filter(
            pl.col("same") & ((pl.col("count") / pl.col("count_before")).log().abs() > log(1.8))
        )
        .with_columns(pl.col("at").cast(pl.Int64))
    )
    pairs = (
        jumps.join(near, how="cross")
        .with_columns(other=pl.col("at").cast(pl.Int64) + pl.col("step"))
        .join(counts, left_on=["other", "symbol"], right_on=["at", "symbol"], how="inner")
        .with_columns(count_move=(pl.col("count") / pl.col("count_before")).log())
        .filter(
            (pl.col("price_move") + pl.col("count_move")).abs() < 0.25 * pl.col("price_move").abs()
        )
        # a falling price beside a growing count is what an offering looks like: a forward split is
        # suspected only where the count grew that very session by a whole factor
        .filter(
            (pl.col("count_move") < 0)
            | ((pl.col("step") == 0) & _whole(pl.col("count_move").exp()))
        )
        .sort("at", pl.col("step").abs())
        .unique("at", keep="first", maintain_order=True)
    )
    known = listed.select("symbol", split_day="day")
    rows = []
    near_listed = (
        pairs.join(known, on="symbol", how="inner")
        .filter((pl.col("split_day") - pl.col("day")).dt.total_days().abs() <= 8)
        .select("at")
        .unique()
    )
    for row, symbol, day, count_day, before, after, price in (
        pairs.join(near_listed, on="at", how="anti")
        .select("row", "symbol", "day", "count_day", "count_before", "count", "price_move")
        .iter_rows()
    ):
        new, old, _ = ratio_in_shares(after / before)
        if new != old:
            evidence = f"close moved {exp(price):.3g}-fold on {day}, share count {before:,} to {after:,} on {count_day}; no list has a split"
            rows.append(
                (row, symbol, day, new, old, "suspected", True, evidence, max(day, count_day))
            )
    frame = pl.DataFrame(rows, schema=_split_schema() | {"known_at": pl.Date}, orient="row")
    # both were in the snapshots of those evenings
    close = (
        pl.col("known_at")
        .cast(pl.Datetime("us"))
        .dt.offset_by("16h")
        .dt.replace_time_zone("America/New_York")
    )
    return frame.with_columns(known_at=close.dt.convert_time_zone("UTC").cast(_UTC))


def _whole(ratio: pl.Expr) -> pl.Expr:
    return (ratio / ratio.round() - 1).abs() < 1e-3


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
