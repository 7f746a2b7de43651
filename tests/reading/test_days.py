"""Days and spans of days in prose."""

import re
from datetime import date

import pytest

from microcap.reading.days import day_after, days, deed_days, first_day, spans


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("on or about March 3, 2025", "2025-03-03"),
        ("this 3rd day of May, 1998", "1998-05-03"),
        ("as of 2024-05-06", "2024-05-06"),
        ("12/31/98", "1998-12-31"),
        ("Sept. 9, 2011", "2011-09-09"),
    ],
)
def test_a_day_is_read_in_each_way_of_writing_it(words: str, day: str) -> None:
    assert first_day(words) == day


def test_an_impossible_day_is_left_out() -> None:
    assert days("February 30, 2024") == []


@pytest.mark.parametrize(
    ("words", "first", "last", "until"),
    [
        ("in the third quarter of 2025", date(2025, 7, 1), date(2025, 9, 30), False),
        ("Q1 2026", date(2026, 1, 1), date(2026, 3, 31), False),
        ("1H26", date(2026, 1, 1), date(2026, 6, 30), False),
        ("by the end of 2025", date(2025, 12, 1), date(2025, 12, 31), True),
        ("in the second half of 2026", date(2026, 7, 1), date(2026, 12, 31), False),
        ("in February 2024", date(2024, 2, 1), date(2024, 2, 29), False),
        ("no later than June 30, 2026", date(2026, 6, 30), date(2026, 6, 30), True),
        ("mid-2026", date(2026, 5, 1), date(2026, 8, 31), False),
    ],
)
def test_a_stretch_of_time_has_a_first_and_a_last_day(
    words: str, first: date, last: date, until: bool
) -> None:
    assert [(one.first, one.last, one.until) for one in spans(words)] == [(first, last, until)]


def test_the_day_after_the_words_that_lead_to_it_is_found() -> None:
    words = "Signed May 1, 2020 and effective as of May 9, 2020."
    assert day_after(words, re.compile("effective")) == "2020-05-09"
    assert day_after(words, re.compile("void")) is None


def test_a_span_knows_whether_it_is_one_day() -> None:
    assert [one.is_day for one in spans("May 1, 2020 or in 2021")] == [True, False]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("engaged on May 4, 2016 for the year ending December 31, 2016", [date(2016, 5, 4)]),
        (
            "for the quarters ended June 30, 2005, and September 30, 2005 it said on May 1, 2006",
            [date(2006, 5, 1)],
        ),
        ("Subsequent to September 30, 2006 the Company issued shares", []),
        ("the six months ended June 30, 2003 and the nine months ended September 30, 2003", []),
    ],
)
def test_the_end_of_a_period_is_no_day_of_a_deed(words: str, expected: list[date]) -> None:
    assert [one.first for one in deed_days(words)] == expected
