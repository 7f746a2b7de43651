"""A day of many times the usual volume, and nothing in the record around it."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from microcap.checks import check
from microcap.checks.bar_rows import bar_evidence
from microcap.model.tables import BarFlag
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.moment import eastern_day
from microcap.view.subject import Subject

_TIMES = 10.0
_WINDOW, _LAST = 90, 10
_HELD = 8
"""Of the last ten sessions, for a clean bill (project default)."""
_TRADED = 20
"""Traded sessions below which there is no usual volume (methods.md section 0)."""


@dataclass(frozen=True, slots=True)
class _Spike:
    day: date
    times: float
    first: date
    last: date
    late: bool
    closed: bool
    """The session after it has closed, so that a filing of that day would be known."""


@check(severity=2, kind="event", risk="manipulation", reference="methods.md sections 2 and 7")
def volume_without_filing(subject: Subject) -> Verdict:
    """Volume was ten times its 90-session median lately, with no filing beside it.

    Looked at are the last ten sessions, and filings, releases, splits and ends of halts from the
    session before to the one after. A reason that is in none of them, the market's or the
    sector's, is not seen here.
    """
    rows = subject.panel.tail(_WINDOW)
    traded = rows.filter(pl.col("volume") > 0)
    recent = rows.filter(pl.col("day") >= subject.view.session_back(_LAST - 1))
    if traded.height < _TRADED or recent.is_empty():
        found = f"{traded.height} traded sessions are held, {recent.height} of the last {_LAST}"
        return CannotTell(
            f"{_TRADED} traded sessions and the last {_LAST}: {found}",
            "microcap ingest files YOUR.csv with its bars",
        )
    usual = _usual(rows, traded)
    spikes = _spikes(subject, recent, usual)
    if not spikes and recent.height < _HELD:
        return CannotTell(
            f"bars of {_HELD} of the last {_LAST} sessions, {recent.height} are held",
            "microcap ingest files YOUR.csv with its bars",
        )
    if not spikes:
        return Clear(
            f"{recent.height} of the last {_LAST} sessions: none with {_TIMES:g} times the "
            f"{_WINDOW}-session median of {usual:,.0f} shares"
        )
    beside = {spike.day: _beside(subject, spike) for spike in spikes}
    open_days = [spike for spike in spikes if not beside[spike.day]]
    proved = [spike for spike in open_days if _record_held(subject, spike)]
    if proved:
        said = "; ".join(
            f"{spike.times:,.0f} times on {spike.day}, no filing {spike.first} to {spike.last}"
            for spike in proved
        )
        days = [spike.day for spike in proved]
        return Finding(f"the {_WINDOW}-session median volume {said}", bar_evidence(subject, days))
    if open_days:
        return _untold(subject, open_days)
    said = "; ".join(f"{day}: {', '.join(words[:2])}" for day, words in beside.items())
    return Clear(f"{len(spikes)} days of {_TIMES:g} times the median, each with a record: {said}")


def _usual(rows: pl.DataFrame, traded: pl.DataFrame) -> float:
    """Median volume; of the traded sessions where most have no trade at all."""
    everyday = rows["volume"].median()
    if isinstance(everyday, int | float) and everyday > 0:
        return float(everyday)
    some = traded["volume"].median()
    return float(some) if isinstance(some, int | float) else 0.0


def _spikes(subject: Subject, recent: pl.DataFrame, usual: float) -> list[_Spike]:
    sessions = subject.view.sessions["day"].to_list()
    at = {day: index for index, day in enumerate(sessions)}
    found = []
    for row in recent.filter(pl.col("volume") >= _TIMES * usual).iter_rows(named=True):
        index = at[row["day"]]
        closed = index + 1 < len(sessions)
        after = sessions[index + 1] if closed else subject.view.day
        late = bool(row["flags"] & BarFlag.SESSION_LATE)
        times = row["volume"] / usual
        found.append(_Spike(row["day"], times, sessions[max(0, index - 1)], after, late, closed))
    return found


def _beside(subject: Subject, spike: _Spike) -> list[str]:
    """What the record holds from the session before the day to the one after."""
    words = []
    for row in subject.filings.iter_rows(named=True):
        known = eastern_day(row["known_at"])
        if spike.first <= row["day"] <= spike.last or spike.first <= known <= spike.last:
            words.append(f"{row['form']} of {row['day']}")
    for row in subject.news.filter(pl.col("kind").is_in(["release", "news"])).iter_rows(named=True):
        if spike.first <= row["day"] <= spike.last:
            words.append(f"{row['kind']} of {row['day']}")
    for row in subject.splits.iter_rows(named=True):
        if spike.first <= row["day"] <= spike.last:
            words.append(f"{row['status']} split of {row['day']}")
    for row in subject.halts.filter(pl.col("end_at").is_not_null()).iter_rows(named=True):
        if spike.first <= eastern_day(row["end_at"]) <= spike.last:
            words.append(f"end of a halt of {row['day']}")
    return words


def _record_held(subject: Subject, spike: _Spike) -> bool:
    if spike.late or not spike.closed or subject.issuer is None:
        return False
    return subject.holds_complete("filings", spike.first, spike.last)


def _untold(subject: Subject, spikes: list[_Spike]) -> CannotTell:
    said = ", ".join(f"{spike.day} ({spike.times:,.0f} times)" for spike in spikes)
    if all(spike.late for spike in spikes):
        return CannotTell(
            f"volume of the right session on {said}: the publisher's row is of the one before",
            "bring bars of another publisher as a series of their own",
        )
    if not any(spike.closed for spike in spikes):
        return CannotTell(f"the session after the volume of {said}, which has not closed")
    do = "microcap ingest sec FOLDER with the issuer's submissions JSON"
    return CannotTell(f"the complete filing record around the volume of {said}", do)
