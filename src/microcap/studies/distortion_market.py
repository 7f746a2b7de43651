"""An invented market as detectors of falls see it, and what each name-month was in truth.

1. `watched` says of every fall of a fifth what each detector makes of it, and on which day.
2. `name_months` counts each alert in the month of the fall that it is about, beside the truth.
3. `found` says of each case how long after the first publication a detector spoke.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from microcap.measures.fall_features import (
    RECOVERY,
    SHORT_RISE,
    WITHIN,
    short_rises,
    steep_falls,
    told_of_falls,
)
from microcap.measures.fall_score import fall_score

if TYPE_CHECKING:
    from microcap.sources.sandbox.distorted import Distorted, DistortedMarket

DETECTORS = ("rule", "rule_unheard", "check_waits", "check_finds", "fixed")
"""Every detector; each has a column of scores and one of alerts, `NAME_alert`."""
_AFTER = 2
"""Sessions after the planned low in which a fall may still end: chance moves the price too."""


@dataclass(frozen=True)
class Watched:
    """A market with what every detector said of its falls.

    `days`: security, day, place (of the session). `said`: security, day and place on which it could
    be said, fall_day and fall_place of the fall that it is about, and the detectors' columns.
    """

    days: pl.DataFrame
    said: pl.DataFrame
    planted: tuple["Distorted", ...]


def watched(market: "DistortedMarket") -> Watched:
    """What each detector says of each fall, on its day and on the day when half of it is back.

    It knows nothing later than the close of the day on which it speaks.
    """
    rows = market.rows
    place = pl.int_range(pl.len(), dtype=pl.Int64).over("security").alias("place")
    days = rows.select("security", "day", place)
    falls = _beside(rows, steep_falls(rows))
    told = days.hstack(told_of_falls(rows, falls).get_columns())
    own = falls.select(
        "fall",
        "short_rise",
        "publication",
        "no_filing",
        fall_day=days["day"].gather(falls["row"]),
        fall_place=days["place"].gather(falls["row"]),
    )
    told = told.with_columns(own[name].gather(told["at"]).alias(name) for name in own.columns)
    back = (pl.col("recovered") >= RECOVERY).fill_null(False)
    # a recovery is told once, also where another fall of the same days takes over as the deepest
    new = back & ~back.shift(1, fill_value=False).over("security")
    spoken = told.filter((pl.col("days_since") == 0) | new)
    columns: dict[str, pl.Series] = {}
    unheard = spoken.with_columns(publication=pl.lit(None, pl.Boolean))
    for name, frame in (("rule", spoken), ("rule_unheard", unheard)):
        marked = fall_score(frame)
        columns[name] = marked["score"].cast(pl.Float64)
        columns[f"{name}_alert"] = marked["alert"]
    beside = pl.col("publication") | (pl.col("short_rise") >= SHORT_RISE).fill_null(False)
    returned = pl.col("recovered") >= RECOVERY
    for name, holds in (
        ("check_waits", beside),
        ("check_finds", beside & returned),
        ("fixed", pl.lit(True)),
    ):
        called = spoken.select(
            pl.when(holds).then(-pl.col("fall")).otherwise(0.0).alias(name)
        ).to_series()
        columns[name], columns[f"{name}_alert"] = called, called > 0
    kept = spoken.select("security", "day", "place", "fall_day", "fall_place")
    return Watched(days, kept.with_columns(**columns), market.planted)


def _beside(rows: pl.DataFrame, falls: pl.DataFrame) -> pl.DataFrame:
    """Each fall with its short sales, and what was said and filed from its beginning on.

    As in `measures.fall_days` what came on the session of the close before counts.
    """
    counted = rows.select(
        pl.col(name).cast(pl.Int64).cum_sum() for name in ("negative", "filed")
    ).with_columns(
        (pl.col(name) - rows[name]).alias(f"{name}_before") for name in ("negative", "filed")
    )
    came = {
        name: counted[name].gather(falls["row"]) - counted[f"{name}_before"].gather(falls["start"])
        for name in ("negative", "filed")
    }
    return falls.with_columns(
        short_rises(falls, rows["short_share"]),
        publication=came["negative"] > 0,
        no_filing=came["filed"] == 0,
    )


def name_months(seen: Watched) -> pl.DataFrame:
    """A row a name and month: security, family and intensity (null: no case), truth, detectors.

    `truth`: a session from the first publication to the planned low lies in the month. Months that
    touch only the short sales before, or what is won back and the twenty sessions after it, are
    left out, and so is the first month, in which nothing is usual yet.
    """
    sessions = seen.days["day"].unique().sort()
    places = {day: place for place, day in enumerate(sessions.to_list())}
    planted = pl.DataFrame(
        [
            {
                "security": one.security,
                "family": one.family,
                "intensity": one.intensity,
                "shorting": places[one.shorting],
                "published": places[one.first],
                "low": places[one.low],
                "end": places[one.end],
            }
            for one in seen.planted
        ],
        schema={
            "security": pl.String, "family": pl.String, "intensity": pl.String,
            "shorting": pl.Int64, "published": pl.Int64, "low": pl.Int64, "end": pl.Int64,
        },
    )  # fmt: skip
    inside = pl.col("place").is_between(pl.col("published"), pl.col("low"))
    around = pl.col("place").is_between(pl.col("shorting"), pl.col("end") + WITHIN)
    first = sessions.dt.truncate("1mo")[0]
    alerts: list[pl.Expr] = []
    for name in DETECTORS:
        alerts += [pl.col(name).max(), pl.col(f"{name}_alert").any()]
    said = seen.said.group_by("security", month=pl.col("fall_day").dt.truncate("1mo")).agg(*alerts)
    return (
        seen.days.join(planted, on="security", how="left")
        .group_by("security", "family", "intensity", month=pl.col("day").dt.truncate("1mo"))
        .agg(truth=inside.any().fill_null(False), near=around.any().fill_null(False))
        .filter(pl.col("month") != first, pl.col("truth") | ~pl.col("near"))
        .drop("near")
        .join(said, on=["security", "month"], how="left")
        .with_columns(
            *(pl.col(name).fill_null(0.0) for name in DETECTORS),
            *(pl.col(f"{name}_alert").fill_null(False) for name in DETECTORS),
        )
        .sort("security", "month")
    )


@dataclass(frozen=True, slots=True)
class Found:
    """One case and one detector: when it first alerted."""

    planted: "Distorted"
    detector: str
    alert: date | None
    """Day of the first alert about a fall between the first publication and the low; null: none."""
    after_publication: int | None
    """Sessions from the first publication to it."""
    before_low: int | None
    """Sessions from it to the planned low; below zero is after it."""


def found(seen: Watched) -> list[Found]:
    """Of every case and detector the first alert about a fall that belongs to the case."""
    sessions = seen.days["day"].unique().sort().to_list()
    places = {day: place for place, day in enumerate(sessions)}
    names = [one.security for one in seen.planted]
    held = seen.said.filter(pl.col("security").is_in(names)).partition_by("security", as_dict=True)
    answers: list[Found] = []
    for one in seen.planted:
        first, low = places[one.first], places[one.low]
        own = held.get((one.security,), seen.said.clear()).filter(
            pl.col("fall_place").is_between(first, low + _AFTER)
        )
        for name in DETECTORS:
            at = own.filter(pl.col(f"{name}_alert"))["place"].to_list()
            place = min(at, default=None)
            answers.append(
                Found(
                    one,
                    name,
                    None if place is None else sessions[place],
                    None if place is None else place - first,
                    None if place is None else low - place,
                )
            )
    return answers
