"""A user's files: what is no table is refused in one sentence, what is odd is named."""

import gzip
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.model.errors import Contradiction, MicrocapError, Unreadable
from microcap.model.tables import BarFlag
from microcap.sources import Tables, raw_from
from microcap.sources.files import check_start, check_text, files_source
from microcap.sources.files_splits import ratio_in_shares
from microcap.sources.mapping import read_mapping

FETCHED = datetime(2026, 1, 2, tzinfo=UTC)
HEAD = "Symbol,Date,Close,Volume\n"
MAPPING = """
name = "a user"
[[file]]
match = "*"
table = "bars"
[file.columns]
symbol = "Symbol"
day = "Date"
close = "Close"
volume = "Volume"
"""
QUOTES = """
name = "a user"
[[file]]
match = "*"
table = "quotes"
set = { session = "regular" }
[file.columns]
symbol = "Symbol"
day = "Date"
at = "At"
bid = "Bid"
ask = "Ask"
"""


def _read(path: Path, mapping: str = MAPPING) -> Tables:
    where = path.with_name("mapping.toml")
    where.write_text(mapping)
    source = files_source(read_mapping(where), path.name)
    assert source is not None
    return source.read(raw_from(path, FETCHED))


def _rows(tables: Tables, name: str = "bars") -> pl.DataFrame:
    return tables[name].lazy().collect()


def _csv(folder: Path, *lines: str, head: str = HEAD, name: str = "bars.csv") -> Path:
    path = folder / name
    path.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_csv_becomes_typed_rows(tmp_path: Path) -> None:
    tables = _read(_csv(tmp_path, " zza ,2024-03-28, 2.50 ,1000", "ZZB,20240328,3,2e3"))
    assert _rows(tables).select("row", "symbol", "day", "close", "volume").rows() == [
        (1, "ZZA", date(2024, 3, 28), 2.5, 1000),
        (2, "ZZB", date(2024, 3, 28), 3.0, 2000),
    ]
    assert _rows(tables).select("open", "high", "low").null_count().row(0) == (2, 2, 2)


def test_a_gzip_of_a_csv_is_read_as_the_csv(tmp_path: Path) -> None:
    path = tmp_path / "bars.csv.gz"
    path.write_bytes(gzip.compress((HEAD + "ZZA,2024-03-28,2.5,1000\n").encode()))
    assert _rows(_read(path))["close"].to_list() == [2.5]


def test_a_gzip_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bars.csv.gz"
    whole = gzip.compress((HEAD + "ZZA,2024-03-28,2.5,1000\n" * 5000).encode())
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Unreadable, match=r"bars.csv.gz: the gzip file is cut off .* get it again"):
        _read(path)


def test_a_whole_number_keeps_all_its_digits(tmp_path: Path) -> None:
    """2^53 + 1 is not a double."""
    tables = _read(_csv(tmp_path, "ZZA,2024-03-28,2.5,9007199254740993"))
    assert _rows(tables)["volume"].to_list() == [9007199254740993]


def test_a_byte_that_is_not_utf8_is_named_by_its_place(tmp_path: Path) -> None:
    """The header has 25 bytes, so that the first of the row is byte 25; é in Latin-1 is 0xE9."""
    path = tmp_path / "bars.csv"
    path.write_bytes(HEAD.encode() + "é,2024-03-28,2.5,1000\n".encode("latin-1"))
    with pytest.raises(Unreadable, match=r"bars\.csv: byte 25 is not UTF-8; convert the file"):
        _read(path)


def test_the_place_of_a_bad_byte_is_right_beyond_the_first_mebibyte(tmp_path: Path) -> None:
    """Lines of 16 bytes; a two-byte letter lies over the edge of the mebibyte before it."""
    start = b"x" * 15 + b"\n"
    body = start * (2**16 - 1) + b"y" * 15 + "é".encode() + b"\n" + b"z\xff\n"
    path = tmp_path / "bars.csv"
    path.write_bytes(body)
    with pytest.raises(Unreadable, match=f"byte {body.index(0xFF)} is not UTF-8"):
        check_text(raw_from(path, FETCHED))


def test_a_letter_that_was_cut_off_at_the_end_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "bars.csv"
    path.write_bytes(b"a\n" + "é".encode()[:1])
    with pytest.raises(Unreadable, match="byte 2 is not UTF-8"):
        check_text(raw_from(path, FETCHED))


def test_a_line_above_a_mebibyte_is_refused_wherever_it_begins(tmp_path: Path) -> None:
    """Three quarters of a mebibyte before an edge and as much after it are one line of 1.5."""
    path = tmp_path / "bars.csv"
    path.write_bytes(b"a\n" + b"b" * 2**18 + b"\n" + b"c" * (3 * 2**19) + b"\nd\n")
    with pytest.raises(Unreadable, match="a line is longer than 1,048,576 bytes"):
        check_text(raw_from(path, FETCHED))
    path.write_bytes(b"a\n" + b"c" * (2**20 + 1))
    with pytest.raises(Unreadable, match="a line is longer than 1,048,576 bytes"):
        check_text(raw_from(path, FETCHED))
    path.write_bytes(b"a\n" + b"c" * 2**20 + b"\n")
    assert check_text(raw_from(path, FETCHED)) is None  # type: ignore[func-returns-value]


@pytest.mark.parametrize("name", ["bars.csv", "bars.parquet", "bars.txt"])
def test_ten_gigabytes_of_one_line_are_refused_at_once_and_in_little_memory(
    tmp_path: Path, name: str
) -> None:
    """A sparse file; the whole run in a process of its own, the interpreter's start included."""
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(10 * 2**30)
    (tmp_path / "mapping.toml").write_text(MAPPING.replace('"*"', '"bars.*"'))
    code = (
        "import re, sys, warnings; warnings.filterwarnings('ignore')\n"
        "from datetime import UTC, datetime; from pathlib import Path\n"
        "from microcap.research.bring import bring_paths\n"
        "from microcap.research.ingest import prepare\n"
        "folder = Path(sys.argv[1]); prepare(folder / 'lake')\n"
        "report = bring_paths(folder / 'lake', 'files', [folder / sys.argv[2]],"
        " mapping=folder / 'mapping.toml', fetched=datetime(2026, 1, 2, tzinfo=UTC),"
        " tell=lambda *a: None)\n"
        # the high-water mark of this process alone: the one of rusage outlives an exec
        "status = Path('/proc/self/status').read_text()\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', status).group(1), *report.refused, sep='|')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), name],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )
    kibibytes, said = done.stdout.strip().split("|")
    assert ("a line is longer" in said) or ("not a whole Parquet file" in said)
    assert int(kibibytes) < 300 * 1024
    assert not list((tmp_path / "lake" / "bytes").iterdir())


def test_a_parquet_file_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bars.parquet"
    frame = pl.DataFrame({"Symbol": ["ZZA"] * 1000, "Date": [date(2024, 3, 28)] * 1000})
    frame.with_columns(Close=pl.lit(2.0), Volume=pl.lit(5)).write_parquet(path)
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(Unreadable, match="not a whole Parquet file, it may be cut off; get it"):
        check_start(path)
    with pytest.raises(Unreadable, match=r"bars.parquet: cannot be read as a table \("):
        _read(path)


def test_an_empty_file_is_refused_and_a_header_alone_is_a_table_without_rows(
    tmp_path: Path,
) -> None:
    path = tmp_path / "bars.csv"
    path.write_bytes(b"")
    for look in (check_start, _read):
        with pytest.raises(Unreadable, match=r"bars\.csv: the file is empty"):
            look(path)
    tables = _read(_csv(tmp_path))
    assert {name: _rows(tables, name).height for name in tables} == dict.fromkeys(tables, 0)


def test_missing_columns_are_named_with_those_there_are(tmp_path: Path) -> None:
    path = _csv(tmp_path, "ZZA,1", head="Symbol,Price\n")
    says = (
        r"bars.csv: the mapping wants the columns Close, Date, Volume; the file has Symbol, Price"
    )
    with pytest.raises(Contradiction, match=says):
        _read(path)


def test_a_column_of_the_wrong_type_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bars.parquet"
    frame = pl.DataFrame({"Symbol": ["ZZA"], "Date": [20240328], "Close": [2.0], "Volume": [5]})
    frame.write_parquet(path)
    with pytest.raises(Contradiction, match="the column Date was to be read as Date and holds Int"):
        _read(path)
    frame.with_columns(Date=date(2024, 3, 28), Close=pl.lit([[2.0]])).write_parquet(path)
    with pytest.raises(Contradiction, match="the column Close was to be read as Float64 and holds"):
        _read(path)


def test_a_ragged_csv_is_refused_as_a_whole(tmp_path: Path) -> None:
    path = _csv(tmp_path, "ZZA,2024-03-28,2.5,1000", "ZZB,2024-03-28,2.5,1000,7,8")
    with pytest.raises((Unreadable, pl.exceptions.ComputeError)):
        _rows(_read(path))


def test_a_whole_number_beyond_sixty_four_bits_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "bars.parquet"
    frame = pl.DataFrame(
        {"Symbol": ["ZZA", "ZZB"], "Date": [date(2024, 3, 28)] * 2, "Close": [2.0, 2.0]}
    )
    volumes = pl.Series("Volume", [2**64 - 1, 7], dtype=pl.UInt64)
    frame.with_columns(volumes).write_parquet(path)
    tables = _read(path)
    assert _rows(tables)["volume"].to_list() == [7]
    assert _rows(tables, "rejects").select("row", "reason").rows() == [
        (1, "Volume cannot be read as a number")
    ]


def test_a_missing_number_in_a_column_of_floats_is_unknown(tmp_path: Path) -> None:
    path = tmp_path / "bars.parquet"
    frame = pl.DataFrame({"Symbol": ["ZZA"], "Date": [date(2024, 3, 28)], "Close": [2.0]})
    frame.with_columns(Volume=pl.lit(float("nan"))).write_parquet(path)
    tables = _read(path)
    assert (_rows(tables)["volume"].to_list(), _rows(tables, "rejects").height) == ([None], 0)


def test_a_price_of_32_bits_is_given_back_as_the_decimal_it_was(tmp_path: Path) -> None:
    """2.35 as a float32 is 2.3499999046…"""
    path = tmp_path / "bars.parquet"
    frame = pl.DataFrame({"Symbol": ["ZZA"], "Date": [date(2024, 3, 28)], "Volume": [5]})
    frame.with_columns(Close=pl.lit(2.35, pl.Float32)).write_parquet(path)
    assert _rows(_read(path))["close"].to_list() == [2.35]


def test_a_time_without_a_zone_is_eastern(tmp_path: Path) -> None:
    """09:45 in New York is 13:45 UTC in June and 14:45 UTC in January."""
    path = _csv(
        tmp_path,
        "ZZA,2024-06-28,2024-06-28 09:45,2.0,2.1",
        "ZZB,2024-01-05,2024-01-05T09:45:00,2.0,2.1",
        "ZZC,2024-06-28,2024-06-28T13:45:00Z,2.0,2.1",
        "ZZD,2024-06-28,2024-06-28T09:45:00-04:00,2.0,2.1",
        head="Symbol,Date,At,Bid,Ask\n",
    )
    summer = datetime(2024, 6, 28, 13, 45, tzinfo=UTC)
    assert _rows(_read(path, QUOTES), "quotes")["at"].to_list() == [
        summer,
        datetime(2024, 1, 5, 14, 45, tzinfo=UTC),
        summer,
        summer,
    ]


def test_a_high_below_the_close_is_widened_and_flagged(tmp_path: Path) -> None:
    mapping = MAPPING + 'open = "O"\nhigh = "H"\nlow = "L"\n'
    path = _csv(
        tmp_path,
        "ZZA,2024-03-28,2.5,1000,2.0,2.4,1.9",
        "ZZB,2024-03-28,2.5,1000,2.0,2.6,1.9",
        head="Symbol,Date,Close,Volume,O,H,L\n",
    )
    rows = _rows(_read(path, mapping)).select("high", "low", "flags").rows()
    assert rows == [(2.5, 1.9, int(BarFlag.RANGE_REPAIRED)), (2.6, 1.9, 0)]


def test_a_defect_of_some_days_becomes_a_flag_on_their_rows_and_a_caveat(tmp_path: Path) -> None:
    mapping = (
        MAPPING
        + '[[file.defect]]\nname = "late"\nsays = "one session late"\nflag = "SESSION_LATE"\n'
        + "from = 2024-03-27\nuntil = 2024-03-27\n"
    )
    path = _csv(tmp_path, *(f"ZZA,2024-03-2{day},2.5,1000" for day in (6, 7, 8)))
    tables = _read(path, mapping)
    assert _rows(tables)["flags"].to_list() == [0, int(BarFlag.SESSION_LATE), 0]
    assert _rows(tables, "caveats").select("name", "day", "until").rows() == [
        ("late", date(2024, 3, 27), date(2024, 3, 27))
    ]


def test_a_stale_mark_in_words_is_understood(tmp_path: Path) -> None:
    mapping = MAPPING.replace('table = "bars"', 'table = "bars"\nstale = "Stale"')
    path = _csv(
        tmp_path,
        "ZZA,2024-03-27,2.5,1000,False",
        "ZZA,2024-03-28,2.5,1000,True",
        head=HEAD.replace("\n", ",Stale\n"),
    )
    assert _rows(_read(path, mapping))["flags"].to_list() == [0, int(BarFlag.STALE)]


@pytest.mark.parametrize(
    ("factor", "shares"),
    [
        (0.1, (1, 10, False)),
        (0.016667, (1, 60, False)),
        (10.0, (10, 1, False)),
        (1.5, (3, 2, False)),
        (0.6667, (2, 3, False)),
        (1.96, (49, 25, True)),  # no ratio of integers up to 20 is within 0.1 %
        (1e-6, (1, 1_000_000, False)),
    ],
)
def test_a_factor_becomes_two_whole_numbers(factor: float, shares: tuple[int, int, bool]) -> None:
    assert ratio_in_shares(factor) == shares


def _suspicions(folder: Path, *lines: str) -> list[tuple[object, ...]]:
    mapping = MAPPING.replace(
        'table = "bars"',
        'table = "bars"\nshare_counts = "Shares"\nsplits = { column = "Split" }',
    )
    path = _csv(folder, *lines, head=HEAD.replace("\n", ",Shares,Split\n"))
    rows = _rows(_read(path, mapping), "splits").select("day", "new_shares", "old_shares", "status")
    found: list[tuple[object, ...]] = rows.rows()
    return found


def test_price_and_count_that_move_together_are_a_suspected_split(tmp_path: Path) -> None:
    """0.20 becomes 2.00 and 10,000,000 shares become 1,000,000."""
    lines = ("ZZA,2024-03-27,0.20,9,10000000,1", "ZZA,2024-03-28,2.00,9,1000000,1")
    found = _suspicions(tmp_path, *lines)
    assert found == [(date(2024, 3, 28), 1, 10, "suspected")]


def test_a_listed_split_is_not_suspected_as_well(tmp_path: Path) -> None:
    lines = ("ZZA,2024-03-27,0.20,9,10000000,1", "ZZA,2024-03-28,2.00,9,1000000,0.1")
    assert _suspicions(tmp_path, *lines) == [(date(2024, 3, 28), 1, 10, "listed")]


def test_a_falling_price_beside_a_growing_count_is_an_offering(tmp_path: Path) -> None:
    """4.00 becomes 2.00 and the count 2.1 times as many, two sessions later."""
    lines = (
        "ZZA,2024-03-26,4.00,9,1000000,1",
        "ZZA,2024-03-27,2.00,9,1000000,1",
        "ZZA,2024-03-28,2.00,9,2100000,1",
    )
    assert _suspicions(tmp_path, *lines) == []


def test_a_price_that_moves_alone_is_no_split(tmp_path: Path) -> None:
    lines = ("ZZA,2024-03-27,0.20,9,10000000,1", "ZZA,2024-03-28,2.00,9,10000000,1")
    assert _suspicions(tmp_path, *lines) == []


def test_a_count_that_wobbles_by_a_few_shares_is_one_count(tmp_path: Path) -> None:
    mapping = MAPPING.replace('table = "bars"', 'table = "bars"\nshare_counts = "Shares"')
    lines = ("ZZA,2024-03-26,2,9,10000000", "ZZA,2024-03-27,2,9,10000003", "ZZA,2024-03-28,2,9,")
    path = _csv(tmp_path, *lines, head=HEAD.replace("\n", ",Shares\n"))
    counts = _rows(_read(path, mapping), "share_counts").select("day", "shares").rows()
    assert counts == [(date(2024, 3, 26), 10_000_000), (date(2024, 3, 28), None)]


def test_a_file_to_be_ignored_leaves_the_reason(tmp_path: Path) -> None:
    mapping = 'name = "u"\n[[file]]\nmatch = "*"\nignore = "tells the end of the story"\n'
    tables = _read(_csv(tmp_path, "x"), mapping)
    assert list(tables) == ["caveats"]
    assert _rows(tables, "caveats")["says"].to_list() == ["tells the end of the story"]


def test_noise_is_refused_and_never_a_crash(tmp_path: Path) -> None:
    """256 bytes of every value, a PDF's beginning, an archive's, NUL bytes and lines of commas."""
    for body in (bytes(range(256)), b"%PDF-1.7\n\xe2\xe3", b"PK\x03\x04" * 9, b"\0" * 99, b",,\n,"):
        path = tmp_path / "bars.csv"
        path.write_bytes(body)
        with pytest.raises((MicrocapError, pl.exceptions.PolarsError)):
            _rows(_read(path))
