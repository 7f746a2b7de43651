"""Forms 25 and 15, and a registration that undoes them."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import Rows, filing, held, listed, subject_of
from microcap.checks.left_the_exchange import left_the_exchange
from microcap.model.verdicts import CannotTell, Clear, Finding

REPORT = filing("10-K", date(2023, 3, 28))
GONE = filing("25-NSE", date(2024, 2, 1))


@pytest.mark.parametrize("form", ["25", "25-NSE", "15-12B", "15-12G", "15-15D", "15F-12B"])
def test_each_form_of_leaving_is_found(tmp_path: Path, form: str) -> None:
    filings = [REPORT, filing(form, date(2024, 2, 1))]
    verdict = left_the_exchange(subject_of(tmp_path, listings=listed(), filings=filings))
    assert isinstance(verdict, Finding)
    assert verdict.evidence[0].what == f"{form}, filed 2024-02-01"


@pytest.mark.parametrize(
    "filings",
    [
        [REPORT],
        [REPORT, GONE, filing("8-A12B", date(2024, 1, 25))],
        [REPORT, GONE, filing("8-A12B", date(2024, 6, 3))],
    ],
    ids=["nothing", "a move to another exchange", "listed again"],
)
def test_no_form_that_stands_is_clear(tmp_path: Path, filings: Rows) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    assert isinstance(left_the_exchange(subject), Clear)


def test_a_form_long_after_the_registration_stands(tmp_path: Path) -> None:
    filings = [filing("8-A12B", date(2022, 9, 1)), GONE]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    assert isinstance(left_the_exchange(subject), Finding)


def test_a_record_that_may_lack_some_cannot_tell(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=[REPORT])
    assert isinstance(left_the_exchange(subject), CannotTell)


def test_an_exit_report_is_a_leaving_of_a_regulation_a_issuer_alone(tmp_path: Path) -> None:
    """A company that goes on to file 10-Ks has left Regulation A, not its exchange."""
    left = filing("1-Z", date(2024, 2, 1))
    offered = [filing("1-K", date(2023, 4, 27)), left]
    found = left_the_exchange(subject_of(tmp_path / "a", listings=listed(), filings=offered))
    assert isinstance(found, Finding)
    moved = [left, filing("10-K", date(2024, 3, 28))]
    subject = subject_of(tmp_path / "b", listings=listed(), filings=moved, coverage=[held()])
    assert isinstance(left_the_exchange(subject), Clear)
