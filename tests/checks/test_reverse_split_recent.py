"""One reverse split within two years."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import SYMBOL, Row, held, split, subject_of
from microcap.checks.reverse_splits import reverse_split_recent
from microcap.model.verdicts import CannotTell, Clear, Finding

LIST = held("splits", subject=SYMBOL)


def test_a_reverse_split_is_found_with_its_ratio(tmp_path: Path) -> None:
    verdict = reverse_split_recent(subject_of(tmp_path, splits=[split(date(2024, 3, 4), 1, 25)]))
    assert isinstance(verdict, Finding)
    assert verdict.says == "1 reverse split within two years: 1 for 25 on 2024-03-04"
    assert verdict.evidence[0].day == date(2024, 3, 4)


@pytest.mark.parametrize(
    "row",
    [
        split(date(2024, 3, 4), 2, 1),
        split(date(2022, 6, 28), 1, 25),
        split(date(2024, 7, 1), 1, 25),
    ],
    ids=["a forward split", "two years and a day", "not yet effective"],
)
def test_other_splits_in_a_complete_list_are_clear(tmp_path: Path, row: Row) -> None:
    subject = subject_of(tmp_path, splits=[row], coverage=[LIST])
    assert isinstance(reverse_split_recent(subject), Clear)


def test_no_split_in_a_list_that_may_lack_some_cannot_tell(tmp_path: Path) -> None:
    verdict = reverse_split_recent(subject_of(tmp_path))
    assert isinstance(verdict, CannotTell)
    assert "no list of splits" in verdict.missing


def test_a_suspected_split_is_neither_found_nor_clear(tmp_path: Path) -> None:
    suspected = split(date(2024, 3, 4), 1, 25, status="suspected")
    verdict = reverse_split_recent(subject_of(tmp_path, splits=[suspected], coverage=[LIST]))
    assert isinstance(verdict, CannotTell)
    assert "2024-03-04" in verdict.missing
