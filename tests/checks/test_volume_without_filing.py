"""Ten times the usual volume, and what was filed beside it."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import SYMBOL, Rows, bars, filing, held, listed, split, subject_of
from microcap.checks.volume_without_filing import volume_without_filing
from microcap.model.verdicts import CannotTell, Clear, Finding

SPIKE = date(2024, 6, 21)
"""The sixth session from the end: 5 sessions follow, 24th to 28th of June."""
BARS = bars([2.0] * 90, [1000 + index % 7 for index in range(84)] + [15_045] + [1001] * 5)
"""The median of the 90 volumes is 1,003, so 15,045 is fifteen times of it."""


def test_a_spike_in_a_complete_record_without_a_filing_is_found(tmp_path: Path) -> None:
    far = filing("8-K", date(2024, 6, 25), "8.01")
    verdict = volume_without_filing(
        subject_of(tmp_path, bars=BARS, listings=listed(), filings=[far], coverage=[held()])
    )
    assert isinstance(verdict, Finding)
    assert "15 times on 2024-06-21, no filing 2024-06-20 to 2024-06-24" in verdict.says
    assert verdict.evidence[0].what == "ZZHM closed at $2 on 2024-06-21, 15,045 shares"


@pytest.mark.parametrize(
    "beside",
    [
        {"filings": [filing("8-K", date(2024, 6, 20), "8.01")]},
        {"filings": [filing("424B5", date(2024, 6, 24))]},
        {"splits": [split(SPIKE, 1, 1_000, status="suspected")]},
        {
            "news": [
                {
                    "symbol": SYMBOL,
                    "day": SPIKE,
                    "headline": "Zz Holdings reports",
                    "kind": "release",
                }
            ]
        },
    ],
    ids=["filed the session before", "filed the session after", "a split", "a release"],
)
def test_a_spike_beside_a_record_of_something_is_clear(
    tmp_path: Path, beside: dict[str, Rows]
) -> None:
    subject = subject_of(tmp_path, bars=BARS, listings=listed(), coverage=[held()], **beside)
    verdict = volume_without_filing(subject)
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.startswith("1 day of 10 times the median, each with a record: ")


def test_no_spike_is_clear_whatever_is_held_of_filings(tmp_path: Path) -> None:
    verdict = volume_without_filing(subject_of(tmp_path, bars=bars([2.0] * 90)))
    assert isinstance(verdict, Clear)


def test_a_spike_without_a_filing_record_cannot_tell(tmp_path: Path) -> None:
    verdict = volume_without_filing(subject_of(tmp_path, bars=BARS, listings=listed()))
    assert isinstance(verdict, CannotTell)
    assert "2024-06-21 (15 times)" in verdict.missing


def test_a_promotion_beside_it_explains_nothing(tmp_path: Path) -> None:
    row = {"symbol": SYMBOL, "day": SPIKE, "headline": "ZZHM alert", "kind": "promotion"}
    subject = subject_of(tmp_path, bars=BARS, listings=listed(), news=[row], coverage=[held()])
    assert isinstance(volume_without_filing(subject), Finding)


def test_nineteen_sessions_have_no_usual_volume(tmp_path: Path) -> None:
    verdict = volume_without_filing(subject_of(tmp_path, bars=bars([2.0] * 19)))
    assert isinstance(verdict, CannotTell)
    assert "19 traded sessions held" in verdict.missing


def test_half_of_the_last_ten_sessions_are_no_clean_bill(tmp_path: Path) -> None:
    """The last bar is of 21 June: five of the ten sessions to 28 June are not held."""
    subject = subject_of(tmp_path, bars=bars([2.0] * 90, last=SPIKE))
    verdict = volume_without_filing(subject)
    assert isinstance(verdict, CannotTell)
    assert "bars of 8 of the last 10 sessions, 5 are held" in verdict.missing
