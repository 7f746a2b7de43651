"""What a merger with a blank-check company left behind."""

import pytest

from microcap.reading import Value
from microcap.reading.spac_remnant import spac_remnants
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "In connection with the extension meeting, holders of 18,500,000 public shares exercised their right to redeem for $10.35 per share, or $191,475,000, and $38.2 million remained in the trust account.",
        "8-K",
        "redemption",
        {
            "shares": 18500000,
            "dollars": 191475000.0,
            "left": 38200000.0,
            "dollars_per_share": 10.35,
        },
    ),
    (
        "Following the business combination approximately $4.1 million remained in the trust account.",
        "8-K",
        "trust_left",
        {"dollars": 4100000.0},
    ),
    (
        "The sponsor holds 5,750,000 founder shares, which convert at the closing of the business combination.",
        "8-K",
        "sponsor_shares",
        {"shares": 5750000},
    ),
    (
        "At the closing of the business combination, PIPE investors purchased 2,000,000 shares for $20,000,000.",
        "8-K",
        "pipe",
        {"shares": 2000000, "dollars": 20000000.0},
    ),
    (
        "Former holders of the target received 3,000,000 earnout shares on the closing of the business combination with the special purpose acquisition company.",
        "8-K",
        "earn_out",
        {"shares": 3000000},
    ),
    (
        "The SPAC entered into a forward purchase agreement with Yorvik Master Fund for up to 4,000,000 shares before the business combination.",
        "8-K",
        "forward_purchase",
        {"shares": 4000000},
    ),
]
NEGATIVES = [
    ("The Company redeemed $5,000,000 of its senior notes on June 1, 2018.", "8-K"),
    ("Fund shares of 1,000,000 were redeemed at net asset value in the period.", "10-K"),
    (
        "Public shareholders may elect to redeem their shares if the business combination is completed, at $10.00 per share.",
        "DEF 14A",
    ),
    (
        "The earn-out under the purchase agreement of our bakery may reach $2,000,000 if sales grow.",
        "10-K",
    ),
    (
        "Holders of public shares have redemption rights in connection with our initial business combination of 20,000,000 shares.",
        "10-K",
    ),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(spac_remnants, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(spac_remnants, text, form) == []
