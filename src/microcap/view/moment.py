"""Moments: what a user types, and what it means in UTC."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from microcap.model.errors import Contradiction

EASTERN = ZoneInfo("America/New_York")


def parse_moment(text: str) -> datetime:
    """The moment in UTC of an ISO date or time.

    A bare date, also 20240628 or 2024-W26-5, means 23:59:59 Eastern of that day, a time without
    a zone is Eastern.
    """
    text = text.strip()
    try:
        day = _bare_day(text)
        moment = (
            datetime.fromisoformat(text) if day is None else datetime.combine(day, time(23, 59, 59))
        )
    except ValueError:
        raise Contradiction(
            f'{text[:40]!r} is no moment; write 2024-06-28, or "2024-06-28 09:45" (Eastern), or with a zone'
        ) from None
    if not 1900 < moment.year < 2100:
        raise Contradiction(
            f"{text[:40]!r} lies outside the years 1900 to 2100; ask for a day between"
        )
    return (moment if moment.tzinfo else moment.replace(tzinfo=EASTERN)).astimezone(UTC)


def _bare_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def eastern_day(moment: datetime) -> date:
    """The day in New York at that moment."""
    return moment.astimezone(EASTERN).date()
