"""Bringing files and folders: each is read, recognised as brought, refused or named as unread."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from lake_of import new_lake
from microcap.lake.store import Lake
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.model.tables import TABLES
from microcap.research.bring import bring_paths
from microcap.research.ingest import Report

FETCHED = datetime(2026, 1, 2, tzinfo=UTC)
HEAD = "symbol,date,close\n"
GOOD = HEAD + "ZZT,2024-03-28,2.0\n"
MAPPING = """
name = "a user"
[[file]]
match = "bars*"
table = "bars"
[file.columns]
symbol = "symbol"
day = "date"
close = "close"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a new lake in it that takes real records."""
    marker = new_lake(tmp_path).path / "lake.json"
    marker.write_text(marker.read_text().replace("true", "false"))
    return tmp_path


def _bring(folder: Path, *paths: Path, source: str = "files") -> Report:
    mapping = folder / "mapping.toml"
    mapping.write_text(MAPPING)
    return bring_paths(
        folder / "lake", source, paths, mapping=mapping, fetched=FETCHED, tell=lambda *told: None
    )


def _held(folder: Path) -> dict[str, int]:
    lake = Lake.open(folder / "lake")
    rows = {name: lake.scan(name).select(pl.len()).collect().item() for name in TABLES}
    return {name: number for name, number in rows.items() if number and name != "sessions"}


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "bars.csv: the file is empty; get it again"),
        (b"\xff\xfes\x00", "bars.csv: byte 0 is not UTF-8; convert the file and try again"),
        (GOOD.encode() + b"Z\xe9,2024-03-28,2.0\n", "bars.csv: byte 38 is not UTF-8"),
        (HEAD.encode() + b"Z" * 2_000_000, "bars.csv: a line is longer than 1,048,576 bytes"),
        (GOOD.encode() + b"ZZA,2024-03-28,2.0,7,8\n", "bars.csv: cannot be read as a table ("),
        (b"symbol,close\nZZT,2.0\n", "bars.csv: the mapping wants the columns date; the file has"),
        (b"\x1f\x8bnothing", "bars.csv: the gzip file is cut off or damaged ("),
        (b"\0" * 500, "bars.csv: the mapping wants the columns close, date, symbol; the file has"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_sentence_and_nothing_is_stored(
    folder: Path, body: bytes, says: str
) -> None:
    """`symbol,date,close` and a line end are 18 bytes, the good row 19: its é is byte 18+19+1."""
    (folder / "bars.csv").write_bytes(body)
    report = _bring(folder, folder / "bars.csv")
    assert len(report.refused) == 1
    assert report.refused[0].startswith(says)
    assert "\n" not in report.refused[0]
    assert len(report.refused[0]) < 500
    assert _held(folder) == {}


def test_a_file_that_is_refused_does_not_keep_the_others_out(folder: Path) -> None:
    files = folder / "files"
    files.mkdir()
    (files / "bars_1.csv").write_text("")
    (files / "bars_2.csv").write_text(GOOD)
    (files / "read me.md").write_text("what this is")
    report = _bring(folder, files)
    assert (report.files, len(report.refused), report.unread) == (1, 1, ["read me.md"])
    assert _held(folder) == {"bars": 1, "coverage": 1, "securities": 1}


def test_the_same_bytes_under_another_name_are_here_already(folder: Path) -> None:
    (folder / "bars_1.csv").write_text(GOOD)
    (folder / "bars_2.csv").write_text(GOOD)
    report = _bring(folder, folder / "bars_1.csv", folder / "bars_2.csv")
    assert (report.files, report.already) == (1, ["bars_2.csv"])


def test_the_bytes_of_what_was_read_are_kept(folder: Path) -> None:
    (folder / "bars.csv").write_text(GOOD)
    _bring(folder, folder / "bars.csv")
    kept = [path for path in (folder / "lake" / "bytes").rglob("*") if path.is_file()]
    assert [path.read_text() for path in kept] == [GOOD]
    assert Lake.open(folder / "lake").scan("bars").collect()["raw"].to_list() == [kept[0].name]


def test_a_header_alone_brings_nothing_and_is_no_error(folder: Path) -> None:
    (folder / "bars.csv").write_text(HEAD)
    report = _bring(folder, folder / "bars.csv")
    assert (report.files, report.rows, report.refused, report.rejected) == (1, {}, [], {})


def test_a_path_that_is_not_there_is_named_before_anything_is_read(folder: Path) -> None:
    (folder / "bars.csv").write_text(GOOD)
    with pytest.raises(NoSuchThing, match=r"no file or folder .*gone\.csv"):
        _bring(folder, folder / "bars.csv", folder / "gone.csv")
    assert _held(folder) == {}


def test_a_source_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(NoSuchThing, match="no source 'crystal ball'; there are files and sec"):
        _bring(folder, folder, source="crystal ball")
    with pytest.raises(Contradiction, match="needs files or folders; name at least one"):
        _bring(folder)
    (folder / "empty").mkdir()
    with pytest.raises(NoSuchThing, match="no files below"):
        _bring(folder, folder / "empty")


def test_symbols_become_those_of_the_sec_where_the_mapping_says_so(folder: Path) -> None:
    """BRK/B and ZZ^A of a screener are ZZ-B and ZZ-A."""
    (folder / "bars.csv").write_text(HEAD + "ZZ/B,2024-03-28,2.0\nzz^a,2024-03-28,3.0\n")
    mapping = folder / "own.toml"
    mapping.write_text(
        MAPPING.replace('table = "bars"', 'table = "bars"\nsymbols = { "/" = "-", "^" = "-" }')
    )
    bring_paths(
        folder / "lake",
        "files",
        [folder / "bars.csv"],
        mapping=mapping,
        fetched=FETCHED,
        tell=lambda *told: None,
    )
    held = Lake.open(folder / "lake").scan("bars").collect()["symbol"]
    assert sorted(held) == ["ZZ-A", "ZZ-B"]


def test_odd_letters_in_a_symbol_are_kept_as_they_are(folder: Path) -> None:
    odd = ("É", "株式", "A B", "'; DROP", "..", "🚀")
    (folder / "bars.csv").write_text(HEAD + "".join(f"{o},2024-03-28,2.0\n" for o in odd))
    report = _bring(folder, folder / "bars.csv")
    assert (report.rows["bars"], report.rejected) == (6, {})
    assert set(Lake.open(folder / "lake").scan("bars").collect()["symbol"]) == set(odd)


def test_progress_is_told_file_by_file(folder: Path) -> None:
    (folder / "bars_1.csv").write_text(GOOD)
    (folder / "bars_2.csv").write_text(GOOD.replace("ZZT", "ZZU"))
    (folder / "mapping.toml").write_text(MAPPING)
    told: list[tuple[str, int, int]] = []
    bring_paths(
        folder / "lake",
        "files",
        [folder / "bars_1.csv", folder / "bars_2.csv"],
        mapping=folder / "mapping.toml",
        fetched=FETCHED,
        tell=lambda what, done, total: told.append((what, done, total)),
    )
    assert told == [("bars_1.csv", 0, 2), ("bars_2.csv", 1, 2), ("who bore which ticker", 2, 2)]
