"""Thirty closes in a row below one dollar."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import DAY, bars, listed, split, subject_of
from microcap.checks.price_under_one_dollar import price_under_one_dollar
from microcap.model.verdicts import CannotTell, Clear, Finding


@pytest.mark.parametrize(
    ("venue", "said"),
    [
        ("NASDAQ_CM", "nasdaq_minimum_bid"),
        ("NYSE", "nyse_minimum_price"),
        ("NYSE_AMERICAN", "no rule about one dollar is held for NYSE_AMERICAN"),
        (None, "the venue is not known"),
    ],
)
def test_thirty_closes_below_are_found_beside_the_rule_of_the_venue(
    tmp_path: Path, venue: str | None, said: str
) -> None:
    rows = bars([1.20] + [0.90] * 29 + [0.99])
    verdict = price_under_one_dollar(subject_of(tmp_path, bars=rows, listings=listed(venue)))
    assert isinstance(verdict, Finding)
    assert "30 closes in a row below $1, from $0.9 to $0.99" in verdict.says
    assert said in verdict.says
    assert [one.day for one in verdict.evidence] == [DAY, date(2024, 5, 16)]


def test_a_lost_session_of_the_publisher_is_said(tmp_path: Path) -> None:
    rows = bars([0.90] * 31)
    verdict = price_under_one_dollar(subject_of(tmp_path, bars=rows[:10] + rows[11:]))
    assert isinstance(verdict, Finding)
    assert "(over 31 sessions, 1 not held)" in verdict.says


def test_one_close_at_a_dollar_ends_the_row(tmp_path: Path) -> None:
    rows = bars([0.90] * 40 + [1.00] + [0.95] * 5)
    verdict = price_under_one_dollar(subject_of(tmp_path, bars=rows))
    assert isinstance(verdict, Clear)
    assert "1 at or above $1, the latest $1 on 2024-06-21" in verdict.looked_at


def test_the_price_as_traded_counts_and_not_the_adjusted_one(tmp_path: Path) -> None:
    """$0.50 before a 1-for-10 split is $5.00 adjusted, and traded below a dollar all the same."""
    rows = bars([0.50] * 20 + [5.00] * 20)
    later = split(date(2024, 5, 31), 1, 10)
    verdict = price_under_one_dollar(subject_of(tmp_path, bars=rows, splits=[later]))
    assert isinstance(verdict, Clear)
    assert "20 at or above $1" in verdict.looked_at


def test_fewer_than_thirty_closes_below_cannot_tell(tmp_path: Path) -> None:
    verdict = price_under_one_dollar(subject_of(tmp_path, bars=bars([0.90] * 29)))
    assert isinstance(verdict, CannotTell)
    assert "29 are held" in verdict.missing


def test_closes_of_long_ago_cannot_tell_of_today(tmp_path: Path) -> None:
    rows = bars([0.90] * 40, last=date(2024, 3, 28))
    assert isinstance(price_under_one_dollar(subject_of(tmp_path, bars=rows)), CannotTell)
