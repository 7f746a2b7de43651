"""How an entry stands in the file, and what betrays a row that is not as it was sealed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from microcap.casebook.entry import FIRST, Entry
from microcap.casebook.stored import entry_of, fault, row_of

AT = datetime(2025, 3, 4, 15, 30, tzinfo=UTC)
DRAFT = Entry(1, "ZZHM", "9900001", "note", AT, "A. B.", {"text": "one"}, ("r",), None, FIRST, "")
ENTRY = replace(DRAFT, hash=DRAFT.seal())


def test_an_entry_becomes_a_row_of_plain_texts_and_back() -> None:
    row = row_of(ENTRY)
    assert row["body"] == '{"text":"one"}'
    assert row["refs"] == '["r"]'
    assert row["written_at"] == "2025-03-04T15:30:00.000000+00:00"
    assert entry_of(row) == ENTRY
    assert fault(row, 1, FIRST) == ""


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"body": '{"text":"two"}'}, "not those that were sealed"),
        ({"issuer": None}, "not those that were sealed"),
        ({"author": None}, "not those that were sealed"),
        ({"body": '{"text": "one"}'}, "another form"),
        ({"written_at": "2025-03-04T10:30:00.000000-05:00"}, "another form"),
        ({"written_at": "2025-03-04T15:30:00"}, "cannot be read"),
        ({"body": "[]"}, "cannot be read"),
        ({"body": "[" * 100_000}, "cannot be read"),
        ({"refs": None}, "cannot be read"),
        ({"author": "A. B."}, "cannot be read"),
        ({"number": 2}, "it is gone"),
        ({"previous": "f" * 64}, "sealed to another entry"),
    ],
)
def test_a_row_that_is_not_as_it_was_sealed_says_why(change: dict[str, object], why: str) -> None:
    assert why in fault(row_of(ENTRY) | change, 1, FIRST)
