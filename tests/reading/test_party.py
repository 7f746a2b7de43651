"""Who serves the company, by name."""

import pytest

from microcap.reading import Value
from microcap.reading.party import parties
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "The transfer agent and registrar for our common stock is Hollin Stock Transfer & Trust Company.",
        "424B5",
        "transfer_agent",
        {"name": "Hollin Stock Transfer & Trust Company"},
    ),
    (
        "The validity of the shares offered hereby will be passed upon for us by Quarle, Fenwick & Stout LLP, New York, New York.",
        "424B5",
        "counsel",
        {"name": "Quarle, Fenwick & Stout LLP"},
    ),
    (
        "Dunmore Securities LLC is acting as sole book-running manager for the offering.",
        "8-K",
        "underwriter",
        {"name": "Dunmore Securities LLC"},
    ),
    (
        "We entered into an underwriting agreement with Arbor Lane Capital Markets, Inc. on May 2, 2020.",
        "8-K",
        "underwriter",
        {"name": "Arbor Lane Capital Markets, Inc."},
    ),
    (
        "The Company engaged Crestfall Communications LLC to provide investor relations services.",
        "8-K",
        "ir_firm",
        {"name": "Crestfall Communications LLC"},
    ),
    (
        "Marrowgate Transfer Services, Inc. serves as our transfer agent.",
        "10-K",
        "transfer_agent",
        {"name": "Marrowgate Transfer Services, Inc."},
    ),
]
NEGATIVES = [
    (
        "The transfer agent will register the transfer of shares upon receipt of the certificates.",
        "424B5",
    ),
    ("The underwriters are offering the shares subject to prior sale.", "424B5"),
    ("Counsel for the underwriters will be named in a prospectus supplement.", "S-3"),
    ("The Company has not engaged a placement agent.", "8-K"),
    ("Investor relations information can be found on our website.", "8-K"),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(parties, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(parties, text, form) == []
