"""What the latest reports say of the controls over the accounts."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import Rows, filing, held, listed, subject_of
from checks.real_filings import real_subject
from microcap.checks.material_weakness_stated import material_weakness_stated
from microcap.model.verdicts import CannotTell, Clear, Finding
from offering_rows import document

LAST, MARCH, MAY = date(2023, 3, 30), date(2024, 3, 28), date(2024, 5, 14)
WEAK = (
    "Management identified a material weakness in our internal control over financial reporting "
    "as of December 31, 2023."
)
MENDED = (
    "The material weakness in our internal control over financial reporting that we identified in "
    "2023 has been remediated as of March 31, 2024."
)
SOUND = "Our internal control over financial reporting was effective as of December 31, 2023."


def _texts(annual: str, quarter: str | None = None) -> Rows:
    head = "Item 9A. Controls and Procedures."
    rows = [document("10-K", MARCH, f"FORM 10-K\n{head}\n{annual}\nSIGNATURES\n/s/ Osric Marrow")]
    if quarter is not None:
        rows.append(document("10-Q", MAY, f"FORM 10-Q\n{quarter}\nSIGNATURES\n/s/ Osric Marrow"))
    return rows


FILINGS = [filing("10-K", MARCH)]
BOTH = [*FILINGS, filing("10-Q", MAY)]


def test_a_weakness_in_the_annual_report_is_found_and_quoted(tmp_path: Path) -> None:
    subject = subject_of(
        tmp_path, listings=listed(), filings=FILINGS, filing_documents=_texts(WEAK)
    )
    verdict = material_weakness_stated(subject)
    assert isinstance(verdict, Finding)
    assert verdict.says == "10-K of 2024-03-28: a material weakness is stated"
    assert verdict.evidence[0].what == f"“{WEAK}”"


def test_a_quarter_that_says_nothing_does_not_end_it(tmp_path: Path) -> None:
    rows = _texts(WEAK, "We sell pumps.")
    subject = subject_of(tmp_path, listings=listed(), filings=BOTH, filing_documents=rows)
    assert isinstance(material_weakness_stated(subject), Finding)


@pytest.mark.parametrize(
    ("filings", "rows"),
    [(FILINGS, _texts(SOUND)), (BOTH, _texts(WEAK, MENDED))],
    ids=["effective", "remediated in the quarter"],
)
def test_controls_without_a_weakness_that_stands_are_clear(
    tmp_path: Path, filings: Rows, rows: Rows
) -> None:
    verdict = material_weakness_stated(
        subject_of(
            tmp_path, listings=listed(), filings=filings, filing_documents=rows, coverage=[held()]
        )
    )
    assert isinstance(verdict, Clear)


def test_a_later_annual_report_ends_what_an_earlier_one_stated(tmp_path: Path) -> None:
    old = document(
        "10-K", LAST, f"FORM 10-K\nItem 9A. Controls.\n{WEAK}\nSIGNATURES\n/s/ Osric Marrow"
    )
    verdict = material_weakness_stated(
        subject_of(
            tmp_path,
            listings=listed(),
            filings=[filing("10-K", LAST), *FILINGS],
            filing_documents=[old, *_texts(SOUND)],
            coverage=[held()],
        )
    )
    assert isinstance(verdict, Clear)


@pytest.mark.parametrize(
    ("filings", "rows", "coverage", "missing"),
    [
        (FILINGS, [], [held()], "the text of its latest annual report is not held"),
        (BOTH, _texts(SOUND), [held()], "report of 2024-05-14 is not held"),
        (FILINGS, _texts(SOUND), [], "whether a later report"),
        (FILINGS, [document("10-K", MARCH, "We sell.")], [held()], "item 9A"),
    ],
    ids=["no text", "a later report", "no proof", "cut off"],
)
def test_reports_that_are_not_held_cannot_tell(
    tmp_path: Path, filings: Rows, rows: Rows, coverage: Rows, missing: str
) -> None:
    verdict = material_weakness_stated(
        subject_of(
            tmp_path, listings=listed(), filings=filings, filing_documents=rows, coverage=coverage
        )
    )
    assert isinstance(verdict, CannotTell)
    assert missing in verdict.missing


@pytest.mark.real
def test_a_real_annual_report_with_a_weakness_is_found(tmp_path: Path, shared: Path) -> None:
    """0001002014-09-000815 (10-K of 2009-10-01): `management identified a material weakness`."""
    subject = real_subject(
        tmp_path, shared, "0001002014-09-000815", date(2010, 3, 1), first=date(2009, 1, 5)
    )
    verdict = material_weakness_stated(subject)
    assert isinstance(verdict, Finding)
    assert verdict.says == "10-K of 2009-10-01: a material weakness is stated"
    assert "management identified a material weakness" in verdict.evidence[0].what
