"""Splits that a panel of daily bars tells: those it lists, those it lets one suspect."""

from datetime import date, timedelta
from fractions import Fraction
from math import exp, log

import polars as pl

from microcap.model.tables import TABLES
from microcap.sources.mapping import SplitColumn

_UTC = pl.Datetime("us", "UTC")
_RATIO = pl.col("factor").is_between(1e-6, 1e6)
"""A split of more than a million for one, or of nothing, is a slip of the pen."""
_CATCHES_UP = timedelta(days=5)
_REPEATED = timedelta(days=3)
_SAME = 2e-3
_APART = log(1.6)
"""A price moved by a factor where it lies within this of it (project default; each of the ten such
pairs of the shared panel has such a day)."""
_LATE_MOVE = 2.3
"""On such days a factor of no whole ratio nearer to one than this is a price change (of the
shared panel's reverse ones none of the 8 nearer stands in an announced list, 23 of the 25 farther do)."""


def listed_splits(
    narrow: pl.DataFrame, column: SplitColumn, late: list[tuple[date, date]]
) -> pl.DataFrame:
    """The splits that a column of factors lists; what is in doubt is suspected, with the reason."""
    factor = 1 / pl.col("factor") if column.inverse else pl.col("factor")
    same = pl.col("symbol") == pl.col("symbol").shift()
    events = (
        narrow.with_columns(
            move=pl.when(same).then((pl.col("close") / pl.col("close").shift()).log())
        )
        .filter(_RATIO)
        .with_columns(ratio=factor)
        .filter(pl.col("ratio").log().abs() > max(log(column.at_least), 1e-6))
    )
    rows = []
    for row, symbol, day, ratio, twice in _told_once(events):
        new, old, imprecise = ratio_in_shares(ratio)
        if new == old:
            continue
        doubt = _unsure(day, ratio, new, old, imprecise, column, late)
        evidence = f"the file's factor {ratio:.6g}{twice}"
        evidence += f"; {doubt}: not applied" if doubt else ""
        status = "suspected" if doubt else "listed"
        rows.append((row, symbol, day, new, old, status, imprecise, evidence, None))
    return pl.DataFrame(rows, schema=split_schema(), orient="row")


def _told_once(events: pl.DataFrame) -> list[tuple[int, str, date, float, str]]:
    """Row, symbol, day and factor of each event, and a note; one that stands on two rows comes once.

    Two factors of a name within three days that are equal, or the one the square of the other, are
    one split where the price moved by one of them on one of the days; the other row repeats it.
    Other factors beside a split, as of a fall the day before, are events of their own.
    """
    found: list[tuple[int, str, date, float, str]] = []
    before: tuple[float, float | None] | None = None
    for row, symbol, day, ratio, move in events.select(
        "row", "symbol", "day", "ratio", "move"
    ).iter_rows():
        last = found[-1] if found else None
        if (
            last is not None
            and before is not None
            and last[1] == symbol
            and day - last[2] <= _REPEATED
            and _repeats(before[0], ratio)
        ):
            held = [(last, before[1]), ((row, symbol, day), move)]
            fits = [
                (abs(moved + log(one)), place, one)
                for place, (_, moved) in enumerate(held)
                for one in (before[0], ratio)
                if moved is not None
            ]
            nearest = min(fits, default=(_APART, 0, ratio))
            if nearest[0] < _APART:
                kept = held[nearest[1]][0]
                note = f", on {last[2]} and {day}, once: the price moved on {kept[2]}"
                found[-1] = (kept[0], symbol, kept[2], nearest[2], note)
                before = (nearest[2], held[nearest[1]][1])
                continue
        found.append((row, symbol, day, ratio, ""))
        before = (ratio, move)
    return found


def _repeats(one: float, other: float) -> bool:
    first, second = log(one), log(other)
    pairs = ((first, second), (first, 2 * second), (2 * first, second))
    return any(abs(a - b) < _SAME for a, b in pairs)


def suspected_splits(narrow: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
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
    frame = pl.DataFrame(rows, schema=split_schema() | {"known_at": pl.Date}, orient="row")
    # both were in the snapshots of those evenings
    close = (
        pl.col("known_at")
        .cast(pl.Datetime("us"))
        .dt.offset_by("16h")
        .dt.replace_time_zone("America/New_York")
    )
    return frame.with_columns(known_at=close.dt.convert_time_zone("UTC").cast(_UTC))


def no_ratios(narrow: pl.DataFrame) -> pl.DataFrame:
    """Rejects for factors that are no ratio of shares; the bars beside them are kept."""
    bad = narrow.filter(pl.col("factor").is_not_null() & ~_RATIO)
    return bad.select(
        table=pl.lit("splits"),
        row=pl.col("row"),
        reason=pl.lit("the split factor is no ratio of shares"),
        content=pl.format("symbol={} day={} factor={}", "symbol", "day", "factor"),
        day="day",
    )


def split_schema() -> dict[str, pl.DataType | type[pl.DataType]]:
    """The columns of the rows below, with their types."""
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


def _whole(ratio: pl.Expr) -> pl.Expr:
    return (ratio / ratio.round() - 1).abs() < 1e-3
