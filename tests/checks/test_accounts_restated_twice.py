"""Restatements in three years: by 8-K 4.02, and by totals that were told anew."""

from datetime import date
from pathlib import Path

from checks.invented import Row, Rows, filing, held, listed, subject_of
from microcap.checks.accounts_restated_twice import accounts_restated_twice
from microcap.model.verdicts import CannotTell, Clear, Finding
from research.tiny import fact

REPORT = filing("10-K", date(2024, 3, 28), number=9)
FIRST = filing("8-K", date(2022, 2, 10), "4.02")
AGAIN = filing("8-K", date(2022, 4, 1), "4.02")
SECOND = filing("8-K", date(2024, 1, 10), "4.02")
YEAR, LATER = date(2020, 12, 31), date(2022, 12, 31)


def _told(tag: str, value: float, day: date, filed: date, form: str = "10-K") -> Row:
    start = date(day.year, 1, 1) if tag == "NetIncomeLoss" else None
    return fact(tag, value, day, start=start, filed=filed, form=form)


def _year(day: date, first: date, anew: date, form: str = "10-K/A") -> Rows:
    """A year whose assets fall from 10 to 8 million and whose loss doubles when told anew."""
    return [
        _told("Assets", 10e6, day, first),
        _told("NetIncomeLoss", -1e6, day, first),
        _told("Assets", 8e6, day, anew, form),
        _told("NetIncomeLoss", -2e6, day, anew, form),
    ]


def test_two_reports_of_non_reliance_are_found(tmp_path: Path) -> None:
    """The one of April 2022 belongs to that of February, fifty days before."""
    filings = [REPORT, FIRST, AGAIN, SECOND]
    verdict = accounts_restated_twice(subject_of(tmp_path, listings=listed(), filings=filings))
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        "2 restatements since 2021-06-28: 8-K item 4.02 of 2022-02-10; 8-K item 4.02 of 2024-01-10"
    )


def test_a_report_and_totals_told_anew_long_after_it_are_found(tmp_path: Path) -> None:
    facts = _year(LATER, date(2023, 3, 30), date(2024, 5, 14))
    verdict = accounts_restated_twice(
        subject_of(tmp_path, listings=listed(), filings=[REPORT, FIRST], facts=facts)
    )
    assert isinstance(verdict, Finding)
    assert verdict.says.endswith("totals told anew by the 10-K/A of 2024-05-14")
    assert verdict.evidence[0].what == (
        "10-K/A: NetIncomeLoss of 2022-12-31 from -1,000,000 to -2,000,000, and 1 more"
    )


def test_a_report_and_its_own_amended_accounts_are_one_and_clear(tmp_path: Path) -> None:
    facts = _year(YEAR, date(2021, 3, 30), date(2022, 5, 16))
    subject = subject_of(
        tmp_path,
        listings=listed(),
        filings=[REPORT, FIRST],
        facts=facts,
        coverage=[held()],
    )
    verdict = accounts_restated_twice(subject)
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.startswith("one restatement (8-K item 4.02 of 2022-02-10)")


def test_a_single_total_of_a_later_annual_report_is_not_counted(tmp_path: Path) -> None:
    """A new tag or a slip of one number is as likely."""
    facts = [
        _told("Assets", 10e6, LATER, date(2023, 3, 30)),
        _told("Assets", 8e6, LATER, date(2024, 3, 28)),
    ]
    subject = subject_of(
        tmp_path, listings=listed(), filings=[REPORT, FIRST], facts=facts, coverage=[held()]
    )
    assert isinstance(accounts_restated_twice(subject), Clear)


def test_a_record_that_is_not_proved_or_without_numbers_cannot_tell(tmp_path: Path) -> None:
    proved = accounts_restated_twice(
        subject_of(tmp_path / "a", listings=listed(), filings=[REPORT], coverage=[held()])
    )
    assert isinstance(proved, CannotTell)
    assert "no tagged numbers" in proved.missing
    unproved = subject_of(tmp_path / "b", listings=listed(), filings=[REPORT, FIRST])
    assert isinstance(accounts_restated_twice(unproved), CannotTell)


def test_a_loss_tagged_with_the_other_sign_is_no_restatement(tmp_path: Path) -> None:
    """-6.28 and later +5.86 million, both lines of income alike: a slip of the tag."""
    first, anew = date(2023, 3, 30), date(2024, 5, 14)
    facts = [
        _told(tag, value, LATER, filed)
        for tag in ("NetIncomeLoss", "ProfitLoss")
        for value, filed in ((-6.28e6, first), (5.86e6, anew))
    ]
    subject = subject_of(
        tmp_path, listings=listed(), filings=[REPORT, FIRST], facts=facts, coverage=[held()]
    )
    assert isinstance(accounts_restated_twice(subject), Clear)
