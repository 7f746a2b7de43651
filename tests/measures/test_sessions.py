"""Missing days and splits."""

import pytest

from microcap.measures.sessions import fill_missing_sessions, split_adjust
from microcap.model.errors import Contradiction


def test_a_session_without_a_row_is_a_day_without_trade() -> None:
    """(7,000 + 0 + 2,300) / 3 = 3,100; 3 April 2026 was Good Friday."""
    answer = fill_missing_sessions(
        [["2026-04-01", 2.24, 7000], ["2026-04-06", 2.21, 2300]],
        ["2026-04-01", "2026-04-02", "2026-04-06"],
    )
    assert answer == {
        "rows_after": 3,
        "inserted": ["2026-04-02"],
        "adv": 3100.0,
        "note": "2026-04-03 is Good Friday: not a session",
    }


def test_sessions_after_the_last_row_are_filled_and_those_before_the_first_are_not() -> None:
    """9 shares on the second of four sessions: 9 / 3."""
    days = ["2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"]
    answer = fill_missing_sessions([["2026-03-03", 2.0, 9]], days)
    assert (answer["inserted"], answer["adv"]) == (days[2:], 3.0)
    assert answer["note"] == ""


def test_a_halt_is_told_apart() -> None:
    """(7,000 + 2,300) / 2 = 4,650."""
    answer = fill_missing_sessions(
        [["2026-04-01", 2.24, 7000], ["2026-04-06", 2.21, 2300]],
        ["2026-04-01", "2026-04-02", "2026-04-06"],
        halted=["2026-04-02"],
    )
    assert (answer["adv"], answer["inserted"]) == (4650.0, [])
    assert answer["halted"] == ["2026-04-02"]


def test_more_than_twenty_missing_sessions_are_a_suspension() -> None:
    """22 week-days of June 2026, the first and the last held: twenty are filled, 21 are not."""
    june = [f"2026-06-{day:02d}" for day in range(1, 31) if (day - 1) % 7 < 5]
    twenty = fill_missing_sessions([[june[0], 1.0, 9], [june[-1], 1.0, 9]], june)
    assert (len(june), twenty["rows_after"]) == (22, 22)
    more = [*june, "2026-07-01"]
    answer = fill_missing_sessions([[more[0], 1.0, 9], [more[-1], 1.0, 9]], more)
    assert (answer["rows_after"], len(answer["suspended"])) == (2, 21)


def test_a_row_on_a_holiday_or_out_of_order_is_refused() -> None:
    with pytest.raises(Contradiction, match="no session"):
        fill_missing_sessions([["2026-04-03", 2.0, 5]], ["2026-04-02"])
    with pytest.raises(Contradiction, match="oldest first"):
        fill_missing_sessions([["2026-04-02", 2.0, 5], ["2026-04-01", 2.0, 5]], ["2026-04-02"])
    with pytest.raises(Contradiction, match="is no day"):
        fill_missing_sessions([["2nd of April", 2.0, 5]], ["2026-04-02"])
    with pytest.raises(Contradiction, match="empty"):
        fill_missing_sessions([], ["2026-04-02"])


def test_a_reverse_split_leaves_the_dollars_as_they_were() -> None:
    """1-for-10: 0.30 becomes 3.00, 500,000 becomes 50,000; 150,000 dollars both ways."""
    answer = split_adjust(0.1, {"close": 0.3, "volume": 500_000})
    assert answer == {
        "close_adj": pytest.approx(3.0),
        "volume_adj": pytest.approx(50_000),
        "dollar_volume": pytest.approx(150_000),
    }


def test_a_split_without_shares_is_refused() -> None:
    with pytest.raises(Contradiction, match="above zero"):
        split_adjust(0, {"close": 1.0, "volume": 1})
    with pytest.raises(Contradiction, match="close and volume"):
        split_adjust(2, {"close": 1.0})
    with pytest.raises(Contradiction, match="it may have"):
        split_adjust(2, {"close": 1.0, "volume": 1, "vwap": 1})
