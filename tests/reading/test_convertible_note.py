"""Principal, price and term of convertible debt."""

import pytest

from microcap.reading import Value
from microcap.reading.convertible_note import convertible_notes
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "On May 9, 2016, the Company issued a convertible promissory note in the principal amount of $110,000 to Yorvik Capital LLC, bearing interest at 8% per annum and maturing on February 9, 2017.",
        "8-K",
        "terms",
        {"principal": 110000.0, "rate": 0.08, "maturity": "2017-02-09"},
    ),
    (
        "The debentures are convertible into common stock at a conversion price of $0.75 per share.",
        "10-K",
        "terms",
        {"conversion_price": 0.75},
    ),
    (
        "In June 1999 the Company sold $2.5 million of 7% convertible debentures due June 30, 2004.",
        "10-K",
        "terms",
        {"principal": 2500000.0, "maturity": "2004-06-30"},
    ),
    (
        "We issued senior secured convertible notes in an aggregate principal amount of $8,480,000, convertible at $5.45 per share.",
        "424B5",
        "terms",
        {"principal": 8480000.0},
    ),
    (
        "During the quarter the holder converted $40,000 of principal of its convertible note into 8,000,000 shares and the convertible note of $40,000 was repaid.",
        "10-Q",
        "ended",
        {},
    ),
]
NEGATIVES = [
    (
        "We may issue convertible notes in an aggregate principal amount of $5,000,000 to fund operations.",
        "10-K",
    ),
    (
        "Convertible debt is included in diluted earnings per share under the if-converted method when dilutive, $0.10 in 2020.",
        "10-K",
    ),
    (
        "The Company adopted ASU 2020-06 on accounting for convertible notes, which raised debt by $100,000.",
        "10-K",
    ),
    ("The senior notes with a principal amount of $10,000,000 are due in 2025.", "10-K"),
    ("The Company has no convertible notes outstanding.", "10-K"),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(convertible_notes, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(convertible_notes, text, form) == []
