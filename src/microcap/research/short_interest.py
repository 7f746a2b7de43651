"""Short interest of a name: the position, what part it is of the shares, and days to cover it."""

from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from microcap.model.figures import Figure, Status, cannot_tell
from microcap.view.market_structure import borne_by
from microcap.view.subject import Subject

ADV_SESSIONS = 20
"""Sessions of the mean day that short interest is divided by (project default)."""
_POSITION_STALE = timedelta(days=45)
_POSITION_OLD = timedelta(days=120)
"""A position of a settlement date before that is none of today's (project default)."""
_FINRA = "FINRA's file of short interest"


def position(subject: Subject, rows: pl.DataFrame) -> Figure:
    """Open short positions at the newest settlement date, in the shares of the view's day."""
    if rows.is_empty():
        return cannot_tell("shares", f"{_FINRA}: microcap ingest files FILE")
    row = rows.row(-1, named=True)
    if subject.view.day - row["day"] > _POSITION_OLD:
        return cannot_tell("shares", f"{_FINRA} that is newer than the one held of {row['day']}")
    shares = round(row["shares_short"] * subject.shares_since(row["day"]))
    old = subject.view.day - row["day"] > _POSITION_STALE
    note = f"at the settlement of {row['day']}"
    if shares != row["shares_short"]:
        note += f"; {row['shares_short']:,} as published, in today's shares after splits"
    return row_figure(shares, "shares", row, "stale" if old else "known", note)


def float_or_vendors(subject: Subject, own: Figure) -> tuple[Figure, str]:
    """The float that was counted, else a vendor's; and what to call it."""
    if own.value is not None:
        return own, "our float"
    keys = pl.col("symbol").is_in(subject.symbols) & (pl.col("item") == "float_shares")
    rows = borne_by(subject, subject.view.table("fundamentals", keys).collect())
    rows = rows.sort("day", "known_at")
    if rows.is_empty():
        return own, "float"
    row = rows.row(-1, named=True)
    shares = round(row["value"] * subject.shares_since(row["day"]))
    return row_figure(shares, "shares", row, "estimated", "a vendor's float"), "a vendor's float"


def share_of(part: Figure, whole: Figure, name: str) -> Figure:
    """One count over another, with the date of each."""
    if not isinstance(part.value, int) or not isinstance(whole.value, int) or whole.value <= 0:
        return cannot_tell("fraction", part.missing or whole.missing or f"a count for {name}")
    worst: Status = next(
        (
            status
            for status in ("disputed", "stale", "estimated")
            if status in (part.status, whole.status)
        ),
        "known",
    )
    moments = [moment for moment in (part.known_at, whole.known_at) if moment]
    return Figure(
        part.value / whole.value,
        "fraction",
        worst,
        None if not whole.high else part.value / whole.high,
        None if not whole.low else part.value / whole.low,
        as_of=part.as_of,
        known_at=max(moments) if moments else None,
        sources=tuple(dict.fromkeys((*part.sources, *whole.sources))),
        note=f"{part.value:,} of {part.as_of} over {whole.value:,}, {name} of {whole.as_of}",
    )


def change(subject: Subject, rows: pl.DataFrame) -> Figure:
    """Against the settlement before: by the row of that date, else by the publisher's own column."""
    if rows.is_empty():
        return cannot_tell("fraction", f"{_FINRA}: microcap ingest files FILE")
    row = rows.row(-1, named=True)
    if subject.view.day - row["day"] > _POSITION_OLD:
        return cannot_tell("fraction", f"{_FINRA} that is newer than the one held of {row['day']}")
    before = rows.filter(pl.col("day") < row["day"])
    near = before.filter(pl.col("day") >= row["day"] - timedelta(days=20))
    now = row["shares_short"] * subject.shares_since(row["day"])
    if near.height:
        last = near.row(-1, named=True)
        then, which = last["shares_short"] * subject.shares_since(last["day"]), f"{last['day']}"
    elif row["previous_short"] is not None:
        then, which = row["previous_short"] * subject.shares_since(row["day"]), "the publisher's"
    else:
        return cannot_tell("fraction", f"{_FINRA} of the settlement date before {row['day']}")
    if then <= 0:
        return cannot_tell("fraction", "a position above zero at the settlement before")
    return row_figure(now / then - 1, "fraction", row, note=f"against {round(then):,}, {which}")


def days_to_cover(subject: Subject, position: Figure) -> Figure:
    """The position over a mean day of 20 sessions; no bound where nothing trades."""
    panel = subject.panel.drop_nulls("volume").tail(ADV_SESSIONS)
    if not isinstance(position.value, int):
        return cannot_tell("days", position.missing)
    if panel.height < ADV_SESSIONS:
        return cannot_tell("days", f"{ADV_SESSIONS} sessions with volume; {panel.height} are held")
    mean = float(panel["volume"].sum()) / ADV_SESSIONS
    note = f"{position.value:,} shares of {position.as_of} over a mean day of {mean:,.0f}, {panel['day'][0]} to {panel['day'][-1]}"
    sources = (*position.sources, "bars")
    if mean <= 0:
        return Figure(None, "days", "unbounded", as_of=position.as_of, sources=sources, note=note)
    return Figure(
        position.value / mean,
        "days",
        position.status,
        as_of=position.as_of,
        known_at=_closed(subject, panel["day"][-1]),
        sources=sources,
        note=note,
        n_used=panel.height,
    )


def _closed(subject: Subject, day: date) -> datetime | None:
    """The close of a session."""
    closes = subject.view.sessions.filter(pl.col("day") == day)["close_at"]
    return closes.item() if closes.len() else None


def published_days(rows: pl.DataFrame, position: Figure) -> Figure:
    """Days to cover as the publisher gives them, over its own mean day."""
    if position.value is None:
        return cannot_tell("days", position.missing)
    row = rows.row(-1, named=True)
    if row["days_to_cover"] is None:
        return cannot_tell("days", f"days to cover in {_FINRA} of {row['day']}")
    volume = row["average_volume"]
    note = "by the publisher" + (f", over its mean day of {volume:,}" if volume else "")
    return row_figure(row["days_to_cover"], "days", row, position.status, note)


def row_figure(
    value: float | int,
    unit: str,
    row: dict[str, Any],
    status: Status = "known",
    note: str = "",
    *,
    n_used: int | None = None,
    flags: tuple[str, ...] = (),
) -> Figure:
    """A figure that one row of a table gives: its day, its moment, its source."""
    return Figure(
        value,
        unit,
        status,
        as_of=row["day"],
        known_at=row["known_at"],
        sources=(row["source"],),
        note=note,
        n_used=n_used,
        flags=flags,
    )
