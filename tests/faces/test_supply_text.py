"""The share ladder as text."""

from pathlib import Path

import pytest

from microcap.faces import supply_text
from microcap.research.references import references
from microcap.research.supply import supply
from offering_rows import company, documents
from research.tiny import subject


def test_the_text_tells_totals_rungs_and_words_with_letters(tmp_path: Path) -> None:
    held = company(tmp_path)
    value = supply(held)
    shown = supply_text.supply(value, 100, given=references(held, (value,)))
    assert "$2.00: 2.73M more shares, 68 % of the float, 55 % of the shares outstanding" in shown
    assert "$1.00: 4.67M more shares" in shown
    assert "warrants at $1.5, until 2028-12-31" in shown
    assert "“Warrants to purchase 400,000 shares" in shown
    assert "S-3 filed 2023-05-10" in shown
    assert "Form S-3, General Instruction I.B.6" in shown
    assert "recommend" in shown.splitlines()[-1]


@pytest.mark.parametrize("width", [60, 100])
def test_no_line_is_wider_than_asked(tmp_path: Path, width: int) -> None:
    shown = supply_text.supply(supply(company(tmp_path)), width)
    assert max(len(line) for line in shown.splitlines()) <= width


def test_what_a_publisher_sent_is_harmless(tmp_path: Path) -> None:
    rows = documents()
    rows[-1] = {**rows[-1], "text": str(rows[-1]["text"]).replace("Warrants", "\x1b[31mWarrants")}
    shown = supply_text.supply(supply(company(tmp_path, filing_documents=rows)), 100)
    assert "\x1b" not in shown


def test_a_name_of_which_nothing_is_held_says_so(tmp_path: Path) -> None:
    shown = supply_text.supply(supply(subject(tmp_path)), 100)
    assert "cannot tell" in shown
    assert "ingest documents" in shown
