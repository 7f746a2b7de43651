"""A price that doubles within a week of trading on many times the usual volume."""

from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

import polars as pl

from microcap.checks import check
from microcap.checks.bar_rows import bar_evidence
from microcap.model.figures import percent
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.moment import eastern_day
from microcap.view.subject import Subject

_SESSIONS = 5
_RISE = 2.0
"""Close over close, one is unchanged: doubled (project default)."""
_TIMES = 10.0
_BASE, _TRADED = 90, 20
"""Sessions before the run whose median volume is the usual one, and the fewest traded among
them (methods.md sections 0 and 2)."""


@dataclass(frozen=True, slots=True)
class _Run:
    start: date
    top: date
    rise: float
    times: float
    since: float
    """Close of the view's day over the close of the top."""


@check(
    severity=3,
    kind="event",
    risk="manipulation",
    reference="Aggarwal & Wu 2006, J. Business 79(4); methods.md section 7",
)
def pattern_of_a_run_up(subject: Subject) -> Verdict:
    """Pattern of a run-up: the price doubled within five sessions on ten times its usual volume.

    Looked at are the last 260 sessions, split-adjusted. Good news makes the same pattern: what
    was filed beside it is said, and where the record is not held, that it cannot be told.
    """
    rows = subject.panel.filter(pl.col("close").is_not_null())
    runs, looked_at = _runs(rows)
    if runs:
        steepest = max(runs, key=lambda run: run.rise)
        more = f"; {len(runs) - 1} more in 260 sessions" if len(runs) > 1 else ""
        says = (
            f"pattern of a run-up: {percent(steepest.rise - 1, 0, signed=True)} from {steepest.start} to "
            f"{steepest.top} on {steepest.times:,.0f} times the usual volume, "
            f"{percent(steepest.since - 1, 0, signed=True)} since; {_beside(subject, steepest)}{more}"
        )
        return Finding(says, _evidence(subject, steepest))
    do = "microcap ingest files YOUR.csv with its bars"
    if looked_at == 0:
        missing = f"{_TRADED} traded sessions before the day; {rows.height} sessions are held"
        return CannotTell(missing, do)
    suspected = rows.filter(pl.col("suspected"))
    if suspected.height:
        days = ", ".join(str(day) for day in suspected["day"])
        return CannotTell(f"the return into {days}, where a split is suspected", do)
    return Clear(
        f"{looked_at} of the last 260 sessions: none doubled the close within {_SESSIONS} "
        f"sessions on {_TIMES:g} times the usual volume"
    )


def _runs(rows: pl.DataFrame) -> tuple[list[_Run], int]:
    """Runs that do not overlap, oldest first, and how many sessions could be looked at."""
    days: list[date] = rows["day"].to_list()
    close: list[float] = rows["close"].to_list()
    volume: list[float] = rows["volume"].fill_null(0.0).to_list()
    broken: list[bool] = rows["broken"].to_list()
    runs: list[_Run] = []
    looked_at = 0
    for index in range(1, len(days)):
        usual = _usual(volume[max(0, index - _BASE - _SESSIONS) : max(0, index - _SESSIONS)])
        if usual is None:
            continue
        looked_at += 1
        start = _lowest(close, broken, index)
        busiest = max(volume[start + 1 : index + 1], default=0.0)
        rise = close[index] / close[start]
        if start == index or rise < _RISE or busiest < _TIMES * usual:
            continue
        since = close[-1] / close[index]
        run = _Run(days[start], days[index], rise, busiest / usual, since)
        if runs and runs[-1].top >= run.start:
            runs[-1] = max(runs[-1], run, key=lambda one: one.rise)
        else:
            runs.append(run)
    return runs, looked_at


def _usual(volume: list[float]) -> float | None:
    traded = [shares for shares in volume if shares > 0]
    if len(traded) < _TRADED:
        return None
    return median(volume) or median(traded)


def _lowest(close: list[float], broken: list[bool], index: int) -> int:
    """The lowest close of the five sessions before, without a broken return in between."""
    best = index
    for back in range(index, max(0, index - _SESSIONS), -1):
        if broken[back]:
            break
        if close[back - 1] < close[best]:
            best = back - 1
    return best


def _beside(subject: Subject, run: _Run) -> str:
    """What was filed from the session before the run to the one after, or that none can tell."""
    first, last = _around(subject, run)
    found = [
        f"{row['form']} of {row['day']}"
        for row in subject.filings.iter_rows(named=True)
        if first <= row["day"] <= last or first <= eastern_day(row["known_at"]) <= last
    ]
    if found:
        return f"filed beside it: {', '.join(found[:3])}"
    if subject.issuer is not None and subject.holds_complete("filings", first, last):
        return f"no filing from {first} to {last}, the record is complete there"
    return "whether a filing was made cannot be told, the record is not held"


def _around(subject: Subject, run: _Run) -> tuple[date, date]:
    sessions = subject.view.sessions["day"]
    before: Any = sessions.filter(sessions < run.start).max()
    after: Any = sessions.filter(sessions > run.top).min()
    return before or run.start, after or subject.view.day


def _evidence(subject: Subject, run: _Run) -> tuple[Evidence, ...]:
    return bar_evidence(subject, (run.top, run.start))
