"""Events that a company dates ahead."""

import pytest

from microcap.reading import Value
from microcap.reading.dated_catalyst import dated_catalysts
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "The FDA has assigned a PDUFA target action date of September 28, 2025 to our NDA.",
        "8-K",
        "pdufa",
        {"first": "2025-09-28", "last": "2025-09-28"},
    ),
    (
        "We expect to report topline data from the Phase 2 trial in the third quarter of 2026.",
        "8-K",
        "data",
        {"first": "2026-07-01", "last": "2026-09-30"},
    ),
    (
        "The Company plans to submit its IND to the FDA by the end of 2025.",
        "10-K",
        "submission",
        {"last": "2025-12-31", "until": True},
    ),
    (
        "First gold pour is expected in the second half of 2027.",
        "6-K",
        "production",
        {"first": "2027-07-01", "last": "2027-12-31"},
    ),
    (
        "Enrollment of patients in the pivotal study is anticipated to be completed in Q2 2026.",
        "8-K",
        "trial",
        {"first": "2026-04-01", "last": "2026-06-30"},
    ),
    (
        "We are on track to begin commercial production at the Dorrance plant by mid-2026.",
        "10-K",
        "production",
        {"last": "2026-08-31", "until": True},
    ),
]
NEGATIVES = [
    ("The Company expects to adopt ASU 2016-02 in the first quarter of 2019.", "10-K"),
    ("We expect to hold our annual meeting of stockholders in May 2026.", "8-K"),
    (
        "We expect to report third quarter financial results on November 10, 2025 and will host a conference call.",
        "8-K",
    ),
    ("The note is expected to be repaid at maturity in June 2027.", "10-K"),
    ("Results of the Phase 2 trial were published in March 2019.", "10-K"),
    ("Capital expenditures for the production line are expected to be $2 million in 2026.", "10-K"),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(dated_catalysts, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(dated_catalysts, text, form) == []
