"""Spread watch: several looks on several days before one believes a spread."""

import statistics
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from microcap.measures import method
from microcap.measures.bars import numbers_of
from microcap.model.errors import Contradiction

EASTERN = ZoneInfo("America/New_York")
FROM, TO = time(10, 0), time(15, 45)
"""Between which a look counts: the open and the close are wide by habit."""
LOOKS, SESSIONS, STEADY, OLDEST = 5, 5, 0.5, 20
"""Looks, sessions, (max - min) / median, and age in sessions: methods section 2."""


@method(reference="project definition")
def spread_watch(
    looks: Sequence[Mapping[str, Any]],
    asof: str | None = None,
    sessions: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Whether a spread was consistent or fluctuated over several looks.

    A look is an object with `at` (a moment; without a zone it is Eastern) and bid and ask, or
    `spread` as a fraction. Those outside 10:00 to 15:45 Eastern, older than 20 sessions before
    `asof` (default: the last look) or without a valid quote are dropped and counted. Consistent:
    at least 5 looks on 5 sessions with (max - min) / median of at most 0.5. Without a list of
    `sessions`, week-days count as sessions.
    """
    seen = sorted(
        (_look(look, place) for place, look in enumerate(looks, 1)), key=lambda one: one[0]
    )
    last = _asof(asof) if asof is not None else (seen[-1][0].date() if seen else None)
    calendar = None if sessions is None else {_asof(day) for day in sessions}
    reasons = [
        _dropped(at, spread, last, calendar) if last is not None else "no moment"
        for at, spread in seen
    ]
    used = [
        (at, spread)
        for (at, spread), reason in zip(seen, reasons, strict=True)
        if reason is None and spread is not None
    ]
    spreads = [spread for _, spread in used]
    days = len({at.date() for at, _ in used})
    swing = (max(spreads) - min(spreads)) / statistics.median(spreads) if spreads else None
    if len(used) < LOOKS or days < SESSIONS or swing is None:
        verdict = "too_few_looks"
    else:
        verdict = "consistent" if swing <= STEADY else "fluctuates"
    return {
        "verdict": verdict,
        "looks_used": len(used),
        "sessions": days,
        "median": statistics.median(spreads) if spreads else None,
        "low": min(spreads, default=None),
        "high": max(spreads, default=None),
        "swing": swing,
        "dropped": {
            reason: reasons.count(reason)
            for reason in sorted({reason for reason in reasons if reason is not None})
        },
    }


def _look(look: Mapping[str, Any], place: int) -> tuple[datetime, float | None]:
    if not isinstance(look, Mapping) or "at" not in look:
        raise Contradiction(f"look {place} is {look!r}; give an object with at, bid and ask")
    try:
        at = datetime.fromisoformat(str(look["at"]))
    except ValueError:
        raise Contradiction(
            f"look {place}: at is {look['at']!r}; give a moment such as 2026-03-02T11:30"
        ) from None
    at = at.replace(tzinfo=EASTERN) if at.tzinfo is None else at.astimezone(EASTERN)
    if "spread" in look:
        spread = look["spread"]
        if spread is None:
            return at, None
        number = numbers_of([spread], f"look {place}: spread")[0]
        if number < 0:
            raise Contradiction(f"look {place}: spread is {number:g}; give a fraction above zero")
        return at, number or None
    if not {"bid", "ask"} <= set(look):
        raise Contradiction(f"look {place} has no bid and ask, and no spread; give one of them")
    if look["bid"] is None or look["ask"] is None:
        return at, None
    bid, ask = numbers_of([look["bid"], look["ask"]], f"look {place}: side")
    return at, (ask - bid) / ((ask + bid) / 2) if 0 < bid < ask else None


def _asof(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except (TypeError, ValueError):
        raise Contradiction(f"{day!r} is no day; give one such as 2026-03-02") from None


def _dropped(
    at: datetime, spread: float | None, last: date, calendar: set[date] | None
) -> str | None:
    if spread is None:
        return "no valid quote"
    session = at.date() in calendar if calendar is not None else at.weekday() < 5
    if not session or not FROM <= at.time() <= TO:
        return "outside 10:00 to 15:45 Eastern of a session"
    if at.date() > last:
        return "after the day asked about"
    if _sessions_between(at.date(), last, calendar) > OLDEST:
        return "older than 20 sessions"
    return None


def _sessions_between(first: date, last: date, calendar: set[date] | None) -> int:
    if calendar is not None:
        return sum(first < day <= last for day in calendar)
    weeks, rest = divmod((last - first).days, 7)
    days = (first + timedelta(days=place + 1) for place in range(rest))
    return weeks * 5 + sum(day.weekday() < 5 for day in days)
