"""Strike, term and clauses of warrants."""

import pytest

from microcap.reading import Value
from microcap.reading.warrant_terms import warrant_terms
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "The Company issued warrants to purchase 1,000,000 shares of common stock at an exercise price of $1.25 per share, expiring on March 3, 2030.",
        "8-K",
        "warrant",
        {"shares": 1000000, "strike": 1.25, "expires": "2030-03-03"},
    ),
    (
        "Each warrant is exercisable at an exercise price of $5.75 per share for five years from the date of issuance.",
        "424B4",
        "warrant",
        {"strike": 5.75, "term_years": 5.0},
    ),
    (
        "We are also offering pre-funded warrants to purchase up to 500,000 shares at an exercise price of $0.0001 per share.",
        "424B5",
        "pre_funded",
        {"shares": 500000, "strike": 0.0001},
    ),
    (
        "The warrants may be exercised on a cashless basis if no registration statement covers the underlying shares.",
        "8-K",
        "cashless",
        {},
    ),
    (
        "The exercise price of the Series B warrants shall be reset to the lowest VWAP following a reverse split, and the number of shares issuable upon exercise shall rise.",
        "8-K",
        "reset",
        {},
    ),
    (
        "In connection with the loan, the lender received a warrant to purchase 75,000 shares at $3.00 per share, exercisable until June 30, 2005.",
        "10-K",
        "warrant",
        {"shares": 75000, "strike": 3.0, "expires": "2005-06-30"},
    ),
]
NEGATIVES = [
    (
        "The Seller represents and warrants that it has good title to the shares at a price of $1.00.",
        "8-K",
    ),
    (
        "The fair value of the warrants was estimated with the Black-Scholes model with an exercise price of $1.00 and volatility of 90%.",
        "10-K",
    ),
    (
        "We may issue warrants to purchase shares with an exercise price of $1.00 or more in the future.",
        "10-K",
    ),
    ("Management believes that the situation warrants a price increase of $2.00 per unit.", "10-K"),
    ("The Company has no warrants outstanding with an exercise price of $1.00.", "10-K"),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(warrant_terms, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(warrant_terms, text, form) == []
