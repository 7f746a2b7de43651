"""What documents said of a kind within a stretch."""

from datetime import date
from pathlib import Path

from checks.invented import filing, held, listed, subject_of
from microcap.checks.item_told import two_years
from microcap.checks.words_told import said_within, silent, words_told
from microcap.model.verdicts import CannotTell, Clear, Finding
from offering_rows import document

MARCH = date(2024, 3, 28)
REPORT = filing("10-K", MARCH)
NEW = "On January 5, 2024, Grebe & Rail LLP resigned as our independent registered auditor."
OLD = "On January 6, 2020, Grebe & Rail LLP resigned as our independent registered auditor."


def test_only_a_deed_within_the_stretch_counts(tmp_path: Path) -> None:
    rows = [document("10-K", MARCH, f"FORM 10-K\n{OLD}\n{NEW}\nSIGNATURES")]
    subject = subject_of(tmp_path, listings=listed(), filings=[REPORT], filing_documents=rows)
    said = said_within(subject, "auditor_change", two_years(subject), {"resigned"})
    assert [one.quote for one in said] == [NEW]


def test_a_detail_that_was_not_asked_for_is_not_told(tmp_path: Path) -> None:
    rows = [document("10-K", MARCH, f"FORM 10-K\n{NEW}\nSIGNATURES")]
    subject = subject_of(
        tmp_path, listings=listed(), filings=[REPORT], filing_documents=rows, coverage=[held()]
    )
    told = words_told(
        subject, "auditor_change", fact="it is told", asked="words of it", details={"resigned"}
    )
    assert isinstance(told, Finding)
    assert told.says == "it is told in 1 document, the newest of 2024-03-28: resigned"
    other = words_told(
        subject, "auditor_change", fact="it is told", asked="words of it", details={"dismissed"}
    )
    assert isinstance(other, Clear)


def test_the_silence_of_a_record_without_telling_reports_says_nothing(tmp_path: Path) -> None:
    filings = [filing("4", MARCH)]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    verdict = silent(subject, two_years(subject), "words of it")
    assert isinstance(verdict, CannotTell)
    assert "no annual or interim report was filed" in verdict.missing
