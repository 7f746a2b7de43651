"""What the price and the volume did around the days on which messages came."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from microcap.model.figures import Figure, cannot_tell
from microcap.view.subject import Subject

AFTER, BEFORE, USUAL = 10, 5, 60
"""Sessions that are looked at after and before a message, and that the usual volume is taken from."""
_LONGEST = 1300
"""Sessions back that are looked at: five years."""
MOST_ROWS = 250
_BARS = ("bars",)


@dataclass(frozen=True, slots=True)
class Around:
    """One day on which a message came, and the market around it; prices in shares of the view's day."""

    day: date
    """The day it came, Eastern."""
    session: Figure
    """The first session from that day on."""
    close_before: Figure
    close_on: Figure
    highest_after: Figure
    """The highest close of the ten sessions after."""
    close_after: Figure
    """The close of the tenth session after."""
    volume_on: Figure
    volume_usual: Figure
    """Median of the sixty sessions before."""
    times_usual: Figure


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session near a message."""

    day: date
    close_as_printed: float
    """USD per share of that day."""
    volume_as_printed: float | None
    """Shares of that day; null where the publisher gives none."""
    close: float
    """USD per share in the shares of the view's day."""
    no_trade: bool
    came: int
    """Messages that came since the session before."""


def around(
    subject: Subject, days: Sequence[date]
) -> tuple[tuple[Around, ...], tuple[SessionRow, ...]]:
    """The market around each of the days on which messages came, and the sessions near any of them."""
    rows = subject.panel_of(_LONGEST).select(
        "day", "close", "volume", "close_raw", "volume_raw", "stale"
    )
    held: list[date] = rows["day"].to_list()
    came: dict[int, int] = {}
    told = []
    for day in sorted(set(days)):
        at = bisect_left(held, day)
        if at < len(held):
            came[at] = came.get(at, 0) + list(days).count(day)
        told.append(_around(rows, day, at if at < len(held) else None))
    near = {
        place for at in came for place in range(max(0, at - BEFORE), min(len(held), at + AFTER + 1))
    }
    shown = tuple(
        SessionRow(day, printed, volume, close, bool(stale), came.get(place, 0))
        for place, day, close, _, printed, volume, stale in rows.with_row_index()
        .filter(pl.col("index").is_in(sorted(near)))
        .head(MOST_ROWS)
        .iter_rows()
    )
    return tuple(told), shown


def _around(rows: pl.DataFrame, day: date, at: int | None) -> Around:
    if at is None:
        none = f"a session from {day} on is not held"
        gap, count = cannot_tell("USD/share", none), cannot_tell("shares", none)
        return Around(
            day, cannot_tell("day", none), gap, gap, gap, gap, count, count, cannot_tell("x", none)
        )
    after = rows.slice(at + 1, AFTER)
    before = rows.slice(max(0, at - USUAL), min(at, USUAL))
    usual = before["volume"].drop_nulls()
    median = usual.median() if usual.len() >= USUAL // 2 else None
    volume = rows["volume"].item(at)
    session = rows["day"].item(at)
    number = float(median) if isinstance(median, int | float) else None
    return Around(
        day=day,
        session=Figure(str(session), "day", as_of=session, sources=_BARS),
        close_before=_close(rows, at - 1, "the session before"),
        close_on=_close(rows, at, "the session"),
        highest_after=_highest(after),
        close_after=_close(rows, at + AFTER, f"{AFTER} sessions after"),
        volume_on=_count(volume, session, "its volume is not held"),
        volume_usual=_count(
            number, session, f"fewer than {USUAL // 2} sessions before", usual.len()
        ),
        times_usual=_times(volume, number, session),
    )


def _close(rows: pl.DataFrame, place: int, what: str) -> Figure:
    if not 0 <= place < rows.height:
        return cannot_tell("USD/share", f"{what} is not held")
    day = rows["day"].item(place)
    stale = ("no_trade",) if rows["stale"].item(place) else ()
    return Figure(rows["close"].item(place), "USD/share", as_of=day, sources=_BARS, flags=stale)


def _highest(after: pl.DataFrame) -> Figure:
    if after.height < AFTER:
        return cannot_tell("USD/share", f"{after.height} of {AFTER} sessions after are held")
    row = after.sort("close", "day", descending=[True, False]).row(0, named=True)
    return Figure(row["close"], "USD/share", as_of=row["day"], sources=_BARS)


def _count(value: float | None, day: date, missing: str, used: int | None = None) -> Figure:
    if value is None:
        return cannot_tell("shares", missing)
    return Figure(round(value), "shares", as_of=day, sources=_BARS, n_used=used)


def _times(volume: float | None, usual: float | None, day: date) -> Figure:
    if volume is None or usual is None:
        return cannot_tell("x", "the volume, or the usual one, is not held")
    if usual == 0:
        return Figure(None, "x", "unbounded", as_of=day, note="the usual volume is none")
    return Figure(volume / usual, "x", as_of=day, sources=_BARS)
