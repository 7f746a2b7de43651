"""An invented market as detectors see it: their alerts a day, and what each name-month was in truth.

1. `watched` makes the market of a seed, its features, and what every detector says of each day.
2. `name_months` puts days together to name-months: a detector's highest score and whether it
   alerted, beside the truth.
"""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

import polars as pl

from microcap.measures.pump_features import features
from microcap.measures.pump_model import PumpModel, chances
from microcap.measures.pump_score import score

if TYPE_CHECKING:
    from microcap.sources.sandbox.pumped import Planted, PumpedMarket

FIXED = {"fixed_loose": (1.25, 4.0), "fixed_strict": (1.9, 5.0)}
"""Fixed thresholds in the style of Kamps & Kleinberg 2018: the day's high over the mean close, and
its volume over the mean volume, of the 20 sessions before. 1.9 and 5 are the levels of Karbalaii
2025 (arXiv:2503.08692, hourly bars); the loose pair is this project's."""
DETECTORS = ("rule", "rule_prices", "learned", "learned_prices", *FIXED)
"""Every detector; each has a column of scores and one of alerts, `NAME_alert`."""
_WINDOW = 20
_MESSAGE = 10
"""Sessions before a run within which a public message belongs to it, as in `measures.pump_days`."""
_AFTERMATH = 20
"""Sessions after a pump that belong neither to it nor to quiet times."""


@dataclass(frozen=True)
class Watched:
    """A market with what every detector said of every day.

    `days`: security, day, place (of the session), and the detectors' columns.
    """

    days: pl.DataFrame
    planted: tuple["Planted", ...]


def watched(market: "PumpedMarket", model: PumpModel | None = None) -> Watched:
    """What each detector says of each day of a market, knowing nothing later than its close.

    The names that end in `_prices` are told neither filings nor messages nor share counts: that is
    what is held of most real names.
    """
    rows = market.rows
    known = with_record(rows)
    alone = known.with_columns(
        no_filing=pl.lit(None, pl.Boolean),
        promotion=pl.lit(None, pl.Boolean),
        float_turnover=pl.lit(None, pl.Float64),
    )
    columns: dict[str, pl.Series] = {}
    for name, frame in (("rule", known), ("rule_prices", alone)):
        said = score(frame)
        columns[name] = said["score"].cast(pl.Float64)
        columns[f"{name}_alert"] = said["alert"]
    for name, frame in (("learned", known), ("learned_prices", alone)):
        said = chances(frame, model)
        columns[name] = said["chance"].fill_null(0.0)
        columns[f"{name}_alert"] = said["learned_alert"]
    days = rows.select("security", "day").with_columns(**columns)
    fixed = _fixed(rows)
    days = days.hstack(fixed.get_columns())
    place = pl.int_range(pl.len()).over("security").alias("place")
    return Watched(days.with_columns(place), market.planted)


def with_record(rows: pl.DataFrame) -> pl.DataFrame:
    """The features of a market with `no_filing` and `promotion` as known on each day.

    As in `measures.pump_days` a filing counts from the session of the run's low on, and a message
    from ten sessions before it on.
    """
    place = pl.int_range(pl.len()).over("security")
    since = [
        (place - pl.when(pl.col(name)).then(place).forward_fill().over("security")).alias(name)
        for name in ("filed", "promoted")
    ]
    ages = rows.select(since)
    reach = (pl.col("days_since_peak") + pl.col("run_sessions")).fill_null(0)
    return (
        features(rows)
        .hstack(ages.get_columns())
        .with_columns(
            no_filing=pl.col("filed").is_null() | (pl.col("filed") > reach),
            promotion=(pl.col("promoted") <= reach + _MESSAGE).fill_null(False),
        )
        .drop("filed", "promoted")
    )


def _fixed(rows: pl.DataFrame) -> pl.DataFrame:
    """The fixed thresholds' columns; the score is by how much the nearer one is passed."""
    # rolling sums drift, and the order in which sum_horizontal adds changes from run to run
    before = {
        name: reduce(add, (pl.col(name).shift(back) for back in range(1, _WINDOW + 1))) / _WINDOW
        for name in ("close", "volume")
    }
    full = pl.int_range(pl.len()) >= _WINDOW
    price = pl.col("high") / before["close"]
    volume = pl.when(before["volume"] > 0).then(pl.col("volume") / before["volume"])
    parts: list[pl.Expr] = []
    for name, (high, times) in FIXED.items():
        passed = pl.min_horizontal(price / high, volume / times)
        parts.append(pl.when(full).then(passed).fill_null(0.0).over("security").alias(name))
    told = rows.select(parts)
    return told.with_columns(**{f"{name}_alert": pl.col(name) >= 1.0 for name in FIXED})


def name_months(seen: Watched) -> pl.DataFrame:
    """A row a name and month: security, family and intensity (null: never pumped), truth, detectors.

    `truth`: a session from the first rise to the first day of the fall lies in the month. Months
    that only touch the quiet buying before, or the fall and the twenty sessions after it, are left
    out, and so is the first month, in which nothing is usual yet.
    """
    sessions = seen.days["day"].unique().sort()
    places = {day: place for place, day in enumerate(sessions.to_list())}
    planted = pl.DataFrame(
        [
            {
                "security": one.security,
                "family": one.family,
                "intensity": one.intensity,
                "buying": places[one.buying],
                "rise": places[one.rise],
                "dump": places[one.dump],
                "end": places[one.end],
            }
            for one in seen.planted
        ],
        schema={
            "security": pl.String, "family": pl.String, "intensity": pl.String,
            "buying": pl.Int64, "rise": pl.Int64, "dump": pl.Int64, "end": pl.Int64,
        },
    )  # fmt: skip
    inside = pl.col("place").is_between(pl.col("rise"), pl.col("dump"))
    around = pl.col("place").is_between(pl.col("buying"), pl.col("end") + _AFTERMATH)
    first = sessions.dt.truncate("1mo")[0]
    said: list[pl.Expr] = []
    for name in DETECTORS:
        said += [pl.col(name).max(), pl.col(f"{name}_alert").any()]
    return (
        seen.days.join(planted, on="security", how="left")
        .group_by("security", "family", "intensity", month=pl.col("day").dt.truncate("1mo"))
        .agg(*said, truth=inside.any().fill_null(False), near=around.any().fill_null(False))
        .filter(pl.col("month") != first, pl.col("truth") | ~pl.col("near"))
        .drop("near")
        .sort("security", "month")
    )


@dataclass(frozen=True, slots=True)
class Found:
    """One pump and one detector: when it first alerted, in sessions before the peak and the fall."""

    planted: "Planted"
    detector: str
    alert: date | None
    """Day of the first alert between the first buying and the end of the fall; null: none."""
    before_peak: int | None
    before_dump: int | None


def found(seen: Watched) -> list[Found]:
    """Of every pump and detector the first alert from the first buying to the end of the fall."""
    sessions = seen.days["day"].unique().sort().to_list()
    places = {day: place for place, day in enumerate(sessions)}
    names = [one.security for one in seen.planted]
    held = seen.days.filter(pl.col("security").is_in(names)).partition_by("security", as_dict=True)
    answers: list[Found] = []
    for one in seen.planted:
        days = held[(one.security,)].filter(pl.col("day").is_between(one.buying, one.end))
        for name in DETECTORS:
            alerts: list[date] = days.filter(pl.col(f"{name}_alert"))["day"].to_list()
            day = min(alerts, default=None)
            at = None if day is None else places[day]
            answers.append(
                Found(
                    one,
                    name,
                    day,
                    None if at is None else places[one.top] - at,
                    None if at is None else places[one.dump] - at,
                )
            )
    return answers
