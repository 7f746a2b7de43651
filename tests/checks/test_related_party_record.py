"""What counts as a dealing with insiders; invented."""

from datetime import date
from pathlib import Path

from annual_rows import BEFORE, END, FILED, NOW, company, two_years
from checks.invented import Row
from microcap.checks.related_party_record import size_of, tagged_dealings
from microcap.view.annual_accounts import AnnualAccounts, annual_accounts
from microcap.view.subject import Subject
from research.tiny import fact


def _tagged(tag: str, value: float, day: date = END, start: date | None = None) -> Row:
    return fact(tag, value, day, start=start, filed=FILED, form="10-K")


def _years(subject: Subject) -> AnnualAccounts:
    years = annual_accounts(subject)
    assert years is not None
    return years


def test_changes_of_a_balance_and_the_deposits_of_a_bank_are_no_dealings(tmp_path: Path) -> None:
    rows = [
        *two_years(NOW, BEFORE),
        _tagged("DueFromRelatedPartiesCurrent", 3e5),
        _tagged("IncreaseDecreaseInDueFromRelatedParties", 9e5, start=date(2023, 1, 1)),
        _tagged("RelatedPartyDepositLiabilities", 8e5),
    ]
    subject = company(tmp_path, rows)
    assert [one.tag for one in tagged_dealings(subject, _years(subject))] == [
        "DueFromRelatedPartiesCurrent"
    ]


def test_a_quarter_and_a_balance_of_another_day_are_not_of_the_year(tmp_path: Path) -> None:
    rows = [
        *two_years(NOW, BEFORE),
        _tagged("RelatedPartyTransactionAmountsOfTransaction", 1e5, start=date(2023, 10, 1)),
        _tagged("DueToRelatedPartiesCurrent", 2e5, day=date(2023, 6, 30)),
    ]
    subject = company(tmp_path, rows)
    assert tagged_dealings(subject, _years(subject)) == ()


def test_the_measure_is_sales_or_assets_where_sales_are_below_a_twentieth(tmp_path: Path) -> None:
    """0.5 of 11 are 4.5 %, 0.6 are 5.5 %."""
    few = company(tmp_path / "few", two_years({**NOW, "sales": 0.5e6}, BEFORE))
    more = company(tmp_path / "more", two_years({**NOW, "sales": 0.6e6}, BEFORE))
    of_few, of_more = size_of(_years(few)), size_of(_years(more))
    assert of_few is not None
    assert (of_few[0], of_few[1].value) == ("assets", 11e6)
    assert of_more is not None
    assert (of_more[0], of_more[1].value) == ("sales", 0.6e6)
