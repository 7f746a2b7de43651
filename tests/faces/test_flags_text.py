"""The register as text."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import filing, listed
from microcap.faces import flags_text
from microcap.research.flags import flags
from microcap.view.subject import Subject
from research.tiny import subject


def _name(folder: Path) -> Subject:
    filings = [filing("8-K", date(2024, 6, 27), "4.02"), filing("8-K", date(2024, 1, 10), "4.01")]
    return subject(folder, listings=listed("NASDAQ_CM"), filings=filings)


def test_findings_stand_worst_first_with_their_accession(tmp_path: Path) -> None:
    shown = flags_text.flags(flags(_name(tmp_path)), 100)
    lines = shown.splitlines()
    found = [line for line in lines if " event " in line or " state " in line]
    assert "accounts not to be relied on" in found[0]
    assert "0009900001-24-062701" in shown
    assert "The six risks, never added up" in shown
    assert "microcap informs; it never recommends." in lines[-1]


@pytest.mark.parametrize("width", [60, 100])
def test_no_line_is_wider_than_asked(tmp_path: Path, width: int) -> None:
    shown = flags_text.flags(flags(_name(tmp_path)), width)
    assert max(len(line) for line in shown.splitlines()) <= width


def test_a_name_of_which_nothing_is_held_looks_nowhere_clean(tmp_path: Path) -> None:
    shown = flags_text.flags(flags(subject(tmp_path)), 100)
    assert " 0 found, " in shown
    assert "misstatement or fraud  cannot tell" in shown
