"""Fails at the level of a threshold security."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from checks.invented import bars, held, listed, subject_of
from market_rows import failing, on_threshold
from microcap.checks.fails_persist import fails_persist, longest_run
from microcap.model.verdicts import CannotTell, Clear, Finding
from research.tiny import vendor

DAYS = [date(2024, 5, day) for day in (22, 23, 24, 28, 29)]
"""Five settlement days in a row: the 25th to the 27th are a weekend and Memorial Day."""
COUNT = [vendor(2_000_000, date(2024, 5, 1))]
WHOLE = [held("fails_to_deliver", date(2023, 12, 16), date(2024, 6, 15), subject="*")]
BARS = bars([2.0] * 120)


def _rows(shares: list[int]) -> list[dict[str, object]]:
    return [failing(one, day) for one, day in zip(shares, DAYS, strict=True)]


def test_five_settlement_days_of_half_a_per_cent_are_found(tmp_path: Path) -> None:
    """Half a per cent of 2,000,000 is 10,000, which is the least number of shares too."""
    verdict = fails_persist(
        subject_of(tmp_path, bars=BARS, share_counts=COUNT, fails_to_deliver=_rows([10_000] * 5))
    )
    assert isinstance(verdict, Finding)
    assert verdict.says == "fails at that level on 5 settlement days to 2024-05-29"
    assert verdict.evidence[0].what == "10,000 shares failing"


@pytest.mark.parametrize("shares", [[10_000, 10_000, 9_999, 10_000, 10_000], [9_999] * 5])
def test_a_day_below_breaks_the_run_and_is_clear_where_all_is_held(
    tmp_path: Path, shares: list[int]
) -> None:
    verdict = fails_persist(
        subject_of(
            tmp_path,
            bars=BARS,
            listings=listed(),
            share_counts=COUNT,
            fails_to_deliver=_rows(shares),
            coverage=WHOLE,
        )
    )
    assert verdict == Clear(
        "5 balances from 2023-12-28 to 2024-06-15, complete, none at that level"
    )


def test_a_threshold_list_is_found_by_itself(tmp_path: Path) -> None:
    rows = [on_threshold(date(2024, 6, 24)), on_threshold(date(2024, 6, 25))]
    verdict = fails_persist(subject_of(tmp_path, bars=BARS, threshold_list=rows))
    assert isinstance(verdict, Finding)
    assert verdict.says == "on a threshold list on 2 days to 2024-06-25"


def test_without_the_archives_nobody_can_tell(tmp_path: Path) -> None:
    verdict = fails_persist(subject_of(tmp_path, bars=BARS, share_counts=COUNT))
    assert isinstance(verdict, CannotTell)


def test_a_half_month_that_is_missing_is_named(tmp_path: Path) -> None:
    part = [held("fails_to_deliver", date(2024, 4, 1), date(2024, 6, 15), subject="*")]
    verdict = fails_persist(subject_of(tmp_path, bars=BARS, share_counts=COUNT, coverage=part))
    assert isinstance(verdict, CannotTell)
    assert verdict.missing == (
        "balances of fails to deliver from 2023-12-28 to 2024-06-15, every half month"
    )


def test_of_two_runs_the_longest_and_of_equals_the_later_counts() -> None:
    """Five days to 29 May, then six of June with the 19th left out."""
    later = [date(2024, 6, day) for day in (13, 14, 17, 18, 20, 21)]
    rows = pl.DataFrame({"day": [*DAYS, *later], "adjusted": [20_000.0] * 11})
    assert longest_run(rows, 1e6, date(2024, 6, 28))["day"].to_list() == later
