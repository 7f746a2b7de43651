"""Where the SEC's products are, and what never becomes part of an address."""

from datetime import date

import pytest

from microcap.model.errors import Contradiction
from microcap.sources.edgar import addresses
from microcap.sources.edgar.addresses import Hosts, hosts_from, safe_name

HOSTILE = (
    "../../x",
    "/etc/passwd",
    "..",
    ".hidden",
    "a/b.htm",
    "a\\b.htm",
    "",
    "x\x00.htm",
    "x\n.htm",
    "a?b",
    "a#b",
    "a%2e%2e",
    "x" * 201,
    "\u202ehtm.exe",
)


def test_every_product_is_where_the_sec_says() -> None:
    """The addresses of www.sec.gov/os/accessing-edgar-data and of the SEC's description of its API."""
    said = {
        addresses.tickers().address: "https://www.sec.gov/files/company_tickers.json",
        addresses.submissions(
            "0000320193"
        ).address: "https://data.sec.gov/submissions/CIK0000320193.json",
        addresses.older_page(
            "CIK0000320193-submissions-001.json", "320193"
        ).address: "https://data.sec.gov/submissions/CIK0000320193-submissions-001.json",
        addresses.companyfacts(
            "320193"
        ).address: "https://data.sec.gov/api/xbrl/companyfacts/CIK0000320193.json",
        addresses.companyconcept(
            "320193", "us-gaap", "Assets"
        ).address: "https://data.sec.gov/api/xbrl/companyconcept/CIK0000320193/us-gaap/Assets.json",
        addresses.frame(
            "us-gaap", "EarningsPerShareBasic", "USD/shares", "CY2019Q1"
        ).address: "https://data.sec.gov/api/xbrl/frames/us-gaap/EarningsPerShareBasic/USD-per-shares/CY2019Q1.json",
        addresses.daily_index(
            date(2024, 6, 28)
        ).address: "https://www.sec.gov/Archives/edgar/daily-index/2024/QTR2/master.20240628.idx",
        addresses.full_index(
            2024, 2, "form"
        ).address: "https://www.sec.gov/Archives/edgar/full-index/2024/QTR2/form.idx",
        addresses.filing_page(
            "320193", "0000320193-24-000123"
        ).address: "https://www.sec.gov/Archives/edgar/data/320193/000032019324000123/0000320193-24-000123-index.html",
        addresses.document(
            "320193", "000032019324000123", "a b.htm"
        ).address: "https://www.sec.gov/Archives/edgar/data/320193/000032019324000123/a%20b.htm",
        addresses.bulk(
            "submissions"
        ).address: "https://www.sec.gov/Archives/edgar/daily-index/bulkdata/submissions.zip",
        addresses.bulk(
            "companyfacts"
        ).address: "https://www.sec.gov/Archives/edgar/daily-index/xbrl/companyfacts.zip",
    }
    assert [found for found, wanted in said.items() if found != wanted] == []


def test_a_search_quotes_what_it_is_asked_for() -> None:
    product = addresses.full_text(
        '"going concern" & more',
        forms=("10-K", "10-Q"),
        ciks=("320193",),
        first=date(2024, 1, 1),
        last=date(2024, 6, 30),
        offset=100,
    )
    assert product.address == (
        "https://efts.sec.gov/LATEST/search-index?q=%22going%20concern%22%20%26%20more"
        "&forms=10-K%2C10-Q&ciks=0000320193&dateRange=custom&startdt=2024-01-01&enddt=2024-06-30"
        "&from=100"
    )


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_becomes_no_address(name: str) -> None:
    assert not safe_name(name)
    with pytest.raises(Contradiction, match="not asked for"):
        addresses.document("320193", "0000320193-24-000123", name)


@pytest.mark.parametrize(
    "name",
    [
        *HOSTILE,
        "CIK0000320193.json",
        "CIK0000000001-submissions-001.json",
        "CIK0000320193-submissions-001.json/../x",
    ],
)
def test_an_older_page_bears_the_name_of_its_filer(name: str) -> None:
    with pytest.raises(Contradiction, match="not the name of an older page"):
        addresses.older_page(name, "320193")


@pytest.mark.parametrize("text", ["", "0", "ABCD", "12345678901", "1/../2", "-5", "\u0663"])
def test_what_is_no_cik_is_refused(text: str) -> None:
    with pytest.raises(Contradiction, match="is no CIK"):
        addresses.submissions(text)


@pytest.mark.parametrize("text", ["", "0000320193-24-00012", "../../../x", "0000320193-24-000123x"])
def test_what_is_no_accession_number_is_refused(text: str) -> None:
    with pytest.raises(Contradiction, match="is no accession number"):
        addresses.filing_page("320193", text)


def test_frames_and_tags_are_words() -> None:
    with pytest.raises(Contradiction, match="is no frame"):
        addresses.frame("us-gaap", "Assets", "USD", "2019")
    with pytest.raises(Contradiction, match="is no taxonomy, tag or unit"):
        addresses.companyconcept("320193", "us-gaap", "../x")
    with pytest.raises(Contradiction, match="no index by"):
        addresses.daily_index(date(2024, 6, 28), "../x")
    with pytest.raises(Contradiction, match="no quarter"):
        addresses.full_index(2024, 5)
    with pytest.raises(Contradiction, match="no archive"):
        addresses.bulk("../x")


def test_one_base_address_serves_for_all_three_services() -> None:
    hosts = hosts_from("http://127.0.0.1:8000/")
    assert hosts == Hosts(*["http://127.0.0.1:8000"] * 3)
    assert hosts.own("http://127.0.0.1:8000/submissions/x")
    assert not hosts.own("http://127.0.0.1:8001/submissions/x")
    assert not hosts.own("https://127.0.0.1:8000/submissions/x")


@pytest.mark.parametrize("text", ["", "ftp://x", "http://a http://b", "http://a/b/../c", "sec.gov"])
def test_hosts_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Contradiction, match="the SEC's hosts are set to"):
        hosts_from(text)


def test_what_was_filed_stays_fresh_for_ever() -> None:
    assert addresses.document("1", "0000320193-24-000123", "a.htm").fresh is None
    assert addresses.daily_index(date(2024, 6, 28)).fresh is None
    assert addresses.submissions("1").fresh is not None
