"""For how long holders promised not to sell."""

import pytest

from microcap.reading import Value
from microcap.reading.lock_up import lock_ups
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "Our directors and officers have agreed not to sell any shares for a period of 180 days after the date of this prospectus.",
        "424B4",
        "agreed",
        {"days": 180},
    ),
    (
        "The lock-up period ends on June 30, 2024, after which 3,000,000 shares may be sold.",
        "10-K",
        "agreed",
        {"until": "2024-06-30", "shares": 3000000},
    ),
    (
        "Each holder entered into a lock-up agreement under which it may not transfer its shares for six months.",
        "8-K",
        "agreed",
        {"days": 180},
    ),
    (
        "The sponsor agreed to a lock-up of its securities for a period of one year from the closing.",
        "8-K",
        "agreed",
        {"days": 365},
    ),
    (
        "The underwriter waived the ninety (90) day lock-up on shares held by two directors.",
        "8-K",
        "ended",
        {"days": 90},
    ),
]
NEGATIVES = [
    (
        "The bank operates a lockbox for deposits, and cash is swept within two days of receipt.",
        "10-K",
    ),
    (
        "The mortgage lock period of 60 days applies to interest rates offered for sale to the bank's customers.",
        "10-K",
    ),
    (
        "There is no lock-up agreement on shares held by our officers for any period of days.",
        "424B4",
    ),
    ("Lock-ups of our competitors' shares could affect the market for our common stock.", "10-K"),
    ("The door lock-up device is sold in the United States under two brands.", "10-K"),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(lock_ups, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(lock_ups, text, form) == []
