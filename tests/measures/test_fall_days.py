"""Falls beside short sales and rumours, day by day."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from checks.invented import SYMBOL, Rows, bars, days_to, split, subject_of
from microcap.measures.fall_days import fall_days

CLOSE = [10.0] * 60 + [8.5, 7.0, 6.0, 7.5, 9.0]
VOLUME = [1000] * 60 + [9000, 12_000, 5000, 4000, 3000]


def test_each_day_says_what_could_be_said_of_the_fall_then(tmp_path: Path) -> None:
    """7 / 10 - 1 = -0.3 over two sessions; 6 / 8.5 - 1 = -0.294 is less; from the low of 6 to 9
    of the 4 lost 3 came back. 12,000 of a mean of 1,000 shares is 12 times."""
    told = fall_days(subject_of(tmp_path, bars=bars(CLOSE, VOLUME))).tail(6)
    assert told["phase"].to_list() == ["quiet", "quiet", "fall", "low", "low", "recovery"]
    assert told["fall"].to_list()[2:] == [pytest.approx(-0.3)] * 4
    assert told["recovered"].to_list()[2:] == [
        pytest.approx(0.0),
        pytest.approx(0.0),
        pytest.approx(1.5 / 4),
        pytest.approx(3 / 4),
    ]
    assert told["volume_times"].item(-1) == pytest.approx(12.0)
    assert told["short_rise"].item(-1) is None
    assert told["publication"].item(-1) is None


def test_short_sales_rise_against_the_sessions_before(tmp_path: Path) -> None:
    """Thirty of a hundred reported shares were sold short, then sixty: 0.3 more."""
    days = days_to(date(2024, 6, 28), 65)
    sold: Rows = [
        {
            "symbol": SYMBOL,
            "day": day,
            "market": "Q",
            "short_volume": 60 if at >= 60 else 30,
            "total_volume": 100,
        }
        for at, day in enumerate(days)
    ]
    told = fall_days(subject_of(tmp_path, bars=bars(CLOSE, VOLUME), short_volume=sold))
    assert told["short_rise"].item(-1) == pytest.approx(0.3)


def test_a_split_is_no_fall_and_a_suspected_one_none_either(tmp_path: Path) -> None:
    rows = bars([10.0] * 60 + [1.0] * 5)
    for status in ("listed", "suspected"):
        cut = [split(days_to(date(2024, 6, 28), 5)[0], 10, 1, status=status)]
        told = fall_days(subject_of(tmp_path / status, bars=rows, splits=cut))
        assert told["fall"].is_null().all()


def test_one_bar_has_no_fall(tmp_path: Path) -> None:
    told = fall_days(subject_of(tmp_path))
    assert told.select("phase", "fall").rows() == [("quiet", None)]


def test_no_day_changes_when_later_days_arrive(tmp_path: Path) -> None:
    rows = bars(CLOSE, VOLUME)
    whole = fall_days(subject_of(tmp_path / "whole", bars=rows))
    for count in (61, 62, 63, 64):
        part = rows[:count]
        last = part[-1]["day"]
        assert isinstance(last, date)
        early = fall_days(subject_of(tmp_path / str(count), last, bars=part))
        assert early.equals(whole.filter(pl.col("day") <= last))
