"""The full-text search, as its publisher describes the answer."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from microcap.model.errors import Unreadable
from microcap.sources import Raw, raw_from
from microcap.sources.edgar.full_text import FULL_TEXT, full_text_hits
from microcap.sources.published import recognise

NOW = datetime(2024, 7, 2, 12, tzinfo=UTC)


def hit(number: int, **more: Any) -> dict[str, Any]:
    """A hit as the search engine gives it."""
    accession = f"0009900001-24-{number:06}"
    source = {
        "ciks": ["0009900001"],
        "display_names": ["INVENTED WORKS INC  (ZZA)  (CIK 0009900001)"],
        "root_forms": ["8-K"],
        "form": "8-K",
        "file_date": "2024-06-28",
        "adsh": accession,
        "file_type": "EX-99.1",
        "file_description": "RELEASE",
        **more,
    }
    return {"_id": f"{accession}:release{number}.htm", "_source": source}


def answer(hits: list[Any], total: int | None = None) -> bytes:
    """An answer of the search with these hits."""
    count = {"value": len(hits) if total is None else total, "relation": "eq"}
    return json.dumps(
        {"took": 7, "timed_out": False, "hits": {"total": count, "hits": hits}}
    ).encode()


def _raw(folder: Path, body: bytes) -> Raw:
    path = folder / "answer.json"
    path.write_bytes(body)
    return raw_from(path, NOW)


def test_a_hit_is_a_document_of_a_filing(tmp_path: Path) -> None:
    raw = _raw(tmp_path, answer([hit(1)], total=413))
    assert recognise(raw.path) is FULL_TEXT
    found = full_text_hits(raw)
    assert (found.total, found.exact) == (413, True)
    one = found.hits[0]
    assert (one.accession, one.document, one.type, one.form) == (
        "0009900001-24-000001",
        "release1.htm",
        "EX-99.1",
        "8-K",
    )
    assert one.issuers == ("9900001",)


def test_a_filing_with_two_hits_is_one_row_for_each_issuer(tmp_path: Path) -> None:
    both = {"ciks": ["0009900001", "0009900002"]}
    rows = FULL_TEXT.read(_raw(tmp_path, answer([hit(1, **both), hit(1, **both)])))["filings"]
    assert rows.lazy().collect().select("issuer", "form", "day").rows() == [
        ("9900001", "8-K", date(2024, 6, 28)),
        ("9900002", "8-K", date(2024, 6, 28)),
    ]


def test_hits_of_an_odd_shape_are_rejects_or_nothing(tmp_path: Path) -> None:
    odd = [
        7,
        None,
        {},
        {"_id": 5, "_source": "x"},
        hit(1, file_date="28.06.2024"),
        hit(2, ciks="9900001"),
    ]
    tables = FULL_TEXT.read(_raw(tmp_path, answer(odd)))
    assert tables["filings"].lazy().collect().height == 0
    assert tables["rejects"].lazy().collect()["reason"].to_list() == [
        "day is missing or cannot be read"
    ]


def test_a_document_with_a_folder_in_its_name_has_no_name(tmp_path: Path) -> None:
    evil = {**hit(1), "_id": "0009900001-24-000001:../../x"}
    assert full_text_hits(_raw(tmp_path, answer([evil]))).hits[0].document == ""


@pytest.mark.parametrize(
    "body",
    [b"{}", b'{"hits": 5}', b'{"hits": {"total": {}, "hits": []}}', b"[]", b'{"hits": {"total"'],
)
def test_another_answer_is_refused(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(Unreadable):
        FULL_TEXT.read(_raw(tmp_path, body))
