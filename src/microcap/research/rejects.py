"""Rejects: rows that contradict their table, each with the reason and its number in the source."""

from datetime import date, datetime, timedelta

import polars as pl

from microcap.model.tables import BOOKKEEPING, CONTRADICTIONS, Table
from microcap.sources.sec_rows import AHEAD

BOOK = {column.name for column in BOOKKEEPING}
"""Names of the columns that every table has."""
REJECT_SAMPLE = 10_000
"""More rejects of one file than this are counted, and the first so many are kept."""
_DATED_AHEAD = {"filings": AHEAD}
"""Refused, a filing of this evening would be lost: tomorrow's answer may have the same bytes."""


def examined(
    table: Table, rows: pl.LazyFrame, fetched: datetime
) -> tuple[pl.LazyFrame, pl.DataFrame, int, dict[str, int]]:
    """The rows that hold, a sample of those that do not, how many hold, how many do not and why."""
    reason = _reason(table, fetched.date())
    marked = rows.with_columns(reason=reason)
    summary = marked.select("reason").group_by("reason").len().collect(engine="streaming")
    tally: dict[str, int] = dict(summary.drop_nulls("reason").iter_rows())
    holding = int(summary.filter(pl.col("reason").is_null())["len"].sum())
    bad = (
        as_rejects(
            table,
            marked.filter(pl.col("reason").is_not_null())
            .head(REJECT_SAMPLE)
            .collect(engine="streaming"),
        )
        if tally
        else no_rejects()
    )
    good = marked.filter(pl.col("reason").is_null()).drop("reason")
    repeated = (
        good.group_by(*table.key, "revision")
        .len()
        .filter(pl.col("len") > 1)
        .drop("len")
        .collect(engine="streaming")
    )
    if repeated.height:
        again = (
            good.join(repeated.lazy(), on=[*table.key, "revision"], how="semi", nulls_equal=True)
            .collect(engine="streaming")
            .sort("row")
        )
        first = again.unique([*table.key, "revision"], keep="first", maintain_order=True)
        why = f"the same {', '.join(table.key)} as an earlier row of the file"
        later = again.join(first.select("row"), on="row", how="anti").with_columns(
            reason=pl.lit(why)
        )
        tally[why] = later.height
        bad = pl.concat([bad, as_rejects(table, later.head(REJECT_SAMPLE))])
        good = good.join(later.lazy().select("row"), on="row", how="anti")
        holding -= later.height
    return good, bad, holding, tally


def _reason(table: Table, today: date) -> pl.Expr:
    """Why a row contradicts its table, or null where it does not."""
    reasons: list[pl.Expr] = []
    for column in table.columns:
        if column.name in BOOK and column.name != "known_at":
            continue
        cell = pl.col(column.name)
        if not column.nullable:
            reasons.append(
                pl.when(cell.is_null()).then(pl.lit(f"{column.name} is missing or cannot be read"))
            )
        if column.dtype == pl.Float64:
            reasons.append(
                pl.when(cell.is_nan() | cell.is_infinite()).then(
                    pl.lit(f"{column.name} is not a finite number")
                )
            )
        if column.low is not None:
            reasons.append(
                pl.when(cell < column.low).then(pl.lit(f"{column.name} is below {column.low:g}"))
            )
        if (
            column.dtype == pl.String
            and not column.nullable
            and column.name in table.key
            and column.name not in {"share_class", "headline", "title"}
        ):
            reasons.append(
                pl.when(cell.str.strip_chars() == "").then(pl.lit(f"{column.name} is empty"))
            )
        if column.name == "symbol":
            reasons.append(
                pl.when(cell.str.contains(r"[\x00-\x1f\x7f]")).then(
                    pl.lit("the symbol has a control character in it")
                )
            )
            reasons.append(
                pl.when(cell.str.len_bytes() > 24).then(
                    pl.lit("the symbol is longer than 24 characters")
                )
            )
    if table.name not in {"sessions", "splits"}:
        reasons.append(
            pl.when(pl.col("day") > today + _DATED_AHEAD.get(table.name, timedelta())).then(
                pl.lit("the day is later than the moment of the ingest")
            )
        )
        reasons.append(
            pl.when(
                pl.col("known_at").dt.convert_time_zone("America/New_York").dt.date()
                < pl.col("day")
            ).then(pl.lit("it says it was known before the day it is about"))
        )
    reasons.append(pl.when(pl.col("day") < date(1900, 1, 1)).then(pl.lit("the day is before 1900")))
    reasons.extend(
        pl.when(test).then(pl.lit(why)) for why, test in CONTRADICTIONS.get(table.name, ())
    )
    return pl.coalesce(*reasons)


def as_rejects(table: Table, rows: pl.DataFrame) -> pl.DataFrame:
    said = [name for name in table.schema if name not in BOOK]
    return rows.select(
        table=pl.lit(table.name),
        row=pl.col("row").cast(pl.Int64),
        reason="reason",
        content=pl.concat_str(
            [
                pl.concat_str(
                    pl.lit(f"{name}="), pl.col(name).cast(pl.String).str.slice(0, 80).fill_null("?")
                )
                for name in said
            ],
            separator=" ",
        ).str.slice(0, 400),
        day=pl.col("day").cast(pl.Date),
    )


def foreign_rejects(frame: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    return frame.lazy().select(no_rejects().columns).collect().cast(no_rejects().schema)


def no_rejects() -> pl.DataFrame:
    return pl.DataFrame(
        schema={
            "table": pl.String,
            "row": pl.Int64,
            "reason": pl.String,
            "content": pl.String,
            "day": pl.Date,
        }
    )
