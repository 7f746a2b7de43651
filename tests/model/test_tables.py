"""What holds of every declared table: its key is typed, its columns explain themselves."""

from pathlib import Path

import pytest

from microcap.lake.store import Lake
from microcap.model import tables_of_filings, tables_of_records, tables_of_trading
from microcap.model.table import BOOKKEEPING, Column, Table, declare
from microcap.model.tables import CONTRADICTIONS, FORMAT, TABLES

SUBJECTS = (tables_of_trading, tables_of_filings, tables_of_records)
MAY_BE_NULL = {("facts", "start"), ("rejects", "raw")}
"""An instant has no start, and its facts are told apart by that; every table says of its bytes
that they may be lacking, and rejects are told apart by theirs."""


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_every_column_of_a_key_is_declared_and_always_filled(table: Table) -> None:
    columns = {column.name: column for column in table.columns}
    assert set(table.key) <= set(columns)
    nullable = {(table.name, name) for name in table.key if columns[name].nullable}
    assert nullable <= MAY_BE_NULL
    assert columns[table.known_by].dtype == columns["day"].dtype


def test_no_table_is_declared_twice() -> None:
    names = [table.name for subject in SUBJECTS for table in subject.TABLES]
    assert sorted(names) == sorted(TABLES)


def test_every_table_carries_the_same_bookkeeping() -> None:
    ends = {table.columns[-len(BOOKKEEPING) :] for table in TABLES.values()}
    assert ends == {BOOKKEEPING}
    own = declare("sightings", "One sighting.", "day", (Column("day", BOOKKEEPING[0].dtype, "it"),))
    assert [column.name for column in own.columns][:2] == ["day", "known_at"]


def test_a_contradiction_is_stated_of_a_table_that_exists() -> None:
    assert set(CONTRADICTIONS) <= set(TABLES)


def test_a_lake_of_an_older_format_has_none_of_the_newer_tables(tmp_path: Path) -> None:
    Lake.create(tmp_path / "lake")
    newer = [table.name for table in TABLES.values() if table.since == FORMAT]
    (tmp_path / "lake" / "lake.json").write_text('{"format": 1, "synthetic": false}')
    older = Lake.open(tmp_path / "lake")
    assert newer
    assert {older.scan(name).collect().height for name in newer} == {0}
    assert older.layout == 1
    assert Lake.create(tmp_path / "lake").layout == FORMAT
