"""A sudden fall beside a rumour or more short sales, most of it soon won back."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import SYMBOL, Rows, bars, days_to, held, subject_of
from microcap.checks.pattern_of_short_and_distort import pattern_of_short_and_distort
from microcap.model.verdicts import CannotTell, Clear, Finding

DAYS = days_to(date(2024, 6, 28), 65)
FALL, VOLUME = [10.0] * 60 + [8.5, 7.0], [1000] * 60 + [9000, 12_000]
BACK = bars([*FALL, 6.0, 7.5, 9.0], [*VOLUME, 5000, 4000, 3000])
"""From 10 to 7 within two sessions, to 6 the day after; 9 is three quarters of the way back."""
DOWN = bars([*FALL, 6.0, 6.1, 6.0], [*VOLUME, 5000, 4000, 3000])
LONG_DOWN = bars([10.0] * 40 + [8.5, 7.0] + [6.0] * 23)
RUMOUR: Rows = [
    {"symbol": SYMBOL, "day": DAYS[60], "headline": "no customers, it says", "kind": "rumour"}
]
WHOLE = [held("news", subject=SYMBOL)]


def _sold_short(part: int) -> Rows:
    """Thirty of a hundred shares sold short on each day, another part on the days of the fall."""
    return [
        {
            "symbol": SYMBOL,
            "day": day,
            "market": "Q",
            "short_volume": part if 60 <= at <= 61 else 30,
            "total_volume": 100,
        }
        for at, day in enumerate(DAYS)
    ]


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({"news": RUMOUR}, f"beside it: rumour of {DAYS[60]}: no customers, it says"),
        ({"short_volume": _sold_short(60)}, "beside it: 30 % more of the volume sold short"),
    ],
    ids=["a rumour", "short sales"],
)
def test_a_fall_beside_it_that_was_won_back_is_found(
    tmp_path: Path, tables: dict[str, Rows], said: str
) -> None:
    verdict = pattern_of_short_and_distort(subject_of(tmp_path, bars=BACK, **tables))
    assert isinstance(verdict, Finding)
    assert verdict.says.startswith(
        f"pattern of short-and-distort: -30 % from {DAYS[59]} to {DAYS[61]} on 12 times"
    )
    assert said in verdict.says
    assert verdict.says.endswith("75 % of it won back within 20 sessions")
    assert {DAYS[59], DAYS[61]} <= {one.day for one in verdict.evidence}


def test_while_the_sessions_run_nobody_can_tell(tmp_path: Path) -> None:
    verdict = pattern_of_short_and_distort(subject_of(tmp_path, bars=DOWN, news=RUMOUR))
    assert isinstance(verdict, CannotTell)
    assert "3 have passed" in verdict.missing


def test_a_fall_won_back_without_a_record_of_rumours_and_short_sales_cannot_be_told(
    tmp_path: Path,
) -> None:
    verdict = pattern_of_short_and_distort(subject_of(tmp_path, bars=BACK))
    assert isinstance(verdict, CannotTell)
    assert "rumours and short sales" in verdict.missing


def test_a_new_listing_cannot_be_told(tmp_path: Path) -> None:
    assert isinstance(
        pattern_of_short_and_distort(subject_of(tmp_path, bars=bars([5.0] * 6))), CannotTell
    )


@pytest.mark.parametrize(
    "tables",
    [
        {"bars": bars([10.0] * 65)},
        {"bars": LONG_DOWN},
        {"bars": BACK, "coverage": WHOLE, "short_volume": _sold_short(35)},
    ],
    ids=["no fall", "a fall that stayed", "neither a rumour nor short sales"],
)
def test_less_than_the_pattern_is_clear(tmp_path: Path, tables: dict[str, Rows]) -> None:
    assert isinstance(pattern_of_short_and_distort(subject_of(tmp_path, **tables)), Clear)
