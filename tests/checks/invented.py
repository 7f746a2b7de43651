"""Tiny invented lakes: the rows of a test, brought through the ingest, and a subject of them."""

import shutil
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from microcap.model.tables import TABLES
from microcap.research.ingest import Report, bring_tables, prepare, rebuild
from microcap.sources.nyse_calendar import sessions
from microcap.view.subject import Subject
from microcap.view.view import records

SYMBOL, ISSUER = "ZZHM", "9900001"
DAY = date(2024, 6, 28)
FETCHED = datetime(2026, 1, 2, tzinfo=UTC)
Row = dict[str, object]
Rows = list[Row]


@contextmanager
def _calendar_may_warn() -> Iterator[None]:
    # the exchange calendar's library uses what the newest pandas calls deprecated
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Series.values returning")
        yield


@cache
def exchange_days() -> list[date]:
    """Every session of the exchange, oldest first."""
    with _calendar_may_warn():
        days: list[date] = sessions()["day"].to_list()
    return days


def days_to(day: date, count: int) -> list[date]:
    """The last `count` sessions up to a day."""
    return [session for session in exchange_days() if session <= day][-count:]


def bars(
    closes: Sequence[float],
    volumes: Sequence[int | None] | None = None,
    *,
    last: date = DAY,
    symbol: str = SYMBOL,
) -> Rows:
    """One bar a session, the last of them on `last`; 1,000 shares where no volume is given."""
    days = days_to(last, len(closes))
    traded = volumes if volumes is not None else [1000 + index for index in range(len(closes))]
    return [
        {
            "series": "raw",
            "symbol": symbol,
            "day": day,
            "session": "regular",
            "close": float(close),
            "volume": volume,
        }
        for day, close, volume in zip(days, closes, traded, strict=True)
    ]


def listed(venue: str | None = None, *, day: date = date(2020, 1, 2)) -> Rows:
    """A dated list that shows the ticker, its issuer and where it trades."""
    seen: Row = {"symbol": SYMBOL, "issuer": ISSUER, "day": day, "event": "seen"}
    return [{**seen, "name": "Zz Holdings", "venue": venue}]


def filing(form: str, day: date, items: str | None = None, *, number: int = 1) -> Row:
    """One filing of the issuer; `number` tells filings of one day apart."""
    accession = f"0009900001-{day:%y}-{day:%m%d}{number:02d}"
    return {
        "issuer": ISSUER,
        "accession": accession,
        "form": form,
        "day": day,
        "items": items,
        "document": None,
    }


def held(
    table: str = "filings",
    first: date = date(2019, 1, 1),
    until: date = date(2025, 12, 31),
    *,
    subject: str = ISSUER,
    complete: bool = True,
    absent_means: str = "none",
) -> Row:
    """What of a table is held for whom."""
    return {
        "table": table,
        "subject": subject,
        "day": first,
        "until": until,
        "complete": complete,
        "absent_means": absent_means,
        "evidence": "the test says so",
    }


def fact(field: str, value: str, day: date) -> Row:
    """What the issuer is, from a day on."""
    return {"issuer": ISSUER, "day": day, "field": field, "value": value}


def split(day: date, new: int, old: int, *, status: str = "listed") -> Row:
    """New shares for old ones from an ex-day on."""
    return {
        "symbol": SYMBOL,
        "day": day,
        "new_shares": new,
        "old_shares": old,
        "status": status,
        "imprecise": False,
        "evidence": "the test says so",
    }


def subject_of(folder: Path, day: date = DAY, /, **tables: Rows) -> Subject:
    """The subject on a day in a lake of these rows; one bar of the day where none is given."""
    tables = {"bars": bars([2.0], last=day), **tables}
    path = folder / "lake"
    shutil.copytree(_empty_lake().name, path)
    lake = prepare(path, synthetic=True)
    frames = {name: _frame(name, rows) for name, rows in tables.items() if rows}
    bring_tables(
        lake, frames, source="invented", fetched=FETCHED, raw="00" * 32, report=(report := Report())
    )
    assert not report.rejected, report.rejected
    rebuild(lake)
    return Subject(records(path).as_of(day.isoformat()), SYMBOL)


@cache
def _empty_lake() -> TemporaryDirectory[str]:
    """A lake with the exchange's sessions and nothing else, made once and copied."""
    folder: TemporaryDirectory[str] = TemporaryDirectory()
    with _calendar_may_warn():
        prepare(Path(folder.name), synthetic=True)
    return folder


def _frame(name: str, rows: Rows) -> pl.DataFrame:
    columns = {key for row in rows for key in row}
    schema = {key: dtype for key, dtype in TABLES[name].schema.items() if key in columns}
    return pl.DataFrame(rows, schema=schema, orient="row")
