"""Conversion below the market, resets and ratchets."""

import pytest

from microcap.reading import Value
from microcap.reading.toxic_conversion import toxic_conversions
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "The note is convertible into common stock at a conversion price equal to 60% of the lowest trading price during the twenty (20) trading days prior to conversion.",
        "8-K",
        "discount_to_market",
        {"discount": 0.4, "lookback_days": 20, "price": "lowest"},
    ),
    (
        "The debentures convert at a 35% discount to the average of the three lowest closing bid prices in the ten trading days before the conversion date.",
        "10-Q",
        "discount_to_market",
        {"discount": 0.35, "price": "lowest"},
    ),
    (
        "The conversion price of the Series C preferred stock is 85% of the lowest daily VWAP over the 10 trading days preceding conversion, with a floor price of $0.25.",
        "8-K",
        "discount_to_market",
        {"discount": 0.15, "lookback_days": 10, "floor": 0.25},
    ),
    (
        "The notes contain a full ratchet anti-dilution provision under which the conversion price is lowered to that of any later issue.",
        "8-K",
        "ratchet",
        {},
    ),
    (
        "The holder has most favored nation rights, so that terms of any later financing also apply to its note.",
        "8-K",
        "most_favoured",
        {},
    ),
    (
        "Holders may convert the notes at an alternate conversion price equal to the lower of the fixed price and 80% of the VWAP of the prior five trading days.",
        "8-K",
        "reset",
        {"discount": 0.2},
    ),
    (
        "The convertible note converts at fifty percent (50%) of the lowest closing price of the common stock for the 30 days before notice of conversion.",
        "10-K",
        "discount_to_market",
        {"discount": 0.5, "lookback_days": 30},
    ),
]
NEGATIVES = [
    (
        "Employees may buy shares under the employee stock purchase plan at 85% of the lower of the closing market price on the first and last days.",
        "10-K",
    ),
    ("The notes are convertible at a fixed conversion price of $2.00 per share.", "8-K"),
    (
        "We may redeem the warrants if the closing price of our stock is at least 150% of the exercise price for 20 trading days.",
        "424B5",
    ),
    (
        "China has most favored nation trade status, and tariffs on our goods could rise if trade relations worsen.",
        "10-K",
    ),
    (
        "Sales rose 60% of the time when the average selling price fell during the trading season.",
        "10-K",
    ),
    ("The note holder does not have full ratchet protection on the conversion price.", "8-K"),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(toxic_conversions, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(toxic_conversions, text, form) == []
