"""The index page of a filing, and the listing of its folder."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from microcap.model.errors import Unreadable
from microcap.sources import Raw, raw_from
from microcap.sources.edgar.filing_index import FILING_INDEX, directory_listing, filing_page
from microcap.sources.published import recognise

NOW = datetime(2024, 7, 2, 12, tzinfo=UTC)
FOLDER = "/Archives/edgar/data/9900001/000990000124000008"


def row(sequence: str, title: str, link: str, shown: str, kind: str, size: str) -> str:
    """A row of the table of documents."""
    cells = (sequence, title, f'<a href="{link}">{shown}</a>', kind, size)
    return f"<tr>{''.join(f'<td scope=row>{cell}</td>' for cell in cells)}</tr>"


def page(rows: str, *, accepted: str = "2024-06-28 17:12:07", form: str = "8-K") -> str:
    """An index page in the SEC's form, invented, with these rows of documents."""
    return f"""<html><head><title>EDGAR Filing Documents for 0009900001-24-000008</title></head><body>
<div id="formName"><strong>Form {form}</strong> - Current report: </div>
<div id="secNum"><strong>SEC Accession No.</strong> 0009900001-24-000008</div>
<div class="formGrouping"><div class="infoHead">Filing Date</div> <div class="info">2024-06-28</div>
<div class="infoHead">Accepted</div><div class="info">{accepted}</div></div>
<div class="formGrouping"><div class="infoHead">Period of Report</div><div class="info">2024-06-25</div></div>
<div class="formGrouping"><div class="infoHead">Items</div><div class="info">Item 3.01: Notice<br />Item 9.01: Exhibits<br /></div></div>
<table class="tableFile"><tr><th>Seq</th></tr>{rows}</table>
<div class="companyInfo"><span class="companyName">AN OWNER (<a href="/x">Reporting</a>)
 <acronym>CIK</acronym>: <a href="/y">0009900077 (see all company filings)</a></span></div>
<div class="companyInfo"><span class="companyName">INVENTED &amp; WORKS INC (Issuer)
 <acronym>CIK</acronym>: <a href="/y">0009900001 (see all company filings)</a></span></div>
</body></html>"""


DOCUMENTS = "".join(
    (
        row("1", "8-K", f"/ix?doc={FOLDER}/main.htm", "main.htm", "8-K", "23537"),
        row("1", "8-K", f"{FOLDER}/xslF345X03/shown.xml", "shown.html", "8-K", "&nbsp;"),
        row("2", "PRESS &amp; RELEASE", f"{FOLDER}/ex99%201.htm", "ex99 1.htm", "EX-99.1", "1000"),
        row("3", "", f"{FOLDER}/../../x", "x", "EX-10.1", "1"),
        row("4", "", "https://elsewhere.example/..", "y", "GRAPHIC", "x"),
        row("&nbsp;", "Complete submission", f"{FOLDER}/0009900001-24-000008.txt", "z", "", "9"),
    )
)


def _raw(folder: Path, text: str) -> Raw:
    path = folder / "0009900001-24-000008-index.html"
    path.write_text(text)
    return raw_from(path, NOW)


def test_a_page_names_filing_parties_and_documents(tmp_path: Path) -> None:
    """17:12:07 Eastern in June is 21:12:07 UTC; the rendered twin of a form is left out."""
    raw = _raw(tmp_path, page(DOCUMENTS))
    assert recognise(raw.path) is FILING_INDEX
    found = filing_page(raw)
    assert (found.accession, found.form, found.day) == (
        "0009900001-24-000008",
        "8-K",
        date(2024, 6, 28),
    )
    assert found.accepted == datetime(2024, 6, 28, 21, 12, 7, tzinfo=UTC)
    assert (found.report_day, found.items) == (date(2024, 6, 25), "3.01,9.01")
    assert found.parties == (("9900077", "Reporting"), ("9900001", "Issuer"))
    assert found.issuer == "9900001"
    assert [(one.sequence, one.name, one.type, one.size) for one in found.documents] == [
        ("1", "main.htm", "8-K", 23537),
        ("2", "ex99 1.htm", "EX-99.1", 1000),
        ("3", "x", "EX-10.1", 1),
        ("4", "", "GRAPHIC", None),
        ("", "0009900001-24-000008.txt", "", 9),
    ]
    assert found.documents[1].title == "PRESS & RELEASE"


def test_the_filing_is_a_row_under_each_of_its_parties(tmp_path: Path) -> None:
    rows = FILING_INDEX.read(_raw(tmp_path, page(DOCUMENTS)))["filings"].lazy().collect()
    assert rows.select("issuer", "form", "items", "document").rows() == [
        ("9900077", "8-K", "3.01,9.01", "main.htm"),
        ("9900001", "8-K", "3.01,9.01", "main.htm"),
    ]
    assert rows["known_at"].to_list() == [datetime(2024, 6, 28, 21, 12, 7, tzinfo=UTC)] * 2


def test_midnight_is_only_a_day(tmp_path: Path) -> None:
    raw = _raw(tmp_path, page(DOCUMENTS, accepted="2024-06-28 00:00:00"))
    rows = FILING_INDEX.read(raw)["filings"].lazy().collect()
    assert rows["known_at"].to_list() == [None, None]


def test_what_was_accepted_the_evening_before_is_known_at_six_in_the_morning(
    tmp_path: Path,
) -> None:
    """Accepted on the 27th at 18:00, dated the 28th: 06:00 Eastern in June is 10:00 UTC."""
    raw = _raw(tmp_path, page(DOCUMENTS, accepted="2024-06-27 18:00:00"))
    rows = FILING_INDEX.read(raw)["filings"].lazy().collect()
    assert rows["known_at"].to_list() == [datetime(2024, 6, 28, 10, tzinfo=UTC)] * 2
    assert rows["assumed"].to_list() == [True, True]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "<html><title>EDGAR Filing Documents for x</title>",
            "accession number, form, filing date",
        ),
        (page(DOCUMENTS)[:300], "filing date, filer with a CIK"),
        (
            page("").replace("0009900001 (see", "nobody (see").replace("0009900077", ""),
            "filer with a CIK",
        ),
        ("<html><title>SEC.gov | Request Rate Threshold Exceeded</title>", "rate-limit page"),
    ],
)
def test_a_page_that_lacks_its_parts_is_refused(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        filing_page(_raw(tmp_path, text))


def test_the_listing_of_a_folder_gives_plain_names_alone(tmp_path: Path) -> None:
    items = [
        {"name": "master.20240628.idx", "size": "1,2"},
        {"name": "main.htm", "size": "23537"},
        {"name": "../../x", "size": "1"},
        {"name": "a/b", "size": "1"},
        {"size": "1"},
        7,
    ]
    raw = _raw(tmp_path, json.dumps({"directory": {"item": items, "name": "/x"}}))
    assert directory_listing(raw) == {"master.20240628.idx": None, "main.htm": 23537}
    with pytest.raises(Unreadable, match="has items"):
        directory_listing(_raw(tmp_path, '{"directory": {"item": 5}}'))


@pytest.mark.real
def test_the_recorded_pages_say_what_stands_on_them(shared: Path) -> None:
    """Read off the pages by eye: form, acceptance and first documents of two, roles of a third."""
    folder = shared / "data" / "edgar" / "feeds"
    paths = sorted(folder.glob("*-index.html"))
    pages = {path.name[:20]: filing_page(raw_from(path, NOW)) for path in paths}
    assert len(pages) == 12
    assert all(number == found.accession for number, found in pages.items())
    bank = pages["0000019617-26-000241"]
    assert (bank.form, bank.items) == ("8-K", "5.02")
    assert bank.accepted == datetime(2026, 6, 25, 11, 59, 33, tzinfo=UTC)
    assert [one.type for one in bank.documents][:2] == ["8-K", "EX-99.1"]
    old = pages["0000912057-00-023442"]
    assert old.accepted is None
    assert [one.name for one in old.documents] == ["", "", "", "", "", "0000912057-00-023442.txt"]
    owned = pages["0000950142-22-003095"]
    assert owned.parties == (("1300650", "Reporting"), ("1609804", "Issuer"))
    assert owned.issuer == "1609804"
