"""Convertible notes at their price, and variable ones at the market's."""

from datetime import date
from pathlib import Path

import pytest

from microcap.research.ladder import Rung
from microcap.research.supply import supply
from offering_rows import QUARTER_DAY, company, document, documents
from research.tiny import fact

MARCH = date(2024, 3, 31)


def _rungs(folder: Path, words: str, *facts: dict[str, object]) -> list[Rung]:
    rows = [*documents()[:3], document("10-Q", QUARTER_DAY, words)]
    value = supply(company(folder, filing_documents=rows, facts=list(facts)))
    return [one for one in value.rungs if one.kind.endswith("notes")]


def test_a_note_at_a_fixed_price_comes_above_it(tmp_path: Path) -> None:
    """600,000 / 1.50 = 400,000 shares at 2.00 and at 4.00, none at 1.00."""
    words = (
        "The convertible note in the principal amount of $600,000 matures on December 31, 2025 and "
        "is convertible into common stock at a conversion price of $1.50 per share."
    )
    (one,) = _rungs(tmp_path, words)
    assert [one.at(times).value for times in (1.0, 0.5, 2.0)] == [400_000, 0, 400_000]


def test_a_variable_note_brings_twice_the_shares_at_half_the_price(tmp_path: Path) -> None:
    """600,000 / (2.00 x 0.75) = 400,000; at 1.00 800,000."""
    words = (
        "The convertible note in the principal amount of $600,000 matures on December 31, 2025. "
        "The note is convertible at 75% of the lowest VWAP of the ten trading days before conversion."
    )
    (one,) = _rungs(tmp_path, words)
    assert one.kind == "toxic_notes"
    assert [one.at(times).value for times in (1.0, 0.5)] == [400_000, 800_000]
    assert len(one.evidence) == 2


def test_a_note_that_fell_due_is_gone(tmp_path: Path) -> None:
    words = (
        "The convertible note in the principal amount of $600,000 matures on June 1, 2024 and is "
        "convertible into common stock at a conversion price of $1.50 per share."
    )
    assert _rungs(tmp_path, words) == []


def test_terms_without_an_amount_are_shown_and_cannot_be_told(tmp_path: Path) -> None:
    words = "The debentures convert at 75% of the lowest VWAP of the ten trading days before conversion."
    (one,) = _rungs(tmp_path, words)
    assert (one.kind, one.at_price.status) == ("toxic_notes", "cannot_tell")


def test_tagged_notes_stand_in_where_no_words_do(tmp_path: Path) -> None:
    """500,000 at the market's 2.00 are 250,000 shares, at 1.00 500,000."""
    row = fact("ConvertibleNotesPayable", 500_000, MARCH, filed=QUARTER_DAY)
    (one,) = _rungs(tmp_path, "We sell pumps.", row)
    assert one.at_price.value == pytest.approx(250_000)
    assert one.at_half.value == pytest.approx(500_000)
    assert "counted at the market" in one.what
