"""Sales without registration, and the words that every release repeats."""

import pytest

from microcap.reading import Value
from microcap.reading.unregistered_sale import unregistered_sales
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "Item 3.02 Unregistered Sales of Equity Securities.\nOn June 3, 2019, Ostrava Juice, Inc. issued 2,500,000 shares of common stock to two accredited investors for gross proceeds of $500,000 in reliance on Section 4(a)(2) of the Securities Act.\nItem 9.01 Financial Statements and Exhibits.\nNone.",
        "8-K",
        "item",
        {"shares": 2500000, "dollars": 500000.0, "exemption": "4(a)(2)", "day": "2019-06-03"},
    ),
    (
        "Item 1.01 Entry into a Material Definitive Agreement.\nOn May 2, 2022 the Company agreed to sell 1,000,000 shares of preferred stock for $3.5 million.\nItem 3.02 Unregistered Sales of Equity Securities.\nThe information set forth in Item 1.01 is incorporated herein by reference. The shares were offered under Rule 506(b) of Regulation D.\nSIGNATURES",
        "8-K",
        "item",
        {"shares": 1000000, "dollars": 3500000.0, "exemption": "506"},
    ),
    (
        "In April 1999, the Company sold an aggregate of 350,000 restricted shares of its common stock to three investors at $.50 per share. The shares were issued in reliance upon the exemption from registration provided by Section 4(2) of the Securities Act of 1933.",
        "10-K",
        "sale",
        {"shares": 350000, "price": 0.5, "exemption": "4(a)(2)"},
    ),
    (
        "During the quarter ended September 30, 2013, the Company issued 48,000,000 shares of common stock upon conversion of $24,000 of notes in reliance on Section 3(a)(9) of the Securities Act.",
        "10-Q",
        "conversion",
        {"shares": 48000000, "dollars": 24000.0, "exemption": "3(a)(9)"},
    ),
    (
        "On February 8, 2011 we closed a private placement of 600,000 units at $1.25 per unit to non-U.S. persons under Regulation S.",
        "10-K",
        "sale",
        {"units": 600000, "price": 1.25, "exemption": "Regulation S", "day": "2011-02-08"},
    ),
    (
        "The warrants to purchase 400,000 shares were issued without registration under the Securities Act in reliance on Rule 506 for services valued at $80,000.",
        "10-K",
        "sale",
        {"shares": 400000, "dollars": 80000.0},
    ),
]
NEGATIVES = [
    ("Item 2. Unregistered Sales of Equity Securities and Use of Proceeds\nNone.", "10-Q"),
    ("Item 3.02 Unregistered Sales of Equity Securities.\nNot applicable.\nSIGNATURES", "8-K"),
    (
        "This press release does not constitute an offer to sell securities, and the notes have not been registered under the Securities Act and may not be sold absent registration or an exemption from registration.",
        "8-K",
    ),
    (
        "There were no unregistered sales of equity securities during the fiscal year ended June 30, 2014.",
        "10-K",
    ),
    (
        "We may sell additional shares in private placements exempt from registration, which would dilute our stockholders.",
        "10-K",
    ),
    (
        "As of March 1, 2020 there were 12,000,000 shares issued and outstanding, of which 3,000,000 may be resold under an exemption from registration.",
        "10-K",
    ),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(unregistered_sales, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(unregistered_sales, text, form) == []
