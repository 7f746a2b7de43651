"""Laws of sources: reading twice gives the same rows, and rows fit the table they are declared for."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.model.tables import MOMENT, TABLES
from microcap.sources import Raw, Source, Tables, raw_from
from microcap.sources.files import files_source
from microcap.sources.mapping import read_mapping
from microcap.sources.published import COMPILED, EDGAR, MARKET, OWNERSHIP, SEC, recognise

FETCHED = datetime(2026, 11, 21, tzinfo=UTC)
FORMATS = Path(__file__).parents[1] / "formats"
EVERY = (*SEC, *EDGAR, *OWNERSHIP, *COMPILED, *MARKET)
WRITTEN = [path for path in sorted(FORMATS.iterdir()) if path.suffix == ".json"]
_SAMPLES = {"edgar", "edgar_index", "facts", "reference", "quotes", "market_structure"}
_LARGEST_SAMPLE = 3_000_000

MAPPING = """
name = "invented"
[[file]]
match = "bars.*"
table = "bars"
share_counts = "shares"
splits = { column = "split" }
stale = "stale"
[file.columns]
symbol = "symbol"
day = "date"
open = "open"
high = "high"
low = "low"
close = "close"
volume = "volume"
[[file]]
match = "marks.*"
table = "benchmarks"
[file.columns]
symbol = "symbol"
day = "date"
close = "close"
[[file]]
match = "figures.*"
table = "fundamentals"
vintage = "as_restated"
[file.columns]
symbol = "symbol"
period = "period"
day = "end"
filed = "filed"
[file.items]
revenue = "USD"
assets = "USD"
[[file]]
match = "counts.*"
table = "share_counts"
set = { kind = "user", share_class = "" }
[file.columns]
symbol = "symbol"
day = "date"
shares = "shares"
"""
FRAMES = {
    "bars": pl.DataFrame(
        {
            "symbol": ["ZZA", "ZZA", "ZZB"],
            "date": [date(2024, 3, 27), date(2024, 3, 28), date(2024, 3, 28)],
            "open": [1.9, None, 5.0],
            "high": [2.1, None, 5.5],
            "low": [1.8, None, 4.5],
            "close": [2.0, 20.0, 5.25],
            "volume": [1000, 300, None],
            "shares": [5_000_000, 500_000, None],
            "split": [1.0, 0.1, None],
            "stale": [False, True, None],
        }
    ),
    "marks": pl.DataFrame({"symbol": ["ZZX"], "date": [date(2024, 3, 28)], "close": [100.5]}),
    "figures": pl.DataFrame(
        {
            "symbol": ["ZZA", "ZZA"],
            "period": ["Q4", "FY"],
            "end": [date(2023, 12, 31)] * 2,
            "filed": [date(2024, 3, 1)] * 2,
            "revenue": [1.5e6, None],
            "assets": [9e6, 9e6],
        }
    ),
    "counts": pl.DataFrame({"symbol": ["ZZA"], "date": [date(2024, 3, 28)], "shares": [5_000_000]}),
}


def _examined(source: Source, raw: Raw) -> Tables:
    """Read twice and hold against the declared tables; the rows of the first reading."""
    first, second = source.read(raw), source.read(raw)
    assert list(first) == list(second)
    for name, frame in first.items():
        rows = frame.lazy().collect()
        again = second[name].lazy().collect()
        assert rows.sort(rows.columns).equals(again.sort(again.columns)), name
        _fits(name, rows)
    return first


def _fits(name: str, rows: pl.DataFrame) -> None:
    table = TABLES[name]
    known = table.schema | {"row": pl.Int64}
    assert set(rows.columns) <= set(known), name
    rows.select(pl.col(column).cast(known[column], strict=True) for column in rows.columns)
    if name == "rejects":
        return
    for column in table.columns:
        if not column.nullable and column.name in rows.columns and column.name != "known_at":
            assert rows[column.name].null_count() == 0, f"{name}.{column.name}"
    absent = {c.name for c in table.columns if not c.nullable} - set(rows.columns)
    assert absent <= {"known_at", "assumed", "revision", "withdrawn", "source", "flags", "month"}
    if "known_at" in rows.columns and name not in {"splits", "sessions"}:
        local = pl.col("known_at").cast(MOMENT).dt.convert_time_zone("America/New_York")
        late = rows.filter(local.dt.date() < pl.col("day"))
        assert late.is_empty(), f"{name}: known before its day"


def _written(folder: Path, stem: str, suffix: str) -> Path:
    path = folder / f"{stem}.{suffix}"
    if suffix == "csv":
        FRAMES[stem].write_csv(path)
    else:
        FRAMES[stem].write_parquet(path)
    return path


def _files(folder: Path, name: str) -> Source:
    mapping = folder / "mapping.toml"
    mapping.write_text(MAPPING)
    source = files_source(read_mapping(mapping), name)
    assert source is not None
    return source


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
@pytest.mark.parametrize("stem", FRAMES)
def test_a_users_file_read_twice_is_the_same_and_fits_its_tables(
    tmp_path: Path, stem: str, suffix: str
) -> None:
    path = _written(tmp_path, stem, suffix)
    tables = _examined(_files(tmp_path, path.name), raw_from(path, FETCHED))
    main = {"bars": "bars", "marks": "benchmarks", "figures": "fundamentals"}
    expected = {"bars": 3, "marks": 1, "figures": 3, "counts": 1}
    rows = tables[main.get(stem, "share_counts")].lazy().collect()
    assert rows.height == expected[stem]


@pytest.mark.parametrize("stem", FRAMES)
def test_a_csv_and_a_parquet_of_the_same_rows_say_the_same(tmp_path: Path, stem: str) -> None:
    both = []
    for suffix in ("csv", "parquet"):
        path = _written(tmp_path, stem, suffix)
        both.append(_files(tmp_path, path.name).read(raw_from(path, FETCHED)))
    for name in both[0]:
        one, other = (tables[name].lazy().collect() for tables in both)
        assert one.sort(one.columns).equals(other.sort(one.columns)), name


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_what_the_sec_publishes_read_twice_is_the_same_and_fits_its_tables(path: Path) -> None:
    source = recognise(path)
    assert source in SEC
    tables = _examined(source, raw_from(path, FETCHED))
    assert sum(frame.lazy().collect().height for frame in tables.values()) > 0


@pytest.mark.parametrize("source", EVERY, ids=lambda source: source.name)
def test_a_source_says_what_it_is(source: Source) -> None:
    for said in (source.about, source.address, source.rhythm, source.licence):
        assert said.strip()
    assert source.tried_on in {"recorded bytes", "the publisher's description"}


def test_no_two_sources_have_one_name() -> None:
    names = [source.name for source in EVERY]
    assert sorted(names) == sorted(set(names))


def _recorded(shared: Path) -> Iterator[tuple[Source, Path]]:
    """The smallest recorded file of each source, where it is not too large for a test."""
    found: dict[str, tuple[Source, Path]] = {}
    paths = [path for folder in sorted(_SAMPLES) for path in (shared / "data" / folder).rglob("*")]
    files = [
        path for path in paths if path.is_file() and path.suffix in {".json", ".parquet", ".gz"}
    ]
    for path in sorted(files, key=lambda path: (path.stat().st_size, path.name)):
        if path.stat().st_size > _LARGEST_SAMPLE or "errors" in path.parts:
            continue
        source = recognise(path)
        if source is not None:
            found.setdefault(source.name, (source, path))
    yield from found.values()


@pytest.mark.real
def test_recorded_files_read_twice_are_the_same_and_fit_their_tables(shared: Path) -> None:
    """The smallest file of each source below data/edgar, facts, reference, quotes …, up to 3 MB."""
    seen = set()
    for source, path in _recorded(shared):
        _examined(source, raw_from(path, FETCHED))
        seen.add(source.name)
    assert {source.name for source in SEC} <= seen
    assert len(seen) >= 12
