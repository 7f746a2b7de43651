"""FINRA's short interest of a settlement date."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from microcap.model.errors import Unreadable
from microcap.sources.finra_short_interest import SHORT_INTEREST
from sources.market_files import changed, raw_of, rows_of

FILE = "finra_shrt20240614.csv"


def test_positions_are_read_with_what_the_publisher_says_beside_them() -> None:
    """Days to cover of 999.99 stand for no volume: no number, not a number."""
    rows = rows_of(SHORT_INTEREST, raw_of(FILE), "short_interest")
    names = ("symbol", "day", "shares_short", "previous_short", "average_volume", "days_to_cover")
    day = date(2024, 6, 14)
    assert rows.select(names).rows() == [
        ("ZZHM", day, 150_000, 100_000, 50_000, 3.0),
        ("ZZB-A", day, 700, 0, 0, None),
        ("ZZQX", day, 0, 12, 35, 0.0),
    ]


def test_they_count_as_known_seven_settlement_days_later_and_that_is_assumed() -> None:
    rows = rows_of(SHORT_INTEREST, raw_of(FILE), "short_interest")
    assert rows["known_at"].unique().to_list() == [datetime(2024, 6, 27, 4, tzinfo=UTC)]
    assert rows["assumed"].all()


def test_the_whole_file_is_covered_on_its_settlement_date() -> None:
    rows = rows_of(SHORT_INTEREST, raw_of(FILE), "coverage")
    assert rows.select("subject", "day", "until", "complete").rows() == [
        ("*", date(2024, 6, 14), date(2024, 6, 14), True)
    ]


def test_a_file_cut_off_within_a_line_loses_no_row_in_silence(tmp_path: Path) -> None:
    """The last line ends before its settlement date, so the row is a reject with its number."""
    raw = changed(tmp_path, FILE, until=(raw_of(FILE).path.stat().st_size - 12))
    tables = SHORT_INTEREST.read(raw)
    assert tables["short_interest"].lazy().collect().height == 2
    assert tables["rejects"].lazy().collect().select("row", "reason").rows() == [
        (3, "day is missing or cannot be read")
    ]


def test_a_file_of_other_columns_is_refused(tmp_path: Path) -> None:
    raw = changed(tmp_path, FILE, old="settlementDate", new="someDate")
    with pytest.raises(Unreadable, match="this file lacks settlementdate"):
        SHORT_INTEREST.read(raw)
