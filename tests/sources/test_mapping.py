"""A mapping: what it does not understand is named and refused."""

from datetime import date
from pathlib import Path

import pytest

from microcap.model.errors import Contradiction, MicrocapError, Unreadable
from microcap.model.tables import TABLES, BarFlag
from microcap.sources.mapping import Mapping, read_mapping

GOOD = """
name = "a user"
[[file]]
match = "bars_*.csv"
table = "bars"
flags = ["OHLC_SURVIVORS"]
known = 2024-07-01
[file.columns]
symbol = "S"
day = "D"
close = "C"
"""
SHIPPED = sorted((Path(__file__).parents[2] / "src/microcap/sources/mappings").glob("*.toml"))


def _mapping(folder: Path, text: str) -> Mapping:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path)


def test_a_mapping_is_read(tmp_path: Path) -> None:
    mapping = _mapping(tmp_path, GOOD)
    file = mapping.of("bars_2024.csv")
    assert file is not None
    assert (mapping.name, mapping.licence) == ("a user", "not stated")
    assert (file.table, file.columns["day"], file.known) == ("bars", "D", date(2024, 7, 1))
    assert (file.flags, file.absent_means) == (BarFlag.OHLC_SURVIVORS, "unknown")
    assert mapping.of("other.csv") is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "has no `name`; a mapping needs `name` and at least one"),
        ('name = "u"', "has no `file`"),
        (GOOD.replace("match", "mach"), "does not know mach; a file has about, absent_means"),
        (GOOD.replace('match = "bars_*.csv"', ""), "needs `match` and `table`, or `match` and"),
        (GOOD.replace('"bars"', '"prices"'), "no table 'prices'; there are sessions, bars"),
        (GOOD.replace("close =", "price ="), "bars has no column price; it has series, symbol"),
        (GOOD.replace("OHLC_SURVIVORS", "ODD"), "ODD"),
        (GOOD.replace('"bars"', '"bars"\nsplits = { colum = "x" }'), "colum"),
        (GOOD.replace('"bars"', '"bars"\nsplits = 7'), "see the mappings that come with microcap"),
        (GOOD.replace('"bars"', '"bars"\nabsent_means = "nothing"'), "absent_means .*'nothing'"),
        (GOOD.replace('"bars"', '"bars"\nvintage = "new"'), "vintage .*'new'"),
        ('name = "u"\nfile = 7', "see the mappings that come with microcap"),
        ('name = "u"\nfile = ["x"]', "see the mappings that come with microcap"),
        (GOOD.replace('"bars_*.csv"', "7"), "see the mappings that come with microcap"),
        (GOOD.replace('close = "C"', "close = 7"), "see the mappings that come with microcap"),
        (GOOD.replace('table = "bars"', "table = []"), "see the mappings that come with microcap"),
    ],
)
def test_what_a_mapping_gets_wrong_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(Contradiction, match=says):
        _mapping(tmp_path, text)


def test_a_file_that_is_no_toml_or_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"the mapping mine.toml cannot be read: "):
        _mapping(tmp_path, "name = = 7")
    (tmp_path / "mine.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(MicrocapError, match=r"mine.toml cannot be read"):
        read_mapping(tmp_path / "mine.toml")
    with pytest.raises(MicrocapError, match=r"gone.toml cannot be read"):
        read_mapping(tmp_path / "gone.toml")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_each_mapping_that_comes_with_microcap_says_whose_and_under_which_licence(
    path: Path,
) -> None:
    mapping = read_mapping(path)
    assert mapping.about
    assert mapping.licence != "not stated"
    assert {file.table for file in mapping.files} - set(TABLES) <= {""}
    assert all(file.ignore for file in mapping.files if not file.table)


def test_the_panel_of_the_screener_says_its_documented_defects() -> None:
    """Five windows of 2025 are one session late; absent rows mean nothing there."""
    (path,) = SHIPPED
    panel = read_mapping(path).of("daily_2021_2026.parquet")
    assert panel is not None
    late = [defect for defect in panel.defects if defect.flag is BarFlag.SESSION_LATE]
    assert [(defect.day, defect.until) for defect in late] == [
        (date(2025, 3, 13), date(2025, 3, 31)),
        (date(2025, 4, 7), date(2025, 5, 16)),
        (date(2025, 6, 12), date(2025, 6, 16)),
        (date(2025, 9, 2), date(2025, 9, 5)),
        (date(2025, 10, 7), date(2025, 10, 31)),
    ]
    assert (panel.absent_means, panel.complete) == ("unknown", False)
    assert read_mapping(path).of("symbols_2021_2026.parquet").ignore  # type: ignore[union-attr]
