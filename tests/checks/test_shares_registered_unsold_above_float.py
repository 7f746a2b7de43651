"""Registered and unsold shares beside the float: found, clear, cannot tell."""

from datetime import date
from pathlib import Path

from checks.invented import filing, held
from microcap.checks.shares_registered_unsold_above_float import (
    shares_registered_unsold_above_float,
)
from microcap.model.verdicts import CannotTell, Clear, Finding
from offering_rows import SHELF_DAY, company, documents
from research.tiny import vendor

REPORT = filing("10-K", date(2024, 3, 28))


def test_seventeen_million_beside_a_float_of_eight_is_found(tmp_path: Path) -> None:
    """(13m + 5m - 1m) / 2 = 8.5m shares, 2.125 of a float of 4m."""
    verdict = shares_registered_unsold_above_float(company(tmp_path))
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        "$17,000,000 registered and unsold, at $2 a share 212 % of the float of 2024-05-10"
    )
    assert {one.source for one in verdict.evidence} <= {row["accession"] for row in documents()}


def test_a_float_of_hundred_million_makes_it_clear(tmp_path: Path) -> None:
    """8.5m shares are 8.6 % of 99m; the filings of 42 months are all held."""
    rows = [vendor(100_000_000, SHELF_DAY)]
    verdict = shares_registered_unsold_above_float(company(tmp_path, share_counts=rows))
    assert isinstance(verdict, Clear)
    assert "9 % of the float" in verdict.looked_at


def test_no_registration_in_a_whole_record_is_clear(tmp_path: Path) -> None:
    verdict = shares_registered_unsold_above_float(
        company(tmp_path, filings=[REPORT], filing_documents=[])
    )
    assert isinstance(verdict, Clear)


def test_a_shelf_whose_amount_is_not_held_cannot_tell(tmp_path: Path) -> None:
    verdict = shares_registered_unsold_above_float(company(tmp_path, filing_documents=[]))
    assert isinstance(verdict, CannotTell)
    assert "the amount of S-3 of 2023-05-10" in verdict.missing


def test_a_record_that_may_lack_a_filing_cannot_tell(tmp_path: Path) -> None:
    rows = [held(complete=False)]
    verdict = shares_registered_unsold_above_float(
        company(tmp_path, filings=[REPORT], filing_documents=[], coverage=rows)
    )
    assert isinstance(verdict, CannotTell)
