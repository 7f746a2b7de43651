"""Falls beside short sales and publications, and what was won back, as it could be said each day.

The mirror of a run-up (methods.md section 8). No row looks at a later one: on the day of a fall
nobody knows whether it is won back, and the rows of later days say so as it happens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

import polars as pl

from microcap.view.once import once
from microcap.view.subject import Subject

FALL = -0.2
"""Close over the close two sessions before, minus one (methods.md section 8)."""
SESSIONS, BASELINE, FEWEST = 2, 20, 10
RECOVERY, WITHIN = 0.5, 20
"""Part of the fall won back, and the sessions it may take (methods.md section 8)."""
SHORT_RISE = 0.1
"""Part of the volume sold short beyond that of the sessions before (project default)."""

COLUMNS: dict[str, type[pl.DataType]] = {
    "day": pl.Date,
    "close": pl.Float64,
    "fall": pl.Float64,
    "fall_day": pl.Date,
    "before": pl.Date,
    "volume_times": pl.Float64,
    "short_rise": pl.Float64,
    "publication": pl.Boolean,
    "said": pl.String,
    "days_since": pl.Int64,
    "recovered": pl.Float64,
    "phase": pl.String,
}


@dataclass(frozen=True, slots=True)
class _Fall:
    """A fall into a row: how deep, from which row, and what came with it."""

    row: int
    start: int
    depth: float
    times: float | None
    short_rise: float | None
    publication: bool | None
    said: str


@once
def fall_days(subject: Subject) -> pl.DataFrame:
    """Every session of the subject's panel with the deepest fall of the last 21, if one is.

    `fall`: close over the close one or two sessions before, minus one, a fraction of -0.2 or less;
    null where none is. `volume_times`: larger volume of the fall over the mean of the 20 sessions
    before. `short_rise`: part of the volume sold short in it less the mean of those sessions, null
    where it is not held. `publication`: a rumour known by its last close, null where no record
    shows that there was none. `recovered`: part of the fall won back from its lowest close.
    `phase`: fall, low, recovery from half won back, or quiet.
    """
    rows = subject.panel.filter(pl.col("close").is_not_null())
    days: list[date] = rows["day"].to_list()
    close: list[float] = rows["close"].to_list()
    falls = _falls(subject, rows)
    told = []
    for row, price in enumerate(close):
        near = [one for one in falls if row - WITHIN <= one.row <= row]
        if not near:
            told.append((days[row], price, *[None] * 9, "quiet"))
            continue
        fall = min(near, key=lambda one: (one.depth, one.row))
        lowest = min(close[fall.row : row + 1])
        back = (price - lowest) / (close[fall.start] - lowest)
        phase = "recovery" if back >= RECOVERY else "fall" if row == fall.row else "low"
        told.append(
            (
                days[row],
                price,
                fall.depth,
                days[fall.row],
                days[fall.start],
                fall.times,
                fall.short_rise,
                fall.publication,
                fall.said,
                row - fall.row,
                back,
                phase,
            )
        )
    return pl.DataFrame(told, schema=COLUMNS, orient="row")


def _falls(subject: Subject, rows: pl.DataFrame) -> list[_Fall]:
    close: list[float] = rows["close"].to_list()
    volume: list[float | None] = rows["volume"].to_list()
    broken: list[bool] = rows["broken"].to_list()
    found: list[tuple[int, int, float]] = []
    first = 0
    for row in range(1, len(close)):
        first = row if broken[row] else first
        starts = range(max(first, row - SESSIONS), row)
        depths = [(close[row] / close[start] - 1, start) for start in starts]
        if depths and min(depths)[0] <= FALL:
            depth, start = min(depths)
            found.append((row, start, depth))
    if not found:
        return []
    sold_short = _short_shares(subject, rows["day"].to_list())
    return [
        _Fall(
            row,
            start,
            depth,
            _times(volume, start, row),
            _risen(sold_short, start, row),
            *_published(subject, rows["day"].item(start), rows["day"].item(row)),
        )
        for row, start, depth in found
    ]


def _times(volume: Sequence[float | None], start: int, row: int) -> float | None:
    """Larger volume of the fall over the mean of up to 20 sessions that end with its start."""
    held = [
        shares for shares in volume[max(0, start - BASELINE + 1) : start + 1] if shares is not None
    ]
    inside = [shares for shares in volume[start + 1 : row + 1] if shares is not None]
    usual = fmean(held) if len(held) >= FEWEST else 0.0
    return max(inside) / usual if inside and usual > 0 else None


def _short_shares(subject: Subject, days: list[date]) -> list[float | None]:
    """The part of each session's reported volume that was sold short, all markets together."""
    rows = subject.view.table("short_volume", pl.col("symbol").is_in(subject.symbols)).collect()
    sums = subject.view.borne(rows).filter(pl.col("security") == subject.security).group_by("day")
    held = {
        day: short / total
        for day, short, total in sums.agg(
            pl.col("short_volume").sum(), pl.col("total_volume").sum()
        ).iter_rows()
        if total > 0
    }
    return [held.get(day) for day in days]


def _risen(share: list[float | None], start: int, row: int) -> float | None:
    before = [one for one in share[max(0, start - BASELINE + 1) : start + 1] if one is not None]
    inside = [one for one in share[start + 1 : row + 1] if one is not None]
    return fmean(inside) - fmean(before) if inside and len(before) >= FEWEST else None


def _published(subject: Subject, before: date, day: date) -> tuple[bool | None, str]:
    """Whether a rumour was known between two closes, null where nobody can tell; and its words."""
    closes = subject.view.sessions.filter(pl.col("day").is_in([before, day]))["close_at"]
    heard = subject.news.filter(
        (pl.col("kind") == "rumour")
        & (pl.col("day") >= before)
        & (pl.col("known_at") <= closes.item(-1))
    )
    if heard.height:
        row = heard.row(-1, named=True)
        return True, f"{row['kind']} of {row['day']}: {row['headline'][:120]}"
    whole = subject.coverage("news").filter(pl.col("complete") & (pl.col("absent_means") == "none"))
    if whole.height and subject.holds_complete("news", before, day):
        return False, ""
    return None, ""
