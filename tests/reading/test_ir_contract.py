"""Who is paid how much for making the shares known."""

import pytest

from microcap.reading import Value
from microcap.reading.ir_contract import ir_contracts
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "On July 1, 2020, the Company entered into an investor relations agreement with Crestfall Media Group LLC for a term of six months for a fee of $10,000 per month and 250,000 restricted shares of common stock.",
        "8-K",
        "investor_relations",
        {
            "cash": 10000.0,
            "monthly": True,
            "shares": 250000,
            "who": "Crestfall Media Group LLC",
            "day": "2020-07-01",
        },
    ),
    (
        "The Company engaged Pinnley Consulting Corp. to increase awareness of the Company among retail investors and issued it 1,000,000 shares as compensation.",
        "10-Q",
        "promotion",
        {"shares": 1000000, "who": "Pinnley Consulting Corp."},
    ),
    (
        "We signed a digital marketing services agreement with Wavebrook Partners Ltd under which we paid US$450,000 for a three-month campaign.",
        "6-K",
        "promotion",
        {"cash": 450000.0},
    ),
    (
        "In March 1999 the Company retained Holt & Wynn, Inc. to provide financial public relations services in exchange for options to purchase 100,000 shares at $2.00.",
        "10-K",
        "investor_relations",
        {"options": 100000},
    ),
    (
        "Pursuant to a consulting agreement dated May 5, 2014, 600,000 shares were issued to a consultant for investor awareness and stock promotion services valued at $90,000.",
        "10-K",
        "promotion",
        {"shares": 600000, "cash": 90000.0},
    ),
]
NEGATIVES = [
    (
        "Contact: Investor Relations, 212-555-0100. The Company paid a dividend of $0.05 per share.",
        "8-K",
    ),
    (
        "Investor relations expense increased by $50,000 compared to the prior year, primarily due to conference fees.",
        "10-K",
    ),
    (
        "Ms. Lark, Vice President of Investor Relations, receives a base salary of $150,000 under her employment agreement.",
        "DEF 14A",
    ),
    ("We may engage firms to provide investor relations services and pay them in shares.", "10-K"),
    ("Marketing and promotional expenses for our beverages were $2,000,000 in 2015.", "10-K"),
    ("The Company has not entered into any investor relations agreement.", "10-K"),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(ir_contracts, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(ir_contracts, text, form) == []
