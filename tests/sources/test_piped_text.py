"""A published table with a separator."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.model.errors import Unreadable
from microcap.sources import Raw, raw_from
from microcap.sources.piped_text import (
    column_name,
    header_of,
    market_symbol,
    piped_text,
    published_day,
    whole_number,
)


def _raw(folder: Path, text: str) -> Raw:
    path = folder / "table.txt"
    path.write_text(text, encoding="latin-1")
    return raw_from(path, datetime(2026, 1, 2, tzinfo=UTC))


def test_titles_become_words_with_underscores() -> None:
    assert column_name(" QUANTITY (FAILS)") == "quantity_fails"


def test_rows_stand_apart_from_the_lines_after_them(tmp_path: Path) -> None:
    raw = _raw(tmp_path, "A|B c\r\n1| x \r\n|y\r\nTrailer 2\r\n\r\n")
    text = piped_text(raw, "a table", ("a", "b_c"))
    assert header_of(raw) == ("a", "b_c")
    assert text.rows.rows() == [(1, "1", "x"), (2, None, "y")]
    assert text.tail == ("Trailer 2",)


def test_a_quote_mark_in_a_piped_table_is_a_letter(tmp_path: Path) -> None:
    text = piped_text(_raw(tmp_path, 'A|B\n1|the "old" 5" pipe\n'), "a table", ("a",))
    assert text.rows["b"].to_list() == ['the "old" 5" pipe']


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "the file is empty, not a table"),
        ("A|C\n1|2\n", "a table has a, b; this file lacks b"),
        ("A|B\n1|2\n1|2|3|4\n", "the lines are not a table"),
    ],
)
def test_what_is_no_such_table_is_refused_in_a_sentence(
    tmp_path: Path, body: str, says: str
) -> None:
    with pytest.raises(Unreadable, match=f"table.txt: {says}"):
        piped_text(_raw(tmp_path, body), "a table", ("a", "b"))


def test_tickers_numbers_and_days_are_read_as_the_publishers_write_them() -> None:
    rows = pl.DataFrame(
        {
            "s": ["zzb.a", "ZZB/A", "ZZBpC", "ZZB$D", "ZZHM"],
            "n": ["1,200", "12.6", "x", None, "7"],
            "d": ["2024-06-28", "20240628", "06/28/2024", "28.6.2024", None],
        }
    )
    seen = rows.select(market_symbol("s"), whole_number("n"), published_day("d"))
    assert seen["s"].to_list() == ["ZZB-A", "ZZB-A", "ZZB-PC", "ZZB-PD", "ZZHM"]
    assert seen["n"].to_list() == [1200, 13, None, None, 7]
    assert seen["d"].to_list() == [date(2024, 6, 28)] * 3 + [None] * 2
