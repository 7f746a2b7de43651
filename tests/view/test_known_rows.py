"""Since when a row could be what it is."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from checks.invented import days_to
from lake_of import MARCH, at, count, held_span, publish, split_of
from microcap.view.known_rows import panel_of, rows_of
from research.stored_market import walk

LONG_AGO = date(2000, 1, 1)
LATE = datetime(2025, 6, 1, 16, tzinfo=UTC)
NOW = "2026-01-03"


def _late(rows: pl.DataFrame) -> list[date]:
    return rows.filter(pl.col("known_at") >= LATE)["day"].to_list()


def test_a_row_is_known_at_the_close_of_its_session(tmp_path: Path) -> None:
    """28 March 2024 closes at 16:00 in New York, which is 20:00 UTC."""
    publish(tmp_path, bars=walk("ABCD", 30))
    rows = rows_of(at(tmp_path, NOW), ["ABCD"], LONG_AGO)
    assert rows["known_at"].item(-1) == datetime(2024, 3, 28, 20, tzinfo=UTC)
    assert rows["bar_close"].to_list() == [one["close"] for one in walk("ABCD", 30)]


def test_a_split_that_is_learned_late_touches_the_260_sessions_from_its_day_on(
    tmp_path: Path,
) -> None:
    days = days_to(MARCH, 300)
    late = {**split_of("ABCD", days[20], 2, 1), "known_at": LATE}
    publish(tmp_path, bars=walk("ABCD", 300), splits=[late])
    assert _late(rows_of(at(tmp_path, NOW), ["ABCD"], LONG_AGO)) == days[20:280]


def test_a_bar_that_was_withdrawn_touches_the_rows_after_it(tmp_path: Path) -> None:
    days, bars = days_to(MARCH, 60), walk("ABCD", 60)
    publish(tmp_path, bars=bars)
    gone = {**bars[30], "withdrawn": True, "known_at": LATE}
    publish(tmp_path, bars=[gone], fetched=LATE)
    rows = rows_of(at(tmp_path, NOW), ["ABCD"], LONG_AGO)
    assert rows.height == 59
    assert _late(rows) == days[31:]


def test_a_filled_row_is_known_with_the_bar_that_follows_it(tmp_path: Path) -> None:
    days = days_to(MARCH, 30)
    bars = [row for row in walk("ABCD", 30) if row["day"] not in days[10:12]]
    publish(
        tmp_path,
        bars=bars,
        coverage=[held_span("bars", "ABCD", days[0], days[-1], means="no_trade")],
    )
    rows = rows_of(at(tmp_path, NOW), ["ABCD"], LONG_AGO)
    known = dict(rows.select("day", "known_at").iter_rows())
    assert known[days[10]] == known[days[11]] == known[days[12]]
    assert known[days[12]].date() == days[12]
    assert rows.filter(pl.col("bar_close").is_null())["day"].to_list() == days[10:12]


def test_a_count_that_a_later_split_shows_to_be_divided_is_known_with_the_split(
    tmp_path: Path,
) -> None:
    """The count of two days before the ex-day is of after it, which nobody could tell then."""
    days = days_to(MARCH, 40)
    publish(
        tmp_path,
        bars=walk("ABCD", 40),
        share_counts=[count("ABCD", days[0], 5_000_000), count("ABCD", days[18], 500_000)],
        splits=[{**split_of("ABCD", days[20], 1, 10), "known_at": LATE}],
    )
    rows = rows_of(at(tmp_path, NOW), ["ABCD"], LONG_AGO)
    assert _late(rows) == days[18:]


def test_a_later_split_changes_no_hash_of_a_row_before_it(tmp_path: Path) -> None:
    days = days_to(MARCH, 40)
    publish(tmp_path, bars=walk("ABCD", 40), share_counts=[count("ABCD", days[0], 5_000_000)])
    before = rows_of(at(tmp_path, NOW), ["ABCD"], LONG_AGO)["inputs"]
    publish(tmp_path, splits=[split_of("ABCD", days[30], 1, 7)])
    after = rows_of(at(tmp_path, NOW), ["ABCD"], LONG_AGO)["inputs"]
    assert after[:30].equals(before[:30])
    assert after[30] != before[30]


def test_a_panel_ends_where_it_is_told_to(tmp_path: Path) -> None:
    publish(tmp_path, bars=walk("ABCD", 40))
    panel, bars = panel_of(at(tmp_path, NOW), ["ABCD"], date(2024, 3, 4), date(2024, 3, 8))
    assert panel["day"].to_list() == [date(2024, 3, day) for day in (4, 5, 6, 7, 8)]
    assert bars.height == 5
