"""Offerings of shares to raise money."""

import pytest

from microcap.reading import Value
from microcap.reading.equity_offering import equity_offerings
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "We are offering 4,000,000 shares of our common stock at a public offering price of $1.25 per share.",
        "424B5",
        "public",
        {"shares": 4000000, "price": 1.25},
    ),
    (
        "On May 2, 2023, Tamwick Energy Corporation entered into an underwriting agreement with Dunmore Securities LLC to sell 10,000,000 shares of common stock at $0.50 per share for gross proceeds of $5.0 million.",
        "8-K",
        "underwritten",
        {
            "shares": 10000000,
            "price": 0.5,
            "proceeds": 5000000.0,
            "underwriter": "Dunmore Securities LLC",
            "day": "2023-05-02",
        },
    ),
    (
        "The Company announced the closing of its registered direct offering of 1,200,000 shares of common stock and warrants to purchase up to 1,200,000 shares at a combined price of $3.10 per share for gross proceeds of approximately $3.7 million.",
        "8-K",
        "registered_direct",
        {"shares": 1200000, "warrants": 1200000, "price": 3.1, "proceeds": 3700000.0},
    ),
    (
        "In March 1997 the Company completed its initial public offering of 1,500,000 shares of common stock at $6.00 per share, with net proceeds of $7.8 million.",
        "10-K",
        "ipo",
        {"shares": 1500000, "price": 6.0},
    ),
    (
        "Investors purchased 2,222,222 shares of common stock in the private placement at a price of $0.45 per share, for gross proceeds of $1,000,000.",
        "8-K",
        "private_placement",
        {"shares": 2222222, "price": 0.45, "proceeds": 1000000.0},
    ),
    (
        "This is a firm commitment initial public offering of 1,375,000 ordinary shares of Meridow Tea Holdings Ltd at an assumed price between $4.00 and $6.00 per share.",
        "F-1",
        "ipo",
        {"shares": 1375000},
    ),
]
NEGATIVES = [
    (
        "The Company issued $20,000,000 of 8% senior notes due 2027 in an underwritten public offering at 99% of par.",
        "8-K",
    ),
    (
        "We may need to raise additional capital through public offerings of shares of our common stock at prices below $1.00 per share for proceeds of $5 million.",
        "10-K",
    ),
    (
        "Net proceeds from the sale of the property were $2.0 million and were used to repay the bank.",
        "10-K",
    ),
    (
        "Pursuant to the asset purchase agreement, we acquired all assets for 500,000 shares of common stock valued at $1.00 per share.",
        "8-K",
    ),
    (
        "Proceeds from the exercise of stock options were $120,000 for 60,000 shares at $2.00 per share.",
        "10-K",
    ),
    ("There has been no public offering of our common stock.", "10-K"),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(equity_offerings, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(equity_offerings, text, form) == []
