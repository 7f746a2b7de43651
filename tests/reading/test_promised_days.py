"""By when words promise something."""

from datetime import date

import pytest

from microcap.reading.promised_days import may_promise, promised

SAID = date(2025, 3, 18)
"""A Tuesday."""


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("sign a definitive agreement within 60 days", "2025-03-18", "2025-05-17"),
        ("open the plant by year end", "2025-03-18", "2025-12-31"),
        ("by the end of the year", "2025-03-18", "2025-12-31"),
        ("results in the fourth quarter of 2025", "2025-10-01", "2025-12-31"),
        ("later this month", "2025-03-18", "2025-03-31"),
        ("shipments next quarter", "2025-04-01", "2025-06-30"),
        ("over the next twelve months", "2025-03-18", "2026-03-18"),
        ("to be filed by June 30", "2025-06-30", "2025-06-30"),
        ("ready in January", "2026-01-01", "2026-01-31"),
        ("this summer", "2025-06-20", "2025-09-22"),
        ("in the second half of this year", "2025-07-01", "2025-12-31"),
        ("early next year", "2026-01-01", "2026-04-30"),
        ("within five (5) business days", "2025-03-18", "2025-03-25"),
        ("in the first quarter", "2025-01-01", "2025-03-31"),
    ],
)
def test_words_of_a_day_to_come_have_a_first_and_a_last_day(
    words: str, first: str, last: str
) -> None:
    found = promised(words, SAID)
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


def test_a_fiscal_period_is_given_a_month_of_slack_and_says_so() -> None:
    """A fiscal year of 2025 ends on 2026-01-31 at the latest: 31 days after the calendar's."""
    found = promised("by the end of fiscal 2025", SAID)
    assert found is not None
    assert found.fiscal
    assert found.last == date(2026, 1, 31)


@pytest.mark.parametrize(
    "words",
    [
        "in the coming weeks",
        "soon, and in due course",
        "the quarter ended March 31, 2025",
        "compared with the third quarter of 2025",
        "in September 2024",
        "within four days of closing",
        "by 2035",
    ],
)
def test_what_is_past_compared_with_or_vague_is_no_promise(words: str) -> None:
    assert promised(words, SAID) is None


def test_without_the_day_of_saying_only_dates_in_full_are_promises() -> None:
    assert promised("by year end", None) is None
    dated = promised("by March 15, 2026", None)
    assert dated is not None
    assert dated.last == date(2026, 3, 15)


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("It will close in 30 days.", date(2025, 5, 1)),
        (
            "It expects to file no later than the fifteenth calendar day following the due date.",
            date(2025, 4, 16),
        ),
        (
            "It will file on or before the fifth calendar day following the prescribed due date.",
            date(2025, 4, 6),
        ),
        ("Delivery is set for June.", date(2025, 6, 30)),
    ],
)
def test_days_counted_from_the_text_are_promised_days(words: str, last: date) -> None:
    """Said on 1 April 2025; Rule 12b-25 gives 15 and 5 calendar days."""
    found = promised(words, date(2025, 4, 1))
    assert found is not None
    assert found.last == last


def test_a_count_that_looks_back_or_has_no_day_of_its_own_promises_nothing() -> None:
    assert promised("It made a profit for the first time in five years.", date(2025, 4, 1)) is None
    assert promised("It will close in 30 days.", None) is None


def test_words_without_any_time_cannot_promise() -> None:
    assert may_promise("it opens in the third quarter")
    assert may_promise("within 30 hours")
    assert not may_promise("it opens soon")
