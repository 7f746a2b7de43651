"""Files of stored measures, on disks with room and without."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from microcap.lake.measured_files import said, schema, write
from microcap.model.errors import CouldNotAsk

MARCH = date(2024, 3, 28)


def _rows(days: list[date]) -> pl.DataFrame:
    rows = [
        {"security": "ABCD", "day": day, "month": f"{day:%Y-%m}", "inputs": 1, "return_1": 0.1}
        for day in days
    ]
    return pl.DataFrame(rows).with_columns(known_at=None)


def test_each_month_is_a_file_that_says_what_it_spans(tmp_path: Path) -> None:
    days = [date(2024, 2, 28), date(2024, 2, 29), MARCH]
    february, march = write(tmp_path, _rows(days), ("return_1",))
    assert (february.month, february.rows, february.last_day) == ("2024-02", 2, days[1])
    assert (march.month, march.rows, march.first_security) == ("2024-03", 1, "ABCD")
    assert (tmp_path / march.path).stat().st_size == march.size


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CouldNotAsk, match="nothing of it is visible, make room"):
        write(tmp_path / "file", _rows([MARCH]), ("return_1",))


def test_a_full_disk_is_one_sentence_and_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What polars 2.1 says of a disk of 40 KB that is full."""

    def full(rows: pl.DataFrame, home: Path, **_: object) -> None:
        home.write_bytes(b"PAR1")
        raise pl.exceptions.ComputeError("parquet: Invalid thrift: transport error")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    with pytest.raises(CouldNotAsk, match="transport error; nothing of it is visible, make room"):
        write(tmp_path, _rows([MARCH]), ("return_1",))
    assert list(tmp_path.rglob("*.parquet")) == []


def test_what_a_library_says_is_one_line_without_colours() -> None:
    error = OSError("Generic error\n  \x1b[31m↳\x1b[0m No space left\n")
    assert said(error) == "Generic error No space left"
    assert said(OSError()) == "OSError"


def test_a_measure_is_a_column_of_doubles_after_the_keys() -> None:
    columns = list(schema(("return_1",)))
    assert columns == ["security", "day", "month", "known_at", "inputs", "return_1"]
