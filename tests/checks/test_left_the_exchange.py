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


def test_a_form_15_of_three_years_ago_stands_where_nothing_was_reported_since(
    tmp_path: Path,
) -> None:
    """It ended its reports in 2021 and sent a Form 4 since: that is no clean bill."""
    filings = [filing("10-K", date(2021, 3, 30)), filing("15-12G", date(2021, 5, 3))]
    since = filing("4", date(2023, 6, 1))
    subject = subject_of(tmp_path, listings=listed(), filings=[*filings, since], coverage=[held()])
    verdict = left_the_exchange(subject)
    assert isinstance(verdict, Finding)
    assert verdict.evidence[0].what == "15-12G, filed 2021-05-03"


def test_an_old_form_25_that_reports_follow_was_for_one_class(tmp_path: Path) -> None:
    filings = [filing("25-NSE", date(2021, 5, 3)), filing("10-K", date(2024, 3, 28))]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    assert isinstance(left_the_exchange(subject), Clear)


def test_a_registration_off_the_exchange_undoes_a_form_15_alone(tmp_path: Path) -> None:
    later = [filing("10-K", date(2023, 3, 28)), filing("8-A12G", date(2024, 5, 2))]
    ended = subject_of(
        tmp_path / "15",
        listings=listed(),
        filings=[*later, filing("15-12G", date(2024, 2, 1))],
        coverage=[held()],
    )
    assert isinstance(left_the_exchange(ended), Clear)
    gone = subject_of(tmp_path / "25", listings=listed(), filings=[*later, GONE], coverage=[held()])
    assert isinstance(left_the_exchange(gone), Finding)


def test_a_whole_record_with_nothing_in_it_is_no_clean_bill(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), coverage=[held()])
    verdict = left_the_exchange(subject)
    assert isinstance(verdict, CannotTell)
    assert "the issuer filed nothing" in verdict.missing


@pytest.mark.parametrize(("seen", "found"), [(date(2024, 5, 2), False), (date(2024, 2, 20), True)])
def test_a_form_25_is_of_another_class_where_a_later_list_shows_the_stock_on_an_exchange(
    tmp_path: Path, seen: date, found: bool
) -> None:
    """The form is of 1 February; a list of less than thirty days later may be a stale one."""
    filings = [REPORT, filing("10-K", date(2024, 3, 28)), GONE]
    rows = listed("NASDAQ_CM", day=seen)
    subject = subject_of(tmp_path, listings=rows, filings=filings, coverage=[held()])
    assert isinstance(left_the_exchange(subject), Finding if found else Clear)
