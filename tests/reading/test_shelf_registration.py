"""Shelves and resale registrations, their amounts and their ends."""

import pytest

from microcap.reading import Value
from microcap.reading.shelf_registration import shelf_registrations
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "On April 2, 2021, Quorvane Therapeutics filed a shelf registration statement on Form S-3 (File No. 333-254999) under which it may sell up to $75,000,000 of securities.",
        "8-K",
        "filed",
        {"dollars": 75000000.0, "file_number": "333-254999", "day": "2021-04-02"},
    ),
    (
        "PROSPECTUS\nWe may offer and sell, from time to time in one or more offerings, common stock, preferred stock and warrants for an aggregate offering price of up to $50,000,000.",
        "S-3",
        "filed",
        {"dollars": 50000000.0, "resale": False},
    ),
    (
        "This prospectus relates to the resale, from time to time, of up to 12,500,000 shares of common stock by the selling stockholders named in this prospectus.",
        "S-1",
        "filed",
        {"shares": 12500000, "resale": True},
    ),
    (
        "Our universal shelf registration statement on Form F-3 was declared effective by the SEC on August 9, 2022 for up to US$100 million.",
        "20-F",
        "effective",
        {"dollars": 100000000.0, "day": "2022-08-09"},
    ),
    (
        "This Post-Effective Amendment No. 1 to the Registration Statement on Form S-3 is being filed to remove from registration all securities that remain unsold.",
        "POS AM",
        "deregistered",
        {},
    ),
]
NEGATIVES = [
    (
        "The Company agreed to file a registration statement on Form S-1 covering the resale of the shares within 45 days after closing.",
        "8-K",
    ),
    (
        "We hereby consent to the incorporation by reference in the Registration Statement on Form S-3 of our report dated March 30, 2020.",
        "10-K",
    ),
    (
        "If any of the securities being registered on this Form are to be offered on a delayed or continuous basis pursuant to Rule 415, check the following box.",
        "S-8",
    ),
    (
        "We may file a shelf registration statement in the future, and sales under it could depress the price of our stock.",
        "10-K",
    ),
    (
        "The shares issuable under the 2015 Plan are registered on a registration statement on Form S-8 filed in 2016.",
        "10-K",
    ),
    ("We are not currently eligible to use a shelf registration statement on Form S-3.", "10-K"),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(shelf_registrations, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(shelf_registrations, text, form) == []
