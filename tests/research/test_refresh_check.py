"""The check of stored measures finds a value that its day's view does not give."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lake_of import MARCH, publish, split_of
from microcap.lake.measured import Measured
from microcap.lake.store import Lake
from microcap.model.errors import NoSuchThing
from microcap.research.refresh_check import check_at
from research.stored_market import market, refreshed, walk


def test_a_tampered_value_is_found_and_named(tmp_path: Path) -> None:
    lake = market(tmp_path, sessions=60)
    refreshed(lake, names=("return_1",))
    table = Measured(lake)
    path = table.path / next(
        iter(table.files().filter(table.files()["month"] == "2024-03")["path"])
    )
    rows = table.rows_in(
        str(path.relative_to(table.path)), ["security", "day", "known_at", "inputs"]
    )
    rows.with_columns(return_1=0.5).write_parquet(path)
    found = check_at(tmp_path / "lake", 10_000)
    # 20 sessions of March of two names, and 14 or more of the one that lacks some
    assert len(found.differences) >= 50
    one = found.differences[0]
    assert (one.measure, one.stored) == ("return_1", 0.5)
    assert one.computed != 0.5


def test_rows_that_stand_on_later_knowledge_are_passed_over_and_counted(tmp_path: Path) -> None:
    late = {**split_of("ABCD", MARCH, 2, 1), "known_at": datetime(2025, 6, 1, tzinfo=UTC)}
    publish(tmp_path, bars=walk("ABCD", 30), splits=[late])
    refreshed(Lake.open(tmp_path / "lake"))
    found = check_at(tmp_path / "lake", 30)
    assert (found.rows, found.later, found.differences) == (29, 1, ())


def test_a_lake_without_stored_measures_is_refused(tmp_path: Path) -> None:
    market(tmp_path, sessions=30)
    with pytest.raises(NoSuchThing, match="none are stored; run `microcap refresh`"):
        check_at(tmp_path / "lake", 3)


def test_an_empty_table_is_checked_and_has_no_rows(tmp_path: Path) -> None:
    publish(tmp_path)
    refreshed(Lake.open(tmp_path / "lake"))
    found = check_at(tmp_path / "lake", 5)
    assert (found.rows, found.values, found.differences) == (0, 0, ())
