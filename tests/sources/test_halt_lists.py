"""Trading halts of the exchanges' lists and of Nasdaq's feed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from microcap.model.errors import Unreadable
from microcap.sources.halt_lists import HALT_FEED, HALT_LIST
from sources.market_files import changed, raw_of, rows_of

LIST, FEED = "nyse_halts.csv", "nasdaq_halts.xml"


def test_of_a_halt_that_is_listed_twice_the_row_with_the_resumption_is_kept() -> None:
    """19:50 Eastern of 24 June 2024 is 23:50 UTC; 09:00 of the 25th is 13:00 UTC."""
    rows = rows_of(HALT_LIST, raw_of(LIST), "halts").sort("start_at")
    assert rows.select("symbol", "code", "start_at", "end_at").rows() == [
        (
            *("ZZBT", "LUDP"),
            datetime(2024, 6, 24, 13, 41, 10, tzinfo=UTC),
            datetime(2024, 6, 24, 13, 46, 10, tzinfo=UTC),
        ),
        ("ZZQX", "Some New Word", datetime(2024, 6, 24, 14, 0, tzinfo=UTC), None),
        (
            *("ZZHM", "T1"),
            datetime(2024, 6, 24, 23, 50, tzinfo=UTC),
            datetime(2024, 6, 25, 13, 0, tzinfo=UTC),
        ),
    ]
    assert rows["known_at"].equals(rows["start_at"])


def test_a_feed_tells_codes_and_an_empty_resumption_is_none() -> None:
    rows = rows_of(HALT_FEED, raw_of(FEED), "halts")
    assert rows.select("symbol", "code", "end_at").rows() == [
        ("ZZHM", "T12", None),
        ("ZZBT", "LUDP", datetime(2024, 6, 24, 14, 6, 2, tzinfo=UTC)),
    ]


def test_a_halt_without_a_time_is_a_reject_with_its_row(tmp_path: Path) -> None:
    raw = changed(tmp_path, LIST, old="2024-06-24,10:00:00,ZZQX", new="2024-06-24,soon,ZZQX")
    rows = HALT_LIST.read(raw)["rejects"].lazy().collect()
    assert rows.select("row", "reason").rows() == [(4, "start_at is missing or cannot be read")]


def test_a_list_and_a_feed_that_were_cut_off_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="a line has not the 8 cells"):
        HALT_LIST.read(changed(tmp_path, LIST, until=200))
    with pytest.raises(Unreadable, match="cannot be read as XML"):
        HALT_FEED.read(changed(tmp_path, FEED, until=700))


def test_a_feed_that_declares_entities_is_refused(tmp_path: Path) -> None:
    bomb = '?>\n<!DOCTYPE rss [<!ENTITY a "aaaa">]>'
    raw = changed(tmp_path, FEED, old="?>", new=bomb)
    with pytest.raises(Unreadable, match="declares no types"):
        HALT_FEED.read(raw)
