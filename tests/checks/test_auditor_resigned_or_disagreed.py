"""Whether the auditor left by itself, by the words of the 8-K."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import filing, held, listed, subject_of
from checks.real_filings import real_subject
from microcap.checks.auditor_resigned_or_disagreed import auditor_resigned_or_disagreed
from microcap.model.verdicts import CannotTell, Clear, Finding
from offering_rows import document

JANUARY = date(2024, 1, 10)
REPORT = filing("10-K", date(2024, 3, 28), number=9)
CHANGE = filing("8-K", JANUARY, "4.01,9.01")
HEAD = "FORM 8-K\nItem 4.01 Changes in Registrant's Certifying Accountant.\n"
RESIGNED = "On January 5, 2024, Grebe & Rail LLP resigned as the Company's independent auditor."
DISMISSED = "On January 5, 2024, the Company dismissed Grebe & Rail LLP as its independent auditor."


def test_a_resignation_is_found_and_quoted(tmp_path: Path) -> None:
    rows = [document("8-K", JANUARY, f"{HEAD}{RESIGNED}\nSIGNATURES")]
    filings = [REPORT, CHANGE]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, filing_documents=rows)
    verdict = auditor_resigned_or_disagreed(subject)
    assert isinstance(verdict, Finding)
    assert verdict.says == "the auditor resigned, by a report of 2024-01-10"
    assert verdict.evidence[0].what == f"“{RESIGNED}”"


def test_a_dismissal_without_other_words_is_clear(tmp_path: Path) -> None:
    rows = [document("8-K", JANUARY, f"{HEAD}{DISMISSED}\nSIGNATURES")]
    verdict = auditor_resigned_or_disagreed(
        subject_of(
            tmp_path,
            listings=listed(),
            filings=[REPORT, CHANGE],
            filing_documents=rows,
            coverage=[held()],
        )
    )
    assert isinstance(verdict, Clear)
    assert "8-K item 4.01 of 2024-01-10" in verdict.looked_at


def test_a_report_whose_text_is_not_held_cannot_tell(tmp_path: Path) -> None:
    filings = [REPORT, CHANGE]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    verdict = auditor_resigned_or_disagreed(subject)
    assert isinstance(verdict, CannotTell)
    assert "item 4.01 of 2024-01-10 is not held" in verdict.missing


def test_an_annual_report_that_tells_of_an_old_resignation_is_not_a_new_one(
    tmp_path: Path,
) -> None:
    """The resignation of 2020 lies before the two years; the report that repeats it does not."""
    old = "On January 6, 2020, Grebe & Rail LLP resigned as our independent registered auditor."
    rows = [document("10-K", date(2024, 3, 28), f"FORM 10-K\n{old}\nSIGNATURES", number=9)]
    verdict = auditor_resigned_or_disagreed(
        subject_of(
            tmp_path, listings=listed(), filings=[REPORT], filing_documents=rows, coverage=[held()]
        )
    )
    assert isinstance(verdict, Clear)


@pytest.mark.real
def test_a_real_dismissal_is_clear_and_unread_cannot_tell(tmp_path: Path, shared: Path) -> None:
    """0000950123-10-107880, item 4.01 of November 2010: the company dismissed its auditor."""
    accession, day, first = "0000950123-10-107880", date(2011, 3, 1), date(2009, 1, 5)
    held_text = real_subject(tmp_path / "a", shared, accession, day, first=first)
    assert isinstance(auditor_resigned_or_disagreed(held_text), Clear)
    unread = real_subject(tmp_path / "b", shared, accession, day, first=first, read=False)
    assert isinstance(auditor_resigned_or_disagreed(unread), CannotTell)
