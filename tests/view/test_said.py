"""What documents said, as known at a moment."""

from datetime import date
from pathlib import Path

from checks.invented import filing, listed
from microcap.view.said import documents_read, statements, unread_filings
from offering_rows import document
from research.tiny import again, subject

MARCH, MAY = date(2024, 3, 28), date(2024, 5, 14)
DOUBT = "These conditions raise substantial doubt about our ability to continue as a going concern."


def test_statements_come_newest_first_with_words_and_filing(tmp_path: Path) -> None:
    rows = [document("10-K", MARCH, DOUBT), document("10-Q", MAY, DOUBT)]
    held = statements(
        subject(tmp_path, listings=listed(), filing_documents=rows), "going_concern_doubt"
    )
    assert [(one.form, one.day, one.detail, one.quote) for one in held] == [
        ("10-Q", MAY, "raised", DOUBT),
        ("10-K", MARCH, "raised", DOUBT),
    ]
    assert held[0].cite().source == rows[1]["accession"]


def test_a_statement_is_known_when_its_document_was(tmp_path: Path) -> None:
    """Of the filing only the day is held, 14 May: it is known when the session of the 15th opens."""
    rows = [document("10-Q", MAY, DOUBT)]
    subject(tmp_path, "2024-05-14", listings=listed(), filing_documents=rows)
    before, after = again(tmp_path, "2024-05-15 09:29"), again(tmp_path, "2024-05-15 09:30")
    assert statements(before, "going_concern_doubt") == ()
    assert documents_read(before).is_empty()
    assert len(statements(after, "going_concern_doubt")) == 1


def test_a_document_that_says_nothing_was_read_all_the_same(tmp_path: Path) -> None:
    rows = [document("10-Q", MAY, "We sell pumps.")]
    held = subject(tmp_path, listings=listed(), filing_documents=rows)
    assert statements(held, "going_concern_doubt") == ()
    assert documents_read(held)["accession"].to_list() == [rows[0]["accession"]]


def test_filings_without_a_document_that_was_read_are_named(tmp_path: Path) -> None:
    held = subject(
        tmp_path,
        listings=listed(),
        filings=[filing("10-K", MARCH), filing("10-Q", MAY)],
        filing_documents=[document("10-Q", MAY, "We sell pumps.")],
    )
    assert unread_filings(held, ("10-K", "10-Q"), date(2024, 1, 1))["form"].to_list() == ["10-K"]
