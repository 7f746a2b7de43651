"""Ingest: once, as a whole, with reasons; what was stored before stays."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from checks.invented import Rows, days_to
from lake_of import FETCHED, MARCH, at, bar, count, new_lake, publish, run, split_of
from microcap.lake.store import Lake
from microcap.model.tables import TABLES, BarFlag
from microcap.research.bring import bring_paths
from microcap.research.ingest import Report
from microcap.view.subject import Subject

MAPPING = """
name = "a user"
[[file]]
match = "*.csv"
table = "bars"
share_counts = "shares"
splits = { column = "split" }
[file.columns]
symbol = "symbol"
day = "date"
close = "close"
volume = "volume"
"""
HEAD = "symbol,date,close,volume,shares,split\n"
DAYS = days_to(MARCH, 5)
_BRING = """
import sys, warnings
warnings.filterwarnings("ignore")
from datetime import UTC, datetime
from pathlib import Path
from microcap.research.bring import bring_paths
print("ready", flush=True)
sys.stdin.readline()
report = bring_paths(Path(sys.argv[1]), "files", [Path(p) for p in sys.argv[3:]],
    mapping=Path(sys.argv[2]), fetched=datetime(2026, 1, 2, tzinfo=UTC), tell=lambda *a: None)
print(report.files, len(report.already), report.refused)
"""


def _bring(folder: Path, *files: Path, fetched: datetime = FETCHED) -> Report:
    mapping = folder / "mapping.toml"
    mapping.write_text(MAPPING)
    return bring_paths(
        folder / "lake", "files", files, mapping=mapping, fetched=fetched, tell=lambda *told: None
    )


def _file(folder: Path, *lines: str, name: str = "bars.csv") -> Path:
    path = folder / name
    path.write_text(HEAD + "".join(f"{line}\n" for line in lines))
    return path


def _many(folder: Path, symbols: int, name: str = "bars.csv") -> Path:
    lines = [f"ZZ{i},{day},2.0,{100 + i},,1" for i in range(symbols) for day in DAYS]
    return _file(folder, *lines, name=name)


def _rows(folder: Path) -> dict[str, int]:
    lake = Lake.open(folder / "lake")
    return {name: lake.scan(name).select(pl.len()).collect().item() for name in TABLES}


def _started(*arguments: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _BRING, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def _go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a new lake in it, made before the calendar may warn."""
    lake = new_lake(tmp_path)
    marker = lake.path / "lake.json"
    marker.write_text(marker.read_text().replace("true", "false"))
    return tmp_path


def test_a_file_that_is_brought_twice_changes_nothing(folder: Path) -> None:
    path = _file(folder, *(f"ZZT,{day},2.0,100,5000,1" for day in DAYS))
    first = _bring(folder, path)
    before = _rows(folder)
    assert (before["bars"], before["share_counts"], before["coverage"]) == (5, 1, 1)
    assert (first.files, first.already) == (1, [])
    second = _bring(folder, path)
    assert (second.files, second.already, second.rows) == (0, ["bars.csv"], {})
    assert _rows(folder) == before


def test_the_same_rows_in_a_longer_file_are_held_already(folder: Path) -> None:
    """Four rows of before and one new one; the span of coverage grows, which is a correction."""
    _bring(folder, _file(folder, *(f"ZZT,{day},2.0,100,,1" for day in DAYS[:4])))
    report = _bring(folder, _file(folder, *(f"ZZT,{day},2.0,100,,1" for day in DAYS)))
    assert report.rows["bars"] == 1
    assert _rows(folder)["bars"] == 5
    assert at(folder, "2024-03-28").coverage("bars")["until"].to_list() == [DAYS[4]]


def test_a_changed_file_corrects_later_views_and_no_earlier_one(folder: Path) -> None:
    _bring(folder, _file(folder, *(f"ZZT,{day},2.0,100,,1" for day in DAYS)))
    before = at(folder, "2024-06-28").panel(security="ZZT")
    changed = [f"ZZT,{day},{2.5 if day == DAYS[2] else 2.0},100,,1" for day in DAYS]
    later = datetime(2026, 5, 1, tzinfo=UTC)
    report = _bring(folder, _file(folder, *changed), fetched=later)
    assert report.corrected == 1
    assert at(folder, "2024-06-28").panel(security="ZZT").equals(before)
    assert at(folder, "2026-04-30 19:59").panel(600, security="ZZT")["close"].to_list() == [2.0] * 5
    assert at(folder, "2026-04-30 20:00").panel(600, security="ZZT")["close"].to_list() == [
        2.0,
        2.0,
        2.5,
        2.0,
        2.0,
    ]


def test_another_source_that_differs_is_rejected_with_the_name_of_the_holder(
    tmp_path: Path,
) -> None:
    publish(tmp_path, source="one vendor", bars=[bar("ZZT", MARCH, 2.0)])
    report = publish(tmp_path, source="another", bars=[bar("ZZT", MARCH, 2.1)])
    reason = "differs from the row of one vendor that is held; give the file a series of its own"
    assert report.rejected == {reason: 1}
    assert at(tmp_path, "2024-03-28").table("bars").collect()["close"].to_list() == [2.0]
    rejects = at(tmp_path, "2026-02-01").table("rejects").collect()
    assert rejects.select("table", "reason").rows() == [("bars", reason)]
    assert "close=2.1" in rejects["content"].item()


def test_another_source_that_agrees_adds_nothing(tmp_path: Path) -> None:
    publish(tmp_path, source="one vendor", bars=[bar("ZZT", MARCH, 2.0)])
    report = publish(tmp_path, source="another", bars=[bar("ZZT", MARCH, 2.0)])
    assert (report.rejected, report.held, report.rows.get("bars")) == ({}, 1, None)


def test_another_split_of_the_same_day_is_rejected(tmp_path: Path) -> None:
    publish(tmp_path, source="one vendor", splits=[split_of("ZZT", MARCH, 1, 10)])
    report = publish(tmp_path, source="another", splits=[split_of("ZZT", MARCH, 1, 20)])
    assert list(report.rejected.values()) == [1]


def test_volume_above_the_share_count_is_a_flag_and_never_a_reject(folder: Path) -> None:
    """8,000 shares traded of 1,000 outstanding."""
    path = _file(folder, f"ZZT,{DAYS[0]},2.0,8000,1000,1", f"ZZT,{DAYS[1]},2.0,900,1000,1")
    report = _bring(folder, path)
    assert report.rejected == {}
    flags = at(folder, "2024-03-28").table("bars").collect().sort("day")["flags"].to_list()
    assert flags == [int(BarFlag.VOLUME_ABOVE_SHARES), 0]


def test_each_contradiction_is_a_reject_with_its_row_and_its_reason(folder: Path) -> None:
    """Row numbers count from 1 after the header; the second and the last row are good."""
    day = DAYS[0]
    path = _file(
        folder,
        f"ZZA,{day},-2.0,100,,1",
        f"ZZB,{day},2.0,100,,1",
        "ZZC,2099-01-02,2.0,100,,1",
        f"ZZD,{day},nan,100,,1",
        f"ZZE,{day},inf,100,,1",
        f"ZZF,{day},abc,100,,1",
        f"ZZG,{day},2.0,many,,1",
        f"ZZH,{day},2.0,-5,,1",
        f"ZZI,{day},2.0,99999999999999999999999,,1",
        f",{day},2.0,100,,1",
        "ZZK,28.06.2024,2.0,100,,1",
        "ZZL,,2.0,100,,1",
        f"ZZM,{day},0,100,,1",
        "ZZN,1850-01-02,2.0,100,,1",
        f"ZZO,{day},20000000,100,,1",
        f"{'Z' * 25},{day},2.0,100,,1",
        f"ZZ\x1b[31mQ,{day},2.0,100,,1",
        f"ZZR,{day},2.0,100,some,1",
        f"ZZB,{day},2.0,100,,1",
        f"ZZS,{day},2.0,,,1",
    )
    report = _bring(folder, path)
    lake = Lake.open(folder / "lake")
    refused = lake.scan("rejects").filter(pl.col("table") == "bars").sort("row")
    rejects = refused.select("row", "reason").collect().rows()
    assert rejects == [
        (1, "close is below 0"),
        (3, "the day is later than the moment of the ingest"),
        (4, "close is not a finite number"),
        (5, "close is not a finite number"),
        (6, "close cannot be read as a number"),
        (7, "volume cannot be read as a number"),
        (8, "volume is below 0"),
        (9, "volume cannot be read as a number"),
        (10, "symbol is missing or cannot be read"),
        (11, "date cannot be read as a day (2024-06-28)"),
        (12, "day is missing or cannot be read"),
        (13, "the close is not above zero"),
        (14, "the day is before 1900"),
        (15, "a raw price above 10,000,000 USD a share"),
        (16, "the symbol is longer than 24 characters"),
        (17, "the symbol has a control character in it"),
        (18, "shares cannot be read as a number"),
        (19, "the same series, symbol, day as an earlier row of the file"),
    ]
    assert report.rejected["close is not a finite number"] == 2
    held = lake.scan("bars").collect().sort("symbol").select("symbol", "volume")
    assert held.rows() == [("ZZB", 100), ("ZZS", None)]
    spans = lake.scan("coverage").collect()
    assert spans["until"].max() == DAYS[0]


def test_a_factor_that_is_no_ratio_is_rejected_and_its_bar_is_kept(folder: Path) -> None:
    factors = ("0", "-2", "inf", "1e300", "1e-300", "0.1")
    path = _file(folder, *(f"ZZ{i},{DAYS[0]},2.0,100,,{f}" for i, f in enumerate(factors)))
    report = _bring(folder, path)
    assert report.rejected == {"the split factor is no ratio of shares": 5}
    held = at(folder, "2024-03-28").table("splits").collect()
    assert held.select("symbol", "new_shares", "old_shares").rows() == [("ZZ5", 1, 10)]
    assert _rows(folder)["bars"] == 6


def test_unsorted_rows_say_the_same_as_sorted_ones(folder: Path) -> None:
    """5,000 shares until the fourth day, then 6,000."""
    lines = [f"ZZT,{day},2.0,100,{5000 if i < 3 else 6000},1" for i, day in enumerate(DAYS)]
    _bring(folder, _file(folder, *(lines[i] for i in (4, 1, 3, 0, 2))))
    counts = at(folder, "2024-03-28").table("share_counts").collect().sort("day")
    assert counts.select("day", "shares").rows() == [(DAYS[0], 5000), (DAYS[3], 6000)]
    assert at(folder, "2024-03-28").panel(security="ZZT")["day"].to_list() == DAYS


def test_more_rejects_than_are_kept_are_counted(folder: Path) -> None:
    """12,000 closes below zero: 12,000 are told, 10,000 are kept."""
    path = _file(folder, *(f"Z{i},{DAYS[0]},-1,100,,1" for i in range(12_000)))
    report = _bring(folder, path)
    assert report.rejected == {"close is below 0": 12_000}
    assert _rows(folder)["rejects"] == 10_000


def test_what_was_stored_before_stays_when_a_later_file_is_refused(folder: Path) -> None:
    _bring(folder, _many(folder, 3))
    before = _rows(folder)
    bad = folder / "bad.csv"
    bad.write_bytes(HEAD.encode() + b"ZZT,2024-03-28,2.0,\xff\xfe,,1\n")
    report = _bring(folder, bad)
    assert len(report.refused) == 1
    assert _rows(folder) == before


def test_two_processes_that_bring_one_file_at_once_store_it_once(folder: Path) -> None:
    """500 names of five sessions, brought by both."""
    path = _many(folder, 500)
    (folder / "mapping.toml").write_text(MAPPING)
    arguments = (str(folder / "lake"), str(folder / "mapping.toml"), str(path))
    both = [_started(*arguments) for _ in range(2)]
    for process in both:
        _go(process)
    said = sorted(process.communicate(timeout=60)[0].strip() for process in both)
    assert said == ["0 1 []", "1 0 []"]
    rows = _rows(folder)
    assert (rows["bars"], rows["coverage"], rows["securities"]) == (2500, 500, 500)


def test_two_processes_that_bring_files_with_common_rows_hold_each_key_once(
    folder: Path,
) -> None:
    """300 names in both files, 100 more in the second: 400 names of five sessions."""
    files = [_many(folder, 300, "a.csv"), _many(folder, 400, "b.csv")]
    (folder / "mapping.toml").write_text(MAPPING)
    both = [_started(str(folder / "lake"), str(folder / "mapping.toml"), str(f)) for f in files]
    for process in both:
        _go(process)
    assert sorted(p.communicate(timeout=60)[0].strip() for p in both) == ["1 0 []", "1 0 []"]
    rows = _rows(folder)
    assert (rows["bars"], rows["securities"]) == (2000, 400)


@pytest.mark.parametrize("delay", [0.05, 0.2, 0.4])
def test_an_ingest_that_was_killed_is_finished_by_the_next(folder: Path, delay: float) -> None:
    """4,000 names of five sessions; whatever was there at the kill, 20,000 bars in the end."""
    path = _many(folder, 4000)
    (folder / "mapping.toml").write_text(MAPPING)
    process = _started(str(folder / "lake"), str(folder / "mapping.toml"), str(path))
    _go(process)
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert _rows(folder)["bars"] in (0, 20_000)
    _bring(folder, path)
    rows = _rows(folder)
    assert (rows["bars"], rows["coverage"], rows["securities"]) == (20_000, 4000, 4000)
    assert rows["rejects"] == 0


def test_identity_is_derived_by_the_next_run_where_a_kill_left_it_out(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is in, `rebuild` was not reached; the same command says `already` and rebuilds."""
    path = _many(folder, 2)
    with monkeypatch.context() as patched:
        patched.setattr("microcap.research.bring.rebuild", lambda lake, tell: None)
        _bring(folder, path)
    assert _rows(folder)["securities"] == 0
    assert _bring(folder, path).already == ["bars.csv"]
    assert _rows(folder)["securities"] == 2


def test_a_row_is_known_by_the_rule_of_its_table_and_marked_as_assumed(tmp_path: Path) -> None:
    """The bar of Thursday, March 28, at 16:00 Eastern, 20:00 UTC; a filing of that day when the
    next session opens: Good Friday and the weekend lie between, so Monday, April 1, 13:30 UTC."""
    filing: Rows = [{"issuer": "7", "accession": "0-24-1", "form": "8-K", "day": MARCH}]
    publish(tmp_path, bars=[bar("ZZT", MARCH, 2.0)], filings=filing)
    view = at(tmp_path, "2024-04-30")
    known = {
        name: view.table(name).select("known_at", "assumed").collect().row(0)
        for name in ("bars", "filings")
    }
    assert known == {
        "bars": (datetime(2024, 3, 28, 20, tzinfo=UTC), True),
        "filings": (datetime(2024, 4, 1, 13, 30, tzinfo=UTC), True),
    }


def test_an_acceptance_time_replaces_an_assumed_one_of_the_same_filing(tmp_path: Path) -> None:
    filing = {"issuer": "7", "accession": "0-24-1", "form": "8-K", "day": MARCH}
    publish(tmp_path, source="an index", filings=[filing])
    accepted = datetime(2024, 3, 28, 21, 31, tzinfo=UTC)
    publish(tmp_path, source="the sec", filings=[{**filing, "known_at": accepted}])
    rows = at(tmp_path, "2024-03-28 17:31").table("filings").collect()
    assert rows.select("source", "assumed").rows() == [("the sec", False)]
    assert at(tmp_path, "2024-03-28 17:30").table("filings").collect().is_empty()


def test_a_name_of_which_only_a_count_is_held_has_no_bars(tmp_path: Path) -> None:
    publish(
        tmp_path,
        bars=run("ZZT", [2.0] * 3),
        share_counts=[count("ZZT", date(2024, 3, 26), 1000), count("ZZU", date(2024, 3, 26), 5)],
    )
    assert Subject(at(tmp_path, "2024-03-28"), "ZZT").panel.height == 3
    assert at(tmp_path, "2024-03-28").spells["symbol"].to_list() == ["ZZT"]
