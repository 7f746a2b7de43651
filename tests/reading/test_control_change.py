"""Changes in control that happened, and those that contracts foresee."""

import pytest

from microcap.reading import Value
from microcap.reading.control_change import control_changes
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "Item 5.01 Changes in Control of Registrant.\nOn October 4, 2018, Mr. Aldo Fenwright acquired 15,000,000 shares of common stock of the Company, representing approximately 62.5% of the issued and outstanding shares, for $350,000.\nItem 9.01 Exhibits\nNone.",
        "8-K",
        "item",
        {"fraction": 0.625, "shares": 15000000, "dollars": 350000.0, "day": "2018-10-04"},
    ),
    (
        "Item 1. Changes in Control of Registrant.\nOn May 1, 1998, Harrow Partners L.P. purchased 4,000,000 shares and now holds 51% of the voting stock.\nSIGNATURE",
        "8-K",
        "item",
        {"fraction": 0.51, "shares": 4000000, "day": "1998-05-01"},
    ),
    (
        "The stock purchase resulted in a change in control of the Company on January 5, 2015, and Glenhallow Ventures LLC now owns 70% of our common stock.",
        "10-K",
        "stated",
        {"fraction": 0.7},
    ),
    (
        "As a result of the share exchange completed on June 2, 2011, there was a change of control of the registrant.",
        "8-K",
        "stated",
        {"day": "2011-06-02"},
    ),
    (
        "On July 9, 2020, Small Cap Custodian, LLC acquired control of the Company through a custodianship proceeding in Clark County, Nevada.",
        "10-K",
        "stated",
        {"day": "2020-07-09"},
    ),
]
NEGATIVES = [
    (
        "Upon a change in control, all unvested options shall vest in full under the employment agreement.",
        "10-K",
    ),
    ("Our rights plan may delay or prevent a change in control of the Company.", "10-K"),
    (
        "Item 5.01 Changes in Control of Registrant.\nNot applicable.\nItem 8.01 Other Events.\nNone.",
        "8-K",
    ),
    (
        "The Company is not aware of any arrangement that may result in a change in control of the Company.",
        "10-K",
    ),
    (
        "If a change of control occurs, holders of the notes may require us to repurchase them at 101% of principal.",
        "424B5",
    ),
    (
        "The severance plan defines a change in control as the acquisition of 50% of voting power.",
        "DEF 14A",
    ),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(control_changes, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(control_changes, text, form) == []
