"""Documents of filings: known when the filing was, asked for once, never under a hostile name."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.lake.store import Lake
from microcap.research.fetch import fetch
from research.asking_the_sec import CIK, empty_lake, issuer_replies, rows_of, way_to
from sources.edgar.loopback import Reply, Script, serving
from sources.edgar.test_filing_index import page, row

JUNE = "0009900001-24-000031"
JANUARY = "0009900001-24-000002"
RELEASE = b"<html><body><p>Brimlow receives a notice.</p></body></html>"


def _folder(accession: str) -> str:
    return f"/Archives/edgar/data/{CIK}/{accession.replace('-', '')}"


def _page(accession: str, rows: str) -> bytes:
    text = page(rows).replace("0009900001-24-000008", accession)
    return text.encode()


def _replies() -> dict[str, Script]:
    """Two 8-Ks: a primary document, two exhibits and a picture; a primary document and a release.

    The release is the same bytes in both filings.
    """
    june, january = _folder(JUNE), _folder(JANUARY)
    first = "".join(
        (
            row("1", "8-K", f"/ix?doc={june}/main.htm", "main.htm", "8-K", "1"),
            row("2", "RELEASE", f"{june}/ex991.htm", "ex991.htm", "EX-99.1", "1"),
            row("3", "CONSENT", f"{june}/ex23.htm", "ex23.htm", "EX-23.1", "1"),
            row("4", "", f"{june}/logo.jpg", "logo.jpg", "GRAPHIC", "1"),
            row("5", "", f"{june}/..%2F..%2Fx.htm", "x.htm", "EX-10.1", "1"),
        )
    )
    second = "".join(
        (
            row("1", "8-K", f"{january}/main.htm", "main.htm", "8-K", "1"),
            row("2", "RELEASE", f"{january}/ex991.htm", "ex991.htm", "EX-99.1", "1"),
        )
    )
    return issuer_replies() | {
        f"{june}/{JUNE}-index.html": Reply(_page(JUNE, first)),
        f"{june}/main.htm": Reply(b"<html><body><p>Item 1.01 An agreement.</p></body></html>"),
        f"{june}/ex991.htm": Reply(RELEASE),
        f"{june}/ex23.htm": Reply(b"never asked for"),
        f"{january}/{JANUARY}-index.html": Reply(_page(JANUARY, second)),
        f"{january}/main.htm": Reply(b"<html><body><p>Item 8.01 Something else.</p></body></html>"),
        f"{january}/ex991.htm": Reply(RELEASE),
    }


def test_primary_documents_and_exhibits_are_known_at_the_acceptance(tmp_path: Path) -> None:
    """The 8-K of 14 June was accepted at 20:31:05 UTC by the submissions answer."""
    lake = empty_lake(tmp_path)
    with serving(_replies()) as book:
        said = fetch(lake, (CIK,), way_to(book, tmp_path), forms=("8-K",), since=date(2024, 6, 1))
        asked = [path.rpartition("/")[2] for path in book.paths[3:]]
    assert asked == [f"{JUNE}-index.html", "main.htm", "ex991.htm"]
    assert (said.documents, said.failed) == (2, [])
    found = Lake.open(lake).scan("filing_documents").sort("document").collect()
    assert found.select("document", "type", "title", "form", "text", "assumed").rows() == [
        ("ex991.htm", "EX-99.1", "RELEASE", "8-K", "Brimlow receives a notice.", False),
        ("main.htm", "8-K", "8-K", "8-K", "Item 1.01 An agreement.", False),
    ]
    assert found["known_at"].unique().to_list() == [datetime(2024, 6, 14, 20, 31, 5, tzinfo=UTC)]


def test_the_same_bytes_are_a_document_of_both_filings(tmp_path: Path) -> None:
    lake = empty_lake(tmp_path)
    with serving(_replies()) as book:
        fetch(lake, (CIK,), way_to(book, tmp_path), forms=("8-K",), since=date(2024, 1, 15))
    assert rows_of(lake, "filing_documents", "accession", "document", "revision") == [
        (JANUARY, "ex991.htm", 0),
        (JANUARY, "main.htm", 0),
        (JUNE, "ex991.htm", 0),
        (JUNE, "main.htm", 0),
    ]


def test_a_second_run_asks_for_no_document_again(tmp_path: Path) -> None:
    lake = empty_lake(tmp_path)
    with serving(_replies()) as book:
        for _ in range(2):
            fetch(lake, (CIK,), way_to(book, tmp_path), forms=("8-K",), since=date(2024, 1, 15))
        assert len(book.paths) == len(set(book.paths))
    assert len(rows_of(lake, "filing_documents", "document")) == 4


def test_a_run_that_was_cut_off_goes_on_behind_what_it_has(tmp_path: Path) -> None:
    """The release is not answered at first; the second run asks for it and for nothing held."""
    lake = empty_lake(tmp_path)
    replies = _replies()
    exhibit = f"{_folder(JUNE)}/ex991.htm"
    replies[exhibit] = [*[Reply(b"", 503)] * 3, Reply(RELEASE)]
    with serving(replies) as book:
        way = way_to(book, tmp_path)
        first = fetch(lake, (CIK,), way, forms=("8-K",), since=date(2024, 6, 1))
        assert "ex991.htm: no whole answer" in first.failed[0]
        asked = len(book.paths)
        second = fetch(lake, (CIK,), way, forms=("8-K",), since=date(2024, 6, 1))
        assert book.paths[asked:] == [exhibit]
    assert second.failed == []
    assert len(rows_of(lake, "filing_documents", "document")) == 2


def test_documents_of_before_2001_are_taken_from_the_full_text(tmp_path: Path) -> None:
    """The page names no file; the full text holds the form, an exhibit 10 and an exhibit 27."""
    lake = empty_lake(tmp_path)
    nameless = row("1", "8-K", f"{_folder(JUNE)}/", "", "8-K", "1")
    part = "<DOCUMENT>\n<TYPE>{0}\n<SEQUENCE>{1}\n<TEXT>\nWords of {0}.\n</TEXT>\n</DOCUMENT>\n"
    kinds = enumerate(("8-K", "EX-10.1", "EX-27"), start=1)
    text = "".join(part.format(kind, number) for number, kind in kinds)
    replies = _replies() | {
        f"{_folder(JUNE)}/{JUNE}-index.html": Reply(_page(JUNE, nameless)),
        f"{_folder(JUNE)}/{JUNE}.txt": Reply(f"<SEC-DOCUMENT>\n{text}</SEC-DOCUMENT>\n".encode()),
    }
    with serving(replies) as book:
        fetch(lake, (CIK,), way_to(book, tmp_path), forms=("8-K",), since=date(2024, 6, 1))
    found = rows_of(lake, "filing_documents", "type", "text")
    assert found == [("8-K", "Words of 8-K."), ("EX-10.1", "Words of EX-10.1.")]


def test_a_page_of_another_filing_is_no_page_of_this_one(tmp_path: Path) -> None:
    lake = empty_lake(tmp_path)
    replies = _replies() | {f"{_folder(JUNE)}/{JUNE}-index.html": Reply(page("").encode())}
    with serving(replies) as book:
        way = way_to(book, tmp_path)
        said = fetch(lake, (CIK,), way, forms=("8-K",), since=date(2024, 6, 1))
    assert "is that of 0009900001-24-000008" in said.failed[0]


def test_amendments_are_fetched_with_their_form_and_others_are_not(tmp_path: Path) -> None:
    """A 10-Q is held and not asked for."""
    lake = empty_lake(tmp_path)
    with serving(_replies()) as book:
        fetch(lake, (CIK,), way_to(book, tmp_path), forms=("8-K/A", "S-1"), since=date(2020, 1, 1))
        pages = [path for path in book.paths if path.endswith("-index.html")]
    assert pages == [f"{_folder('0009900001-21-000001')}/0009900001-21-000001-index.html"]


@pytest.mark.real
def test_a_recorded_page_leads_to_the_documents_it_lists(tmp_path: Path, shared: Path) -> None:
    """CARBO's 10-K of 2018: the report and its exhibits 10, by the page; the texts are invented."""
    lake = empty_lake(tmp_path)
    folder = shared / "data" / "edgar"
    number = "0001564590-18-004771"
    base = f"/Archives/edgar/data/1009672/{number.replace('-', '')}"
    replies: dict[str, Script] = {
        f"/submissions/{path.name}": Reply(path.read_bytes())
        for path in (folder / "submissions").glob("CIK0001009672*.json")
    }
    replies[f"{base}/{number}-index.html"] = Reply(
        (folder / "feeds" / f"{number}-index.html").read_bytes()
    )
    names = (
        "crr-10k_20171231.htm",
        "crr-ex1016_258.htm",
        "crr-ex1017_257.htm",
        "crr-ex1018_256.htm",
    )
    replies |= {f"{base}/{name}": Reply(b"<p>Words.</p>" + name.encode()) for name in names}
    with serving(replies) as book:
        way = way_to(book, tmp_path)
        said = fetch(lake, ("1009672",), way, forms=("10-K",), since=date(2018, 3, 1))
    assert said.documents == 4
    found = Lake.open(lake).scan("filing_documents").select("document", "known_at").collect()
    assert sorted(found["document"]) == sorted(names)
    moment = found.select(pl.col("known_at").unique()).item()
    # accepted on the evening of the 7th, dated the 8th: 06:00 Eastern of that day
    assert moment == datetime(2018, 3, 8, 11, tzinfo=UTC)
