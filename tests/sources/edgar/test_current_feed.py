"""The feed of the latest filings."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from microcap.model.errors import Unreadable
from microcap.sources import Raw, raw_from
from microcap.sources.edgar.current_feed import CURRENT_FEED
from microcap.sources.published import recognise

NOW = datetime(2024, 7, 2, 12, tzinfo=UTC)
HEAD = '<?xml version="1.0" encoding="ISO-8859-1" ?>\n'
FEED = (
    HEAD
    + """<feed xmlns="http://www.w3.org/2005/Atom"><title>Latest Filings - Fri, 28 Jun 2024</title>
<entry><title>8-K - INVENTED WORKS (DE) INC (0009900001) (Filer)</title>
<summary type="html">
 &lt;b&gt;Filed:&lt;/b&gt; 2024-06-28 &lt;b&gt;AccNo:&lt;/b&gt; 0009900001-24-000008 &lt;b&gt;Size:&lt;/b&gt; 10 KB
 &lt;br&gt;Item 3.01: Notice&lt;br&gt;Item 9.01: Exhibits
</summary><updated>2024-06-28T17:12:07-04:00</updated><category term="8-K"/>
<id>urn:tag:sec.gov,2008:accession-number=0009900001-24-000008</id></entry>
<entry><title>8-K - NOBODY</title><summary>x</summary><updated>soon</updated><id>y</id></entry>
</feed>"""
)


def _raw(folder: Path, text: str) -> Raw:
    path = folder / "feed.xml"
    path.write_text(text, encoding="latin-1")
    return raw_from(path, NOW)


def test_an_entry_is_a_filing_known_to_the_second(tmp_path: Path) -> None:
    raw = _raw(tmp_path, FEED)
    assert recognise(raw.path) is CURRENT_FEED
    tables = CURRENT_FEED.read(raw)
    assert tables["filings"].lazy().collect().select(
        "issuer", "accession", "form", "day", "items", "known_at"
    ).rows() == [
        (
            "9900001",
            "0009900001-24-000008",
            "8-K",
            date(2024, 6, 28),
            "3.01,9.01",
            datetime(2024, 6, 28, 21, 12, 7, tzinfo=UTC),
        )
    ]
    assert tables["rejects"].lazy().collect().height == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (FEED[:-20], "cannot be read as XML"),
        (HEAD + '<!DOCTYPE x [<!ENTITY a "b">]>' + FEED[len(HEAD) :], "declares no types"),
        (HEAD + "<feed><title>Latest Filings</title></feed>", "is an Atom feed"),
        ("<html><title>SEC.gov | Request Rate Threshold Exceeded</title>", "rate-limit page"),
    ],
)
def test_what_is_not_the_whole_feed_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        CURRENT_FEED.read(_raw(tmp_path, text))


@pytest.mark.real
def test_the_recorded_pages_of_the_feed_lose_no_entry(shared: Path) -> None:
    """Entries are counted in the text; each filing is accepted within the hours before."""
    for path in sorted((shared / "data" / "edgar" / "feeds").glob("*.xml")):
        raw = raw_from(path, datetime(2025, 12, 13, tzinfo=UTC))
        tables = CURRENT_FEED.read(raw)
        rows = tables["filings"].lazy().collect()
        assert tables["rejects"].lazy().collect().height == 0
        text = raw.body().decode("latin-1")
        entries = text.split("<entry>")[1:]
        links = {entry.partition('href="')[2].partition('"')[0] for entry in entries}
        assert rows.height == len(links)
        assert rows["known_at"].null_count() == 0
