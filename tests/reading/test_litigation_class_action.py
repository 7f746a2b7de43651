"""Class and derivative actions against the company."""

import pytest

from microcap.reading import Value
from microcap.reading.litigation_class_action import class_actions
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "On March 3, 2009, a putative class action captioned Pelling v. Zellorix Corp. was filed against the Company and certain of its officers in the Southern District of New York alleging violations of the Securities Exchange Act of 1934.",
        "8-K",
        "securities",
        {"day": "2009-03-03"},
    ),
    (
        "Two shareholder derivative lawsuits were filed in Nevada naming our directors as defendants and the Company as a nominal defendant.",
        "10-K",
        "derivative",
        {},
    ),
    (
        "On February 10, 1998, a shareholder sued the Company and its president. The plaintiff seeks certification of the suit as a class action on behalf of all persons who purchased the Company's common stock during 1997.",
        "8-K",
        "securities",
        {},
    ),
    (
        "The parties to the securities class action against us reached a settlement of $4.5 million on May 6, 2014, which the court approved.",
        "10-Q",
        "settled",
        {"dollars": 4500000.0, "day": "2014-05-06"},
    ),
    (
        "On August 1, 2016 the court dismissed with prejudice the consolidated class action complaint against the Company.",
        "10-Q",
        "dismissed",
        {"day": "2016-08-01"},
    ),
    (
        "A former employee filed a purported class action against us in Alameda County, alleging failure to pay overtime.",
        "10-K",
        "other",
        {},
    ),
]
NEGATIVES = [
    (
        "We may become the target of securities class action litigation if our stock price is volatile.",
        "10-K",
    ),
    (
        "In the past, securities class action litigation has often been brought against companies following periods of volatility.",
        "10-K",
    ),
    (
        "The holders of Class A common stock vote together as a single class on all actions.",
        "DEF 14A",
    ),
    (
        "Our certificate provides that the Court of Chancery is the exclusive forum for any derivative action brought on behalf of the Company.",
        "10-K",
    ),
    (
        "Derivative instruments are recorded at fair value, and derivative actions are reviewed by the treasury.",
        "10-K",
    ),
    ("No class action has been filed against the Company.", "10-K"),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(class_actions, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(class_actions, text, form) == []
