"""Split adjustment as of a moment: what had become effective and was known by then."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from checks.invented import days_to
from lake_of import at, bar, count, publish, run, split_of, view_of
from microcap.view.splits import broken_days, told_once, with_split_factor
from microcap.view.subject import Subject

DAYS = days_to(date(2024, 3, 28), 8)
"""2024-03-19 to 2024-03-28 without a weekend: eight sessions."""


def test_three_reverse_splits_multiply(tmp_path: Path) -> None:
    """1 for 25, 1 for 9 and 1 for 100 are 1 for 22,500 together.

    0.02 x 22,500 = 450; 0.50 x 9 x 100 = 450; 4.50 x 100 = 450; 450. Of 22,500,000 shares traded
    before the first 1,000 are left, of 900,000 between the first and the second 1,000, of 100,000
    between the second and the third 1,000.
    """
    bars = [
        bar("ZZT", DAYS[0], 0.02, 22_500_000),
        bar("ZZT", DAYS[2], 0.50, 900_000),
        bar("ZZT", DAYS[4], 4.50, 100_000),
        bar("ZZT", DAYS[6], 450.0, 1_000),
    ]
    splits = [
        split_of("ZZT", day, 1, old) for day, old in ((DAYS[2], 25), (DAYS[4], 9), (DAYS[6], 100))
    ]
    panel = view_of(tmp_path, "2024-03-28", bars=bars, splits=splits).panel(security="ZZT")
    assert panel["close"].to_list() == pytest.approx([450.0] * 4)
    assert panel["volume"].to_list() == pytest.approx([1000.0] * 4)
    assert panel["close_raw"].to_list() == [0.02, 0.50, 4.50, 450.0]
    assert panel["volume_raw"].to_list() == [22_500_000, 900_000, 100_000, 1_000]
    dollars = panel["close_raw"] * panel["volume_raw"]
    assert dollars.to_list() == pytest.approx((panel["close"] * panel["volume"]).to_list())


def test_as_of_a_moment_only_the_splits_of_before_it_apply(tmp_path: Path) -> None:
    """Between the first and the second split 0.02 counts as 0.02 x 25 = 0.50."""
    bars = [bar("ZZT", DAYS[0], 0.02), bar("ZZT", DAYS[2], 0.50), bar("ZZT", DAYS[4], 4.50)]
    splits = [split_of("ZZT", DAYS[2], 1, 25), split_of("ZZT", DAYS[4], 1, 9)]
    publish(tmp_path, bars=bars, splits=splits)

    def closes(day: date) -> list[float]:
        rows: list[float] = at(tmp_path, day.isoformat()).panel(security="ZZT")["close"].to_list()
        return rows

    assert closes(DAYS[1]) == [0.02]
    assert closes(DAYS[2]) == pytest.approx([0.50, 0.50])
    assert closes(DAYS[4]) == pytest.approx([4.50, 4.50, 4.50])


def test_an_announced_split_is_known_and_not_yet_effective(tmp_path: Path) -> None:
    """Announced on the 19th, effective on the 26th: on the 25th the old price stands."""
    said = datetime(2024, 3, 19, 12, tzinfo=UTC)
    split = split_of("ZZT", DAYS[5], 1, 10, known_at=said)
    view = view_of(tmp_path, DAYS[4].isoformat(), bars=run("ZZT", [2.0] * 8), splits=[split])
    assert Subject(view, "ZZT").splits["day"].to_list() == [DAYS[5]]
    assert set(view.panel(security="ZZT")["close"]) == {2.0}
    effective = at(tmp_path, f"{DAYS[5]} 08:00").panel(security="ZZT")
    assert effective["close"].to_list() == pytest.approx([20.0] * 5)


def test_a_split_that_nobody_knew_yet_is_not_applied(tmp_path: Path) -> None:
    """Effective on the 21st and published in May."""
    late = datetime(2024, 5, 1, 12, tzinfo=UTC)
    split = split_of("ZZT", DAYS[2], 1, 10, known_at=late)
    view = view_of(tmp_path, "2024-04-30", bars=run("ZZT", [2.0] * 8), splits=[split])
    assert view.panel(security="ZZT")["close"].to_list() == [2.0] * 8
    later = at(tmp_path, "2024-05-01").panel(security="ZZT")
    assert later["close"].to_list() == pytest.approx([20.0] * 2 + [2.0] * 6)


def test_two_integers_give_no_rounding(tmp_path: Path) -> None:
    """3 for 2: 30.00 of before is 20.00 of after, and 1,000 shares are 1,500."""
    split = split_of("ZZT", DAYS[4], 3, 2)
    bars = [bar("ZZT", DAYS[3], 30.0), bar("ZZT", DAYS[4], 20.0)]
    panel = view_of(tmp_path, "2024-03-28", bars=bars, splits=[split]).panel(security="ZZT")
    assert panel["close"].to_list() == [20.0, 20.0]
    assert panel["volume"].to_list() == [1500.0, 1000.0]


def test_a_suspected_split_is_not_applied_and_breaks_the_return(tmp_path: Path) -> None:
    split = split_of("ZZT", DAYS[4], 1, 10, status="suspected")
    bars = run("ZZT", [0.3, 0.3, 0.3, 0.3, 3.0, 3.0, 3.0, 3.0])
    panel = view_of(tmp_path, "2024-03-28", bars=bars, splits=[split]).panel(security="ZZT")
    assert panel["close"].to_list() == [0.3] * 4 + [3.0] * 4
    assert panel["suspected"].to_list() == [False] * 4 + [True] + [False] * 3
    assert panel["broken"].to_list() == [False] * 4 + [True] + [False] * 3


def test_a_suspicion_on_a_day_without_a_bar_breaks_the_next_one() -> None:
    bars = pl.DataFrame({"security": ["Z", "Z"], "day": [DAYS[0], DAYS[3]]})
    splits = pl.DataFrame({"security": ["Z"], "day": [DAYS[1]], "status": ["suspected"]})
    assert broken_days(bars, splits)["suspected"].to_list() == [False, True]


def test_a_split_of_one_name_leaves_the_others_alone() -> None:
    bars = pl.DataFrame({"security": ["A", "A", "B", "B"], "day": [DAYS[0], DAYS[1]] * 2})
    splits = pl.DataFrame(
        {
            "security": ["A"],
            "day": [DAYS[1]],
            "status": ["listed"],
            "new_shares": [1],
            "old_shares": [4],
        }
    )
    factors = with_split_factor(bars, splits, DAYS[1])["split_factor"]
    assert factors.to_list() == [0.25, 1.0, 1.0, 1.0]
    assert (
        with_split_factor(bars, splits, DAYS[1] - timedelta(days=1))["split_factor"].to_list()
        == [1.0] * 4
    )


def test_a_split_follows_the_security_through_a_rename(tmp_path: Path) -> None:
    """ZZA traded at 1.00, was renamed ZZB, and ZZB then made 1 new share of 5: 1.00 is 5.00."""
    bars = [bar("ZZA", day, 1.0) for day in DAYS[:3]]
    bars += [bar("ZZB", day, 1.0 if day < DAYS[5] else 5.0) for day in DAYS[3:]]
    view = view_of(
        tmp_path,
        "2024-03-28",
        bars=bars,
        share_counts=[count("ZZA", DAYS[0], 9_000_123), count("ZZB", DAYS[3], 9_000_123)],
        splits=[split_of("ZZB", DAYS[5], 1, 5)],
    )
    assert Subject(view, "ZZA").panel["close"].to_list() == pytest.approx([5.0] * 8)


def _told(*rows: tuple[str, str, int, int, str, str]) -> pl.DataFrame:
    names = ("security", "day", "new_shares", "old_shares", "status", "source")
    frame = pl.DataFrame(rows, schema=names, orient="row")
    return frame.with_columns(pl.col("day").str.to_date(), imprecise=False)


def _days(rows: pl.DataFrame) -> list[tuple[str, str]]:
    return [(str(row["day"]), row["source"]) for row in rows.iter_rows(named=True)]


def test_a_split_that_two_publishers_tell_on_days_nearby_comes_once_on_the_day_of_the_prices() -> (
    None
):
    told = _told(
        ("ZZAA", "2024-03-01", 1, 10, "listed", "announced-list"),
        ("ZZAA", "2024-03-04", 1, 10, "listed", "panel"),
    )
    assert _days(told_once(told, ["panel"])) == [("2024-03-04", "panel")]
    assert _days(told_once(told, ["another"])) == [("2024-03-01", "announced-list")]


def test_other_ratios_other_names_far_days_and_one_publishers_rows_are_kept() -> None:
    told = _told(
        ("ZZAA", "2024-03-01", 1, 10, "listed", "list"),
        ("ZZAA", "2024-03-08", 1, 20, "listed", "panel"),
        ("ZZAA", "2024-03-20", 1, 20, "listed", "list"),
        ("ZZEE", "2024-03-01", 2, 1, "listed", "list"),
        ("ZZEE", "2024-03-02", 1, 20, "listed", "panel"),
        ("ZZBB", "2024-03-02", 1, 10, "listed", "panel"),
        ("ZZCC", "2024-03-01", 1, 10, "listed", "list"),
        ("ZZCC", "2024-03-04", 1, 10, "listed", "list"),
        ("ZZDD", "2024-03-01", 1, 10, "suspected", "panel"),
        ("ZZDD", "2024-03-02", 1, 10, "listed", "list"),
    )
    assert told_once(told, ["panel"]).equals(told)


def test_a_ratio_of_other_integers_is_the_same_ratio() -> None:
    """2 for 20 is 1 for 10."""
    told = _told(
        ("ZZAA", "2024-03-01", 2, 20, "listed", "list"),
        ("ZZAA", "2024-03-01", 1, 10, "listed", "panel"),
    )
    assert _days(told_once(told, ["panel"])) == [("2024-03-01", "panel")]


def test_a_disputed_ratio_is_one_split_and_the_precise_one_counts() -> None:
    """1 for 23.2 by prices and 1 for 27 announced; 1 for 13 and 1 for 30, both as they say."""
    told = _told(
        ("ZZAA", "2025-03-28", 1, 27, "listed", "list"),
        ("ZZAA", "2025-03-31", 10, 232, "listed", "panel"),
        ("ZZBB", "2025-05-13", 1, 13, "listed", "list"),
        ("ZZBB", "2025-05-14", 1, 30, "listed", "panel"),
    ).with_columns(imprecise=pl.Series([False, True, False, False]))
    kept = told_once(told, ["panel"])
    assert _days(kept) == [("2025-03-31", "panel"), ("2025-05-14", "panel")]
    assert kept.select("new_shares", "old_shares").rows() == [(1, 27), (1, 30)]
