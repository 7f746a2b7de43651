"""Real documents: labels.jsonl and docs/ of shared/data/filings."""

import html
import re
from pathlib import Path

import pytest

from microcap.reading.documents import documents_in, source_text
from microcap.reading.said import said_in
from microcap.research.reading_score import reading_score

pytestmark = pytest.mark.real


def _bare(words: str) -> str:
    """Letters and digits of source or quote, without tags, entities and escapes."""
    words = re.sub(r"<[^<>]*>", " ", words)
    words = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), words)
    words = re.sub(r"\\[ntr]", " ", words)
    return re.sub(r"[^A-Za-z0-9$%]+", "", html.unescape(words))


def test_every_quote_is_the_words_of_its_span(shared: Path) -> None:
    """Every second file; between two pages a number stands in the source and not in the quote."""
    wrong = []
    quotes = 0
    for file in sorted((shared / "data/filings/docs").iterdir())[::2]:
        source = source_text(file.read_bytes(), file.name)
        for one in said_in(documents_in(source, file.name)):
            quotes += 1
            held, quote = _bare(source[one.span[0] : one.span[1]]), _bare(one.quote)
            if not held.startswith(quote[: len(quote) // 3]) or quote[-20:] not in held:
                wrong.append((file.name, one.kind, one.quote[:80]))
    assert quotes > 300
    assert len(wrong) <= quotes // 100, wrong[:10]


def test_kinds_are_read_as_well_as_the_labels_say(shared: Path) -> None:
    found = {one.label: one for one in reading_score(shared / "data/filings/labels.jsonl").kinds}
    missed = {name: one.missed for name, one in found.items() if one.missed}
    assert found["going_concern_doubt"].positives == 10
    assert found["going_concern_doubt"].recall.hits == 10
    assert found["going_concern_doubt"].wrong == ()
    for kind in (
        "auditor_change",
        "non_reliance",
        "delisting_notice",
        "bankruptcy",
        "regulatory_order",
        "material_weakness",
    ):
        assert found[kind].recall.hits == found[kind].positives, missed
        assert found[kind].wrong == ()


def test_every_document_is_opened_and_none_is_without_words(shared: Path) -> None:
    opened = 0
    for file in (shared / "data/filings/docs").iterdir():
        documents = documents_in(source_text(file.read_bytes(), file.name), file.name)
        opened += 1
        assert all(len(one.starts) == len(one.origins) for one in documents)
        assert list(documents[0].starts) == sorted(documents[0].starts)
    assert opened == 130
