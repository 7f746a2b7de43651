"""Shareholder rights plans, and other things called rights."""

import pytest

from microcap.reading import Value
from microcap.reading.rights_plan import rights_plans
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "On July 11, 2002, the Board of Directors of Tarrowby Semiconductor, Inc. adopted a Stockholder Rights Plan and declared a dividend distribution of one preferred share purchase right for each outstanding common share.",
        "8-K",
        "adopted",
        {"day": "2002-07-11"},
    ),
    (
        "The Company entered into Amendment No. 2 to the Rights Agreement with Hollin Stock Transfer, as Rights Agent, which amends the definition of Acquiring Person.",
        "8-K",
        "amended",
        {},
    ),
    (
        "On May 4, 2016 the Board voted to redeem all outstanding preferred stock purchase rights and redeemed the rights at $.001 per right under the rights plan.",
        "8-K",
        "redeemed",
        {"day": "2016-05-04"},
    ),
    (
        "The Company's shareholder rights plan expired on December 31, 2010 in accordance with its terms.",
        "10-K",
        "expired",
        {"day": "2010-12-31"},
    ),
    (
        "To protect its net operating losses, Wexcom Inc. entered into a Tax Benefits Preservation Plan dated as of March 2, 2020.",
        "8-K",
        "adopted",
        {"day": "2020-03-02"},
    ),
    (
        "We have a stockholder rights plan, sometimes known as a poison pill, under which each holder of common stock owns one right.",
        "10-K",
        "in_force",
        {},
    ),
]
NEGATIVES = [
    (
        "The Company entered into a Registration Rights Agreement with the investors on March 3, 2020.",
        "8-K",
    ),
    (
        "The parties also executed an Investors' Rights Agreement granting information rights and board observation rights to the holders of preferred stock.",
        "8-K",
    ),
    (
        "Our board could adopt a stockholder rights plan in the future without the approval of our stockholders.",
        "10-K",
    ),
    ("We do not have a shareholder rights plan and have no intention to adopt one.", "DEF 14A"),
    (
        "The Company completed its rights offering on June 1, 2012, in which holders subscribed for 2,000,000 shares of preferred stock.",
        "8-K",
    ),
    (
        "The Stock Appreciation Rights Plan was adopted by the board of directors in 1997 for key employees.",
        "10-K",
    ),
    (
        "The merger consideration includes one contingent value right under a contingent value rights agreement with the rights agent.",
        "8-K",
    ),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(rights_plans, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(rights_plans, text, form) == []
