"""What the company's documents say of an inquiry of a regulator."""

from datetime import date
from pathlib import Path

from checks.invented import filing, held, listed, subject_of
from microcap.checks.regulator_inquiry_told import regulator_inquiry_told
from microcap.model.verdicts import CannotTell, Clear, Finding
from offering_rows import document

JANUARY, MARCH = date(2024, 1, 10), date(2024, 3, 28)
FILED = filing("8-K", JANUARY, "8.01")
HEAD = "FORM 8-K\nItem 8.01 Other Events.\n"
WORDS = "On January 5, 2024, the Company received a subpoena from the Securities and Exchange Commission."
OTHERS = "On January 5, 2024, the Company consented to the entry of a cease and desist order by the Securities and Exchange Commission."


def test_words_of_a_subpoena_are_found_and_quoted(tmp_path: Path) -> None:
    rows = [document("8-K", JANUARY, f"{HEAD}{WORDS}\nSIGNATURES")]
    subject = subject_of(tmp_path, listings=listed(), filings=[FILED], filing_documents=rows)
    verdict = regulator_inquiry_told(subject)
    assert isinstance(verdict, Finding)
    assert verdict.evidence[0].what == f"“{WORDS}”"
    assert verdict.evidence[0].day == JANUARY


def test_a_record_that_was_read_and_tells_of_something_else_is_clear(tmp_path: Path) -> None:
    verdict = regulator_inquiry_told(
        subject_of(
            tmp_path,
            listings=listed(),
            filings=[FILED, filing("10-K", MARCH)],
            filing_documents=[
                document("8-K", JANUARY, f"{HEAD}{OTHERS}\nSIGNATURES"),
                document("10-K", MARCH, "We sell pumps."),
            ],
            coverage=[held()],
        )
    )
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.startswith("no words of an inquiry of a regulator in 2 filings")


def test_a_filing_that_was_not_read_cannot_tell(tmp_path: Path) -> None:
    verdict = regulator_inquiry_told(
        subject_of(tmp_path, listings=listed(), filings=[FILED], coverage=[held()])
    )
    assert isinstance(verdict, CannotTell)
    assert "filings not held and read since 2022-06-28: 1" in verdict.missing
