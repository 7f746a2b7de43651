"""What happened after the day of the accounts; every company here is invented."""

import pytest

from microcap.reading.subsequent_event import subsequent_events
from reading.cases import page

FOUND = [
    (
        "Subsequent to December 31, 2012, the Company issued 400,000 shares for services valued at $80,000.",
        80_000.0,
    ),
    (
        "NOTE 9. SUBSEQUENT EVENTS\n\nOn February 3, 2015, the Company borrowed $250,000 from a director.",
        250_000.0,
    ),
    (
        "12. SUBSEQUENT EVENTS\n\nOn January 9, 1998, the Company sold its Ogden plant for $1.2 million in cash.",
        1_200_000.0,
    ),
    ("Subsequent to year end, the Company settled the lawsuit by a payment of $35,000.", 35_000.0),
    (
        "NOTE 14 - EVENTS SUBSEQUENT TO THE BALANCE SHEET DATE\n\nIn March the Company paid $90,000 under the lease that it had signed on March 2, 2004.",
        90_000.0,
    ),
]
SILENT = [
    "Management has evaluated subsequent events through March 12, 2020 and found none to disclose.",
    "NOTE 9. SUBSEQUENT EVENTS\n\nThe Company evaluated events through the date of issuance, April 2, 2013.",
    "On February 3, 2015, the Company borrowed $250,000 from a director.",
    "ASC 855 sets the period after the balance sheet date during which events are evaluated.",
    "Subsequent to the merger the board met as usual.",
]


@pytest.mark.parametrize(("text", "amount"), FOUND)
def test_an_event_after_the_day_is_found_with_its_amount(text: str, amount: float) -> None:
    assert [one.says["amount"] for one in subsequent_events(page(text))] == [amount]


@pytest.mark.parametrize("text", SILENT)
def test_a_search_without_a_find_is_silent(text: str) -> None:
    assert subsequent_events(page(text)) == []
