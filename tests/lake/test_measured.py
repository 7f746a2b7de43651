"""The table of stored measures: files that nobody sees until they are put, once and as a whole."""

from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest

from lake_of import new_lake
from microcap.lake import measured as measured_module
from microcap.lake.measured import Measured, Remembered
from microcap.lake.measured_files import Written, write
from microcap.model.errors import CouldNotAsk
from research.stored_market import market, refreshed

NAMES = ("return_1",)
MOMENT = datetime(2026, 1, 2, tzinfo=UTC)
NOTHING = pl.DataFrame(schema={"security": pl.String, "first": pl.Date, "last": pl.Date})


def _rows(security: str, values: dict[date, float]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "security": security,
            "day": list(values),
            "month": [f"{day:%Y-%m}" for day in values],
            "known_at": MOMENT,
            "inputs": 1,
            "return_1": list(values.values()),
        }
    )


def _put(table: Measured, rows: pl.DataFrame, mark: str, replaced: pl.DataFrame = NOTHING) -> bool:
    written = write(table.path, rows, NAMES)
    return table.put(written, replaced, transaction=mark, moment=MOMENT)


@pytest.fixture
def table(tmp_path: Path) -> Measured:
    """An empty table of one measure."""
    made = Measured(new_lake(tmp_path))
    made.create(NAMES)
    return made


def _values(table: Measured) -> dict[tuple[str, date], float]:
    rows = table.scan().select("security", "day", "return_1").collect()
    return {(security, day): value for security, day, value in rows.iter_rows()}


def test_written_files_are_unseen_until_they_are_put(table: Measured) -> None:
    day = date(2024, 3, 28)
    written = write(table.path, _rows("ABCD", {day: 0.1}), NAMES)
    assert _values(table) == {}
    assert [(one.month, one.rows, one.first_security) for one in written] == [
        ("2024-03", 1, "ABCD")
    ]
    assert table.put(written, NOTHING, transaction="a", moment=MOMENT)
    assert _values(table) == {("ABCD", day): 0.1}


def test_one_transaction_is_put_once(table: Measured) -> None:
    rows = _rows("ABCD", {date(2024, 3, 28): 0.1})
    assert [_put(table, rows, "a"), _put(table, rows, "a")] == [True, False]
    assert table.scan().collect().height == 1
    assert (table.holds("a"), table.holds("b")) == (True, False)


def test_replaced_days_go_and_their_neighbours_stay(table: Measured) -> None:
    first, second, third = date(2024, 3, 26), date(2024, 3, 27), date(2024, 4, 1)
    days = {first: 0.1, second: 0.2, third: 0.3}
    _put(table, pl.concat([_rows("ABCD", days), _rows("EFGH", days)]), "a")
    gone = pl.DataFrame({"security": ["ABCD"], "first": [second], "last": [third]})
    _put(table, _rows("ABCD", {second: 0.9}), "b", gone)
    assert _values(table) == {
        ("ABCD", first): 0.1,
        ("ABCD", second): 0.9,
        ("EFGH", first): 0.1,
        ("EFGH", second): 0.2,
        ("EFGH", third): 0.3,
    }


def test_a_month_of_many_files_is_joined_without_losing_a_row(
    table: Measured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measured_module, "_FILES_BEFORE_TIDYING", 2)
    for place in range(4):
        _put(table, _rows("DCBA"[place], {date(2024, 3, 28): place / 10}), str(place))
    before = _values(table)
    table.tidy("2024-03", moment=MOMENT)
    assert _values(table) == before
    assert table.files()["rows"].to_list() == [4]
    table.sweep()
    assert _values(table) == before


def test_a_new_measure_is_a_column_that_old_rows_lack(table: Measured) -> None:
    _put(table, _rows("ABCD", {date(2024, 3, 28): 0.1}), "a")
    table.create(("return_1", "return_5"))
    assert set(table.columns) == {"return_1", "return_5"}
    assert table.scan().collect()["return_5"].to_list() == [None]
    path = table.files()["path"].item()
    assert table.rows_in(path, ["day", "return_5"]).row(0) == (date(2024, 3, 28), None)


def test_what_is_remembered_is_read_again_and_a_torn_note_is_none(table: Measured) -> None:
    note = Remembered(MOMENT, NAMES, {"bars": 3}, {"2024-03": "a"}, "s", date(2024, 3, 28), 7, True)
    assert table.remembered is None
    table.remember(note)
    assert table.remembered == note
    (table.path.parents[1] / "measured.json").write_text('{"moment": ', encoding="utf-8")
    assert table.remembered is None


def test_without_a_table_the_sentence_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(CouldNotAsk, match="run `microcap refresh`"):
        Measured(new_lake(tmp_path)).scan()


def test_another_engine_reads_the_same_rows(tmp_path: Path) -> None:
    """DuckDB over the files that the table's log names: no extension, no network."""
    lake = market(tmp_path)
    refreshed(lake)
    table = Measured(lake)
    files = [str(table.path / path) for path in table.files()["path"]]
    query = (
        "select security, count(*) n, max(day) last, sum(return_1) total "
        "from read_parquet($files, union_by_name = true) group by security order by security"
    )
    found = duckdb.execute(query, {"files": files}).fetchall()
    own = (
        table.scan()
        .group_by("security")
        .agg(n=pl.len(), last=pl.col("day").max(), total=pl.col("return_1").sum())
        .sort("security")
        .collect()
        .rows()
    )
    assert [row[:3] for row in found] == [row[:3] for row in own]
    assert [row[3] for row in found] == pytest.approx([row[3] for row in own], rel=1e-12)


def test_a_written_file_says_what_it_spans(table: Measured) -> None:
    days = {date(2024, 3, 27): 0.1, date(2024, 3, 28): 0.2}
    (one,) = write(table.path, pl.concat([_rows("B", days), _rows("A", days)]), NAMES)
    assert isinstance(one, Written)
    assert (one.first_security, one.last_security) == ("A", "B")
    assert (one.first_day, one.last_day, one.rows) == (date(2024, 3, 27), date(2024, 3, 28), 4)


def test_a_file_that_is_gone_is_seen_and_told_in_one_sentence(tmp_path: Path) -> None:
    lake = market(tmp_path, sessions=60)
    refreshed(lake)
    stored = Measured(lake)
    assert not stored.damaged
    (stored.path / stored.files()["path"][0]).unlink()
    assert stored.damaged
    with pytest.raises(CouldNotAsk, match=r"cannot be read .* run `microcap refresh`"):
        stored.read(stored.scan())


def test_a_file_that_was_cut_off_is_seen(tmp_path: Path) -> None:
    lake = market(tmp_path, sessions=60)
    refreshed(lake)
    stored = Measured(lake)
    file = stored.path / stored.files()["path"][0]
    file.write_bytes(file.read_bytes()[:-1])
    assert stored.damaged


def test_dropped_measures_leave_neither_table_nor_note(tmp_path: Path) -> None:
    lake = market(tmp_path, sessions=60)
    refreshed(lake)
    stored = Measured(lake)
    stored.drop()
    assert not stored.exists
    assert stored.remembered is None
    assert not stored.damaged
