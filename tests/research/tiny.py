"""Rows that compositions are tested with, and subjects of the tiny lakes they make."""

from datetime import UTC, date, datetime
from pathlib import Path

from checks.invented import DAY, ISSUER, SYMBOL, Row, Rows, bars, subject_of
from microcap.view.moment import eastern_day, parse_moment
from microcap.view.subject import Subject
from microcap.view.view import View, records

OTHER = "ZZBT"
"""A second ticker."""


def subject(folder: Path, moment: str = DAY.isoformat(), /, **tables: Rows) -> Subject:
    """The subject at a moment in a new lake of these rows; one bar of 2 USD where none is given."""
    subject_of(folder, eastern_day(parse_moment(moment)), **tables)
    return again(folder, moment)


def again(folder: Path, moment: str, symbol: str = SYMBOL) -> Subject:
    """The same lake at another moment."""
    return Subject(view(folder, moment), symbol)


def view(folder: Path, moment: str = DAY.isoformat()) -> View:
    """The lake of `subject` at a moment."""
    return records(folder / "lake").as_of(moment)


def at(text: str) -> datetime:
    """A moment as a user types it, in UTC."""
    return parse_moment(text).astimezone(UTC)


def vendor(shares: int | None, day: date, *, symbol: str = SYMBOL, kind: str = "vendor") -> Row:
    """A share count of a file."""
    return {"symbol": symbol, "kind": kind, "share_class": "", "day": day, "shares": shares}


def fact(
    tag: str,
    value: float,
    day: date,
    *,
    start: date | None = None,
    filed: date | None = None,
    unit: str = "USD",
    taxonomy: str = "us-gaap",
    form: str = "10-Q",
    issuer: str = ISSUER,
) -> Row:
    """A tagged number of a filing; filed on its day where no other is given."""
    filed = filed or day
    return {
        "issuer": issuer,
        "taxonomy": taxonomy,
        "tag": tag,
        "unit": unit,
        "start": start,
        "day": day,
        "value": float(value),
        "accession": f"000{issuer}-{filed:%y}-{filed:%m%d}01",
        "form": form,
        "filed": filed,
        "vintage": "as_filed",
    }


def cover(shares: int, day: date, *, filed: date | None = None) -> Row:
    """The share count of a cover page."""
    return fact(
        "EntityCommonStockSharesOutstanding",
        shares,
        day,
        filed=filed,
        unit="shares",
        taxonomy="dei",
    )


def quote(
    bid: float | None, ask: float | None, seen: str, sizes: tuple[int, int] | None = None
) -> Row:
    """A look at the quote, known when it was seen."""
    moment = at(seen)
    return {
        "symbol": SYMBOL,
        "day": date.fromisoformat(seen[:10]),
        "at": moment,
        "bid": bid,
        "ask": ask,
        "bid_size": sizes[0] if sizes else None,
        "ask_size": sizes[1] if sizes else None,
        "session": "regular",
        "known_at": moment,
    }


def halt(start: str, end: str | None, code: str = "T1") -> Row:
    """A halt; known when it began."""
    return {
        "symbol": SYMBOL,
        "day": date.fromisoformat(start[:10]),
        "start_at": at(start),
        "end_at": at(end) if end else None,
        "code": code,
        "known_at": at(start),
    }


def owned(holder: str, kind: str, shares: int, day: date, until: date | None = None) -> Row:
    """Shares that somebody holds."""
    return {
        "symbol": SYMBOL,
        "day": day,
        "holder": holder,
        "kind": kind,
        "shares": shares,
        "sellable_from": until,
    }


def ranged(closes: list[float], width: float, *, last: date = DAY) -> Rows:
    """Bars whose high and low stand `width` above and below the close."""
    return [
        {**row, "open": close, "high": close + width, "low": close - width}
        for row, close in zip(bars(closes, last=last), closes, strict=True)
    ]
