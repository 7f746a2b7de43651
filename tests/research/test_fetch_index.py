"""EDGAR as a whole: daily indexes, search, archives."""

import io
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from microcap.model.errors import Contradiction
from microcap.research.fetch_index import fetch_bulk, fetch_index, fetch_search
from research.asking_the_sec import CIK, body, empty_lake, later, rows_of, way_to
from sources.edgar.loopback import Reply, Script, ranged, serving
from sources.edgar.test_full_text import answer, hit

QUARTER = "/Archives/edgar/daily-index/2024/QTR2"
BULK = "/Archives/edgar/daily-index/bulkdata/submissions.zip"
THURSDAY, FRIDAY = date(2024, 6, 27), date(2024, 6, 28)


def _index(day: date, filings: int = 600) -> bytes:
    head = f"""Description:           Daily Index of EDGAR Dissemination Feed
Last Data Received:    {day:%b %d, %Y}

CIK|Company Name|Form Type|Date Filed|File Name
--------------------------------------------------------------------------------
"""
    line = "{0}|INVENTED|4|{1:%Y%m%d}|edgar/data/{0}/0009900001-24-{2:06}.txt\n"
    number = day.toordinal() % 1000 * 1000
    return (
        head + "".join(line.format(100_000 + one, day, number + one) for one in range(filings))
    ).encode()


def _listing(*days: date) -> Reply:
    names = [f"{kind}.{day:%Y%m%d}.idx" for day in days for kind in ("form", "master")]
    items = [{"name": name, "size": "1"} for name in [*names, "../../x", "sitemap.txt"]]
    return Reply(json.dumps({"directory": {"item": items}}).encode())


def _replies() -> dict[str, Script]:
    """Wednesday 26 June had no index; Thursday and Friday had."""
    return {
        f"{QUARTER}/index.json": _listing(date(2024, 6, 25), THURSDAY, FRIDAY),
        f"{QUARTER}/master.20240627.idx": Reply(_index(THURSDAY)),
        f"{QUARTER}/master.20240628.idx": Reply(_index(FRIDAY)),
    }


def _spans(lake: Path) -> list[tuple[Any, ...]]:
    rows = rows_of(lake, "coverage", "source", "subject", "day", "until", "complete")
    return [row[1:] for row in rows if row[0] == "sec_fetch"]


def test_daily_indexes_prove_every_day_between_the_first_and_the_last(tmp_path: Path) -> None:
    """A day without an index, and the week-end at the end of the quarter, are no gaps.

    On 1 July the quarter is over, so its listing speaks for all of its days.
    """
    lake = empty_lake(tmp_path)
    with serving(_replies()) as book:
        way = way_to(book, tmp_path)
        said = fetch_index(lake, way, first=date(2024, 6, 26), last=date(2024, 6, 30))
        assert [path.rpartition("/")[2] for path in book.paths] == [
            "index.json",
            "master.20240627.idx",
            "master.20240628.idx",
        ]
    assert said.failed == []
    assert len(rows_of(lake, "filings", "accession")) == 1200
    assert _spans(lake) == [("*", date(2024, 6, 26), date(2024, 6, 30), True)]


def test_the_next_run_goes_on_behind_the_last_day_held(tmp_path: Path) -> None:
    """Held to Thursday; asked on Friday night, Friday comes, and the listing goes no further."""
    lake = empty_lake(tmp_path)
    night = datetime(2024, 6, 29, 3, tzinfo=UTC)
    with serving(_replies()) as book:
        fetch_index(lake, way_to(book, tmp_path, at=night), first=THURSDAY, last=THURSDAY)
        fetch_index(lake, way_to(book, tmp_path, at=night))
        assert [path.rpartition("/")[2] for path in book.paths].count("master.20240628.idx") == 1
    assert _spans(lake) == [("*", THURSDAY, THURSDAY, True), ("*", FRIDAY, FRIDAY, True)]


def test_an_index_that_does_not_come_leaves_the_stretch_unproved(tmp_path: Path) -> None:
    lake = empty_lake(tmp_path)
    replies = _replies() | {f"{QUARTER}/master.20240627.idx": Reply(b"", 503)}
    with serving(replies) as book:
        said = fetch_index(lake, way_to(book, tmp_path), first=THURSDAY, last=FRIDAY)
    assert len(said.failed) == 1
    assert _spans(lake) == []
    assert len(rows_of(lake, "filings", "accession")) == 600


def test_an_index_that_is_too_short_leaves_the_stretch_unproved(tmp_path: Path) -> None:
    lake = empty_lake(tmp_path)
    replies = _replies() | {f"{QUARTER}/master.20240627.idx": Reply(_index(THURSDAY, 20))}
    with serving(replies) as book:
        fetch_index(lake, way_to(book, tmp_path), first=THURSDAY, last=FRIDAY)
    assert _spans(lake) == []


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        (None, None, "no daily index is held yet"),
        (date(2024, 6, 28), date(2024, 6, 27), "no daily index from"),
        (date(2030, 1, 1), None, "no daily index from"),
        (date(1992, 1, 1), date(1992, 1, 2), "no daily index from"),
        (date(2020, 1, 1), date(2024, 1, 1), "at most 400 at once"),
    ],
)
def test_days_that_make_no_sense_are_refused(
    tmp_path: Path, first: date | None, last: date | None, says: str
) -> None:
    with serving() as book:
        with pytest.raises(Contradiction, match=says):
            fetch_index(empty_lake(tmp_path), way_to(book, tmp_path), first=first, last=last)
        assert book.asked == []


def test_a_search_brings_all_pages_of_its_hits(tmp_path: Path) -> None:
    """Three hits, two on the first page."""
    lake = empty_lake(tmp_path)
    base = "/LATEST/search-index?q=going%20concern&forms=10-K"
    replies: dict[str, Script] = {
        base: Reply(answer([hit(1), hit(2)], total=3)),
        f"{base}&from=2": Reply(answer([hit(3)], total=3)),
    }
    with serving(replies) as book:
        said = fetch_search(lake, way_to(book, tmp_path), "going concern", forms=("10-K",))
    assert [one["accession"] for one in said.found] == [
        f"0009900001-24-00000{n}" for n in (1, 2, 3)
    ]
    assert rows_of(lake, "filings", "issuer", "form") == [(CIK, "8-K")] * 3
    assert said.absent == []


def test_a_search_says_what_it_left_out(tmp_path: Path) -> None:
    replies: dict[str, Script] = {"/LATEST/search-index?q=words": Reply(answer([hit(1)], total=99))}
    with serving(replies) as book:
        said = fetch_search(empty_lake(tmp_path), way_to(book, tmp_path), "words", most=1)
    assert "the words stand in 99 documents and 1 were asked for" in said.absent[0]


def test_a_search_for_nothing_is_refused(tmp_path: Path) -> None:
    with serving() as book, pytest.raises(Contradiction, match="a search for nothing"):
        fetch_search(empty_lake(tmp_path), way_to(book, tmp_path), " ")


def test_an_archive_is_downloaded_once_and_its_members_are_brought(tmp_path: Path) -> None:
    """The connection ends in the middle at first; a member with a folder in its name stays out."""
    lake = empty_lake(tmp_path)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("CIK0009900001.json", body("sec_submissions.json"))
        archive.writestr("../../x.json", b"{}")
    replies: dict[str, Script] = {BULK: ranged(held.getvalue(), '"one"', [1000])}
    with serving(replies) as book:
        said = fetch_bulk(lake, way_to(book, tmp_path), ("submissions",))
        assert [headers.get("range") for _, headers in book.asked] == [None, "bytes=1000-"]
        again = fetch_bulk(lake, way_to(book, tmp_path, at=later(1)), ("submissions",))
        offline = fetch_bulk(
            lake, way_to(book, tmp_path, at=later(99), offline=True), ("submissions",)
        )
        assert len(book.asked) == 2
    assert said.brought.files == 1
    assert len(said.brought.refused) == 1
    assert "not named like the SEC's" in said.brought.refused[0]
    assert len(rows_of(lake, "filings", "accession")) == 6
    assert (again.from_kept, again.brought.already) == (1, ["CIK0009900001.json"])
    assert offline.brought.already == ["CIK0009900001.json"]
    assert not (tmp_path.parent / "x.json").exists()
