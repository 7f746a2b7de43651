"""The panel: sessions of one security, days without trade, halts, gaps, series."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from checks.invented import days_to
from lake_of import at, bar, count, held_span, run, split_of, view_of
from microcap.model.tables import BarFlag

DAYS = days_to(date(2024, 3, 28), 60)
EIGHT = DAYS[-8:]
OHLC = ["open", "high", "low", "close"]


def test_a_row_that_repeats_the_day_before_is_a_day_without_trade(tmp_path: Path) -> None:
    """Volume 0, and the last close in open, high and low, whatever the publisher repeated."""
    rows = [
        bar("ZZT", EIGHT[0], 2.0, 500, open=1.9, high=2.1, low=1.8),
        bar("ZZT", EIGHT[1], 2.0, 500, open=1.9, high=2.1, low=1.8, flags=int(BarFlag.STALE)),
        bar("ZZT", EIGHT[2], 2.2, 300, open=2.0, high=2.3, low=2.0),
    ]
    panel = view_of(tmp_path, "2024-03-28", bars=rows).panel(security="ZZT")
    assert panel["volume"].to_list() == [500.0, 0.0, 300.0]
    assert panel["stale"].to_list() == [False, True, False]
    assert panel.select(OHLC).rows() == [
        (1.9, 2.1, 1.8, 2.0),
        (2.0, 2.0, 2.0, 2.0),
        (2.0, 2.3, 2.0, 2.2),
    ]


def test_volume_zero_is_a_day_without_trade_and_unknown_volume_is_not(tmp_path: Path) -> None:
    rows = [
        bar("ZZT", EIGHT[0], 2.0, 500),
        bar("ZZT", EIGHT[1], 2.0, 0),
        bar("ZZT", EIGHT[2], 2.1, None),
    ]
    panel = view_of(tmp_path, "2024-03-28", bars=rows).panel(security="ZZT")
    assert panel["stale"].to_list() == [False, True, False]
    assert panel["volume"].to_list() == [500.0, 0.0, None]


@pytest.mark.parametrize("volume", [0, 500])
def test_a_day_without_trade_on_an_ex_day_carries_the_last_trade_in_new_shares(
    tmp_path: Path, volume: int
) -> None:
    """0.50 before 1 for 10 is 5.00 after it; the publisher repeats 0.50 on the ex-day."""
    flags = 0 if volume == 0 else int(BarFlag.STALE)
    rows = [
        bar("ZZT", EIGHT[0], 0.5, 500),
        bar("ZZT", EIGHT[1], 0.5, volume, flags=flags),
        bar("ZZT", EIGHT[2], 5.5, 300),
    ]
    splits = [split_of("ZZT", EIGHT[1], 1, 10)]
    panel = view_of(tmp_path, "2024-03-28", bars=rows, splits=splits).panel(security="ZZT")
    assert panel["close"].to_list() == pytest.approx([5.0, 5.0, 5.5])
    assert panel["close_raw"].to_list() == pytest.approx([0.5, 5.0, 5.5])
    assert panel["volume"].to_list() == [50.0, 0.0, 300.0]


def test_an_absent_row_is_unknown_unless_the_source_says_it_means_no_trade(
    tmp_path: Path,
) -> None:
    """EIGHT[1] and EIGHT[2] are absent for both; only ZZN's source says what that means."""
    rows = [bar(symbol, EIGHT[i], 2.0) for symbol in ("ZZN", "ZZU") for i in (0, 3)]
    spans = [
        held_span("bars", "ZZN", EIGHT[0], EIGHT[7], means="no_trade"),
        held_span("bars", "ZZU", EIGHT[0], EIGHT[7], means="unknown", complete=False),
    ]
    view = view_of(tmp_path, "2024-03-28", bars=rows, coverage=spans)
    assert view.panel(security="ZZU")["day"].to_list() == [EIGHT[0], EIGHT[3]]
    filled = view.panel(security="ZZN")
    assert filled["day"].to_list() == EIGHT[:4]
    assert filled["volume"].to_list() == [1000.0, 0.0, 0.0, 1000.0]
    assert filled["close"].to_list() == [2.0] * 4
    assert filled["stale"].to_list() == [False, True, True, False]


def test_a_row_that_was_put_in_after_a_split_is_in_new_shares(tmp_path: Path) -> None:
    """0.50, then nothing on the ex-day of 1 for 10, then 5.50: the day between is 5.00."""
    view = view_of(
        tmp_path,
        "2024-03-28",
        bars=[bar("ZZN", EIGHT[0], 0.5), bar("ZZN", EIGHT[2], 5.5)],
        splits=[split_of("ZZN", EIGHT[1], 1, 10)],
        coverage=[held_span("bars", "ZZN", EIGHT[0], EIGHT[7], means="no_trade")],
    )
    panel = view.panel(security="ZZN")
    assert panel["close"].to_list() == pytest.approx([5.0, 5.0, 5.5])
    assert panel["close_raw"].to_list() == pytest.approx([0.5, 5.0, 5.5])


def test_halted_sessions_are_left_out(tmp_path: Path) -> None:
    """Halted from EIGHT[1] until it resumed on EIGHT[3]; EIGHT[4] is absent and had no trade."""
    halt = {
        "symbol": "ZZN",
        "day": EIGHT[1],
        "start_at": datetime(EIGHT[1].year, 3, EIGHT[1].day, 14, tzinfo=UTC),
        "end_at": datetime(EIGHT[3].year, 3, EIGHT[3].day, 14, tzinfo=UTC),
        "code": "T1",
    }
    view = view_of(
        tmp_path,
        "2024-03-28",
        bars=[bar("ZZN", EIGHT[i], 2.0) for i in (0, 3, 5)],
        halts=[halt],
        coverage=[held_span("bars", "ZZN", EIGHT[0], EIGHT[7], means="no_trade")],
    )
    assert view.panel(security="ZZN")["day"].to_list() == [EIGHT[0], *EIGHT[3:6]]


def test_a_row_of_no_session_is_kept_in_the_lake_and_left_out_of_the_panel(
    tmp_path: Path,
) -> None:
    """2024-03-23 was a Saturday, 2024-02-19 Presidents' Day."""
    odd = [bar("ZZT", date(2024, 3, 23), 9.0), bar("ZZT", date(2024, 2, 19), 9.0)]
    view = view_of(tmp_path, "2024-03-28", bars=run("ZZT", [2.0] * 60) + odd)
    assert view.panel(security="ZZT")["day"].to_list() == DAYS
    held = view.table("bars").collect().sort("day")
    flagged = held.filter((held["flags"] & int(BarFlag.NOT_A_SESSION)) > 0)
    assert flagged["day"].to_list() == [date(2024, 2, 19), date(2024, 3, 23)]


def test_more_than_twenty_missing_sessions_are_not_filled_and_break_the_return(
    tmp_path: Path,
) -> None:
    """Seen at 0 and at 22: 21 sessions are missing; equal share counts show it is the same."""
    view = view_of(
        tmp_path,
        "2024-03-28",
        bars=[bar("ZZN", DAYS[0], 2.0), bar("ZZN", DAYS[22], 2.0), bar("ZZN", DAYS[23], 2.0)],
        share_counts=[count("ZZN", DAYS[0], 1_000_000), count("ZZN", DAYS[22], 1_000_001)],
        coverage=[held_span("bars", "ZZN", DAYS[0], DAYS[59], means="no_trade")],
    )
    panel = view.panel(security="ZZN")
    assert panel.select("day", "broken").rows() == [
        (DAYS[0], False),
        (DAYS[22], True),
        (DAYS[23], False),
    ]


def test_series_are_never_chained(tmp_path: Path) -> None:
    """Until EIGHT[2] only an adjusted series is held, from EIGHT[3] on the raw one."""
    rows = [
        bar(
            "ZZT",
            day,
            20.0,
            series="adjusted-2025-07-09",
            known_at=datetime(2025, 7, 9, tzinfo=UTC),
        )
        for day in EIGHT[:3]
    ] + [bar("ZZT", day, 2.0) for day in EIGHT[3:]]
    view = view_of(tmp_path, "2025-12-31", bars=rows)
    assert view.panel(500, security="ZZT")["close"].to_list() == [2.0] * 5
    adjusted = view.panel(500, security="ZZT", series="adjusted-2025-07-09")
    assert adjusted["close"].to_list() == [20.0] * 3


def test_an_adjusted_series_is_not_known_before_it_was_made(tmp_path: Path) -> None:
    made = datetime(2025, 7, 9, 21, tzinfo=UTC)
    rows = [bar("ZZT", EIGHT[0], 20.0, series="adjusted-2025-07-09", known_at=made)]
    rows += [bar("ZZT", EIGHT[0], 2.0)]
    view = view_of(tmp_path, "2024-03-28", bars=rows)
    assert view.panel(series="adjusted-2025-07-09").height == 0
    assert view.panel()["close"].to_list() == [2.0]


def test_a_bar_is_known_at_the_close_of_its_session_also_of_a_short_one(tmp_path: Path) -> None:
    """2024-07-03 closed at 13:00 Eastern."""
    rows = [bar("ZZT", date(2024, 7, 2), 2.0), bar("ZZT", date(2024, 7, 3), 2.1)]
    view = view_of(tmp_path, "2024-07-03 12:59", bars=rows)
    assert view.panel()["close"].to_list() == [2.0]
    assert at(tmp_path, "2024-07-03 13:00").panel()["close"].to_list() == [2.0, 2.1]
