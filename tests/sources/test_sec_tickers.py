"""The SEC's lists of tickers: seen on the day they were fetched, and not before."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.model.errors import Unreadable
from microcap.sources import raw_from
from microcap.sources.sec_tickers import tickers_read

FORMATS = Path(__file__).resolve().parents[1] / "formats"
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
DAY = date(2026, 11, 20)
"""02:00 UTC is 21:00 Eastern of the day before."""


def tables_of(path: Path) -> dict[str, pl.DataFrame]:
    tables = tickers_read(raw_from(path, NOW))
    return {name: rows.lazy().collect() for name, rows in tables.items()}


def test_a_ticker_is_seen_on_the_day_of_the_list_with_its_venue() -> None:
    listings = tables_of(FORMATS / "sec_company_tickers_exchange.json")["listings"]
    assert listings.select("symbol", "issuer", "day", "event", "venue", "known_at").rows() == [
        ("BRLW", "9900001", DAY, "seen", "NASDAQ", NOW),
        ("TVN-B", "9900002", DAY, "seen", "OTC", NOW),
        ("QPEAT", "9900003", DAY, "seen", None, NOW),
    ]


def test_the_list_without_venues_says_nothing_of_the_venue() -> None:
    listings = tables_of(FORMATS / "sec_company_tickers.json")["listings"]
    assert listings.select("symbol", "name", "venue").rows() == [
        ("BRLW", "Brimlow Kettle Works, Inc.", None),
        ("TVN-B", "Tarvin Looms Corp", None),
    ]


def test_a_row_without_ticker_or_with_an_absurd_cik_is_a_reject(tmp_path: Path) -> None:
    path = tmp_path / "company_tickers.json"
    path.write_text(
        '{"0": {"cik_str": 9900001, "ticker": " brlw ", "title": "A"},'
        ' "1": {"cik_str": -4, "ticker": "X", "title": "B"},'
        ' "2": {"cik_str": 9900002, "ticker": "", "title": "C"}, "3": null}'
    )
    tables = tables_of(path)
    assert tables["listings"]["symbol"].to_list() == ["BRLW"]
    assert tables["rejects"].select("row", "reason").rows() == [
        (2, "issuer is missing or cannot be read"),
        (3, "symbol is missing or cannot be read"),
        (4, "symbol is missing or cannot be read"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"fields": ["cik", "name"], "data": []}', "lacks ticker, exchange"),
        ('{"fields": ["cik", "name", "ticker", "exchange"]}', "has fields and data"),
        ('{"0": {"ticker": "X"}}', "has rows of cik_str"),
        ("{}", "has rows of cik_str"),
    ],
)
def test_another_shape_is_refused_with_the_name_of_what_is_missing(
    text: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "company_tickers.json"
    path.write_text(text)
    with pytest.raises(Unreadable, match=said):
        tables_of(path)
