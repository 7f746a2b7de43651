"""FINRA's weekly figures of trades away from the exchanges."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from microcap.model.errors import Unreadable
from microcap.sources.finra_off_exchange import OFF_EXCHANGE
from sources.market_files import changed, raw_of, rows_of

FILE = "finra_weekly_summary.txt"
WEEK = date(2024, 5, 27)


def test_totals_and_parts_are_told_apart() -> None:
    rows = rows_of(OFF_EXCHANGE, raw_of(FILE), "off_exchange")
    assert rows.select("symbol", "day", "venue", "shares", "trades").rows() == [
        ("ZZHM", WEEK, "ATS total", 3000, 30),
        ("ZZHM", WEEK, "ATS: WRENFIELD CROSS", 3000, 30),
        ("ZZHM", WEEK, "OTC: TOLLGATE SECURITIES", 9000, 90),
        ("ZZBT", WEEK, "ATS total", 100, 1),
    ]


def test_a_week_is_known_when_the_publisher_says_or_after_two_or_four_weeks() -> None:
    """Of the second tier after 1 July 2024, of the first after 17 June; one row says 25 June."""
    rows = rows_of(OFF_EXCHANGE, raw_of(FILE), "off_exchange")
    assert rows.select("known_at", "assumed").rows() == [
        (datetime(2024, 7, 2, 4, tzinfo=UTC), True),
        (datetime(2024, 7, 2, 4, tzinfo=UTC), True),
        (datetime(2024, 6, 26, 4, tzinfo=UTC), False),
        (datetime(2024, 6, 18, 4, tzinfo=UTC), True),
    ]


def test_a_file_without_its_week_is_refused(tmp_path: Path) -> None:
    raw = changed(tmp_path, FILE, old="weekStartDate", new="week")
    with pytest.raises(Unreadable, match="weekstartdate or summarystartdate"):
        OFF_EXCHANGE.read(raw)
