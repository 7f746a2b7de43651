"""A table as it was, and the files of its months."""

from datetime import date
from pathlib import Path

from lake_of import publish
from microcap.lake.past import month_files, table_at
from microcap.lake.store import Lake
from research.stored_market import walk


def test_a_table_is_read_as_it_was_and_unreadable_versions_are_none(tmp_path: Path) -> None:
    publish(tmp_path, bars=walk("ABCD", 3))
    lake = Lake.open(tmp_path / "lake")
    version = lake.version("bars")
    publish(tmp_path, bars=walk("EFGH", 3))
    then = table_at(lake, "bars", version)
    assert then is not None
    assert set(then["symbol"]) == {"ABCD"}
    assert table_at(lake, "bars", 999) is None


def test_the_files_of_a_month_change_with_its_rows_and_with_no_others(tmp_path: Path) -> None:
    publish(tmp_path, bars=walk("ABCD", 3, last=date(2024, 2, 29)))
    lake = Lake.open(tmp_path / "lake")
    before = month_files(lake, "bars")
    publish(tmp_path, bars=walk("ABCD", 3))
    after = month_files(lake, "bars")
    assert sorted(after) == ["2024-02", "2024-03"]
    assert after["2024-02"] == before["2024-02"]
