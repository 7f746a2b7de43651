"""Releases of the SEC on single names."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from microcap.model.errors import Unreadable
from microcap.sources import raw_from
from microcap.sources.sec_actions import SEC_RELEASE_FEEDS, SEC_RELEASES, suspension_end
from sources.market_files import FETCHED, FORMATS, changed, raw_of, rows_of

FOUND, FEED = "sec_releases_found.txt", "sec_trading_suspensions.xml"


def test_a_release_becomes_a_row_for_each_company_with_a_cik_and_its_role() -> None:
    rows = rows_of(SEC_RELEASES, raw_of(FOUND), "regulatory_actions")
    assert rows.select("kind", "identifier", "issuer", "symbol").rows() == [
        ("litigation_release", "LR-90001", "9900001", "ZZHM"),
        ("litigation_release", "LR-90001 (2)", "9900002", "ZZBT"),
        ("accounting_release", "AAER-90002", None, None),
    ]
    assert rows["respondents"].to_list() == [
        "Zz Holdings, Inc. (target of insider trading); Orson Pell (defendant); Zz Bottling Ltd. (defendant)",
        "Zz Bottling Ltd. (defendant); Orson Pell (defendant); Zz Holdings, Inc. (target of insider trading)",
        "Zz Quarries, Inc. (respondent)",
    ]


def test_a_release_is_known_to_the_second_and_dated_in_the_east() -> None:
    """21:11:14 UTC of 11 March 2024 is 17:11:14 Eastern; 13:35:49 at -04:00 is 17:35:49 UTC."""
    rows = rows_of(SEC_RELEASES, raw_of(FOUND), "regulatory_actions")
    assert rows.select("day", "known_at").row(0) == (
        date(2024, 3, 11),
        datetime(2024, 3, 11, 21, 11, 14, tzinfo=UTC),
    )
    assert rows["known_at"].item(2) == datetime(2024, 4, 2, 17, 35, 49, tzinfo=UTC)


def test_a_release_without_number_or_moment_is_a_reject() -> None:
    rows = rows_of(SEC_RELEASES, raw_of(FOUND), "rejects")
    assert rows.select("table", "row").rows() == [("regulatory_actions", 3)]


def test_a_recorded_answer_is_read_from_its_whole_text(tmp_path: Path) -> None:
    """A recorder shortens lists in `data` and says so in their place; the text is whole."""
    whole = json.loads((FORMATS / FOUND).read_text())
    short = {"total": whole["total"], "data": [{"releaseNo": "LR-1"}, "... 2 more rows trimmed"]}
    path = tmp_path / "recorded.json"
    path.write_text(json.dumps({"tool": "x", "text": json.dumps(whole), "data": short}))
    rows = rows_of(SEC_RELEASES, raw_from(path, FETCHED), "regulatory_actions")
    assert rows.height == 3


def test_a_feed_of_suspensions_gives_ticker_and_last_day_where_the_release_does() -> None:
    rows = rows_of(SEC_RELEASE_FEEDS, raw_of(FEED), "regulatory_actions")
    assert rows.select("kind", "identifier", "day", "symbol", "until").rows() == [
        ("trading_suspension", "34-900001", date(2024, 6, 20), "ZZHM", date(2024, 7, 5)),
        ("trading_suspension", "34-900002", date(2024, 6, 21), None, None),
    ]
    assert rows["known_at"].item(0) == datetime(2024, 6, 20, 12, 30, tzinfo=UTC)
    assert SEC_RELEASE_FEEDS.read(raw_of(FEED))["rejects"].lazy().collect().height == 1


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("and terminates at 11:59 p.m. EDT on June 15, 2026", date(2026, 6, 15)),
        ("through 11:59 p.m. EST, on Jan. 5, 2024", date(2024, 1, 5)),
        ("questions about statements of May 1, 2024", None),
    ],
)
def test_the_last_day_of_a_suspension_is_read_only_where_it_is_said(
    text: str, last: date | None
) -> None:
    assert suspension_end(text) == last


def test_an_answer_and_a_feed_that_were_cut_off_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="the JSON is cut off"):
        SEC_RELEASES.read(changed(tmp_path, FOUND, until=900))
    with pytest.raises(Unreadable, match="cannot be read as XML"):
        SEC_RELEASE_FEEDS.read(changed(tmp_path, FEED, until=700))
