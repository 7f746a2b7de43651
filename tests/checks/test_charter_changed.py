"""8-K item 5.03, amendments to articles of incorporation or bylaws: found, clear, cannot tell."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import filing, held, listed, subject_of
from checks.real_filings import real_subject
from microcap.checks.charter_changed import charter_changed
from microcap.model.verdicts import CannotTell, Clear, Finding
from offering_rows import document

REPORT = filing("10-K", date(2024, 3, 28), number=9)
JANUARY = date(2024, 1, 10)
WORDS = "On January 8, 2024 the authorized common stock was raised to 900,000,000 shares."
TEXT = f"FORM 8-K\nItem 5.03 Amendments to Articles of Incorporation or Bylaws.\n{WORDS}\nSIGNATURES\nOsric Marrow"


def test_a_filing_of_item_5_03_is_found_and_its_first_sentence_quoted(tmp_path: Path) -> None:
    filings = [REPORT, filing("8-K", JANUARY, "5.03,9.01")]
    rows = [document("8-K", JANUARY, TEXT)]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, filing_documents=rows)
    verdict = charter_changed(subject)
    assert isinstance(verdict, Finding)
    assert verdict.says.endswith(": 2024-01-10")
    assert [(one.source, one.day) for one in verdict.evidence] == [
        ("0009900001-24-011001", JANUARY)
    ]
    assert verdict.evidence[0].what == f"8-K, items 5.03,9.01, filed 2024-01-10: “{WORDS}”"


def test_without_its_text_the_filing_alone_is_cited(tmp_path: Path) -> None:
    filings = [REPORT, filing("8-K", JANUARY, "5.03")]
    verdict = charter_changed(subject_of(tmp_path, listings=listed(), filings=filings))
    assert isinstance(verdict, Finding)
    assert verdict.evidence[0].what == "8-K, items 5.03, filed 2024-01-10"


def test_a_whole_record_with_other_items_is_clear(tmp_path: Path) -> None:
    filings = [REPORT, filing("8-K", JANUARY, "5.07,9.01")]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    verdict = charter_changed(subject)
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.startswith("no 8-K item 5.03 in 2 filings")


def test_a_filer_of_form_6_k_owes_no_items_and_cannot_tell(tmp_path: Path) -> None:
    filings = [filing("6-K", JANUARY), filing("20-F", date(2024, 4, 30))]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    verdict = charter_changed(subject)
    assert isinstance(verdict, CannotTell)
    assert "no 8-K with items" in verdict.missing


@pytest.mark.real
def test_a_real_item_5_03_is_found_with_its_words(tmp_path: Path, shared: Path) -> None:
    """0001193125-23-289222, December 2023: a certificate of amendment changes the name."""
    subject = real_subject(
        tmp_path, shared, "0001193125-23-289222", date(2024, 3, 1), first=date(2021, 1, 4)
    )
    verdict = charter_changed(subject)
    assert isinstance(verdict, Finding)
    assert "certificate of amendment to amend its articles" in verdict.evidence[0].what
