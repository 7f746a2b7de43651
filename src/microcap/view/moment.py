"""Moments: what a user types, and what it means in UTC."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from microcap.model.errors import Contradiction

EASTERN = ZoneInfo("America/New_York")


def parse_moment(text: str) -> datetime:
    """The moment in UTC of an ISO date or time.

    A bare date means 23:59:59 Eastern of that day, a time without a zone is Eastern.
    """
    text = text.strip()
    try:
        moment = (
            datetime.combine(date.fromisoformat(text), time(23, 59, 59))
            if len(text) == 10
            else datetime.fromisoformat(text)
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


def eastern_day(moment: datetime) -> date:
    """The day in New York at that moment."""
    return moment.astimezone(EASTERN).date()
