"""Unregistered sales: 8-K item 3.02, twice or more."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import Rows, filing, held, listed, subject_of
from microcap.checks.unregistered_shares_sold import unregistered_shares_sold
from microcap.model.verdicts import CannotTell, Clear, Finding

REPORT = filing("10-K", date(2024, 3, 28), number=9)
JANUARY = filing("8-K", date(2024, 1, 10), "3.02")
AMENDED = filing("8-K/A", date(2024, 1, 20), "3.02")
MAY = filing("8-K", date(2024, 5, 6), "1.01,3.02")


def test_two_sales_are_found_the_newest_first(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=[REPORT, JANUARY, MAY])
    verdict = unregistered_shares_sold(subject)
    assert isinstance(verdict, Finding)
    assert [one.day for one in verdict.evidence] == [date(2024, 5, 6), date(2024, 1, 10)]


@pytest.mark.parametrize("filings", [[REPORT], [REPORT, JANUARY], [REPORT, JANUARY, AMENDED]])
def test_one_sale_or_none_is_clear_and_an_amendment_is_no_second(
    tmp_path: Path, filings: Rows
) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    assert isinstance(unregistered_shares_sold(subject), Clear)


def test_one_sale_in_a_record_of_unknown_completeness_cannot_tell(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=[REPORT, JANUARY])
    assert isinstance(unregistered_shares_sold(subject), CannotTell)
