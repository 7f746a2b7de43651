"""Nasdaq's symbol directories."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from microcap.model.errors import Unreadable
from microcap.sources.symbol_directories import SYMBOL_DIRECTORIES
from sources.market_files import changed, raw_of, rows_of


def test_a_directory_tells_the_tier_and_links_nobody() -> None:
    """Test issues are no securities; 17:03 Eastern of 24 June 2024 is 21:03 UTC."""
    rows = rows_of(SYMBOL_DIRECTORIES, raw_of("nasdaqlisted.txt"), "listings")
    assert rows.select("symbol", "issuer", "event", "venue", "kind").rows() == [
        ("ZZHM", "ticker:ZZHM", "tier", "NASDAQ_CM", None),
        ("ZZEF", "ticker:ZZEF", "tier", "NASDAQ_GM", "fund"),
    ]
    assert rows["known_at"].item(0) == datetime(2024, 6, 24, 21, 3, tzinfo=UTC)


def test_the_other_exchanges_are_told_by_their_letter_and_an_unknown_one_is_null() -> None:
    rows = rows_of(SYMBOL_DIRECTORIES, raw_of("otherlisted.txt"), "listings")
    assert rows.select("symbol", "venue").rows() == [("ZZB-A", "NYSE_AMERICAN"), ("ZZVW", None)]


def test_a_directory_without_its_creation_time_was_cut_off(tmp_path: Path) -> None:
    raw = changed(tmp_path, "nasdaqlisted.txt", old="File Creation Time: 0624202417:03|||||||\n")
    with pytest.raises(Unreadable, match="ends with its creation time"):
        SYMBOL_DIRECTORIES.read(raw)
