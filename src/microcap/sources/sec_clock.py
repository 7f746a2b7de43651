"""Which clock an answer of the SEC's submissions service used: true UTC, or Eastern marked as UTC.

The service writes `2024-05-10T21:15:36.000Z`. In some answers that is UTC, in others the Eastern
time with a `Z` behind it; within one answer it is one clock (measured on 33 recorded answers of
2022-2026: 21 UTC, among them CIK 749647; 7 Eastern, among them CIK 320193 of March 2026 and a
copy of November 2022; 5 too small to tell). So each answer is judged by its own stamps.

A stamp contradicts a reading when EDGAR was closed then (it accepts from 06:00 to 22:00 Eastern),
or when the filing date does not follow from it: what is accepted after 17:30 carries the next
business day, ownership reports and schedules 13D and 13G excepted. A reading holds if the other
has more than three times its contradictions. Where none holds, and for a single stamp that
contradicts the one that holds, the later of the two moments is taken and marked assumed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time
from typing import Literal

import polars as pl

from microcap.model.tables import MOMENT
from microcap.sources.sec_rows import EASTERN

Clock = Literal["utc", "eastern", "unsettled"]

OPENS, LAST_SAME_DAY, CLOSES = time(6), time(17, 30), time(22, 5)
_CLEARER = 3
_EVENING = r"^(3|4|5|144|SC 13[DG]|SCHEDULE 13[DG]|S-\w+MEF)(/A)?$"
"""Forms that are taken until 22:00 with the date of the day."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The clock of one answer, with how many stamps contradict each reading."""

    clock: Clock
    against_utc: int
    against_eastern: int

    @property
    def says(self) -> str:
        """The clock and its reason, in a clause."""
        counts = f"{self.against_utc} stamps contradict UTC, {self.against_eastern} Eastern time"
        if self.clock == "unsettled":
            return f"which clock it uses is not settled ({counts}), so the later moment is taken"
        return f"acceptance read as {'UTC' if self.clock == 'utc' else 'Eastern time'} ({counts})"


def stamp_column(text: pl.Expr) -> pl.Expr:
    """The clock reading of a stamp, without a zone; null where it is not written like one."""
    shape = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z?$"
    reading = text.str.slice(0, 19).str.to_datetime("%Y-%m-%dT%H:%M:%S", strict=False)
    return pl.when(text.str.contains(shape)).then(reading)


def judged(stamps: pl.DataFrame, midnights: Iterable[str] = ()) -> Judged:
    """The clock of one answer, from its columns `stamp`, `day` (filing date) and `form`.

    `midnights`: stamps of dated former names, which are midnight Eastern: `00:00` if the clock
    is Eastern, `04:00` or `05:00` if it is UTC.
    """
    both = stamps.drop_nulls().select(
        against_utc=_contradicts(_as_eastern(pl.col("stamp"))).sum(),
        against_eastern=_contradicts(pl.col("stamp")).sum(),
    )
    hours = [stamp[11:19] for stamp in midnights]
    against_utc = int(both["against_utc"][0] or 0) + hours.count("00:00:00")
    against_eastern = (
        int(both["against_eastern"][0] or 0) + hours.count("04:00:00") + hours.count("05:00:00")
    )
    clock: Clock = "unsettled"
    if against_eastern > _CLEARER * against_utc:
        clock = "utc"
    elif against_utc > _CLEARER * against_eastern:
        clock = "eastern"
    return Judged(clock, against_utc, against_eastern)


def with_acceptance(stamps: pl.DataFrame, clock: Clock) -> pl.DataFrame:
    """Rows with `accepted`, the moment in UTC, and `settled`, whether its clock is proved.

    Needs the columns of `judged`. A stamp at midnight Eastern is only a day: `accepted` is null.
    """
    stamp, local = pl.col("stamp"), _as_eastern(pl.col("stamp"))
    utc = stamp.dt.replace_time_zone("UTC").cast(MOMENT)
    eastern = (
        stamp.dt.replace_time_zone(EASTERN, ambiguous="latest", non_existent="null")
        .dt.convert_time_zone("UTC")
        .cast(MOMENT)
    )
    later = pl.max_horizontal(utc, eastern)
    if clock == "unsettled":
        settled, moment = pl.lit(False), later
        day_only = (local.dt.time() == time(0)) | (stamp.dt.time() == time(0))
    else:
        reading, moment = (local, utc) if clock == "utc" else (stamp, eastern)
        settled = ~_contradicts(reading).fill_null(True)
        moment = pl.when(settled).then(moment).otherwise(later)
        day_only = reading.dt.time() == time(0)
    return stamps.with_columns(
        accepted=pl.when(~day_only).then(moment), settled=settled & ~day_only.fill_null(True)
    )


def _as_eastern(stamp: pl.Expr) -> pl.Expr:
    utc = stamp.dt.replace_time_zone("UTC")
    return utc.dt.convert_time_zone(EASTERN).dt.replace_time_zone(None)


def _contradicts(local: pl.Expr) -> pl.Expr:
    clock, day, filed = local.dt.time(), local.dt.date(), pl.col("day")
    closed = (clock < OPENS) | (clock > CLOSES)
    late = clock > LAST_SAME_DAY
    by_rule = ~pl.col("form").str.contains(_EVENING)
    early_date = late & (filed == day)
    late_date = ~late & (filed > day) & (day.dt.weekday() <= 5)
    return (clock != time(0)) & (closed | (by_rule & (early_date | late_date)))
