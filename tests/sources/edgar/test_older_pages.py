"""Which older pages a submissions answer announces."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from microcap.model.errors import Unreadable
from microcap.sources import Raw, raw_from
from microcap.sources.edgar.older_pages import OlderPage, filings_in, reach_of

NOW = datetime(2024, 7, 2, 12, tzinfo=UTC)


def _raw(folder: Path, said: object) -> Raw:
    path = folder / "answer.json"
    path.write_text(json.dumps(said))
    return raw_from(path, NOW)


def test_the_reach_counts_the_answer_and_its_pages(tmp_path: Path) -> None:
    """Two filings in the answer and five in a page that begins in 2001."""
    page = {
        "name": "CIK0009900001-submissions-001.json",
        "filingCount": 5,
        "filingFrom": "2001-02-03",
        "filingTo": "2010-01-01",
    }
    recent = {"filingDate": ["2024-06-28", "2023-01-05"]}
    reach = reach_of(_raw(tmp_path, {"filings": {"recent": recent, "files": [page, 7, {}]}}))
    assert reach.first == date(2001, 2, 3)
    assert reach.filings == 7
    assert reach.pages == (OlderPage("CIK0009900001-submissions-001.json", 5),)


def test_a_filer_without_filings_has_no_first_day(tmp_path: Path) -> None:
    reach = reach_of(_raw(tmp_path, {"filings": {"recent": {"filingDate": []}, "files": None}}))
    assert (reach.first, reach.filings, reach.pages) == (None, 0, ())


def test_a_day_before_edgar_began_is_no_reach(tmp_path: Path) -> None:
    recent = {"filingDate": ["2024-06-28", "0001-01-01"]}
    reach = reach_of(_raw(tmp_path, {"filings": {"recent": recent}}))
    assert (reach.first, reach.filings) == (date(2024, 6, 28), 1)


def test_a_page_is_counted_by_its_accession_numbers(tmp_path: Path) -> None:
    assert filings_in(_raw(tmp_path, {"accessionNumber": ["a", "b", "c"]})) == 3


def test_another_answer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="lacks them"):
        reach_of(_raw(tmp_path, {"cik": "1"}))
    with pytest.raises(Unreadable, match="lists accessionNumber"):
        filings_in(_raw(tmp_path, {"cik": "1"}))
