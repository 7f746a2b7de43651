"""The SEC's own answers, as recorded: every one is read whole, counted here from the JSON."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from microcap.model.errors import Unreadable
from microcap.sources import raw_from
from microcap.sources.published import EDGAR, SEC, recognise

pytestmark = pytest.mark.real
NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


def payload(path: Path) -> Any:
    body = path.read_bytes()
    return json.loads(gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body)


def tables_of(path: Path) -> tuple[str, dict[str, pl.DataFrame]]:
    source = recognise(path)
    assert source is not None, path.name
    tables = source.read(raw_from(path, NOW))
    return source.name, {name: rows.lazy().collect() for name, rows in tables.items()}


def too_early(rows: pl.DataFrame) -> int:
    eastern = pl.col("known_at").dt.convert_time_zone("America/New_York").dt.date()
    return rows.filter(eastern < pl.col("day")).height


def test_every_recorded_submissions_answer_gives_every_filing_it_lists(shared: Path) -> None:
    """34 files: 30 answers, one of them without a filing, and 4 older pages."""
    paths = sorted((shared / "data/edgar/submissions").iterdir())
    assert len(paths) == 34
    for path in paths:
        body = payload(path)
        recent = body["filings"]["recent"] if "filings" in body else body
        name, tables = tables_of(path)
        assert name == "sec_submissions"
        assert tables["filings"].height == len(set(recent["accessionNumber"])), path.name
        assert tables["rejects"].height == 0
        assert too_early(tables["filings"]) == 0
        written = recent["filingDate"]
        if written:
            until = tables["coverage"]["until"][0]
            assert until == date.fromisoformat(max(written))


def test_the_answers_of_march_2026_differ_in_their_clock(shared: Path) -> None:
    """CIK 749647: the 8-K stamped 2026-01-07T22:15:50Z and dated that day is of 17:15 Eastern.

    CIK 320193: its results 8-K of 2026-01-29 is stamped 16:30:33Z; the company publishes at
    16:30 Eastern, 21:30 UTC, and its 10-Q of the next day is stamped 06:01:32, when EDGAR opens.
    """
    folder = shared / "data/edgar/submissions"
    for name, accepted, clock in (
        ("CIK0000749647.json", datetime(2026, 1, 7, 22, 15, 50, tzinfo=UTC), "read as UTC"),
        ("CIK0000320193.json", datetime(2026, 1, 29, 21, 30, 33, tzinfo=UTC), "as Eastern time"),
    ):
        _, tables = tables_of(folder / name)
        filings = tables["filings"].filter(pl.col("day") == accepted.date(), form="8-K")
        assert filings["known_at"].to_list() == [accepted]
        assert clock in tables["coverage"]["evidence"][0]


def test_one_company_of_two_names_is_one_issuer_with_both(shared: Path) -> None:
    _, tables = tables_of(shared / "data/edgar/submissions/CIK0000749647.json")
    names = tables["issuers"].filter(pl.col("field") == "name")
    assert names.select("day", "value").rows() == [
        (date(1996, 8, 7), "CHEUNG LABORATORIES INC"),
        (date(2007, 11, 21), "CELSION CORP"),
        (date(2022, 9, 19), "Imunon, Inc."),
    ]


def test_every_recorded_companyfacts_answer_gives_every_number(shared: Path) -> None:
    paths = sorted((shared / "data/edgar/companyfacts").iterdir())
    paths += sorted((shared / "data/facts/companyfacts_raw").iterdir())
    assert len(paths) == 17
    for path in paths:
        numbers = sum(
            len(rows)
            for tags in payload(path)["facts"].values()
            for concept in tags.values()
            for rows in concept["units"].values()
        )
        name, tables = tables_of(path)
        assert name == "sec_companyfacts"
        assert tables["facts"].height == numbers, path.name
        key = ["taxonomy", "tag", "unit", "start", "day", "accession"]
        assert not tables["facts"].select(key).is_duplicated().any()


def test_both_recorded_lists_of_tickers_give_every_ticker(shared: Path) -> None:
    folder = shared / "data/edgar/tickers"
    _, plain = tables_of(folder / "company_tickers.json.gz")
    assert plain["listings"].height == len(payload(folder / "company_tickers.json.gz"))
    body = payload(folder / "company_tickers_exchange.json.gz")
    _, venues = tables_of(folder / "company_tickers_exchange.json.gz")
    assert venues["listings"].height == len(body["data"])
    nasdaq = sum(row[3] == "Nasdaq" for row in body["data"])
    assert venues["listings"].filter(venue="NASDAQ").height == nasdaq


def test_every_recorded_error_page_is_refused_by_what_it_is(shared: Path) -> None:
    said = {
        "403_Archives_edgar_full_index_2099_QTR1_form_gz.txt": r"access-denied answer \(403\)",
        "404_submissions_CIK_000000001_json.txt": r"not-found answer \(404\)",
        "SEC.AutomatedTool.html": "page for undeclared automated tools",
        "rate-exceeded.html": "rate-limit page",
    }
    for name, words in said.items():
        with pytest.raises(Unreadable, match=words):
            recognise(shared / "data/edgar/errors" / name)


def test_recorded_answers_of_others_are_not_taken_for_the_secs(shared: Path) -> None:
    for folder in ("secapi", "xbrl/aeon"):
        for path in (shared / "data/edgar" / folder).iterdir():
            assert recognise(path) not in (*SEC, *EDGAR), path.name
