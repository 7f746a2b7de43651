"""Volume spikes, each with one of four labels.

*explained*: a filing, release, split or halt's end within [0, +1] sessions of its acceptance;
*led the news*: one to five sessions before a filing of an event or an offering;
*unexplained*: nothing of that, and the issuer's filing record is held complete around the day;
*cannot tell*: the record is not held, or the publisher's row is of another session.
"""

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from microcap.model.figures import Figure, cannot_tell
from microcap.model.tables import BarFlag
from microcap.model.verdicts import Evidence
from microcap.research.chapters import Spike
from microcap.view.subject import Subject

TIMES_MEDIAN = 5.0
"""A spike is a day of at least five times the window's median volume (project default)."""
_LED = 5
_EVENT_FORMS = (
    "8-K",
    "6-K",
    "424B",
    "S-1",
    "S-3",
    "F-1",
    "F-3",
    "SC 13D",
    "SCHEDULE 13D",
    "SC TO",
    "425",
)


@dataclass(frozen=True)
class _Event:
    """Something that could explain a day: from the session that could first trade on it."""

    session: date
    says: str
    source: str
    known_at: datetime
    may_be_led: bool
    ends_halt: bool = False


def spikes(subject: Subject, window: int = 90) -> tuple[Spike, ...]:
    """The spikes of the last `window` sessions, the largest first, each with its label."""
    panel = subject.panel.tail(window)
    traded = panel.filter(pl.col("volume") > 0)
    if traded.height < 20:
        return ()
    usual = _median(panel["volume"]) or _median(traded["volume"])
    high = panel.filter(pl.col("volume") >= TIMES_MEDIAN * usual).sort("volume", descending=True)
    sessions = subject.view.sessions["day"].to_list()
    at = {day: index for index, day in enumerate(sessions)}
    events = _events(subject)
    return tuple(
        _labelled(
            subject,
            row["day"],
            row["volume"],
            row["volume"] / usual,
            row["flags"],
            events,
            sessions,
            at,
        )
        for row in high.iter_rows(named=True)
    )


def event_shares(subject: Subject) -> dict[str, Figure]:
    """How much of 90 sessions' volume fell on event days, and the mean without them.

    An event day is within [0, +1] sessions of a filing, release, split or halt's end (methods.md,
    section 2). Where the filing record is not complete over the window nobody can tell.
    """
    panel = subject.panel.tail(90)
    if panel.height < 20:
        missing = f"20 sessions; {panel.height} are held"
        return {
            "event_share_90": cannot_tell("fraction", missing),
            "adv_ex_events_90": cannot_tell("shares", missing),
        }
    first, last = panel["day"].item(0), panel["day"].item(-1)
    total = float(panel["volume"].sum())
    if not subject.holds_complete("filings", first, last) or total == 0:
        missing = "a filing record held complete over the window" if total else "volume above zero"
        return {
            "event_share_90": cannot_tell("fraction", missing),
            "adv_ex_events_90": cannot_tell("shares", missing),
        }
    sessions = subject.view.sessions["day"].to_list()
    at = {day: index for index, day in enumerate(sessions)}
    days = {
        sessions[index]
        for event in _events(subject)
        for index in (at[event.session], at[event.session] + 1)
        if index < len(sessions)
    }
    on_events = panel.filter(pl.col("day").is_in(sorted(days)))
    others = panel.filter(~pl.col("day").is_in(sorted(days)))
    share = float(on_events["volume"].sum()) / total
    note = f"{on_events.height} of {panel.height} sessions"
    sources = ("bars", "filings")
    mean = others["volume"].mean()
    return {
        "event_share_90": Figure(share, "fraction", as_of=last, sources=sources, note=note),
        "adv_ex_events_90": Figure(mean, "shares", as_of=last, sources=sources, note=note)
        if isinstance(mean, float)
        else cannot_tell("shares", "a session without an event"),
    }


def _median(volumes: pl.Series) -> float:
    median = volumes.median()
    return float(median) if isinstance(median, (int, float)) else 0.0


def _events(subject: Subject) -> list[_Event]:
    """Filings, releases, splits and halts, each at the session that could first trade on it."""
    sessions = subject.view.sessions
    closes, days = sessions["close_at"].to_list(), sessions["day"].to_list()
    events: list[_Event] = []
    for row in subject.filings.iter_rows(named=True):
        session = (
            _first_on_or_after(days, row["day"])
            if row["assumed"]
            else _first_closing_after(closes, days, row["known_at"])
        )
        if session is not None:
            items = f" ({row['items']})" if row["items"] else ""
            hour = "; time of day not held" if row["assumed"] else ""
            events.append(
                _Event(
                    session,
                    f"{row['form']}{items} of {row['day']}{hour}",
                    row["accession"],
                    row["known_at"],
                    row["form"].startswith(_EVENT_FORMS),
                )
            )
    for row in subject.news.filter(pl.col("kind") != "promotion").iter_rows(named=True):
        session = _first_closing_after(closes, days, row["known_at"])
        if session is not None:
            events.append(
                _Event(
                    session,
                    f"{row['kind']}: {row['headline'][:100]}",
                    row["source"],
                    row["known_at"],
                    True,
                )
            )
    for row in subject.splits.filter(pl.col("day") <= subject.view.day).iter_rows(named=True):
        session = _first_on_or_after(days, row["day"])
        if session is not None:
            word = "" if row["status"] == "listed" else "suspected "
            events.append(
                _Event(
                    session,
                    f"{word}split {row['new_shares']}:{row['old_shares']} of {row['day']}",
                    row["source"],
                    row["known_at"],
                    False,
                )
            )
    for row in subject.halts.filter(pl.col("end_at").is_not_null()).iter_rows(named=True):
        session = _first_closing_after(closes, days, row["end_at"])
        if session is not None:
            events.append(
                _Event(
                    session,
                    f"end of a {row['code']} halt of {row['day']}",
                    row["source"],
                    row["known_at"],
                    False,
                    ends_halt=True,
                )
            )
    return events


def _first_on_or_after(days: list[date], day: date) -> date | None:
    from bisect import bisect_left

    index = bisect_left(days, day)
    return days[index] if index < len(days) else None


def _first_closing_after(closes: list[datetime], days: list[date], moment: datetime) -> date | None:
    from bisect import bisect_left

    index = bisect_left(closes, moment)
    return days[index] if index < len(days) else None


def _labelled(
    subject: Subject,
    day: date,
    volume: float,
    times: float,
    flags: int,
    events: list[_Event],
    sessions: list[date],
    at: dict[date, int],
) -> Spike:
    if flags & BarFlag.SESSION_LATE:
        return Spike(
            day,
            volume,
            times,
            "cannot tell",
            "the publisher's row of this day is of the session before",
        )
    index = at[day]
    near = [
        event for event in events if event.session in at and 0 <= index - at[event.session] <= 1
    ]
    if near:
        said = "; ".join(dict.fromkeys(event.says for event in near[:3])) + (
            f" and {len(near) - 3} more" if len(near) > 3 else ""
        )
        return Spike(
            day,
            volume,
            times,
            "explained",
            said,
            tuple(
                Evidence(event.source, event.says, event.session, event.known_at) for event in near
            ),
        )
    ahead = [
        event
        for event in events
        if event.may_be_led and event.session in at and 1 <= at[event.session] - index <= _LED
    ]
    if ahead:
        said = "; ".join(event.says for event in ahead[:2])
        return Spike(
            day,
            volume,
            times,
            "led the news",
            f"{said}; whether it tells of the reason is for you to read",
            tuple(
                Evidence(event.source, event.says, event.session, event.known_at) for event in ahead
            ),
        )
    if index + 1 >= len(sessions):
        why = "the session after it had not closed at this moment: look again then"
        return Spike(day, volume, times, "cannot tell", why)
    first, last = sessions[max(0, index - 1)], sessions[index + 1]
    if subject.holds_complete("filings", first, last):
        others = "" if subject.holds_complete("news", first, last) else "; releases are not held"
        return Spike(
            day,
            volume,
            times,
            "unexplained",
            f"no filing from {first} to {last}, and the filing record is complete there{others}",
            (_row(day, volume),),
        )
    held = subject.coverage("filings")
    why = (
        "no filing record of the issuer is held: microcap ingest sec"
        if held.is_empty()
        else "the filing record held is not complete around the day"
    )
    if subject.issuer is None:
        why = "the issuer is not known, so no filing can be joined: bring the SEC's submissions or a dated ticker list"
    return Spike(day, volume, times, "cannot tell", why)


def _row(day: date, volume: float) -> Evidence:
    return Evidence("bars", f"{volume:,.0f} shares on {day}", day)
