"""What holds for every SEC source: its rows fit their tables, and nothing is known too early."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.model.errors import Unreadable
from microcap.model.tables import BOOKKEEPING, TABLES
from microcap.sources import Source, Tables, raw_from
from microcap.sources.published import recognise

FORMATS = Path(__file__).resolve().parents[1] / "formats"
SAMPLES = sorted(FORMATS.glob("sec_*.json"))
NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
LEFT_TO_INGEST = {column.name for column in BOOKKEEPING}


def read(path: Path) -> tuple[Source, Tables]:
    source = recognise(path)
    assert source is not None
    return source, source.read(raw_from(path, NOW))


def misfits(tables: Tables) -> list[str]:
    """What of the rows does not fit their declared tables."""
    found = []
    for name, rows in tables.items():
        table = TABLES[name]
        frame = rows.lazy().collect()
        wrong = [c for c, dtype in frame.schema.items() if table.schema.get(c) != dtype]
        found += [f"{name}.{column}: unknown or of another type" for column in wrong]
        if name == "rejects" or frame.is_empty():
            continue
        needed = [c.name for c in table.columns if not c.nullable and c.name not in LEFT_TO_INGEST]
        found += [f"{name}.{column}: missing" for column in needed if column not in frame.columns]
        nulls = [c for c in needed if c in frame.columns and frame[c].null_count()]
        found += [f"{name}.{column}: null" for column in nulls]
        if frame.select(_key(name)).is_duplicated().any():
            found.append(f"{name}: a key twice")
        eastern = pl.col("known_at").dt.convert_time_zone("America/New_York").dt.date()
        if frame.filter(eastern < pl.col("day")).height:
            found.append(f"{name}: known before the day it is about")
    return found


def _key(name: str) -> list[str]:
    return [column for column in TABLES[name].key if column != "source"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_rows_fit_their_tables_and_are_not_known_before_their_day(path: Path) -> None:
    _, tables = read(path)
    assert misfits(tables) == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_same_bytes_read_twice_give_the_same_rows(path: Path) -> None:
    _, first = read(path)
    _, second = read(path)
    assert first.keys() == second.keys()
    for name in first:
        assert first[name].lazy().collect().equals(second[name].lazy().collect())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_file_that_is_cut_off_anywhere_is_refused(path: Path, tmp_path: Path) -> None:
    source = recognise(path)
    assert source is not None
    whole = path.read_bytes().rstrip()
    for share in (0.0, 0.1, 0.5, 0.9, 1.0):
        cut = tmp_path / path.name
        cut.write_bytes(whole[: min(int(len(whole) * share), len(whole) - 1)])
        with pytest.raises(Unreadable, match=r"cut off|empty"):
            source.read(raw_from(cut, NOW))


def test_what_nobody_published_is_not_recognised(tmp_path: Path) -> None:
    for name, text in {
        "a.json": '{"tool": "form-8k", "data": []}',
        "b.csv": "day,close\n2024-01-02,1.05\n",
        "c.html": "<html><title>EDGAR filing documents</title></html>",
        "d.bin": "",
    }.items():
        (tmp_path / name).write_text(text)
        assert recognise(tmp_path / name) is None


def test_a_saved_rate_limit_page_is_refused_by_what_it_is() -> None:
    with pytest.raises(Unreadable, match=r"rate-limit page.*wait ten minutes"):
        recognise(FORMATS / "sec_rate_limit.html")


def test_a_rate_limit_page_under_an_answers_name_is_refused_by_the_source(tmp_path: Path) -> None:
    source = recognise(FORMATS / "sec_submissions.json")
    assert source is not None
    page = tmp_path / "CIK0009900001.json"
    page.write_bytes((FORMATS / "sec_rate_limit.html").read_bytes())
    with pytest.raises(Unreadable, match="rate-limit page, not a submissions answer"):
        source.read(raw_from(page, NOW))
