"""What the company's documents say of an order of a regulator."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import filing, held, listed, subject_of
from checks.real_filings import real_subject
from microcap.checks.order_of_a_regulator import order_of_a_regulator
from microcap.model.verdicts import CannotTell, Clear, Finding
from offering_rows import document

JANUARY, MARCH = date(2024, 1, 10), date(2024, 3, 28)
FILED = filing("8-K", JANUARY, "8.01")
HEAD = "FORM 8-K\nItem 8.01 Other Events.\n"
WORDS = "On January 5, 2024, the Company consented to the entry of a cease and desist order by the Securities and Exchange Commission."
OTHERS = "On January 5, 2024, the Company received a subpoena from the Securities and Exchange Commission."


def test_words_of_an_order_are_found_and_quoted(tmp_path: Path) -> None:
    rows = [document("8-K", JANUARY, f"{HEAD}{WORDS}\nSIGNATURES")]
    subject = subject_of(tmp_path, listings=listed(), filings=[FILED], filing_documents=rows)
    verdict = order_of_a_regulator(subject)
    assert isinstance(verdict, Finding)
    assert verdict.evidence[0].what == f"“{WORDS}”"
    assert verdict.evidence[0].day == JANUARY


def test_a_record_that_was_read_and_tells_of_something_else_is_clear(tmp_path: Path) -> None:
    verdict = order_of_a_regulator(
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
    assert verdict.looked_at.startswith("no words of an order of a regulator in 2 filings")


def test_a_filing_that_was_not_read_cannot_tell(tmp_path: Path) -> None:
    verdict = order_of_a_regulator(
        subject_of(tmp_path, listings=listed(), filings=[FILED], coverage=[held()])
    )
    assert isinstance(verdict, CannotTell)
    assert "filings not held and read since 2022-06-28: 1" in verdict.missing


@pytest.mark.real
def test_a_real_order_is_found_by_its_accession(tmp_path: Path, shared: Path) -> None:
    """The label of 0000939057-09-000079 has regulatory_order: a bank's order of 2009-02-26."""
    subject = real_subject(
        tmp_path, shared, "0000939057-09-000079", date(2009, 6, 1), first=date(2008, 1, 2)
    )
    verdict = order_of_a_regulator(subject)
    assert isinstance(verdict, Finding)
    assert verdict.evidence[0].source == "0000939057-09-000079"
    assert "consent order" in verdict.says
