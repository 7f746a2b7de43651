"""Business days of the SEC: weekdays that are no federal holiday."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microcap.model.business_days import (
    business_days_after,
    federal_holidays,
    is_business_day,
    months_after,
    next_business_day,
)

DAYS = st.dates(date(2009, 1, 1), date(2030, 12, 31))


def test_the_holidays_of_2026_are_those_of_the_government() -> None:
    """Independence Day is a Saturday in 2026 and observed on Friday the 3rd (OPM, 2026)."""
    assert sorted(federal_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 1, 19),
        date(2026, 2, 16),
        date(2026, 5, 25),
        date(2026, 6, 19),
        date(2026, 7, 3),
        date(2026, 9, 7),
        date(2026, 10, 12),
        date(2026, 11, 11),
        date(2026, 11, 26),
        date(2026, 12, 25),
    ]


def test_new_years_day_on_a_saturday_is_observed_in_the_year_before() -> None:
    """1 January 2022 was a Saturday: Friday 31 December 2021 was closed."""
    assert date(2021, 12, 31) in federal_holidays(2021)
    assert date(2022, 1, 1) not in federal_holidays(2022)


def test_juneteenth_was_first_kept_on_friday_18_june_2021() -> None:
    assert not is_business_day(date(2021, 6, 18))
    assert is_business_day(date(2020, 6, 19))


@pytest.mark.parametrize(
    ("day", "open_for_filings"),
    [
        (date(2026, 4, 3), True),  # Good Friday: no session, yet a business day
        (date(2025, 10, 13), False),  # Columbus Day: a session, yet no business day
        (date(2025, 1, 9), False),  # closed by order, the funeral of a president
    ],
)
def test_the_sec_keeps_other_days_than_the_exchange(day: date, open_for_filings: bool) -> None:
    assert is_business_day(day) is open_for_filings


def test_a_count_of_business_days_steps_over_the_observed_fourth_of_july() -> None:
    """From Wednesday 1 July 2026: 2, 6, 7, 8; Friday the 3rd is closed (DUE-3)."""
    assert business_days_after(date(2026, 7, 1), 4) == date(2026, 7, 8)


def test_an_event_on_a_closed_day_counts_from_the_next_open_one() -> None:
    """Saturday 7 March 2026 counts from Monday the 9th: 10, 11, 12, 13."""
    assert business_days_after(date(2026, 3, 7), 4) == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 6, 30), 4, date(2025, 10, 31)),
        (date(2025, 12, 31), 2, date(2026, 2, 28)),
        (date(2025, 1, 26), 12, date(2026, 1, 26)),
        (date(2024, 2, 29), -12, date(2023, 2, 28)),
    ],
)
def test_months_lead_from_the_end_of_a_month_to_the_end_of_a_month(
    day: date, months: int, later: date
) -> None:
    assert months_after(day, months) == later


@given(DAYS)
def test_the_next_business_day_is_one_and_nothing_between_is(day: date) -> None:
    found = next_business_day(day)
    assert is_business_day(found)
    between = [date.fromordinal(at) for at in range(day.toordinal(), found.toordinal())]
    assert [one for one in between if is_business_day(one)] == []
    assert (found - day).days <= 5
