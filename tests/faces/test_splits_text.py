"""Reverse splits as text."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import bars, held, split
from microcap.faces import splits_text
from microcap.research.references import references
from microcap.research.treadmill import treadmill
from microcap.view.subject import Subject
from offering_rows import company
from research.tiny import subject


def _company(folder: Path) -> Subject:
    """10 USD throughout, with a split of 1 for 20 on 2023-12-11: 1 of it is worth what it was."""
    rows = [split(date(2023, 12, 11), 1, 20)]
    return company(folder, bars=bars([10.0] * 200), splits=rows, coverage=[held()])


def test_the_factor_the_days_and_the_thousand_are_shown(tmp_path: Path) -> None:
    """2.00 paid on 2024-01-10 are 10 after 170 days: +400 %, and 5 ** (365 / 170) - 1 is 30.68."""
    subject_ = _company(tmp_path)
    value = treadmill(subject_)
    shown = splits_text.splits(value, 100, given=references(subject_, (value,)))
    assert "20 old for one new" in shown
    (row,) = [line for line in shown.splitlines() if line.split()[:2] == ["2023-12-11", "1:20"]]
    assert row.split()[2:6] == ["20", "30", "d,", "424B5"]
    assert "$1,000" in row
    assert "200 %            400 %  3,068 %" in shown
    assert "What a holder got, to the close of 2024-06-28" in shown
    assert "424B5 filed 2024-01-10" in shown


@pytest.mark.parametrize("width", [60, 100])
def test_no_line_is_wider_than_asked(tmp_path: Path, width: int) -> None:
    shown = splits_text.splits(treadmill(_company(tmp_path)), width)
    assert max(len(line) for line in shown.splitlines()) <= width


def test_a_name_without_splits_says_so(tmp_path: Path) -> None:
    shown = splits_text.splits(treadmill(subject(tmp_path)), 100)
    assert "no reverse split is on record in five years" in shown
