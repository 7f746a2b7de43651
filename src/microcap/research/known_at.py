"""When a row could be known, where its source gives only a day."""

from datetime import date

import polars as pl

from microcap.model.tables import MOMENT, Table

_FIRST, _LAST = date(1993, 1, 1), date(2035, 12, 31)


def calendar(sessions: pl.DataFrame) -> pl.DataFrame:
    """Every calendar day with its session's close and the next session's opening.

    Columns: `day`, `is_session`, `close_at` (null where no session), `next_open_at`: the first
    opening after the day. Days outside the exchange calendar get 09:30 and 16:00 Eastern of
    weekdays, which is the rule and not a record.
    """
    days = pl.DataFrame({"day": pl.date_range(_FIRST, _LAST, "1d", eager=True)})
    known = sessions.select("day", "open_at", "close_at").with_columns(is_session=pl.lit(True))
    first, last = (known["day"].min(), known["day"].max()) if known.height else (_LAST, _FIRST)
    outside = (pl.col("day") < first) | (pl.col("day") > last)
    weekday = pl.col("day").dt.weekday() <= 5

    def eastern(offset: str) -> pl.Expr:
        local = pl.col("day").cast(pl.Datetime("us")).dt.offset_by(offset)
        return (
            local.dt.replace_time_zone("America/New_York").dt.convert_time_zone("UTC").cast(MOMENT)
        )

    frame = days.join(known, on="day", how="left").with_columns(
        is_session=pl.col("is_session").fill_null(False) | (outside & weekday),
        open_at=pl.coalesce("open_at", pl.when(outside & weekday).then(eastern("9h30m"))),
        close_at=pl.coalesce("close_at", pl.when(outside & weekday).then(eastern("16h"))),
    )
    return frame.with_columns(next_open_at=pl.col("open_at").shift(-1).backward_fill()).drop(
        "open_at"
    )


def known_by_rule(table: Table, rows: pl.LazyFrame, days: pl.DataFrame) -> pl.LazyFrame:
    """Fill a null `known_at`: bars and counts at the session's close, all else at the next open.

    A bar is known at its session's close; the counts and splits that came with it in the same
    publication too. Of a filing, fact or list only the day is held: it counts as known when the
    next session opens.
    """
    at_close = table.name in {"bars", "share_counts", "benchmarks"}
    at_open_of_day = table.name == "splits"
    by = table.known_by
    rule = days.lazy().select(
        pl.col("day").alias("_rule_day"),
        _rule=(
            pl.coalesce("close_at", "next_open_at")
            if at_close
            else pl.col("day")
            .cast(pl.Datetime("us"))
            .dt.replace_time_zone("America/New_York")
            .dt.convert_time_zone("UTC")
            .cast(MOMENT)
            if at_open_of_day
            else pl.col("next_open_at")
        ),
    )
    far = (
        pl.col(by)
        .cast(pl.Datetime("us"))
        .dt.replace_time_zone("UTC")
        .dt.offset_by("2d")
        .cast(MOMENT)
    )
    return (
        rows.join(rule, left_on=by, right_on="_rule_day", how="left", maintain_order="left")
        .with_columns(known_at=pl.coalesce("known_at", "_rule", far))
        .drop("_rule")
    )
