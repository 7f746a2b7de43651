"""The scan: which names of the whole market showed the pattern of a run-up, day by day.

1. `_chunks` cuts the securities, so that memory stays flat over years.
2. `pump_frame` gives each chunk's alerts, each as it could be said at the close of its day.
3. `_alerts` ranks the first alerts of each day, keeps the strongest, and says what the record holds.
4. `_offering` asks of the alerts of the view's last session whether new shares may come.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from microcap.checks.offering_pending import offering_pending
from microcap.measures.pump_days import Beside, beside_market, pump_frame
from microcap.measures.pump_model import TRAINED_ON, chances
from microcap.model.errors import Contradiction, NotKnownThen
from microcap.model.verdicts import Clear, Finding
from microcap.view.known_rows import panel_of
from microcap.view.subject import Subject
from microcap.view.ticker_kinds import kind_by_ticker
from microcap.view.view import View

MOST = 15
"""Alerts of a day that are told at most, the strongest first (project default)."""
_CONTEXT = 220
"""Sessions before the first day that are read: baseline, run, memory, the alert before and the share
counts before that, with room."""
_ROWS = 800_000
"""Rows of a chunk, by estimate."""
_LEAST = 20
"""Points that price and volume must bring by themselves: the record alone brings 40, an alert 60."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One name on one day: the pattern of a run-up, and what the record holds beside it."""

    symbol: str
    security: str
    day: date
    rank: int
    score: int
    """Points of 100 that are known to hold."""
    reachable: int
    """Points that could be known at all; a feature that is not held is missing, not true."""
    strength: float
    phase: str
    run_start: date
    run_sessions: int
    run_up: float
    """Close over the median of the baseline, minus one; a fraction."""
    rise: float
    """Close over the lowest close of the five sessions before, minus one; a fraction."""
    volume_times: float | None
    float_turnover: float | None
    """Shares traded in the run over the shares counted; null without a count."""
    gap: float | None
    range_share: float | None
    price: float
    found: str
    """filing, halt, suspension, promotion, nothing or cannot tell."""
    beside: tuple[str, ...]
    """What was found, in words."""
    late: bool
    """The publisher's row is one session late: the run was a session earlier."""
    reasons: str
    kind: str
    """share, or by its ticker warrant, right or unit."""
    offering: str | None
    """Whether an offering of new shares is pending; null for any day but the view's last session."""
    chance: float | None
    """Learned: of the day being in the rise of a pump like invented ones, 0 to 1; it decides nothing.

    Null beside a real name: it is fitted to how rare pumps are in invented markets, and a rate of
    those never stands beside a real name.
    """
    learned_from: str | None
    """Weights of the chance: whole (filings and promotions are held) or prices alone."""
    trained_on: str | None
    """What the chance was learned on; null where there is none."""


@dataclass(frozen=True, slots=True)
class Scan:
    """The alerts of a day or a span over the whole market, the strongest of each day first."""

    moment: datetime
    synthetic: bool
    first: date
    last: date
    sessions: int
    names: int
    """Securities with a bar in the span."""
    judged: int
    """Of them, those with a baseline on at least one session of the span."""
    alerts: tuple[Alert, ...]
    continuing: int
    """Alerts of runs that had alerted within the 20 sessions before; not listed."""
    left_out: int
    """First alerts beyond the most that a day tells."""
    median_a_day: float
    most_a_day: int
    waiting: tuple[str, ...]
    """Names whose close of the last session is not believed before another session has traded."""
    notes: tuple[str, ...]


def scan(
    view: View, *, first: date | None = None, last: date | None = None, most: int = MOST
) -> Scan:
    """Alerts of the view's last session, or of each session from `first` to `last`.

    Raises `Contradiction` where the span ends before it begins, or asks for less than one alert a
    day, and `NotKnownThen` where no session of it had closed at the view's moment.
    """
    days = _days(view, first, last, most)
    begins, ends = days["day"].item(0), days["day"].item(-1)
    beside = beside_market(view)
    tops, waiting, names, judged = [], list[str](), 0, 0
    for panel in _chunks(view, begins, ends):
        inside = panel.filter(pl.col("day") >= begins)
        names += inside["security"].n_unique()
        frame = pump_frame(panel, beside, view.sessions, least=_LEAST)
        judged += _judged(panel, begins)
        tops.append(frame.filter(pl.col("alert") & (pl.col("day") >= begins)))
        waits = frame.filter(pl.col("unconfirmed") & (pl.col("day") == ends))
        waiting += waits["symbol"].to_list()
    told = pl.concat(tops) if tops else None
    return _scanned(view, days, told, (names, judged, tuple(sorted(waiting))), most, beside)


def _days(view: View, first: date | None, last: date | None, most: int) -> pl.DataFrame:
    if most < 1:
        raise Contradiction(f"at most {most} alerts a day were asked for; ask for one or more")
    if first and last and last < first:
        raise Contradiction(f"a scan from {first} to {last}: it ends before it begins; swap them")
    until = min(last or view.day, view.day)
    begins = first if first is not None else (until if last is not None else view.last_session)
    days = view.sessions.filter((pl.col("day") >= begins) & (pl.col("day") <= until))
    if days.is_empty():
        raise NotKnownThen(
            f"a scan from {begins} to {until} as known on {view.day}: no session of the exchange "
            f"lies in it that had closed; the last that had is {view.last_session}, ask for that"
        )
    return days.select("day")


def _chunks(view: View, begins: date, ends: date) -> Iterator[pl.DataFrame]:
    """The panel of the securities, some at a time, from the context before the span to its end."""
    sessions = view.sessions["day"]
    place = int(sessions.search_sorted(begins))
    context = sessions.item(max(0, place - _CONTEXT))
    span = int(sessions.search_sorted(ends, side="right")) - max(0, place - _CONTEXT)
    spells = view.spells.filter(pl.col("day") <= ends).select("security", "symbol").unique()
    securities = spells["security"].unique().sort()
    size = max(1, _ROWS // span)
    for start in range(0, len(securities), size):
        some = securities[start : start + size]
        mine = pl.col("security").is_in(some.implode())
        symbols = spells.filter(mine)["symbol"].unique().sort().to_list()
        panel, _ = panel_of(view, symbols, context, ends)
        yield panel.filter(mine)


def _judged(panel: pl.DataFrame, begins: date) -> int:
    """Securities of a panel with enough rows before the span for one of its rows to be judged."""
    from microcap.measures.pump_features import FEWEST

    rows = panel.group_by("security").agg(inside=(pl.col("day") >= begins).sum(), held=pl.len())
    return rows.filter((pl.col("inside") > 0) & (pl.col("held") > FEWEST)).height


def _scanned(
    view: View,
    days: pl.DataFrame,
    told: pl.DataFrame | None,
    seen: tuple[int, int, tuple[str, ...]],
    most: int,
    beside: Beside,
) -> Scan:
    begins, ends = days["day"].item(0), days["day"].item(-1)
    names, judged, waiting = seen
    if told is None or told.is_empty():
        firsts, kept, continuing = None, None, 0
    else:
        firsts = told.filter("first").sort(
            "day", "strength", "security", descending=[False, True, False]
        )
        ranked = firsts.with_columns(rank=pl.int_range(1, pl.len() + 1).over("day"))
        kept = ranked.filter(pl.col("rank") <= most)
        continuing = told.height - firsts.height
    counts = (
        days.join(kept.group_by("day").len(), on="day", how="left")["len"].fill_null(0)
        if kept is not None
        else pl.Series([0] * days.height)
    )
    middle = counts.median()
    return Scan(
        moment=view.moment,
        synthetic=view.synthetic,
        first=begins,
        last=ends,
        sessions=days.height,
        names=names,
        judged=judged,
        alerts=_alerts(view, kept),
        continuing=continuing,
        left_out=0 if kept is None or firsts is None else firsts.height - kept.height,
        median_a_day=float(middle) if isinstance(middle, int | float) else 0.0,
        most_a_day=int(str(counts.max())),
        waiting=waiting,
        notes=(*_empty(view, names), *_notes(beside, kept, synthetic=view.synthetic)),
    )


def _alerts(view: View, kept: pl.DataFrame | None) -> tuple[Alert, ...]:
    if kept is None or kept.is_empty():
        return ()
    suspended = _suspensions(view, kept)
    columns = [
        "symbol", "security", "day", "rank", "score", "reachable", "strength", "phase", "run_start",
        "run_sessions", "run_up", "rise", "volume_times", "float_turnover", "gap", "range_share",
        "price", "late", "reasons",
    ]  # fmt: skip
    alerts = []
    listed = frozenset(view.spells["symbol"])
    kept = chances(kept)
    for row in kept.iter_rows(named=True):
        found, words = _found(row, suspended.get((row["security"], row["day"]), ""))
        kind = kind_by_ticker(row["symbol"], listed)
        offering = _offering(view, row["symbol"]) if row["day"] == view.last_session else None
        whole = {name: row[name] for name in columns}
        chance = row["chance"] if view.synthetic else None
        alerts.append(
            Alert(
                **whole,
                found=found,
                beside=words,
                kind=kind,
                offering=offering,
                chance=chance,
                learned_from=None if chance is None else row["learned_from"],
                trained_on=None if chance is None else TRAINED_ON,
            )
        )
    return tuple(alerts)


def _offering(view: View, symbol: str) -> str:
    """What the register's question for a pending offering answers, after its answer in a word."""
    verdict = offering_pending(Subject(view, symbol))
    if isinstance(verdict, Finding):
        return f"pending: {verdict.says}"
    if isinstance(verdict, Clear):
        return f"none found: {verdict.looked_at}"
    return f"cannot tell: {verdict.missing}"


def _found(row: dict[str, object], suspended: str) -> tuple[str, tuple[str, ...]]:
    """What the record holds beside a run, the weightiest first."""
    words = tuple(
        str(word)
        for word in (suspended, row["filing"], row["release"], row["halt"], row["promoted"])
        if word
    )
    if suspended:
        return "suspension", words
    if row["filing"] or row["release"]:
        return "filing", words
    if row["halt"]:
        return ("suspension" if "H10" in str(row["halt"]) else "halt"), words
    if row["no_filing"]:
        words = (*words, "no filing or release, the record is complete there")
    if row["promoted"]:
        return "promotion", words
    return ("nothing" if row["no_filing"] else "cannot tell"), words


def _suspensions(view: View, kept: pl.DataFrame) -> dict[tuple[str, date], str]:
    """Trading suspensions known at the close of the alert's day that give the name's CIK or ticker."""
    orders = (
        view.table("regulatory_actions").filter(pl.col("kind") == "trading_suspension").collect()
    )
    if orders.is_empty():
        return {}
    borne = view.borne(orders.filter(pl.col("symbol").is_not_null()))
    issued = orders.join(view.issuers_of_securities(), on="issuer")
    columns = ["security", "order", "known_at"]
    named = pl.concat(
        [
            part.with_columns(
                order=pl.format("trading suspension {} of {}", "identifier", "day")
            ).select(columns)
            for part in (borne, issued)
        ]
    ).unique()
    closes = view.sessions.select("day", "close_at", place=pl.int_range(pl.len(), dtype=pl.Int64))
    met = (
        kept.select("security", "day", "run_start")
        .join(closes, on="day")
        .join(named, on="security")
        .filter(
            (pl.col("known_at") <= pl.col("close_at"))
            & (pl.col("known_at").dt.date() >= pl.col("run_start"))
        )
    )
    return {(row["security"], row["day"]): row["order"] for row in met.iter_rows(named=True)}


def _empty(view: View, names: int) -> tuple[str, ...]:
    """That no bar of the days is held, and which day is the last with one."""
    if names:
        return ()
    bars = view.table("bars", pl.col("series") == "raw")
    last = bars.select(pl.col("day").max()).collect().item()
    if last is None:
        return (
            "no bar is held at all, so that nothing was looked at: microcap ingest files FOLDER",
        )
    return (
        f"no bar of these days is held, so that nothing was looked at; the last held is of {last}: "
        f"ask with --asof {last}, or bring newer bars",
    )


def _notes(beside: Beside, kept: pl.DataFrame | None, *, synthetic: bool) -> tuple[str, ...]:
    notes = [
        "an alert is a pattern of price, volume and record; good news makes the same one",
    ]
    if beside.filings.is_empty() and beside.filings_held.is_empty():
        notes.append(
            "no filing of any name is held: whether one lies beside a run cannot be told; "
            "microcap ingest sec FOLDER brings them"
        )
    if beside.promotions.is_empty() and beside.news_held.is_empty():
        notes.append("no promotion is held, and nothing that would show that there was none")
    if synthetic and kept is not None and kept.height:
        notes.append(
            f"chance: a logistic regression {TRAINED_ON}, fitted to how rare pumps are there; it says "
            "how much a day looks like those, and no alert depends on it"
        )
    if kept is not None and kept["late"].any():
        notes.append("alerts marked late stand on rows that the publisher gave one session late")
    return tuple(notes)
