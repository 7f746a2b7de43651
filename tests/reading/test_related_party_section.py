"""Sections on dealings with insiders."""

import pytest

from microcap.reading import Value
from microcap.reading.related_party_section import related_party_sections
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "Item 13. Certain Relationships and Related Transactions, and Director Independence\nDuring fiscal 2012 the Company paid $48,000 in rent for its office to a company owned by its president, Mr. Orrin Tallow.\nItem 14. Principal Accounting Fees and Services\n",
        "10-K",
        "transaction",
        {"dollars": 48000.0},
    ),
    (
        "CERTAIN RELATIONSHIPS AND RELATED TRANSACTIONS\nIn May 1998 the Company lent $150,000 to Ms. Vera Quillon, a director, at 8% interest.\nSIGNATURES\n",
        "DEF 14A",
        "transaction",
        {"dollars": 150000.0},
    ),
    (
        "NOTE 7 - RELATED PARTY TRANSACTIONS\nAt December 31, 2015 the Company owed $312,500 to its chief executive officer for advances, unsecured and due on demand.\nNOTE 8 - INCOME TAXES\n",
        "10-K",
        "transaction",
        {"dollars": 312500.0},
    ),
    (
        "B. Related Party Transactions\nIn 2020 we purchased 40,000 tonnes of ore for $2.2 million from a company controlled by our chairman.\n",
        "20-F",
        "transaction",
        {"dollars": 2200000.0},
    ),
    (
        "Certain Relationships and Related Party Transactions\nThe Company leases its plant in Dorrance from a partnership in which two of the directors hold interests. The lease runs year to year, and the board believes that its terms are no less favorable than those which could be had from others who are not connected with the Company.\nSIGNATURES\n",
        "DEF 14A",
        "section",
        {},
    ),
    (
        "Transactions with Related Persons\nThere were no transactions since the beginning of the last fiscal year between the Company and any director, officer or five percent holder.\n",
        "DEF 14A",
        "none",
        {},
    ),
]
NEGATIVES = [
    (
        "Item 13. Certain Relationships and Related Transactions\nThe information required by this item is incorporated herein by reference to our definitive proxy statement.\nItem 14. Fees\n",
        "10-K",
    ),
    (
        "Item 13. Certain Relationships and Related Transactions, and Director Independence\nNone.\nItem 14. Fees\n",
        "10-K",
    ),
    (
        "Item 13. Certain Relationships and Related Transactions\t47\nItem 14. Principal Accounting Fees\t48\n",
        "10-K",
    ),
    (
        "Policy on Related Party Transactions\nThe audit committee reviews and approves in advance each transaction in which the amount involved exceeds $120,000 and in which a director has an interest.\n",
        "DEF 14A",
    ),
    (
        "Our customers include related companies of a large group, and our officers travel often.",
        "10-K",
    ),
    (
        "Related Party Transactions\nThere have been no transactions with officers or directors of the company during the year.\n",
        "10-Q",
    ),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(related_party_sections, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(related_party_sections, text, form) == []
