"""A lake and a way of asking the server on loopback, for the tests of fetching."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from lake_of import new_lake
from microcap.lake.store import Lake
from microcap.research.fetch import Way
from microcap.sources.edgar.politeness import Politeness
from sources.edgar.loopback import CONTACT, NOW, QUICK, Loopback, Reply, Script

FORMATS = Path(__file__).parents[1] / "formats"
CIK = "9900001"
TICKERS = "/files/company_tickers_exchange.json"
NEWEST = "/submissions/CIK0009900001.json"
OLDER = "/submissions/CIK0009900001-submissions-001.json"
FACTS = "/api/xbrl/companyfacts/CIK0009900001.json"


def body(name: str) -> bytes:
    """A small invented answer."""
    return (FORMATS / name).read_bytes()


def issuer_replies() -> dict[str, Script]:
    """The answers about one invented issuer, each with a validator."""
    files = {
        TICKERS: "sec_company_tickers_exchange.json",
        NEWEST: "sec_submissions.json",
        OLDER: "sec_CIK0009900001-submissions-001.json",
        FACTS: "sec_companyfacts.json",
    }
    return {path: Reply(body(name), headers={"ETag": f'"{name}"'}) for path, name in files.items()}


def empty_lake(folder: Path) -> Path:
    """A new lake that takes real records."""
    marker = new_lake(folder).path / "lake.json"
    marker.write_text(marker.read_text().replace("true", "false"))
    return folder / "lake"


def way_to(book: Loopback, folder: Path, *, at: datetime = NOW, **more: Any) -> Way:
    """A way of asking the server at a moment, with slots of its own."""
    way = Way(
        clock=lambda: at,
        contact=CONTACT,
        hosts=book.hosts,
        patience=QUICK,
        politeness=Politeness(folder / "slots", seconds=0.001),
    )
    return replace(way, **more)


def later(hours: float) -> datetime:
    """So many hours after the first asking."""
    return NOW + timedelta(hours=hours)


def rows_of(lake: Path, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of a table, sorted."""
    frame: pl.DataFrame = Lake.open(lake).scan(table).select(*columns).collect()
    return sorted(frame.rows(), key=repr)
