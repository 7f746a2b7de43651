"""Reverse splits that together turn 250 or more shares into one."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import SYMBOL, Rows, held, listed, split, subject_of
from microcap.checks.reverse_splits import reverse_splits_repeated
from microcap.model.verdicts import CannotTell, Clear, Finding

LIST = held("splits", subject=SYMBOL)
TOGETHER = [split(date(2024, 3, 4), 1, 10), split(date(2024, 12, 2), 1, 25)]
LATER = date(2025, 6, 30)


def test_splits_of_250_together_are_found(tmp_path: Path) -> None:
    """10 x 25 = 250, the number of the rule; all of it within two years of 2025-06-30."""
    verdict = reverse_splits_repeated(subject_of(tmp_path, LATER, splits=TOGETHER))
    assert isinstance(verdict, Finding)
    assert verdict.says == "2 reverse splits within two years, 1 for 250 together"
    assert len(verdict.evidence) == 2


@pytest.mark.parametrize(
    ("venue", "day", "said"),
    [
        ("NASDAQ_CM", LATER, True),
        ("NASDAQ_CM", date(2024, 12, 31), False),
        ("NYSE", LATER, False),
        (None, LATER, False),
    ],
    ids=["Nasdaq", "before the rule", "another exchange", "venue not known"],
)
def test_no_cure_period_is_said_of_nasdaq_alone_and_since_its_rule(
    tmp_path: Path, venue: str | None, day: date, said: bool
) -> None:
    """Nasdaq Listing Rule 5810(c)(3)(A)(iv) holds since 2025-01-17."""
    verdict = reverse_splits_repeated(
        subject_of(tmp_path, day, splits=TOGETHER, listings=listed(venue))
    )
    assert isinstance(verdict, Finding)
    assert ("no cure period" in verdict.says) is said


@pytest.mark.parametrize("splits", [[], [split(date(2024, 3, 4), 1, 249)]])
def test_less_than_250_in_a_complete_list_is_clear(tmp_path: Path, splits: Rows) -> None:
    verdict = reverse_splits_repeated(subject_of(tmp_path, splits=splits, coverage=[LIST]))
    assert isinstance(verdict, Clear)


def test_less_than_250_in_a_list_that_may_lack_some_cannot_tell(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, splits=[split(date(2024, 3, 4), 1, 249)])
    assert isinstance(reverse_splits_repeated(subject), CannotTell)


def test_one_split_told_on_two_days_is_one_split(tmp_path: Path) -> None:
    """1 for 20 on the ex-day and again a day later: 20 together, not 400."""
    told = [split(date(2024, 3, 4), 1, 20), split(date(2024, 3, 5), 1, 20)]
    subject = subject_of(tmp_path, LATER, splits=told, coverage=[LIST])
    verdict = reverse_splits_repeated(subject)
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.startswith("1 reverse split held, 1 for 20 together")


def test_the_same_ratio_again_after_weeks_is_another_split(tmp_path: Path) -> None:
    """20 x 20 = 400."""
    told = [split(date(2024, 3, 4), 1, 20), split(date(2024, 3, 25), 1, 20)]
    verdict = reverse_splits_repeated(subject_of(tmp_path, LATER, splits=told))
    assert isinstance(verdict, Finding)
    assert "1 for 400 together" in verdict.says
