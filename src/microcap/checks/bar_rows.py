"""Bars as evidence: the rows behind a finding about price or volume."""

from collections.abc import Iterable
from datetime import date

import polars as pl

from microcap.model.verdicts import Evidence
from microcap.view.subject import Subject


def bar_evidence(subject: Subject, days: Iterable[date]) -> tuple[Evidence, ...]:
    """The raw rows of the subject's panel on these days, the newest first.

    A day without trade that the view filled in has no row of its own and is left out.
    """
    wanted = subject.panel_of(_window(subject)).filter(pl.col("day").is_in(list(set(days))))
    months = wanted["day"].dt.strftime("%Y-%m").unique().sort().to_list()
    keys = (
        pl.col("month").is_in(months)
        & (pl.col("series") == "raw")
        & pl.col("symbol").is_in(subject.symbols)
    )
    rows = subject.view.table("bars", keys).collect()
    mine = rows.join(wanted.select("symbol", "day"), on=["symbol", "day"], how="semi")
    return tuple(
        Evidence(row["source"], _says(row), row["day"], row["known_at"])
        for row in mine.sort("day", descending=True).iter_rows(named=True)
    )


def _window(subject: Subject) -> int:
    return 260 if subject.panel.height else subject.view.sessions.height


def _says(row: dict[str, object]) -> str:
    volume = "volume not held" if row["volume"] is None else f"{row['volume']:,} shares"
    return f"{row['symbol']} closed at ${row['close']:,.4g} on {row['day']}, {volume}"
