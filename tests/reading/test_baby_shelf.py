"""The limit of a third of the float."""

import pytest

from microcap.reading import Value
from microcap.reading.baby_shelf import baby_shelves
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "As of May 1, 2023, the aggregate market value of our common stock held by non-affiliates was approximately $12.0 million, based on 6,000,000 shares held by non-affiliates at $2.00 per share. We have not offered or sold any securities pursuant to General Instruction I.B.6 of Form S-3 during the prior twelve months.",
        "424B5",
        "limit",
        {
            "float_value": 12000000.0,
            "sold": 0.0,
            "price": 2.0,
            "float_shares": 6000000,
            "day": "2023-05-01",
        },
    ),
    (
        "Pursuant to General Instruction I.B.6 of Form S-3, in no event will we sell securities with a value exceeding one-third of our public float. We have sold securities with an aggregate offering price of $1,250,000 during the past 12 months.",
        "424B5",
        "limit",
        {"sold": 1250000.0},
    ),
    (
        "Our public float is $30,500,000, which is below $75 million, and we are subject to the baby shelf limitation.",
        "10-K",
        "limit",
        {"float_value": 30500000.0},
    ),
    (
        "We are limited by General Instruction I.B.5 of Form F-3 in what we may sell in any period of 12 months.",
        "F-3",
        "limit",
        {},
    ),
    (
        "Our public float rose to $88.0 million and we are no longer subject to General Instruction I.B.6 of Form S-3.",
        "424B5",
        "exempt",
        {"float_value": 88000000.0},
    ),
]
NEGATIVES = [
    (
        "Indicate by check mark whether the registrant is an accelerated filer. The aggregate market value of the common stock held by non-affiliates was $14,000,000.",
        "10-K",
    ),
    (
        "The aggregate market value of the voting stock held by non-affiliates of the registrant was $9,100,000.",
        "10-K",
    ),
    ("One-third of the directors stand for election each year.", "DEF 14A"),
    ("The baby products shelf in stores was extended in 2019.", "10-K"),
    ("Item I.B of the instruction sheet tells employees how to enroll.", "10-K"),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(baby_shelves, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(baby_shelves, text, form) == []
