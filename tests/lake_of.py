"""Lakes of a few rows: each publication is brought at a moment of its own, through the ingest."""

from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import polars as pl

from checks.invented import Row, Rows, _calendar_may_warn, days_to
from microcap.lake.store import Lake
from microcap.model.tables import TABLES
from microcap.research.ingest import Report, bring_tables, prepare, rebuild
from microcap.view.view import View, records

FETCHED = datetime(2026, 1, 2, tzinfo=UTC)
MARCH = date(2024, 3, 28)


def new_lake(folder: Path) -> Lake:
    """An empty lake with the exchange's sessions."""
    with _calendar_may_warn():
        return prepare(folder / "lake", synthetic=True)


def publish(
    folder: Path,
    *,
    fetched: datetime = FETCHED,
    source: str = "invented",
    **tables: Rows,
) -> Report:
    """Bring one publication of these rows into the lake below a folder, and derive identity."""
    lake = new_lake(folder)
    frames = {name: _frame(name, rows) for name, rows in tables.items()}
    mark = sha256(repr((source, fetched, tables)).encode()).hexdigest()
    bring_tables(
        lake, frames, source=source, fetched=fetched, raw=mark, report=(report := Report())
    )
    rebuild(lake)
    return report


def view_of(folder: Path, moment: str, /, **tables: Rows) -> View:
    """The lake of one publication, as of a moment."""
    publish(folder, fetched=FETCHED, source="invented", **tables)
    return at(folder, moment)


def at(folder: Path, moment: str) -> View:
    """The lake below a folder as of a moment."""
    return records(folder / "lake").as_of(moment)


def run(symbol: str, closes: list[float], *, last: date = MARCH, volume: int = 1000) -> Rows:
    """One raw bar a session, the last of them on `last`; volumes differ by one share."""
    return [
        bar(symbol, day, close, volume + index)
        for index, (day, close) in enumerate(zip(days_to(last, len(closes)), closes, strict=True))
    ]


def bar(symbol: str, day: date, close: float, volume: int | None = 1000, **more: object) -> Row:
    """One raw bar."""
    return {
        "series": "raw",
        "symbol": symbol,
        "day": day,
        "session": "regular",
        "close": close,
        "volume": volume,
        "flags": 0,
        **more,
    }


def count(symbol: str, day: date, shares: int | None) -> Row:
    """A vendor's share count from a day on."""
    return {"symbol": symbol, "kind": "vendor", "share_class": "", "day": day, "shares": shares}


def split_of(symbol: str, day: date, new: int, old: int, **more: object) -> Row:
    """New shares for old ones from an ex-day on."""
    return {
        "symbol": symbol,
        "day": day,
        "new_shares": new,
        "old_shares": old,
        "status": "listed",
        "imprecise": False,
        "evidence": "the test says so",
        **more,
    }


def seen(symbol: str, issuer: str, day: date, event: str = "seen", **more: object) -> Row:
    """A dated list that shows a ticker and its issuer."""
    return {"symbol": symbol, "issuer": issuer, "day": day, "event": event, **more}


def held_span(
    table: str,
    subject: str,
    first: date,
    until: date,
    *,
    complete: bool = True,
    means: str = "none",
) -> Row:
    """What of a table is held for whom."""
    return {
        "table": table,
        "subject": subject,
        "day": first,
        "until": until,
        "complete": complete,
        "absent_means": means,
        "evidence": "the test says so",
    }


def _frame(name: str, rows: Rows) -> pl.DataFrame:
    columns = {key for row in rows for key in row}
    schema = {key: dtype for key, dtype in TABLES[name].schema.items() if key in columns}
    return pl.DataFrame(rows, schema=schema, orient="row")
