"""The market around messages: closes, volumes, and what is not held."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import DAY, bars, days_to, split, subject_of
from microcap.research.around_messages import AFTER, around

CLOSES = [2.0] * 60 + [3.0] + [4.0, 5.0, 4.5, 4.0, 3.5, 3.0, 2.5, 2.0, 1.5, 1.0]
VOLUMES = [1_000 + place for place in range(60)] + [10_295] + [500 + place for place in range(10)]


def test_a_message_day_has_the_close_before_on_and_after_and_times_the_usual_volume(
    tmp_path: Path,
) -> None:
    """The message came on the 61st of 71 sessions. Median of 1000 ... 1059 is 1029.5; 10,295 is ten times it."""
    days = days_to(DAY, 71)
    (one,), near = around(subject_of(tmp_path, bars=bars(CLOSES, VOLUMES)), [days[60]])
    assert (one.close_before.value, one.close_on.value) == (2.0, 3.0)
    assert (one.highest_after.value, one.highest_after.as_of) == (5.0, days[62])
    assert (one.close_after.value, one.close_after.as_of) == (1.0, days[70])
    assert one.volume_on.value == 10_295
    assert one.times_usual.value == pytest.approx(10.0)
    assert [row.day for row in near] == days[55:]
    assert [row.came for row in near if row.came] == [1]


def test_a_message_of_a_saturday_belongs_to_the_next_session(tmp_path: Path) -> None:
    """22 June 2024 was a Saturday."""
    subject = subject_of(tmp_path, bars=bars(CLOSES, VOLUMES))
    (one,), near = around(subject, [date(2024, 6, 22), date(2024, 6, 22)])
    assert one.session.value == "2024-06-24"
    assert [(row.day, row.came) for row in near if row.came] == [(date(2024, 6, 24), 2)]


def test_what_has_not_happened_yet_cannot_be_told(tmp_path: Path) -> None:
    (one,), _ = around(subject_of(tmp_path, bars=bars(CLOSES, VOLUMES)), [DAY])
    assert one.close_on.value == 1.0
    assert one.highest_after.missing == f"0 of {AFTER} sessions after are held"
    assert one.close_after.status == "cannot_tell"


def test_a_message_after_the_last_session_has_no_market(tmp_path: Path) -> None:
    (one,), near = around(subject_of(tmp_path, bars=bars([2.0])), [date(2024, 6, 29)])
    assert one.close_on.missing == "a session from 2024-06-29 on is not held"
    assert near == ()


def test_with_few_sessions_before_no_volume_is_usual(tmp_path: Path) -> None:
    (one,), _ = around(subject_of(tmp_path, bars=bars([2.0, 2.1])), [DAY])
    assert one.volume_usual.missing == "fewer than 30 sessions before"
    assert one.times_usual.status == "cannot_tell"


def test_closes_are_compared_in_shares_of_the_day_and_printed_as_they_were(tmp_path: Path) -> None:
    """One new share for ten old ones on the last day: 0.5 before is 5 after."""
    days = days_to(DAY, 2)
    subject = subject_of(tmp_path, bars=bars([0.5, 5.0]), splits=[split(DAY, 1, 10)])
    (one,), near = around(subject, [days[0]])
    assert one.close_on.value == pytest.approx(5.0)
    assert [row.close_as_printed for row in near] == [0.5, 5.0]
    assert [row.close for row in near] == [pytest.approx(5.0), 5.0]
