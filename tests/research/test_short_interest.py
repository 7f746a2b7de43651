"""Short interest as shares, as parts, and as days."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from checks.invented import bars, split
from market_rows import short
from microcap.model.figures import Figure
from microcap.research.short_interest import (
    change,
    days_to_cover,
    float_or_vendors,
    position,
    published_days,
    share_of,
)
from microcap.view.market_structure import own_rows
from microcap.view.subject import Subject
from research.tiny import subject

BARS = bars([2.0] * 60, [10_000] * 60)
JUNE, MAY = date(2024, 6, 14), date(2024, 5, 31)


def _rows(one: Subject) -> pl.DataFrame:
    return own_rows(one, "short_interest")


def test_a_position_is_told_in_todays_shares(tmp_path: Path) -> None:
    """150,000 of before a split of one for ten are 15,000."""
    one = subject(
        tmp_path,
        bars=BARS,
        short_interest=[short(150_000, JUNE)],
        splits=[split(date(2024, 6, 20), 1, 10)],
    )
    figure = position(one, _rows(one))
    assert (figure.value, figure.as_of, figure.status) == (15_000, JUNE, "known")
    assert "150,000 as published" in figure.note


def test_before_its_publication_a_position_is_not_known(tmp_path: Path) -> None:
    one = subject(tmp_path, "2024-06-25", bars=BARS, short_interest=[short(1, JUNE)])
    assert position(one, _rows(one)).status == "cannot_tell"


def test_an_old_position_is_stale_and_a_very_old_one_is_none(tmp_path: Path) -> None:
    rows = [short(150_000, date(2024, 4, 30))]
    one = subject(tmp_path / "a", bars=BARS, short_interest=rows)
    assert position(one, _rows(one)).status == "stale"
    rows = [short(150_000, date(2024, 1, 12))]
    two = subject(tmp_path / "b", bars=bars([2.0] * 200), short_interest=rows)
    assert "newer than the one held of 2024-01-12" in position(two, _rows(two)).missing


def test_the_change_is_against_the_settlement_before(tmp_path: Path) -> None:
    """150,000 over 100,000 is half more; the publisher's own 120,000 would be a quarter."""
    rows = [short(100_000, MAY), short(150_000, JUNE, previous=120_000)]
    one = subject(tmp_path / "a", bars=BARS, short_interest=rows)
    assert change(one, _rows(one)).value == pytest.approx(0.5)
    two = subject(tmp_path / "b", bars=BARS, short_interest=rows[1:])
    assert change(two, _rows(two)).value == pytest.approx(0.25)
    three = subject(tmp_path / "c", bars=BARS, short_interest=rows[:1])
    assert change(three, _rows(three)).status == "cannot_tell"


def test_days_to_cover_are_the_position_over_our_mean_day(tmp_path: Path) -> None:
    """150,000 shares over 10,000 a day are 15 days; the publisher's 3 stand beside them."""
    row = short(150_000, JUNE, average_volume=50_000, days_to_cover=3.0)
    one = subject(tmp_path, bars=BARS, short_interest=[row])
    held = position(one, _rows(one))
    assert days_to_cover(one, held).value == 15.0
    assert published_days(_rows(one), held).value == 3.0


def test_without_volume_there_is_no_bound(tmp_path: Path) -> None:
    one = subject(tmp_path, bars=bars([2.0] * 60, [0] * 60), short_interest=[short(7, JUNE)])
    assert days_to_cover(one, position(one, _rows(one))).status == "unbounded"


def test_a_part_tells_both_counts_with_their_dates() -> None:
    """A fifth; the ends of the whole, 4 and 10, make it between a tenth and a quarter."""
    part = Figure(1, "shares", as_of=JUNE, sources=("a",))
    whole = Figure(5, "shares", "disputed", 4, 10, as_of=MAY, sources=("b",))
    figure = share_of(part, whole, "shares outstanding")
    assert (figure.value, figure.low, figure.high, figure.status) == (0.2, 0.1, 0.25, "disputed")
    assert figure.note == "1 of 2024-06-14 over 5, shares outstanding of 2024-05-31"
    assert figure.sources == ("a", "b")


def test_a_vendors_float_serves_only_where_none_is_counted(tmp_path: Path) -> None:
    row = {
        "symbol": "ZZHM",
        "item": "float_shares",
        "period": "instant",
        "day": JUNE,
        "value": 1e6,
        "unit": "shares",
        "filed": JUNE,
        "vintage": "as_filed",
    }
    one = subject(tmp_path, bars=BARS, fundamentals=[row])
    own = Figure(5, "shares", as_of=JUNE)
    assert float_or_vendors(one, own)[0] is own
    figure, name = float_or_vendors(one, Figure(None, "shares", "cannot_tell", missing="forms"))
    assert (figure.value, figure.status, name) == (1_000_000, "estimated", "a vendor's float")
