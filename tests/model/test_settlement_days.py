"""Days on which trades settle."""

from datetime import date

import pytest

from microcap.model.settlement_days import (
    good_friday,
    is_settlement_day,
    settlement_days_after,
)


@pytest.mark.parametrize(
    "day", [date(2019, 4, 19), date(2024, 3, 29), date(2025, 4, 18), date(2026, 4, 3)]
)
def test_good_friday_is_the_day_on_which_the_exchange_was_closed(day: date) -> None:
    """By the exchange's calendars of these years."""
    assert good_friday(day.year) == day
    assert not is_settlement_day(day)


def test_veterans_day_is_a_session_without_settlement() -> None:
    assert not is_settlement_day(date(2024, 11, 11))
    assert is_settlement_day(date(2024, 11, 12))


def test_seven_days_after_mid_june_skip_juneteenth() -> None:
    """After Friday 14 June 2024: 17, 18, 20 (19 is a holiday), 21, 24, 25, 26."""
    assert settlement_days_after(date(2024, 6, 14), 7) == date(2024, 6, 26)


def test_no_day_after_a_sunday_is_the_monday() -> None:
    assert settlement_days_after(date(2024, 6, 30), 0) == date(2024, 7, 1)
