"""The lake of a case: its own rows, the invented market, or rows cut from shared files."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from case_files import BARS, CASE, MAPPING, three_days
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.research.case_lake import case_lake
from microcap.research.cases import read_case
from microcap.view.view import Records

FETCHED = datetime(2026, 11, 21, tzinfo=UTC)
SHARED = (
    CASE.replace('lake = "own"', 'lake = "shared"')
    + """
[[file]]
path = "data/equities/daily_2021_2026.parquet"
column = "symbol"
values = ["ZZQN"]
"""
)


def _quiet(what: str, done: int, total: int) -> None:
    assert what
    assert done <= total


def _made(folder: Path, tmp_path: Path, shared: Path | None = None) -> Records:
    case = read_case(folder)
    return case_lake(case, tmp_path / "lake", shared=shared, fetched=FETCHED, tell=_quiet)


def test_the_rows_of_a_case_become_an_invented_lake(tmp_path: Path) -> None:
    held = _made(three_days(tmp_path / "cases"), tmp_path)
    bars = held.as_of("2024-06-27").table("bars").select("day", "close").sort("day").collect()
    assert held.synthetic
    assert bars.sort("day").rows() == [(date(2024, 6, 26), 2.0), (date(2024, 6, 27), 2.1)]


def test_a_row_that_no_table_takes_is_refused(tmp_path: Path) -> None:
    folder = three_days(tmp_path / "cases", bars=BARS.replace("2.10", "-2.10"))
    with pytest.raises(Contradiction, match="three-days has rows that no table takes: 1 row:"):
        _made(folder, tmp_path)


def test_a_file_of_which_the_mapping_does_not_speak_is_refused(tmp_path: Path) -> None:
    folder = three_days(tmp_path / "cases", mapping=MAPPING.replace("bars.csv", "prices.csv"))
    with pytest.raises(Contradiction, match=r"says nothing of bars\.csv"):
        _made(folder, tmp_path)


def test_a_shared_case_takes_the_named_rows_and_no_others(tmp_path: Path) -> None:
    days = [date(2024, 6, 26), date(2024, 6, 27), date(2024, 6, 28)]
    rows = {
        "symbol": ["ZZQN"] * 3 + ["ZZBT"] * 3,
        "date": days * 2,
        **{name: [2.0] * 6 for name in ("open", "high", "low", "close", "split")},
        "volume": [1000] * 6,
        "shares": [5_000_000] * 6,
        "stale": [False] * 6,
    }
    file = tmp_path / "shared" / "data" / "equities" / "daily_2021_2026.parquet"
    file.parent.mkdir(parents=True)
    pl.DataFrame(rows).with_columns(split=pl.lit(1.0)).write_parquet(file)
    held = _made(three_days(tmp_path / "cases", case=SHARED), tmp_path, tmp_path / "shared")
    bars = held.as_of("2024-06-28").table("bars").collect()
    assert not held.synthetic
    assert bars.select("symbol", "day").sort("day").rows() == [("ZZQN", day) for day in days]


def test_without_the_shared_records_it_says_where_they_are_looked_for(tmp_path: Path) -> None:
    folder = three_days(tmp_path / "cases", case=SHARED)
    with pytest.raises(NoSuchThing, match="set MICROCAP_SHARED, or give a lake"):
        _made(folder, tmp_path)
    with pytest.raises(NoSuchThing, match=r"needs data/equities/daily_2021_2026.parquet below"):
        _made(folder, tmp_path, tmp_path)


def test_a_column_that_the_file_has_not_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "data" / "equities" / "daily_2021_2026.parquet"
    file.parent.mkdir(parents=True)
    pl.DataFrame({"ticker": ["ZZQN"]}).write_parquet(file)
    folder = three_days(tmp_path / "cases", case=SHARED)
    with pytest.raises(Contradiction, match="cut by 'symbol'; it has ticker"):
        _made(folder, tmp_path, tmp_path)
