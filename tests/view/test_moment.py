"""What a user types as a moment, and what it means in UTC."""

from datetime import UTC, date, datetime

import pytest

from microcap.model.errors import Contradiction
from microcap.view.moment import eastern_day, parse_moment


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2024-01-05", datetime(2024, 1, 6, 4, 59, 59, tzinfo=UTC)),  # winter: UTC-5
        ("2024-06-28", datetime(2024, 6, 29, 3, 59, 59, tzinfo=UTC)),  # summer: UTC-4
        ("2024-03-09", datetime(2024, 3, 10, 4, 59, 59, tzinfo=UTC)),  # the night before the change
        ("2024-03-10", datetime(2024, 3, 11, 3, 59, 59, tzinfo=UTC)),  # changed at two that morning
        ("2024-11-03", datetime(2024, 11, 4, 4, 59, 59, tzinfo=UTC)),  # changed back that morning
    ],
)
def test_a_bare_date_is_its_last_second_in_new_york(text: str, meant: datetime) -> None:
    assert parse_moment(text) == meant
    assert eastern_day(meant) == date.fromisoformat(text)


@pytest.mark.parametrize("text", ["2025-11-03", "20251103", "2025-W45-1", "2025W451", " 20251103 "])
def test_a_bare_date_is_the_end_of_its_day_however_it_is_written(text: str) -> None:
    """3 November 2025 is the Monday of the 45th week, and winter in New York: UTC-5."""
    assert parse_moment(text) == datetime(2025, 11, 4, 4, 59, 59, tzinfo=UTC)


def test_a_midnight_that_is_written_out_is_the_start_of_the_day() -> None:
    for text in ("2025-11-03 00:00", "20251103T0000"):
        assert parse_moment(text) == datetime(2025, 11, 3, 5, 0, tzinfo=UTC)


def test_a_time_without_a_zone_is_eastern() -> None:
    """09:45 in summer is 13:45 UTC, in winter 14:45."""
    assert parse_moment("2024-06-28 09:45") == datetime(2024, 6, 28, 13, 45, tzinfo=UTC)
    assert parse_moment("2024-01-05T09:45") == datetime(2024, 1, 5, 14, 45, tzinfo=UTC)


def test_a_zone_that_is_given_is_kept() -> None:
    assert parse_moment("2024-06-28T09:45:00Z") == datetime(2024, 6, 28, 9, 45, tzinfo=UTC)
    assert parse_moment("2024-06-28T09:45:00+02:00") == datetime(2024, 6, 28, 7, 45, tzinfo=UTC)


def test_shortly_after_midnight_in_utc_it_is_still_the_day_before_in_new_york() -> None:
    assert eastern_day(datetime(2024, 6, 29, 3, 59, 59, tzinfo=UTC)) == date(2024, 6, 28)
    assert eastern_day(datetime(2024, 6, 29, 4, 0, 0, tzinfo=UTC)) == date(2024, 6, 29)


@pytest.mark.parametrize("text", ["", "tomorrow", "2024-02-30", "28.06.2024", "2024-06-28 25:00"])
def test_what_is_no_moment_is_told_how_to_write_one(text: str) -> None:
    with pytest.raises(Contradiction, match="is no moment; write 2024-06-28"):
        parse_moment(text)


@pytest.mark.parametrize("text", ["1850-01-01", "9999-12-31 10:00", "1850-01-01 10:00"])
def test_a_moment_outside_two_centuries_is_refused(text: str) -> None:
    with pytest.raises(Contradiction, match="outside the years 1900 to 2100"):
        parse_moment(text)


def test_the_last_day_a_date_can_name_is_refused_too() -> None:
    with pytest.raises(Contradiction):
        parse_moment("9999-12-31")
