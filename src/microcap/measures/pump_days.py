"""Run-ups beside what was filed, released and promoted, as it could be said on each day.

1. `pump_rows` takes from a panel what the features read, without counts that a split outdated and
   without closes that one print alone carries (`measures.doubtful_closes`).
2. `beside_subject` or `beside_market` gathers filings, releases, promotions and how complete they are.
3. `pump_frame` puts features, record and score together, and tells a first alert from one that goes on.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from microcap.measures.doubtful_closes import with_doubts
from microcap.measures.pump_features import FEATURES, MEMORY, features
from microcap.measures.pump_score import market_points, score
from microcap.model.table import BarFlag
from microcap.view.once import once
from microcap.view.subject import Subject
from microcap.view.view import View

PROMOTED_BEFORE = timedelta(days=14)
"""How long before a run a promotion still belongs to it (project default)."""
_OUTDATED = 10
"""Sessions after a split within which a vendor's count may still be the old one."""
_COUNTED = 120
"""Sessions over which a share count is compared with itself."""
_BY_CLOSE = [name for name in FEATURES if name != "price"]
"""Features that mean nothing while a session's close is unconfirmed."""
NO_NEWS = frozenset({"3", "4", "5", "144", "CORRESP", "UPLOAD", "SC 13G", "SCHEDULE 13G", "13F-HR"})
"""Forms that report what owners hold or letters to the staff, and no news of the company."""

_SPANS: dict[str, type[pl.DataType]] = {
    "security": pl.String,
    "held_from": pl.Date,
    "held_until": pl.Date,
}


@dataclass(frozen=True)
class Beside:
    """What is held beside prices, by security: things said with their moments, and spans held whole."""

    filings: pl.DataFrame
    releases: pl.DataFrame
    promotions: pl.DataFrame
    halts: pl.DataFrame
    filings_held: pl.DataFrame
    news_held: pl.DataFrame


@once
def pump_days(subject: Subject) -> pl.DataFrame:
    """Every session of the subject's panel with its run, its phase, its score and its alert.

    See `pump_frame`. What a row says is what could be said at that session's close.
    """
    return pump_frame(subject.panel, beside_subject(subject), subject.view.sessions)


def pump_rows(panel: pl.DataFrame) -> pl.DataFrame:
    """Rows of a panel as `features` reads them, without share counts and closes that are in doubt.

    `shares` is null within ten sessions of a split, and where the count is below half of what it
    was within 120 sessions: no company buys half of itself back, but vendors lose digits.
    `unconfirmed` and what it does to `close` and `broken`: `measures.doubtful_closes`.
    """
    factor, count = pl.col("split_factor"), pl.col("shares")
    moved = (factor != factor.shift(_OUTDATED)).over("security").fill_null(False)
    largest = count.rolling_max(_COUNTED, min_samples=1).over("security")
    doubtful = moved | (count < largest / 2).fill_null(False)
    rows = panel.filter(pl.col("close").is_not_null()).with_columns(
        shares=pl.when(~doubtful).then("shares"), told_close="close", counted="shares"
    )
    return with_doubts(rows)


def pump_frame(
    panel: pl.DataFrame, beside: Beside, sessions: pl.DataFrame, *, least: int = 0
) -> pl.DataFrame:
    """Features, record, score and alert of each row of a panel; `sessions` are those of a view.

    Beside the columns of `features` and `score`: `symbol`, `close`, `run_start` (day of the low),
    `top` (day), `late` (the top's row is one session late), `filing`, `release`, `promoted` and
    `halt` (the last said or begun in the run), `no_filing`, `promotion`, `first` (an alert, and
    none in the 20 sessions before) and `strength`, by which alerts are ranked. With `least` above
    zero only rows that are unconfirmed, or at the top of a run with a score that price and volume
    alone bring to so many points, are kept.

    The record counts from the close two sessions before the first rise to the close of the top. Of
    a session with `unconfirmed` nothing is known until the next has closed: its features are null.
    """
    rows = pump_rows(panel)
    run = features(rows)
    known = ~rows["unconfirmed"]
    placed = pl.concat(
        [
            run.with_columns(pl.when(known).then(name).alias(name) for name in _BY_CLOSE),
            rows.select(
                "symbol",
                "unconfirmed",
                close="told_close",
                late=(pl.col("flags") & int(BarFlag.SESSION_LATE)) > 0,
                at=pl.int_range(pl.len(), dtype=pl.Int64),
            ),
        ],
        how="horizontal",
    )
    day, top = placed["day"], pl.col("at") - pl.col("days_since_peak")
    low = top - pl.col("run_sessions")
    before = pl.max_horizontal(low - 1, pl.lit(0))
    marked = placed.with_columns(
        run_start=pl.lit(day).gather(low),
        top=pl.lit(day).gather(top),
        late=pl.lit(placed["late"]).gather(top).fill_null(False),
        begins=pl.lit(day).gather(before),
    )
    if least:
        tops = (pl.col("phase") == "run_up") & (market_points() >= least)
        marked = marked.filter(tops | pl.col("unconfirmed"))
    scored = score(_recorded(marked, beside, sessions))
    height = pl.min_horizontal("run_up", "rise").clip(lower_bound=0)
    return (
        scored.with_columns(
            alerted=pl.when(pl.col("alert")).then("at"),
        )
        .with_columns(before=pl.col("alerted").forward_fill().shift().over("security"))
        .with_columns(
            first=pl.col("alert")
            & (pl.col("before").is_null() | (pl.col("at") - pl.col("before") > MEMORY)),
            strength=(
                pl.col("score")
                / pl.col("reachable")
                * height.log1p()
                * pl.max_horizontal("volume_times", pl.lit(1.0)).log()
            ),
        )
        .drop("alerted", "before", "at", "begins")
    )


def _recorded(rows: pl.DataFrame, beside: Beside, sessions: pl.DataFrame) -> pl.DataFrame:
    """Rows with what was said beside their run, and whether a record shows that nothing was."""
    closes = sessions.select("day", "close_at").sort("day")
    timed = rows.join(
        closes.rename({"day": "begins", "close_at": "opens_at"}), on="begins", how="left"
    ).join(closes.rename({"day": "top", "close_at": "ends_at"}), on="top", how="left")
    timed = timed.sort("security", "day")
    for name, held, early in (
        ("filing", beside.filings, timedelta(0)),
        ("release", beside.releases, timedelta(0)),
        ("promoted", beside.promotions, PROMOTED_BEFORE),
        ("halt", beside.halts, timedelta(0)),
    ):
        timed = _said(timed, name, held, early)
    filings_held = _held(timed, beside.filings_held, pl.col("begins"))
    news_held = _held(timed, beside.news_held, pl.col("begins") - PROMOTED_BEFORE)
    said = pl.col("filing").is_not_null() | pl.col("release").is_not_null()
    return timed.with_columns(
        no_filing=pl.when(~pl.col("late") & said)
        .then(False)
        .when(~pl.col("late") & filings_held)
        .then(True),
        promotion=pl.when(pl.col("promoted").is_not_null()).then(True).when(news_held).then(False),
    ).drop("opens_at", "ends_at")


def _said(rows: pl.DataFrame, name: str, held: pl.DataFrame, early: timedelta) -> pl.DataFrame:
    """Rows with the last of the things said from the run's beginning to the close of its top."""
    if held.is_empty():
        return rows.with_columns(pl.lit(None, pl.String).alias(name))
    joined = rows.join_asof(
        held.sort("security", "said_at"),
        left_on="ends_at",
        right_on="said_at",
        by="security",
        strategy="backward",
        check_sortedness=False,
    )
    inside = pl.col("said_at") > pl.col("opens_at") - early
    return joined.with_columns(pl.when(inside).then("said").alias(name)).drop("said_at", "said")


def _held(rows: pl.DataFrame, spans: pl.DataFrame, begins: pl.Expr) -> pl.Series:
    """Whether a span that is held whole covers the run of each row."""
    if spans.is_empty():
        return pl.repeat(False, rows.height, dtype=pl.Boolean, eager=True)
    asked = rows.select("security", "top", begins=begins, row=pl.int_range(pl.len()))
    covered = asked.join(spans, on="security").filter(
        (pl.col("held_from") <= pl.col("begins")) & (pl.col("held_until") >= pl.col("top"))
    )
    return asked["row"].is_in(covered["row"].unique().implode())


def beside_subject(subject: Subject) -> Beside:
    """The record of one subject as known at the view's moment."""
    security = pl.lit(subject.security).alias("security")
    names = [*subject.symbols, *([subject.issuer] if subject.issuer else []), "*"]
    covered = {
        table: subject.view.coverage(table)
        .filter(pl.col("subject").is_in(names))
        .with_columns(security)
        for table in ("filings", "news")
    }
    return _beside(
        subject.filings.with_columns(security),
        subject.news.with_columns(security),
        subject.halts.with_columns(security),
        covered["filings"] if subject.issuer else covered["filings"].clear(),
        covered["news"],
    )


def beside_market(view: View) -> Beside:
    """The record of every security as known at the view's moment."""
    issuers = view.issuers_of_securities()
    symbols = view.spells.select("security", subject="symbol").unique()
    filers = issuers.select("security", subject="issuer")
    filings = view.table("filings").collect().join(issuers, on="issuer")
    return _beside(
        filings,
        view.borne(view.table("news").collect()),
        view.borne(view.table("halts").collect()),
        _covered(view.coverage("filings"), pl.concat([filers, symbols]), filers["security"]),
        _covered(view.coverage("news"), pl.concat([filers, symbols]), symbols["security"].unique()),
    )


def _covered(rows: pl.DataFrame, names: pl.DataFrame, everyone: pl.Series) -> pl.DataFrame:
    """Coverage by security; a row for all is one for each of `everyone`."""
    whole = rows.filter(pl.col("subject") == "*").join(
        pl.DataFrame({"security": everyone}), how="cross"
    )
    own = rows.join(names, on="subject").filter(pl.col("security").is_in(everyone.implode()))
    return pl.concat([own, whole.select(own.columns)])


def _beside(
    filings: pl.DataFrame,
    news: pl.DataFrame,
    halts: pl.DataFrame,
    filings_covered: pl.DataFrame,
    news_covered: pl.DataFrame,
) -> Beside:
    form = pl.col("form").str.strip_suffix("/A")
    told = filings.filter(~form.is_in(sorted(NO_NEWS))).select(
        "security",
        said_at="known_at",
        said=pl.format("{} of {}", "form", "day"),
    )
    headline = pl.format("{} of {}: {}", "kind", "day", pl.col("headline").str.slice(0, 80))
    items = news.select("security", "kind", said_at="known_at", said=headline)
    released = items.filter(pl.col("kind").is_in(["release", "news"]))
    promoted = items.filter(pl.col("kind") == "promotion")
    stopped = halts.select(
        "security",
        said_at=pl.max_horizontal("start_at", "known_at"),
        said=pl.format("halt {} of {}", "code", "day"),
    )
    return Beside(
        told,
        released.select(told.columns),
        promoted.select(told.columns),
        stopped,
        _spans(filings_covered),
        _spans(news_covered.filter(pl.col("absent_means") == "none")),
    )


def _spans(rows: pl.DataFrame) -> pl.DataFrame:
    """Spans held whole by one source, those that touch made one."""
    merged: list[tuple[str, date, date]] = []
    ordered = rows.filter(pl.col("complete")).sort("security", "source", "day")
    last = ("", "")
    for security, source, first, until in ordered.select(
        "security", "source", "day", "until"
    ).iter_rows():
        if (security, source) == last and first <= merged[-1][2] + timedelta(days=1):
            merged[-1] = (security, merged[-1][1], max(merged[-1][2], until))
        else:
            merged.append((security, first, until))
        last = (security, source)
    return pl.DataFrame(merged, schema=_SPANS, orient="row")
