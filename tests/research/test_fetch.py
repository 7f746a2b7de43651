"""Fetching issuers: what is asked, what is brought, what is said to be whole."""

import json
import socket
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from microcap.lake.store import Lake
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.research.fetch import Fetched, fetch
from microcap.view.view import records
from research.asking_the_sec import (
    CIK,
    FACTS,
    NEWEST,
    OLDER,
    TICKERS,
    body,
    empty_lake,
    issuer_replies,
    later,
    rows_of,
    way_to,
)
from sources.edgar.loopback import NOW, Reply, serving


def _coverage(lake: Path) -> list[tuple[Any, ...]]:
    rows = rows_of(lake, "coverage", "source", "subject", "day", "until", "complete", "revision")
    return [row[1:] for row in rows if row[0] == "sec_fetch"]


def test_a_ticker_brings_filings_with_older_pages_numbers_and_their_coverage(
    tmp_path: Path,
) -> None:
    """Six filings in the newest answer and three in the older page, the first of February 2021.

    16:00 UTC of the first of July is noon in New York, so the record is whole to that day.
    """
    lake = empty_lake(tmp_path)
    with serving(issuer_replies()) as book:
        said = fetch(lake, ("brlw",), way_to(book, tmp_path))
        assert book.paths == [TICKERS, NEWEST, OLDER, FACTS]
    assert said.issuers == {"BRLW": CIK}
    assert (said.asked, said.failed, said.absent) == (4, [], [])
    assert len(rows_of(lake, "filings", "accession")) == 9
    assert rows_of(lake, "facts", "tag") != []
    assert _coverage(lake) == [(CIK, date(2021, 2, 8), date(2024, 7, 1), True, 0)]
    spans = records(lake).as_of("2024-06-28").coverage("filings")
    assert date(2024, 6, 28) in spans["until"].to_list()


def test_every_asking_is_a_row_that_leads_to_the_bytes(tmp_path: Path) -> None:
    lake = empty_lake(tmp_path)
    with serving(issuer_replies()) as book:
        fetch(lake, (CIK,), way_to(book, tmp_path))
        rows = rows_of(lake, "fetches", "address", "at", "status", "size", "body", "validator")
        assert [row[0].removeprefix(book.address) for row in rows] == [FACTS, OLDER, NEWEST]
    for _, at, status, size, sha, validator in rows:
        kept = Lake.open(lake).kept(sha).read_bytes()
        assert (at, status, size) == (NOW, 200, len(kept))
        assert validator.startswith('"sec_')


def test_a_second_run_within_the_hour_asks_nobody(tmp_path: Path) -> None:
    lake = empty_lake(tmp_path)
    with serving(issuer_replies()) as book:
        fetch(lake, ("BRLW",), way_to(book, tmp_path))
        said = fetch(lake, ("BRLW",), way_to(book, tmp_path, at=later(0.5)))
        assert len(book.asked) == 4
    assert (said.asked, said.from_kept) == (0, 4)
    assert _coverage(lake) == [(CIK, date(2021, 2, 8), date(2024, 7, 1), True, 0)]


def test_a_day_later_it_is_asked_whether_anything_changed(tmp_path: Path) -> None:
    """Nothing has; the record is whole for one day more, and the first statement stays."""
    lake = empty_lake(tmp_path)
    with serving(issuer_replies()) as book:
        fetch(lake, (CIK,), way_to(book, tmp_path))
        before = rows_of(lake, "filings", "accession", "revision")
        book.replies = {path: Reply(b"", 304) for path in (NEWEST, OLDER, FACTS)}
        said = fetch(lake, (CIK,), way_to(book, tmp_path, at=later(24)))
        assert [headers["if-none-match"] for _, headers in book.asked[3:]] == [
            '"sec_submissions.json"',
            '"sec_CIK0009900001-submissions-001.json"',
            '"sec_companyfacts.json"',
        ]
    assert (said.asked, said.failed) == (3, [])
    assert rows_of(lake, "filings", "accession", "revision") == before
    assert _coverage(lake) == [
        (CIK, date(2021, 2, 8), date(2024, 7, 1), True, 0),
        (CIK, date(2021, 2, 8), date(2024, 7, 2), True, 1),
    ]


def test_offline_answers_wholly_from_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No socket can be made, no contact is set, and the answers are a year old."""
    lake = empty_lake(tmp_path)
    with serving(issuer_replies()) as book:
        fetch(lake, ("BRLW",), way_to(book, tmp_path))

    def refused(*said: object, **more: object) -> None:
        raise AssertionError("a socket was asked for")

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    way = way_to(book, tmp_path, at=later(9000), offline=True, contact=None)
    said = fetch(lake, ("BRLW",), way)
    assert (said.asked, said.from_kept, said.failed) == (0, 4, [])
    assert len(rows_of(lake, "fetches", "at")) == 4


def test_offline_without_a_kept_answer_is_a_failure_that_says_so(tmp_path: Path) -> None:
    lake = empty_lake(tmp_path)
    with serving() as book:
        said = fetch(lake, (CIK, "9900002"), way_to(book, tmp_path, offline=True))
        assert book.asked == []
    assert len(said.failed) == 2
    assert "no answer is kept in the lake" in said.failed[0]


def test_without_a_contact_nothing_is_asked(tmp_path: Path) -> None:
    lake = empty_lake(tmp_path)
    with serving(issuer_replies()) as book:
        with pytest.raises(Contradiction, match="none is set; give --contact"):
            fetch(lake, ("BRLW",), way_to(book, tmp_path, contact=None))
        assert book.asked == []


def test_an_older_page_that_is_missing_leaves_the_record_not_whole(tmp_path: Path) -> None:
    lake = empty_lake(tmp_path)
    replies = issuer_replies()
    del replies[OLDER]
    with serving(replies) as book:
        said = fetch(lake, (CIK,), way_to(book, tmp_path))
    assert "its record is not called whole" in said.failed[0]
    assert _coverage(lake) == []
    assert rows_of(lake, "facts", "tag") != []


def test_a_refused_filing_leaves_the_record_not_whole_also_when_nothing_changed(
    tmp_path: Path,
) -> None:
    """One filing of the newest answer has no accession number: an absence proves nothing then."""
    lake = empty_lake(tmp_path)
    newest = json.loads(body("sec_submissions.json"))
    newest["filings"]["recent"]["accessionNumber"][0] = "../../etc/passwd"
    replies = issuer_replies() | {NEWEST: Reply(json.dumps(newest).encode())}
    with serving(replies) as book:
        fetch(lake, (CIK,), way_to(book, tmp_path))
        assert [row[3] for row in _coverage(lake)] == [False]
        fetch(lake, (CIK,), way_to(book, tmp_path, at=later(30)))
    assert {row[3] for row in _coverage(lake)} == {False}
    says = rows_of(lake, "coverage", "source", "evidence", "absent_means")
    told = [row[1:] for row in says if row[0] == "sec_fetch"]
    assert told[0][0].endswith("1 of them refused")
    assert told[0][1] == "unknown"


def test_a_kept_page_that_was_cut_anew_is_asked_for_again(tmp_path: Path) -> None:
    """The newest answer now speaks of four filings in the page, the kept page has three."""
    lake = empty_lake(tmp_path)
    newest, page = (
        json.loads(body("sec_submissions.json")),
        json.loads(body("sec_CIK0009900001-submissions-001.json")),
    )
    with serving(issuer_replies()) as book:
        fetch(lake, (CIK,), way_to(book, tmp_path))
        newest["filings"]["files"][0]["filingCount"] = 4
        for values in page.values():
            values.append(values[-1])
        page["accessionNumber"][-1] = "0009900001-21-000002"
        book.replies[NEWEST] = Reply(json.dumps(newest).encode())
        book.replies[OLDER] = Reply(json.dumps(page).encode())
        said = fetch(lake, (CIK,), way_to(book, tmp_path, at=later(2)))
        assert book.paths[3:] == [NEWEST, OLDER]
    assert said.failed == []
    assert len(rows_of(lake, "filings", "accession")) == 10


def test_an_older_page_with_a_hostile_name_is_not_asked_for(tmp_path: Path) -> None:
    lake = empty_lake(tmp_path)
    newest = json.loads(body("sec_submissions.json"))
    newest["filings"]["files"][0]["name"] = "../../x"
    with serving({NEWEST: Reply(json.dumps(newest).encode())}) as book:
        said = fetch(lake, (CIK,), way_to(book, tmp_path))
        assert book.paths == [NEWEST]
    assert "'../../x' is not the name of an older page" in said.failed[0]
    assert _coverage(lake) == []


def test_a_filer_that_the_sec_does_not_know_is_named(tmp_path: Path) -> None:
    lake = empty_lake(tmp_path)
    with serving(issuer_replies()) as book:
        said = fetch(lake, ("77", CIK), way_to(book, tmp_path))
    assert said.unknown == [
        "the SEC knows no filer with the CIK 77; check the number or the ticker"
    ]
    assert len(rows_of(lake, "filings", "accession")) == 9


def test_a_ticker_that_nobody_bears_is_refused_with_the_nearest(tmp_path: Path) -> None:
    lake = empty_lake(tmp_path)
    with serving(issuer_replies()) as book, pytest.raises(NoSuchThing, match="nearest: BRLW"):
        fetch(lake, ("BRLX",), way_to(book, tmp_path))


def test_a_class_of_shares_may_be_written_with_a_dot(tmp_path: Path) -> None:
    lake = empty_lake(tmp_path)
    with serving(issuer_replies()) as book:
        said = fetch(lake, ("tvn.b",), way_to(book, tmp_path))
    assert said.issuers == {"TVN.B": "9900002"}


def test_a_filer_without_tagged_numbers_is_no_failure(tmp_path: Path) -> None:
    lake = empty_lake(tmp_path)
    replies = issuer_replies()
    del replies[FACTS]
    with serving(replies) as book:
        said = fetch(lake, (CIK,), way_to(book, tmp_path))
    assert said.failed == []
    assert said.absent == ["CIK 9900001: the SEC has no tagged numbers of this filer"]


def _down(lake: Path, folder: Path, reply: Reply) -> tuple[Fetched, list[str]]:
    replies = issuer_replies()
    replies |= {f"/submissions/CIK000990000{number}.json": reply for number in range(2, 9)}
    names = (CIK, *(f"990000{number}" for number in range(2, 9)))
    with serving(replies) as book:
        said = fetch(lake, names, way_to(book, folder))
        return said, book.paths


def test_a_publisher_that_is_down_is_not_asked_for_every_name(tmp_path: Path) -> None:
    """Three names in a row without an answer, each asked three times; then the run ends."""
    lake = empty_lake(tmp_path)
    said, paths = _down(lake, tmp_path, Reply(b"", 503))
    assert len(paths) == 3 + 9
    assert "no answer 3 times in a row" in said.failed[-1]
    assert len(rows_of(lake, "filings", "accession")) == 9


def test_the_rate_limit_page_ends_the_run_and_what_came_stays(tmp_path: Path) -> None:
    lake = empty_lake(tmp_path)
    said, paths = _down(lake, tmp_path, Reply(body("sec_rate_limit.html")))
    assert len(paths) == 3 + 1
    assert len(said.failed) == 1
    assert "wait ten minutes" in said.failed[0]
    assert len(rows_of(lake, "filings", "accession")) == 9
    assert len(rows_of(lake, "fetches", "address")) == 3


def test_nothing_named_is_refused(tmp_path: Path) -> None:
    with serving() as book, pytest.raises(Contradiction, match="name at least one"):
        fetch(empty_lake(tmp_path), (), way_to(book, tmp_path))


@pytest.mark.real
def test_the_recorded_answers_replayed_give_the_rows_of_the_files(
    tmp_path: Path, shared: Path
) -> None:
    """data/edgar/submissions: CIK 749647 with its older page, 1,000 and 395 filings by the manifest."""
    lake = empty_lake(tmp_path)
    folder = shared / "data" / "edgar" / "submissions"
    paths = list(folder.glob("CIK0000749647*.json"))
    assert len(paths) == 2
    replies = {f"/submissions/{path.name}": Reply(path.read_bytes(), packed=True) for path in paths}
    at = datetime(2026, 3, 9, 18, tzinfo=UTC)
    with serving({**replies}) as book:
        said = fetch(lake, ("749647",), way_to(book, tmp_path, at=at))
    assert said.failed == []
    assert len(rows_of(lake, "filings", "accession")) == 1395
    assert [row[:1] + row[2:] for row in _coverage(lake)] == [("749647", date(2026, 3, 9), True, 0)]
