"""A promotion beside volume that nothing filed explains."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import SYMBOL, Row, Rows, bars, filing, held, listed, split, subject_of
from microcap.checks.promotion_beside_unexplained_volume import (
    promotion_beside_unexplained_volume,
)
from microcap.checks.volume_without_filing import volume_without_filing
from microcap.model.verdicts import CannotTell, Clear, Finding

SPIKE = date(2024, 4, 23)
"""46 sessions before 28 June 2024: 5 more of April, 22 of May, 19 of June."""
VOLUMES = [1000 + index % 7 for index in range(403)] + [15_045] + [1001] * 46
BARS = bars([2.0] * 450, VOLUMES)
"""The median of the 90 volumes is 1,003, so 15,045 is fifteen times of it."""
PROMOTED: Row = {
    "symbol": SYMBOL,
    "day": date(2024, 4, 12),
    "headline": "ZZHM alert",
    "kind": "promotion",
}
PAID: Row = {
    "subject": SYMBOL,
    "day": date(2024, 4, 24),
    "title": "ZZHM again",
    "kind": "email",
    "text": "We were paid $5,000 by Crestline Media LLC for the distribution of this report.",
}


def test_the_spike_of_these_bars_is_where_the_test_says() -> None:
    assert BARS[403]["day"] == SPIKE


def test_volume_beside_a_promotion_in_a_complete_record_without_a_filing_is_found(
    tmp_path: Path,
) -> None:
    far = filing("8-K", date(2024, 4, 25), "8.01")
    subject = subject_of(
        tmp_path,
        bars=BARS,
        listings=listed(),
        filings=[far],
        coverage=[held()],
        news=[PROMOTED],
        documents=[PAID],
    )
    verdict = promotion_beside_unexplained_volume(subject)
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        "the 90-session median volume 15 times on 2024-04-23, no filing 2024-04-22 to 2024-04-24, "
        "2 promotions from 2024-04-12 on"
    )
    said = [one.what for one in verdict.evidence]
    assert said[0] == "ZZHM closed at $2 on 2024-04-23, 15,045 shares"
    assert said[1].startswith("“ZZHM again”; it discloses pay; pay: “We were paid $5,000")
    assert said[2] == "“ZZHM alert”"
    # the other check looks at the last ten sessions alone
    assert isinstance(volume_without_filing(subject), Clear)


@pytest.mark.parametrize(
    "beside",
    [
        {"filings": [filing("8-K", date(2024, 4, 22), "8.01")]},
        {"splits": [split(SPIKE, 1, 1_000, status="suspected")]},
        {"news": [PROMOTED, {**PROMOTED, "day": SPIKE, "headline": "Q1", "kind": "release"}]},
    ],
    ids=["filed the session before", "a split", "a release"],
)
def test_volume_beside_a_record_of_something_is_clear(
    tmp_path: Path, beside: dict[str, Rows]
) -> None:
    tables = {"news": [PROMOTED], **beside}
    subject = subject_of(tmp_path, bars=BARS, listings=listed(), coverage=[held()], **tables)
    verdict = promotion_beside_unexplained_volume(subject)
    assert isinstance(verdict, Clear)
    assert "1 beside a record of something" in verdict.looked_at


def test_a_year_without_such_volume_is_clear_whatever_is_held_of_promotions(tmp_path: Path) -> None:
    """From 2023-07-18 on 2023 had 116 sessions, of 10, 23, 20, 22, 21 and 20 a month; 2024 had 124."""
    subject = subject_of(tmp_path, bars=bars([2.0] * 450), news=[PROMOTED])
    verdict = promotion_beside_unexplained_volume(subject)
    assert isinstance(verdict, Clear)
    assert verdict.looked_at == "240 sessions from 2023-07-18: 0 with 10 times the median volume"


@pytest.mark.parametrize("day", [date(2024, 4, 8), date(2024, 4, 25)])
def test_a_promotion_of_another_time_is_not_beside_it(tmp_path: Path, day: date) -> None:
    """Fifteen days before the volume, and two sessions after it; all promotions are held."""
    subject = subject_of(
        tmp_path,
        bars=BARS,
        listings=listed(),
        news=[{**PROMOTED, "day": day}],
        coverage=[held(), held("news", subject=SYMBOL)],
    )
    verdict = promotion_beside_unexplained_volume(subject)
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.endswith("1 day of such volume, none near a promotion")


def test_volume_and_promotion_without_a_filing_record_cannot_tell(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, bars=BARS, listings=listed(), news=[PROMOTED])
    verdict = promotion_beside_unexplained_volume(subject)
    assert isinstance(verdict, CannotTell)
    assert "2024-04-23 (15 times)" in verdict.missing


def test_volume_without_a_record_of_every_promotion_cannot_tell(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, bars=BARS, listings=listed(), coverage=[held()])
    verdict = promotion_beside_unexplained_volume(subject)
    assert isinstance(verdict, CannotTell)
    assert "promotions around the volume of 2024-04-23" in verdict.missing


def test_a_few_bars_are_no_clean_bill(tmp_path: Path) -> None:
    verdict = promotion_beside_unexplained_volume(subject_of(tmp_path, bars=bars([2.0] * 60)))
    assert isinstance(verdict, CannotTell)
    assert "held are 41 of 240" in verdict.missing
