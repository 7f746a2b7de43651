"""8-K item 1.05, material cybersecurity incidents: found, clear, cannot tell."""

from datetime import date
from pathlib import Path

from checks.invented import filing, held, listed, subject_of
from microcap.checks.cyber_incident_told import cyber_incident_told
from microcap.model.verdicts import CannotTell, Clear, Finding
from offering_rows import document

REPORT = filing("10-K", date(2024, 3, 28), number=9)
JANUARY = date(2024, 1, 10)
WORDS = "On January 5, 2024 the company found that a stranger had copied records of customers."
TEXT = f"FORM 8-K\nItem 1.05 Material Cybersecurity Incidents.\n{WORDS}\nSIGNATURES\nOsric Marrow"


def test_a_filing_of_item_1_05_is_found_and_its_first_sentence_quoted(tmp_path: Path) -> None:
    filings = [REPORT, filing("8-K", JANUARY, "1.05,9.01")]
    rows = [document("8-K", JANUARY, TEXT)]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, filing_documents=rows)
    verdict = cyber_incident_told(subject)
    assert isinstance(verdict, Finding)
    assert verdict.says.endswith(": 2024-01-10")
    assert [(one.source, one.day) for one in verdict.evidence] == [
        ("0009900001-24-011001", JANUARY)
    ]
    assert verdict.evidence[0].what == f"8-K, items 1.05,9.01, filed 2024-01-10: “{WORDS}”"


def test_without_its_text_the_filing_alone_is_cited(tmp_path: Path) -> None:
    filings = [REPORT, filing("8-K", JANUARY, "1.05")]
    verdict = cyber_incident_told(subject_of(tmp_path, listings=listed(), filings=filings))
    assert isinstance(verdict, Finding)
    assert verdict.evidence[0].what == "8-K, items 1.05, filed 2024-01-10"


def test_a_whole_record_with_other_items_is_clear(tmp_path: Path) -> None:
    filings = [REPORT, filing("8-K", JANUARY, "5.07,9.01")]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    verdict = cyber_incident_told(subject)
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.startswith("no 8-K item 1.05 in 2 filings")


def test_a_filer_of_form_6_k_owes_no_items_and_cannot_tell(tmp_path: Path) -> None:
    filings = [filing("6-K", JANUARY), filing("20-F", date(2024, 4, 30))]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    verdict = cyber_incident_told(subject)
    assert isinstance(verdict, CannotTell)
    assert "no 8-K with items" in verdict.missing
