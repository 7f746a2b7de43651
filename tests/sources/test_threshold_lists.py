"""Threshold lists of Regulation SHO."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from microcap.model.errors import Unreadable
from microcap.sources.threshold_lists import THRESHOLD_LISTS
from sources.market_files import changed, raw_of, rows_of

FILE = "nasdaqth20240624.txt"


def test_a_list_is_known_when_it_was_made() -> None:
    """23:00:15 Eastern of 24 June 2024 is 03:00:15 UTC of the 25th."""
    rows = rows_of(THRESHOLD_LISTS, raw_of(FILE), "threshold_list")
    known = datetime(2024, 6, 25, 3, 0, 15, tzinfo=UTC)
    assert rows.select("symbol", "day", "market", "known_at").rows() == [
        ("ZZHM", date(2024, 6, 24), "Nasdaq", known),
        ("ZZGM", date(2024, 6, 24), "Nasdaq", known),
    ]


def test_another_exchanges_letters_are_kept_or_named(tmp_path: Path) -> None:
    raw = changed(
        tmp_path,
        FILE,
        old="|S|Y|N|\nZZGM|Zz Games - Common Stock|G",
        new="|N|Y||\nZZGM|Zz Games|MW",
    )
    rows = THRESHOLD_LISTS.read(raw)["threshold_list"].lazy().collect()
    assert rows["market"].to_list() == ["NYSE", "MW"]


def test_a_name_that_left_the_list_is_not_on_it(tmp_path: Path) -> None:
    raw = changed(tmp_path, FILE, old="|G|Y|N|", new="|G|N|N|")
    rows = THRESHOLD_LISTS.read(raw)["threshold_list"].lazy().collect()
    assert rows["symbol"].to_list() == ["ZZHM"]


def test_a_list_without_the_moment_of_its_creation_was_cut_off(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="ends with the moment of its creation"):
        THRESHOLD_LISTS.read(changed(tmp_path, FILE, old="20240624230015\n", new=""))
