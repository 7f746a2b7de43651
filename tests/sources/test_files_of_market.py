"""A user's own files of market structure, through a mapping: the worked example of each table."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.sources import raw_from
from microcap.sources.files import files_source
from microcap.sources.mapping import read_mapping

FETCHED = datetime(2026, 1, 2, tzinfo=UTC)

MAPPING = """
name = "my-market"
about = "what my broker and I keep of the short side"

[[file]]
match = "borrow*.csv"
table = "borrow"
known = "Seen"
[file.columns]
symbol = "Ticker"
day = "Day"
at = "Seen"
fee = "Fee"
available = "Shares"

[[file]]
match = "finra_notices*.csv"
table = "regulatory_actions"
set = { kind = "finra_notice" }
[file.columns]
identifier = "Number"
day = "Date"
title = "Title"
respondents = "Firms"
symbol = "Ticker"
issuer = "CIK"
address = "Link"

[[file]]
match = "analysts*.csv"
table = "fundamentals"
[file.columns]
symbol = "Ticker"
period = "Period"
day = "Day"
filed = "Day"
[file.items]
analysts = "count"

[[file]]
match = "otc_tiers*.csv"
table = "listings"
set = { event = "tier" }
[file.columns]
symbol = "Ticker"
issuer = "Key"
day = "Day"
venue = "Tier"

[[file]]
match = "short_interest*.csv"
table = "short_interest"
known = "Published"
[file.columns]
symbol = "Ticker"
day = "Settled"
shares_short = "Short"

[[file]]
match = "suspensions*.csv"
table = "regulatory_actions"
set = { kind = "trading_suspension" }
[file.columns]
identifier = "Order"
day = "From"
until = "To"
title = "Title"
respondents = "Name"
symbol = "Ticker"
"""
FILES: dict[str, tuple[str, str, dict[str, object]]] = {
    "borrow_june.csv": (
        "Ticker,Day,Seen,Fee,Shares\nzzhm,2024-06-27,2024-06-27 11:00,0.25,5000\n",
        "borrow",
        {"symbol": "ZZHM", "fee": 0.25, "available": 5000},
    ),
    "finra_notices.csv": (
        "Number,Date,Title,Firms,Ticker,CIK,Link\n"
        "24-90,2024-06-03,A daily list notice,Zz Holdings,ZZHM,,https://www.finra.org/24-90\n",
        "regulatory_actions",
        {"kind": "finra_notice", "identifier": "24-90", "symbol": "ZZHM"},
    ),
    "analysts.csv": (
        "Ticker,Day,Period,analysts\nZZHM,2024-06-03,FY,1\n",
        "fundamentals",
        {"item": "analysts", "value": 1.0, "unit": "count"},
    ),
    "otc_tiers_2024.csv": (
        "Ticker,Key,Day,Tier\nZZHM,ticker:ZZHM,2024-06-03,OTCQB\n",
        "listings",
        {"event": "tier", "venue": "OTCQB"},
    ),
    "short_interest.csv": (
        "Ticker,Settled,Short,Published\nZZHM,2024-06-14,150000,2024-06-26 18:00\n",
        "short_interest",
        {"day": date(2024, 6, 14), "shares_short": 150_000},
    ),
    "suspensions.csv": (
        "Order,From,To,Title,Name,Ticker\n34-9,2024-06-20,2024-07-05,Zz,Zz Holdings,ZZHM\n",
        "regulatory_actions",
        {"kind": "trading_suspension", "until": date(2024, 7, 5)},
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_ones_own_fills_the_table_by_a_mapping(tmp_path: Path, name: str) -> None:
    body, table, expected = FILES[name]
    mapping, path = tmp_path / "my-market.toml", tmp_path / name
    mapping.write_text(MAPPING)
    path.write_text(body)
    source = files_source(read_mapping(mapping), name)
    assert source is not None
    tables = source.read(raw_from(path, FETCHED))
    assert tables["rejects"].lazy().collect().height == 0
    rows = tables[table].lazy().collect()
    assert rows.select(expected.keys()).rows() == [tuple(expected.values())]


def test_a_look_is_known_when_the_file_says_in_eastern_time(tmp_path: Path) -> None:
    """11:00 Eastern of 27 June 2024 is 15:00 UTC."""
    mapping, path = tmp_path / "my-market.toml", tmp_path / "borrow.csv"
    mapping.write_text(MAPPING)
    path.write_text(FILES["borrow_june.csv"][0])
    source = files_source(read_mapping(mapping), path.name)
    assert source is not None
    rows: pl.DataFrame = source.read(raw_from(path, FETCHED))["borrow"].lazy().collect()
    assert rows["known_at"].to_list() == [datetime(2024, 6, 27, 15, tzinfo=UTC)]
