"""Sales into the market, from a shelf, or to a committed buyer."""

import pytest

from microcap.reading import Value
from microcap.reading.atm_or_takedown import atms_or_takedowns
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "On June 1, 2021 we entered into an At The Market Offering Agreement with Dunmore Securities LLC, as sales agent, under which we may sell shares having an aggregate offering price of up to $15,000,000.",
        "8-K",
        "atm",
        {"dollars": 15000000.0, "day": "2021-06-01"},
    ),
    (
        "During the year ended December 31, 2022, we sold 1,250,000 shares under the ATM program for gross proceeds of $2.4 million.",
        "10-K",
        "sold",
        {"shares": 1250000, "dollars": 2400000.0},
    ),
    (
        "As of March 1, 2023, approximately $8.6 million of common stock remained available for sale under the at-the-market program.",
        "10-K",
        "left",
        {"dollars": 8600000.0},
    ),
    (
        "The Company entered into a standby equity purchase agreement with Yorvik Advisors, Ltd., which committed to purchase up to $25 million of common shares at our request.",
        "8-K",
        "eloc",
        {"dollars": 25000000.0},
    ),
    (
        "PROSPECTUS SUPPLEMENT\n(To Prospectus dated May 1, 2020)\nWe are offering 2,000,000 shares of our common stock by this prospectus supplement at $2.00 per share.",
        "424B5",
        "takedown",
        {"shares": 2000000},
    ),
    (
        "On May 5, 2024 we terminated the Equity Distribution Agreement with Dunmore Securities LLC for our at-the-market offering.",
        "8-K",
        "ended",
        {"day": "2024-05-05"},
    ),
]
NEGATIVES = [
    (
        "Automated teller machine fees rose 5% as our bank installed forty ATM machines under a sales agreement with the vendor.",
        "10-K",
    ),
    (
        "The shares are valued at the market price on the date of grant, and options may be exercised at the market price.",
        "10-K",
    ),
    (
        "The Company signed an exclusive sales agreement with a distributor of medical devices in Brazil for $2,000,000 of product.",
        "8-K",
    ),
    (
        "We may in the future sell shares in at-the-market offerings, which could dilute your holdings.",
        "10-K",
    ),
    (
        "Stockholders must follow the advance notice provisions of our bylaws to nominate directors at the annual meeting.",
        "DEF 14A",
    ),
    ("We have not entered into any at-the-market program.", "10-K"),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(atms_or_takedowns, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(atms_or_takedowns, text, form) == []
