"""Sentences by which item 5.02 tells that the finance officer leaves."""

from pathlib import Path

import pytest

from microcap.reading.document import Document
from microcap.reading.documents import open_document
from microcap.reading.finance_officer import finance_officer_leaves


def _report(words: str) -> Document:
    text = (
        "FORM 8-K\nItem 5.02 Departure of Directors or Certain Officers.\n"
        f"{words}\nItem 9.01 Exhibits.\nNone.\nSIGNATURES\n"
    )
    return Document("main.htm", "8-K", "8-K", text, (), ())


@pytest.mark.parametrize(
    "words",
    [
        "On March 1, 2024, Osric Marrow resigned as Chief Financial Officer of the Company.",
        "Osric Marrow, our Chief Financial Officer, notified the board of his intention to retire.",
        "On May 1, 2024 the Company terminated the employment of Osric Marrow as its CFO.",
        "Zz Holdings was told by Mr. Marrow that he would resign from his positions as Vice "
        "President, Chief Financial Officer and Secretary.",
        "Ada Rill was appointed Chief Financial Officer, following the resignation of Osric Marrow "
        "from the office of principal financial officer.",
        "The board accepted the resignation of Mr. Marrow as Chief Financial Officer on May 1, 2024.",
        "Osric Marrow, Chief Financial Officer since 2019, departed from the Company on May 1, 2024.",
    ],
    ids=[
        "resigned",
        "means to retire",
        "terminated",
        "would resign",
        "followed",
        "accepted",
        "departed",
    ],
)
def test_words_that_the_finance_officer_leaves_are_found(words: str) -> None:
    assert finance_officer_leaves(_report(words)) == words


@pytest.mark.parametrize(
    "words",
    [
        "On March 1, 2024, Osric Marrow resigned as a member of the board of directors of Zz.",
        "Ada Rill has been appointed Chief Financial Officer of the Company as of March 1, 2024.",
        "If the employment of the Chief Financial Officer is terminated without cause, she gets pay.",
        "Mr. Marrow, the Chief Financial Officer, may resign at any time for good reason hereunder.",
        "Ms. Rill previously served as Chief Financial Officer of Yy Corp and resigned in 2019.",
        "Osric Marrow resigned as Chief Executive Officer, and Ms. Rill, the Chief Financial "
        "Officer, was appointed to the position.",
        "Ada Rill, the Chief Financial Officer, will serve until the retirement of Mr. Marrow.",
    ],
    ids=["a director", "came", "if", "may", "elsewhere", "another officer", "until another goes"],
)
def test_words_on_somebody_who_stays_or_another_office_are_not(words: str) -> None:
    assert finance_officer_leaves(_report(words)) == ""


@pytest.mark.real
@pytest.mark.parametrize(
    ("accession", "words"),
    [
        ("0001275287-05-004848", "would resign from his positions as Vice President, Chief Fin"),
        ("0001437749-22-009214", ""),
        ("0001193125-20-270743", ""),
    ],
    ids=["leaves", "a new agreement", "another officer retires"],
)
def test_real_reports_are_told_apart(shared: Path, accession: str, words: str) -> None:
    (path,) = (shared / "data/filings/docs").glob(f"8K_*_{accession}.*")
    (document,) = open_document(path.read_bytes(), path.name)
    assert words in finance_officer_leaves(document)
    assert bool(finance_officer_leaves(document)) == bool(words)
