"""The lake: what is appended is there once and as a whole, and nothing of the other kind."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.lake.store import Lake
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.model.tables import FORMAT, TABLES

MOMENT = datetime(2024, 6, 28, 20, tzinfo=UTC)
_WRITER = """
import sys, time
from datetime import date, datetime, UTC
from pathlib import Path
import polars as pl
from microcap.lake.store import Lake
lake = Lake.create(Path(sys.argv[1]), synthetic=True)
rows = pl.DataFrame({"symbol": [f"Z{i}" for i in range(int(sys.argv[3]))]}).select(
    "symbol", day=pl.lit(date(2024, 6, 28)), close=pl.lit(2.0), adjusted_close=pl.lit(None),
    known_at=pl.lit(datetime(2024, 6, 28, 20, tzinfo=UTC)), assumed=False, revision=0,
    withdrawn=False, source=pl.lit("t"), raw=pl.lit(None))
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[4])):
    print(lake.append("benchmarks", rows, transaction=f"{sys.argv[2]}{number}"), flush=True)
"""


def _rows(*symbols: str) -> pl.DataFrame:
    return pl.DataFrame({"symbol": symbols}).select(
        "symbol",
        day=pl.lit(date(2024, 6, 28)),
        close=pl.lit(2.0),
        adjusted_close=pl.lit(None),
        known_at=pl.lit(MOMENT),
        assumed=False,
        revision=0,
        withdrawn=False,
        source=pl.lit("test"),
        raw=pl.lit(None),
    )


def _number(lake: Lake) -> int:
    return lake.scan("benchmarks").collect().height


def _writer(path: Path, transaction: str, rows: int, times: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path), transaction, str(rows), str(times)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )


def _started(process: subprocess.Popen[str]) -> subprocess.Popen[str]:
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def _go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def test_a_lake_of_a_newer_format_is_refused_in_one_sentence_and_left_as_it_is(
    tmp_path: Path,
) -> None:
    Lake.create(tmp_path / "lake")
    marker = tmp_path / "lake" / "lake.json"
    marker.write_text(json.dumps({"format": FORMAT + 1, "synthetic": False}))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "lake").rglob("*")}
    for way in (Lake.open, Lake.create):
        with pytest.raises(Contradiction, match=f"has format {FORMAT + 1} and this program reads"):
            way(tmp_path / "lake")
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "lake").rglob("*")} == before


def test_a_damaged_marker_is_named(tmp_path: Path) -> None:
    Lake.create(tmp_path / "lake")
    (tmp_path / "lake" / "lake.json").write_text("[1]")
    with pytest.raises(Contradiction, match="not a lake's marker any more; restore it"):
        Lake.open(tmp_path / "lake")


def test_real_and_invented_records_never_share_a_lake(tmp_path: Path) -> None:
    Lake.create(tmp_path / "real", synthetic=False)
    with pytest.raises(Contradiction, match="holds real records and was asked to take invented"):
        Lake.create(tmp_path / "real", synthetic=True)
    Lake.create(tmp_path / "invented", synthetic=True)
    with pytest.raises(Contradiction, match="holds invented records and was asked to take real"):
        Lake.create(tmp_path / "invented", synthetic=False)
    assert Lake.open(tmp_path / "invented").synthetic


def test_a_folder_with_other_things_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "taxes.txt").write_text("mine")
    with pytest.raises(Contradiction, match="a folder with other things in it"):
        Lake.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["taxes.txt"]


def test_a_file_where_the_lake_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lake").write_text("mine")
    with pytest.raises(Contradiction, match="is a file and no folder"):
        Lake.create(tmp_path / "lake")


def test_a_folder_that_is_no_lake_tells_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoSuchThing, match=r"no lake at .*microcap ingest"):
        Lake.open(tmp_path)


def test_a_creation_that_was_cut_off_is_finished_by_the_next(tmp_path: Path) -> None:
    """The writer was killed after it had begun one table and before the marker."""
    (tmp_path / "lake" / "tables" / "bars" / "_delta_log").mkdir(parents=True)
    lake = Lake.create(tmp_path / "lake", synthetic=True)
    assert {name: lake.scan(name).collect().height for name in TABLES} == dict.fromkeys(TABLES, 0)


def test_a_transaction_is_stored_once(tmp_path: Path) -> None:
    lake = Lake.create(tmp_path / "lake", synthetic=True)
    assert lake.append("benchmarks", _rows("ZZA", "ZZB"), transaction="one") is True
    assert lake.append("benchmarks", _rows("ZZA", "ZZB"), transaction="one") is False
    assert lake.append("benchmarks", _rows("ZZC"), transaction="two") is True
    assert sorted(lake.scan("benchmarks").collect()["symbol"]) == ["ZZA", "ZZB", "ZZC"]
    assert (lake.holds("benchmarks", "one"), lake.holds("benchmarks", "three")) == (True, False)


def test_two_processes_that_append_one_transaction_at_once_store_it_once(tmp_path: Path) -> None:
    """Five transactions of 1,000 rows, each offered by both: 5 x 1,000 rows, and five yeses."""
    path = tmp_path / "lake"
    lake = Lake.create(path, synthetic=True)
    both = [_writer(path, "same", 1000, 5) for _ in range(2)]
    for process in both:
        _started(process)
    for process in both:
        _go(process)
    answers = [process.communicate(timeout=30)[0].split() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted(answers[0] + answers[1]) == ["False"] * 5 + ["True"] * 5
    assert _number(lake) == 5000


def test_two_processes_make_one_lake_at_once(tmp_path: Path) -> None:
    both = [_writer(tmp_path / "lake", name, 10, 1) for name in ("one", "two")]
    for process in both:
        _go(_started(process))
    assert [process.wait(timeout=30) for process in both] == [0, 0]
    assert _number(Lake.open(tmp_path / "lake")) == 20
    for process in both:
        process.communicate()


def test_a_reader_works_while_a_writer_writes(tmp_path: Path) -> None:
    """Every look sees whole appends of 2,000 rows, and never fewer than the look before."""
    lake = Lake.create(tmp_path / "lake", synthetic=True)
    process = _started(_writer(tmp_path / "lake", "w", 2000, 10))
    _go(process)
    looks = []
    while process.poll() is None:
        looks.append(_number(lake))
    process.communicate()
    looks.append(_number(lake))
    assert looks == sorted(looks)
    assert {look % 2000 for look in looks} == {0}
    assert looks[-1] == 20_000


@pytest.mark.parametrize("delay", [0.0, 0.01, 0.03, 0.08])
def test_a_killed_writer_leaves_nothing_half_visible(tmp_path: Path, delay: float) -> None:
    """Appends of 200,000 rows; after SIGKILL whole ones are there, and the next writer goes on."""
    lake = Lake.create(tmp_path / "lake", synthetic=True)
    process = _started(_writer(tmp_path / "lake", "w", 200_000, 50))
    _go(process)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    left = _number(lake)
    assert left % 200_000 == 0
    assert lake.append("benchmarks", _rows("ZZA"), transaction="after") is True
    assert _number(lake) == left + 1


def test_a_publishers_table_is_never_rewritten(tmp_path: Path) -> None:
    lake = Lake.create(tmp_path / "lake", synthetic=True)
    lake.append("benchmarks", _rows("ZZA"), transaction="one")
    with pytest.raises(Contradiction, match="benchmarks is a publisher's table and only grows"):
        lake.rewrite("benchmarks", _rows("ZZB"))
    assert lake.scan("benchmarks").collect()["symbol"].to_list() == ["ZZA"]


def test_bytes_are_kept_once_under_their_hash(tmp_path: Path) -> None:
    lake = Lake.create(tmp_path / "lake", synthetic=True)
    (tmp_path / "a.csv").write_text("one")
    lake.keep(tmp_path / "a.csv", "ab12")
    (tmp_path / "a.csv").write_text("two")
    lake.keep(tmp_path / "a.csv", "ab12")
    assert lake.kept("ab12").read_text() == "one"
    assert [path.name for path in (tmp_path / "lake" / "bytes" / "ab").iterdir()] == ["ab12"]
    with pytest.raises(NoSuchThing, match="no bytes with hash cd34"):
        lake.kept("cd34")


def test_an_unknown_table_is_named_with_those_there_are(tmp_path: Path) -> None:
    lake = Lake.create(tmp_path / "lake", synthetic=True)
    with pytest.raises(NoSuchThing, match="no table 'prices' in a lake; there are sessions, bars"):
        lake.scan("prices")


@pytest.mark.parametrize("name", ["my lake", "lac d\u2019été", "100%", "a#b", "a[1]"])
def test_a_path_by_which_no_file_is_found_again_is_refused_before_anything_is_made(
    tmp_path: Path, name: str
) -> None:
    for way in (Lake.create, Lake.open):
        with pytest.raises(Contradiction, match="give a path without blanks, accents"):
            way(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_path_of_plain_letters_and_marks_is_taken(tmp_path: Path) -> None:
    lake = Lake.create(tmp_path / "a-b_c.d+e,f~g@h=i")
    lake.append("benchmarks", _rows("ZZA"), transaction="one")
    assert _number(lake) == 1
