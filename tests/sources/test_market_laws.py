"""What holds for every source of market structure, also for the one added next year."""

import gzip
from pathlib import Path

import polars as pl
import pytest

from microcap.model.errors import MicrocapError
from microcap.model.tables import MOMENT, TABLES
from microcap.sources import Source, raw_from
from microcap.sources.published import COMPILED, EDGAR, MARKET, OWNERSHIP, SEC, recognise
from sources.market_files import FETCHED, FORMATS, raw_of

FILES = {
    "finra_CNMSshvol20240624.txt": "finra_short_volume",
    "finra_shrt20240614.csv": "finra_short_interest",
    "finra_weekly_summary.txt": "finra_off_exchange",
    "nasdaq_halts.xml": "nasdaq_halt_feed",
    "nasdaqlisted.txt": "nasdaq_symbol_directories",
    "nasdaqth20240624.txt": "threshold_lists",
    "nyse_halts.csv": "exchange_halts",
    "otherlisted.txt": "nasdaq_symbol_directories",
    "sec_cnsfails202406a.txt": "sec_fails_to_deliver",
    "sec_releases_found.txt": "sec_releases_found",
    "sec_trading_suspensions.xml": "sec_release_feeds",
}

OPEN_ENDED = {"finra_shrt20240614.csv", "finra_weekly_summary.txt", "nyse_halts.csv"}
"""Lists without a trailer: one that ends at a line's end cannot be told from a whole one."""
TWICE = 1
"""Halts that the list has in two rows."""


def _source(name: str) -> Source:
    source = recognise(FORMATS / name)
    assert source is not None
    return source


@pytest.mark.parametrize("source", MARKET, ids=lambda source: source.name)
def test_a_source_says_what_it_is_and_on_what_it_was_tried(source: Source) -> None:
    for said in (source.about, source.address, source.rhythm, source.licence):
        assert said.strip()
    assert source.tried_on in {"recorded bytes", "the publisher's description"}


def test_no_two_sources_share_a_name() -> None:
    names = [one.name for one in (*SEC, *EDGAR, *OWNERSHIP, *COMPILED, *MARKET)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_known_by_its_content_under_any_name(tmp_path: Path, name: str) -> None:
    copy, packed = tmp_path / "download", tmp_path / "download.gz"
    copy.write_bytes((FORMATS / name).read_bytes())
    packed.write_bytes(gzip.compress((FORMATS / name).read_bytes()))
    found = [one.name for one in map(recognise, (FORMATS / name, copy, packed)) if one]
    assert found == [FILES[name]] * 3


@pytest.mark.parametrize("name", FILES)
def test_a_file_read_twice_is_the_same_and_fits_its_tables(name: str) -> None:
    source = _source(name)
    first, second = source.read(raw_of(name)), source.read(raw_of(name))
    assert list(first) == list(second)
    for table, frame in first.items():
        rows = frame.lazy().collect()
        assert rows.equals(second[table].lazy().collect())
        known = TABLES[table].schema | {"row": pl.Int64}
        rows.select(pl.col(column).cast(known[column], strict=True) for column in rows.columns)


@pytest.mark.parametrize("name", FILES)
def test_no_row_is_known_before_its_day(name: str) -> None:
    for table, frame in _source(name).read(raw_of(name)).items():
        rows = frame.lazy().collect()
        if table in {"rejects", "caveats"} or "known_at" not in rows.columns:
            continue
        local = pl.col("known_at").cast(MOMENT).dt.convert_time_zone("America/New_York")
        assert rows.filter(local.dt.date() < pl.col("day")).is_empty()


@pytest.mark.parametrize("name", FILES)
def test_a_cut_at_any_place_is_refused_or_loses_no_row_in_silence(
    tmp_path: Path, name: str
) -> None:
    """Only a list without a trailer can end early; then a broken row is a reject with its number."""
    source, body = _source(name), (FORMATS / name).read_bytes()
    path = tmp_path / "cut"
    for end in range(len(body) // 3, len(body) - 2, 7):
        path.write_bytes(body[:end])
        try:
            tables = source.read(raw_from(path, FETCHED))
        except MicrocapError:
            continue
        if name in OPEN_ENDED:
            lines = body[:end].decode().rstrip("\n").count("\n")
            rows = sum(
                frame.lazy().collect().height
                for table, frame in tables.items()
                if table not in {"caveats", "coverage"}
            )
            assert rows == lines - (TWICE if name == "nyse_halts.csv" and lines > 1 else 0)
        else:
            assert b"|" not in body[end:].strip(b"|\n")
