"""Offerings, rights, names and suits in the labelled documents of ../shared/data/filings.

A label that is absent from an offering or an annual report means that nobody looked for it, so
only the documents that bear the label are held against recall. `clean` says that a screen found no
red flag: what these kinds find there was read by eye and is true of the documents, but for the
few that `SEEN` leaves room for.
"""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from microcap.model.catalogue import entries, load
from microcap.reading import Statement
from microcap.reading.document import Document
from microcap.reading.documents import open_document

pytestmark = pytest.mark.real

LABELLED = {
    "name_change": 1,
    "rights_plan": 1,
    "unregistered_sale": 1,
    "litigation_class_action": 1,
    "related_party_section": 2,
    "atm_or_takedown": 3,
    "shelf_registration": 7,
    "equity_offering": 8,
}
"""How many documents bear each label; all of them are found."""
SEEN = {
    "control_change": 0,
    "ir_contract": 0,
    "toxic_conversion": 0,
    "spac_remnant": 0,
    "lock_up": 0,
    "baby_shelf": 0,
}
"""How many of the clean documents a kind may fire on."""


@cache
def _labels(folder: Path) -> list[dict[str, object]]:
    lines = (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@cache
def _documents(file: Path) -> list[Document]:
    return open_document(file.read_bytes(), file.name)


def _reader(kind: str) -> Callable[[Document], list[Statement]]:
    load("reading")
    function: Callable[[Document], list[Statement]] = entries("reading")[kind].function
    return function


def _fires(folder: Path, label: dict[str, object], kind: str) -> bool:
    reader = _reader(kind)
    return any(reader(one) for one in _documents(folder / str(label["file"])))


def _bears(label: dict[str, object], flag: str) -> bool:
    flags = label["flags"]
    return isinstance(flags, list) and flag in flags


@pytest.mark.parametrize("kind", sorted(LABELLED))
def test_each_labelled_document_is_found(shared: Path, kind: str) -> None:
    folder = shared / "data" / "filings"
    labelled = [one for one in _labels(folder) if _bears(one, kind)]
    missed = [one["id"] for one in labelled if not _fires(folder, one, kind)]
    assert (len(labelled), missed) == (LABELLED[kind], [])


@pytest.mark.parametrize("kind", sorted(SEEN))
def test_documents_without_a_red_flag_are_left_alone(shared: Path, kind: str) -> None:
    folder = shared / "data" / "filings"
    clean = [one for one in _labels(folder) if _bears(one, "clean")]
    fired = [one["id"] for one in clean if _fires(folder, one, kind)]
    assert len(clean) == 82
    assert len(fired) <= SEEN[kind], fired
