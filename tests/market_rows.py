"""Invented rows of market structure, as rows of their tables."""

from datetime import UTC, date, datetime, timedelta

from checks.invented import ISSUER, SYMBOL, Row


def _known(day: date, days: int) -> datetime:
    return datetime(day.year, day.month, day.day, 22, tzinfo=UTC) + timedelta(days=days)


def short(shares: int, day: date, *, previous: int | None = None, **other: object) -> Row:
    """Short interest of a settlement date, known twelve days later."""
    return {
        "symbol": SYMBOL,
        "day": day,
        "shares_short": shares,
        "previous_short": previous,
        "average_volume": None,
        "days_to_cover": None,
        "known_at": _known(day, 12),
        **other,
    }


def sold(short_volume: int, total: int, day: date, *, market: str = "B,Q,N") -> Row:
    """Short-sale volume of a session, known in its evening."""
    return {
        "symbol": SYMBOL,
        "day": day,
        "market": market,
        "short_volume": short_volume,
        "exempt_volume": None,
        "total_volume": total,
        "known_at": _known(day, 0),
    }


def failing(shares: int, day: date, *, known: date | None = None) -> Row:
    """A balance of fails, known on a day or sixteen days later."""
    return {
        "symbol": SYMBOL,
        "cusip": "99000A101",
        "day": day,
        "shares_failing": shares,
        "price": 2.0,
        "known_at": _known(known, 0) if known else _known(day, 16),
    }


def on_threshold(day: date) -> Row:
    """A day on Nasdaq's threshold list."""
    return {"symbol": SYMBOL, "day": day, "market": "Nasdaq", "known_at": _known(day, 1)}


def off_exchange(venue: str, shares: int, week: date) -> Row:
    """A week's shares of a venue."""
    return {
        "symbol": SYMBOL,
        "day": week,
        "venue": venue,
        "shares": shares,
        "trades": None,
        "known_at": _known(week, 35),
    }


def borrow(fee: float | None, available: int | None, at: datetime) -> Row:
    """A look at one lender's borrow."""
    return {
        "symbol": SYMBOL,
        "day": at.date(),
        "at": at,
        "fee": fee,
        "rebate": None,
        "available": available,
        "known_at": at,
    }


def release(
    number: str,
    day: date,
    *,
    kind: str = "litigation_release",
    respondents: str = "Zz Holdings, Inc. (defendant)",
    issuer: str | None = ISSUER,
    symbol: str | None = None,
    until: date | None = None,
) -> Row:
    """A release of the SEC, known in the evening of its day."""
    return {
        "kind": kind,
        "identifier": number,
        "day": day,
        "title": f"Release {number}",
        "respondents": respondents,
        "symbol": symbol,
        "issuer": issuer,
        "until": until,
        "address": f"https://www.sec.gov/{number.lower()}",
        "text": None,
        "known_at": _known(day, 0),
    }


def tier(venue: str, day: date) -> Row:
    """A list that tells a ticker's tier and names no issuer."""
    return {
        "symbol": SYMBOL,
        "issuer": f"ticker:{SYMBOL}",
        "day": day,
        "event": "tier",
        "name": "ZZ HLDGS",
        "venue": venue,
    }
