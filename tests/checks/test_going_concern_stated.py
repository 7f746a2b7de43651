"""The words of the latest reports."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import ISSUER, Row, filing, held, listed, subject_of
from microcap.checks.going_concern_stated import going_concern_stated
from microcap.model.verdicts import CannotTell, Clear, Finding

MARCH, MAY = date(2024, 3, 28), date(2024, 5, 14)
FILINGS = [filing("10-K", MARCH), filing("10-Q", MAY)]
RAISED = (
    "We have lost money since we began. These conditions raise substantial doubt about our "
    "ability to continue as a going concern. We need cash."
)
ALLEVIATED = (
    "The substantial doubt about our ability to continue as a going concern was alleviated by "
    "the financing of April."
)
SUPPOSED = (
    "Management evaluates whether conditions raise substantial doubt about the ability to "
    "continue as a going concern."
)
NOTHING = "We sell pumps."
WHOLE = " Notes to the condensed financial statements: none. SIGNATURES. The registrant has duly caused this report to be signed."


def _text(form: str, day: date, words: str) -> Row:
    title = f"{form} for the period before {day}"
    text = words + WHOLE
    return {"subject": ISSUER, "day": day, "title": title, "kind": "filing_text", "text": text}


@pytest.mark.parametrize(
    ("annual", "interim"), [(RAISED, RAISED), (NOTHING, RAISED), (RAISED, NOTHING)]
)
def test_doubt_in_either_report_is_found_and_quoted(
    tmp_path: Path, annual: str, interim: str
) -> None:
    """An interim report that says nothing does not end what the annual report said."""
    documents = [_text("10-K", MARCH, annual), _text("10-Q", MAY, interim)]
    verdict = going_concern_stated(
        subject_of(tmp_path, listings=listed(), filings=FILINGS, documents=documents)
    )
    assert isinstance(verdict, Finding)
    assert verdict.evidence[0].what == (
        "“These conditions raise substantial doubt about our ability to continue as a going "
        "concern.”"
    )


@pytest.mark.parametrize(
    ("annual", "interim"),
    [(RAISED, ALLEVIATED), (NOTHING, NOTHING), (SUPPOSED, SUPPOSED)],
    ids=["alleviated later", "not a word", "only supposed"],
)
def test_reports_that_are_all_held_and_state_no_doubt_are_clear(
    tmp_path: Path, annual: str, interim: str
) -> None:
    documents = [_text("10-K", MARCH, annual), _text("10-Q", MAY, interim)]
    verdict = going_concern_stated(
        subject_of(
            tmp_path, listings=listed(), filings=FILINGS, documents=documents, coverage=[held()]
        )
    )
    assert isinstance(verdict, Clear)


def test_doubt_that_plans_do_not_alleviate_is_found(tmp_path: Path) -> None:
    words = (
        "Our plans do not alleviate the substantial doubt about our ability to continue as a "
        "going concern."
    )
    documents = [_text("10-K", MARCH, words)]
    subject = subject_of(tmp_path, listings=listed(), filings=FILINGS, documents=documents)
    verdict = going_concern_stated(subject)
    assert isinstance(verdict, Finding)
    assert "the report of 2024-05-14 is not held as text" in verdict.says


@pytest.mark.parametrize(
    ("documents", "missing"),
    [
        ([], "text of its latest annual or quarterly report is not held"),
        ([_text("10-K", MARCH, NOTHING)], "report of 2024-05-14 is not held"),
        (
            [{**_text("10-K", MARCH, ""), "text": "cut off"}, _text("10-Q", MAY, NOTHING)],
            "the whole text",
        ),
    ],
    ids=["no text", "a later report without text", "a text cut off"],
)
def test_words_that_are_not_held_cannot_tell(
    tmp_path: Path, documents: list[Row], missing: str
) -> None:
    verdict = going_concern_stated(
        subject_of(
            tmp_path, listings=listed(), filings=FILINGS, documents=documents, coverage=[held()]
        )
    )
    assert isinstance(verdict, CannotTell)
    assert missing in verdict.missing


def test_texts_in_a_record_that_may_lack_a_later_report_cannot_tell(tmp_path: Path) -> None:
    documents = [_text("10-K", MARCH, NOTHING), _text("10-Q", MAY, NOTHING)]
    subject = subject_of(tmp_path, listings=listed(), filings=FILINGS, documents=documents)
    assert isinstance(going_concern_stated(subject), CannotTell)
