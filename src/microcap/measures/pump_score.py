"""A rule score of a run-up, 0 to 100, of what is known, and from which share of it on it alerts."""

from dataclasses import dataclass

import polars as pl

RUN_UP, VOLUME_TIMES, TURNOVER = 0.5, 10.0, 1.0
"""Thresholds of methods.md section 8."""
LONGEST = 5
"""Sessions within which the price must have run (methods.md section 8)."""
ALERT = 60
"""Points from which every score alerts (methods.md section 8)."""
SHARE, AT_LEAST = 0.75, 45
"""Where features are missing: part of the reachable points, and points, from which a score alerts
(docs/decisions/pump-alerts.md)."""
_NOISE = 6
"""Digits beyond which prices in the shares of another day differ: half a percent rounds alike."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the score: its points, whether it holds (null: not known), and its words."""

    name: str
    points: int
    holds: pl.Expr
    yes: pl.Expr
    no: pl.Expr
    missing: str


def score(frame: pl.DataFrame) -> pl.DataFrame:
    """The features with `score`, `reachable`, `alert` and `reasons`, row by row.

    `frame` has the columns of `measures.pump_features.features`, and `no_filing` (null: the record
    is not held) and `promotion` (null: none is held). A feature that is null adds to neither
    `score` nor `reachable`. The run-up counts where the price rose by half over its baseline and
    within five sessions. `alert`: the phase is run_up, so that the day is the top of its run so far,
    and the score is 60 or more, or 45 or more and at least three quarters of what was reachable. `reasons` is a sentence.
    """
    parts = _parts()
    points = [pl.when(part.holds.fill_null(False)).then(part.points).otherwise(0) for part in parts]
    reach = [pl.when(part.holds.is_not_null()).then(part.points).otherwise(0) for part in parts]
    words = [
        pl.when(part.holds.is_null())
        .then(pl.lit(part.missing))
        .when(part.holds)
        .then(pl.concat_str(part.yes, pl.lit(f" ({part.points})")))
        .otherwise(part.no)
        for part in parts
    ]
    scored = frame.with_columns(
        score=pl.sum_horizontal(points).cast(pl.Int64),
        reachable=pl.sum_horizontal(reach).cast(pl.Int64),
        reasons=pl.concat_str(words, separator="; "),
    )
    enough = (pl.col("score") >= AT_LEAST) & (pl.col("score") >= SHARE * pl.col("reachable"))
    alert = (pl.col("phase") == "run_up") & ((pl.col("score") >= ALERT) | enough)
    return scored.with_columns(alert=alert.fill_null(False))


def market_points() -> pl.Expr:
    """Points of the features that prices, volume and share counts alone show, 0 to 60."""
    return pl.sum_horizontal(
        pl.when(part.holds.fill_null(False)).then(part.points).otherwise(0)
        for part in _parts()
        if part.name in ("run_up", "volume", "turnover")
    )


def _parts() -> tuple[Part, ...]:
    run, times, turnover = pl.col("run_up"), pl.col("volume_times"), pl.col("float_turnover")
    ran = pl.format(
        "{} % over the usual price, {} % in {} sessions",
        _percent(run),
        _percent(pl.col("rise")),
        pl.col("run_sessions"),
    )
    volume = pl.format("{} times the usual volume", _number(times))
    turned = pl.format("{} of the shares counted traded in the run", _number(turnover, 2))
    filing, promotion = pl.col("no_filing"), pl.col("promotion")
    return (
        Part(
            "run_up",
            25,
            (run >= RUN_UP) & (pl.col("rise") >= RUN_UP) & (pl.col("run_sessions") <= LONGEST),
            ran,
            ran,
            "no usual price is held",
        ),
        Part("volume", 20, times >= VOLUME_TIMES, volume, volume, "no usual volume is held"),
        Part(
            "no_filing",
            20,
            filing,
            pl.lit("nothing filed or released beside it, the record is complete"),
            pl.lit("something was filed or released beside it"),
            "whether something was filed is not known",
        ),
        Part(
            "promotion",
            20,
            promotion,
            pl.lit("a promotion is held"),
            pl.lit("no promotion in a record held as complete"),
            "no record of promotions is held",
        ),
        Part("turnover", 15, turnover > TURNOVER, turned, turned, "no share count is held"),
    )


def _percent(value: pl.Expr) -> pl.Expr:
    whole = (100 * value).round(_NOISE).round(0).cast(pl.Int64)
    sign = pl.when(whole > 0).then(pl.lit("+")).otherwise(pl.lit(""))
    return pl.concat_str(sign, whole.cast(pl.String))


def _number(value: pl.Expr, digits: int = 0) -> pl.Expr:
    rounded = value.round(_NOISE).round(digits)
    return (rounded if digits else rounded.cast(pl.Int64)).cast(pl.String)
