"""One tag of a filer, and one tag of all filers."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from microcap.model.errors import Unreadable
from microcap.sources import Raw, raw_from
from microcap.sources.edgar.frames import CONCEPT, frame_values
from microcap.sources.published import recognise

NOW = datetime(2024, 7, 2, 12, tzinfo=UTC)
CELL = {
    "end": "2023-12-31",
    "val": 1500000,
    "accn": "0009900001-24-000001",
    "fy": 2023,
    "fp": "FY",
    "form": "10-K",
    "filed": "2024-03-01",
}
ONE_TAG = {
    "cik": 9900001,
    "taxonomy": "us-gaap",
    "tag": "Assets",
    "label": "Assets",
    "description": "What is owned",
    "entityName": "INVENTED WORKS INC",
    "units": {"USD": [CELL, {**CELL, "val": "many"}, {**CELL, "val": 1e999}, 7]},
}
ALL_FILERS = {
    "taxonomy": "us-gaap",
    "tag": "Assets",
    "ccp": "CY2023Q4I",
    "uom": "USD",
    "pts": 2,
    "data": [
        {"accn": "0009900001-24-000001", "cik": 9900001, "entityName": "INVENTED WORKS INC",
         "loc": "US-DE", "end": "2023-12-31", "val": 1500000},
        {"accn": "x", "cik": "nobody", "end": "2023-12-31", "val": 3},
        {"accn": "0009900002-24-000001", "cik": 9900002, "entityName": "OTHER WORKS", "end": "2023-12-31", "val": None},
    ],
}  # fmt: skip


def _raw(folder: Path, said: object) -> Raw:
    path = folder / "answer.json"
    path.write_text(json.dumps(said))
    return raw_from(path, NOW)


def test_a_concept_is_rows_of_facts_and_what_is_no_number_is_a_reject(tmp_path: Path) -> None:
    raw = _raw(tmp_path, ONE_TAG)
    assert recognise(raw.path) is CONCEPT
    tables = CONCEPT.read(raw)
    rows = tables["facts"].lazy().collect()
    assert rows.select("issuer", "taxonomy", "tag", "unit", "day", "value", "filed").rows() == [
        ("9900001", "us-gaap", "Assets", "USD", date(2023, 12, 31), 1.5e6, date(2024, 3, 1))
    ]
    assert tables["rejects"].lazy().collect().height == 2


def test_a_frame_is_a_list_of_values_and_unknown_is_null(tmp_path: Path) -> None:
    rows = frame_values(_raw(tmp_path, ALL_FILERS))
    assert rows.select("issuer", "accession", "day", "value", "unit").rows() == [
        ("9900001", "0009900001-24-000001", date(2023, 12, 31), 1.5e6, "USD"),
        ("9900002", "0009900002-24-000001", date(2023, 12, 31), None, "USD"),
    ]


@pytest.mark.parametrize("missing", ["cik", "taxonomy", "tag", "units"])
def test_a_concept_that_lacks_a_part_is_refused(tmp_path: Path, missing: str) -> None:
    said = {key: value for key, value in ONE_TAG.items() if key != missing}
    with pytest.raises(Unreadable, match=f"lacks {missing}"):
        CONCEPT.read(_raw(tmp_path, said))


def test_a_frame_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="this one lacks"):
        frame_values(_raw(tmp_path, ONE_TAG))
