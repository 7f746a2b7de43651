"""Conversion below the market: found, clear, cannot tell."""

from datetime import date
from pathlib import Path

from checks.invented import filing, held, listed
from microcap.checks.toxic_conversion_terms import toxic_conversion_terms
from microcap.model.verdicts import CannotTell, Clear, Finding
from offering_rows import document
from research.tiny import subject

MAY = date(2024, 5, 14)
TERMS = (
    "The note is convertible at 70% of the lowest VWAP of the fifteen trading days before "
    "conversion."
)


def test_words_of_a_discount_to_a_trailing_low_are_found_and_quoted(tmp_path: Path) -> None:
    rows = [document("8-K", MAY, TERMS)]
    verdict = toxic_conversion_terms(
        subject(tmp_path, listings=listed(), filings=[filing("8-K", MAY)], filing_documents=rows)
    )
    assert isinstance(verdict, Finding)
    assert verdict.says.endswith("discount to market")
    assert verdict.evidence[0].what == f"“{TERMS}”"


def test_a_whole_record_that_was_read_and_says_nothing_is_clear(tmp_path: Path) -> None:
    verdict = toxic_conversion_terms(
        subject(
            tmp_path,
            listings=listed(),
            filings=[filing("10-Q", MAY)],
            filing_documents=[document("10-Q", MAY, "We sell pumps.")],
            coverage=[held()],
        )
    )
    assert isinstance(verdict, Clear)


def test_a_filing_that_was_not_read_cannot_tell(tmp_path: Path) -> None:
    verdict = toxic_conversion_terms(
        subject(tmp_path, listings=listed(), filings=[filing("8-K", MAY)], coverage=[held()])
    )
    assert isinstance(verdict, CannotTell)
    asked = "words of conversion below the market"
    assert verdict.missing == f"{asked}: filings not held and read since 2022-06-28: 1"


def test_a_record_that_is_not_proved_cannot_tell(tmp_path: Path) -> None:
    assert isinstance(toxic_conversion_terms(subject(tmp_path, listings=listed())), CannotTell)


def test_an_issuer_that_filed_nothing_gets_no_clean_bill(tmp_path: Path) -> None:
    verdict = toxic_conversion_terms(subject(tmp_path, listings=listed(), coverage=[held()]))
    assert isinstance(verdict, CannotTell)


def test_the_silence_of_a_single_8_k_is_no_clean_bill(tmp_path: Path) -> None:
    verdict = toxic_conversion_terms(
        subject(
            tmp_path,
            listings=listed(),
            filings=[filing("8-K", MAY)],
            filing_documents=[document("8-K", MAY, "We sell pumps.")],
            coverage=[held()],
        )
    )
    assert isinstance(verdict, CannotTell)
