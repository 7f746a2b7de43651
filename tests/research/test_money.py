"""Money: twelve months from filings, as they were known, and how long the cash lasts."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import Row, listed
from microcap.research.chapters import Money
from microcap.research.money import money
from research.tiny import again, fact, subject

FLOW = "NetCashProvidedByUsedInOperatingActivities"
CASH = "CashAndCashEquivalentsAtCarryingValue"
YEAR = (date(2023, 1, 1), date(2023, 12, 31))
QUARTER = (date(2024, 1, 1), date(2024, 3, 31))
QUARTER_BEFORE = (date(2023, 1, 1), date(2023, 3, 31))
MARCH, MAY = date(2024, 3, 28), date(2024, 5, 14)


def _flow(span: tuple[date, date], value: float, filed: date, tag: str = FLOW) -> Row:
    return fact(tag, value, span[1], start=span[0], filed=filed, form="10-K")


def _cash(value: float, day: date = date(2024, 3, 31), filed: date = MAY) -> Row:
    return fact(CASH, value, day, filed=filed)


def _money(folder: Path, *facts: Row) -> Money:
    return money(subject(folder, listings=listed(), facts=list(facts)))


def test_twelve_months_are_the_year_and_this_years_part_less_last_years(tmp_path: Path) -> None:
    """-12.0m + -2.5m - -4.0m = -10.5m, to the end of March 2024."""
    chapter = _money(
        tmp_path,
        _flow(YEAR, -12e6, MARCH),
        _flow(QUARTER, -2.5e6, MAY),
        _flow(QUARTER_BEFORE, -4e6, MAY),
    )
    assert chapter.operating_cash.value == pytest.approx(-10.5e6)
    assert chapter.operating_cash.as_of == date(2024, 3, 31)
    assert len(chapter.operating_cash.sources) == 2


def test_a_year_alone_is_twelve_months(tmp_path: Path) -> None:
    chapter = _money(tmp_path, _flow(YEAR, -12e6, MARCH))
    assert (chapter.operating_cash.value, chapter.operating_cash.as_of) == (-12e6, YEAR[1])


def test_a_part_without_last_years_part_is_not_added(tmp_path: Path) -> None:
    chapter = _money(tmp_path, _flow(YEAR, -12e6, MARCH), _flow(QUARTER, -2.5e6, MAY))
    assert (chapter.operating_cash.value, chapter.operating_cash.as_of) == (-12e6, YEAR[1])


def test_nine_months_are_taken_before_three(tmp_path: Path) -> None:
    """-12m + -9m - -8m = -13m, to the end of September 2023 of a year to December 2022."""
    year = (date(2022, 1, 1), date(2022, 12, 31))
    nine, nine_before = (
        (date(2023, 1, 1), date(2023, 9, 30)),
        (date(2022, 1, 1), date(2022, 9, 30)),
    )
    filed = date(2023, 11, 9)
    chapter = _money(
        tmp_path,
        _flow(year, -12e6, date(2023, 3, 30)),
        _flow((date(2023, 1, 1), date(2023, 3, 31)), -1e6, date(2023, 5, 10)),
        _flow((date(2022, 1, 1), date(2022, 3, 31)), -5e6, date(2023, 5, 10)),
        _flow(nine, -9e6, filed),
        _flow(nine_before, -8e6, filed),
    )
    assert chapter.operating_cash.value == pytest.approx(-13e6)
    assert chapter.operating_cash.as_of == nine[1]


def test_a_part_of_a_year_is_never_taken_for_a_year(tmp_path: Path) -> None:
    chapter = _money(tmp_path, _flow(QUARTER, -2.5e6, MAY))
    assert (chapter.operating_cash.value, chapter.operating_cash.status) == (None, "cannot_tell")
    assert (
        chapter.operating_cash.missing == "twelve months of operating cash flow in the facts held"
    )


def test_a_filing_counts_from_the_moment_it_was_known(tmp_path: Path) -> None:
    """Of a filing only the day is held, 14 May: it is known when the session of the 15th opens."""
    rows = [
        _flow(YEAR, -12e6, MARCH),
        _flow(QUARTER, -2.5e6, MAY),
        _flow(QUARTER_BEFORE, -4e6, MAY),
    ]
    subject(
        tmp_path,
        "2024-05-14",
        listings=listed(),
        facts=rows,
    )
    before, after = again(tmp_path, "2024-05-15 09:29"), again(tmp_path, "2024-05-15 09:30")
    assert money(before).operating_cash.value == -12e6
    assert money(after).operating_cash.value == pytest.approx(-10.5e6)


def test_a_restated_period_counts_as_filed_last(tmp_path: Path) -> None:
    again_filed = _flow(YEAR, -11e6, MAY)
    chapter = _money(tmp_path, _flow(YEAR, -12e6, MARCH), again_filed)
    assert chapter.operating_cash.value == -11e6


def test_the_runway_is_cash_over_the_burn_less_the_months_since(tmp_path: Path) -> None:
    """Cash 20m, operating -10.2m and capital spending 1.8m: 12m a year, 1m a month, 20 months.
    From 31 March to 28 June 2024 are 89 days, 89 / 30.4375 = 2.924 months: 17.076 are left."""
    chapter = _money(
        tmp_path,
        _cash(20e6),
        _flow(YEAR, -10.2e6, MARCH),
        _flow(YEAR, 1.8e6, MARCH, "PaymentsToAcquirePropertyPlantAndEquipment"),
    )
    assert chapter.runway_months.value == pytest.approx(17.076, abs=1e-3)
    assert chapter.runway_months.status == "estimated"
    assert "20,000,000 USD on 2024-03-31 at 1,000,000 a month" in chapter.runway_months.note


def test_cash_that_is_gone_by_the_pace_lasts_zero_months_and_never_fewer(tmp_path: Path) -> None:
    """1m at 1m a month was gone on the first of May."""
    chapter = _money(tmp_path, _cash(1e6), _flow(YEAR, -12e6, MARCH))
    assert chapter.runway_months.value == 0.0


def test_a_company_that_earns_cash_has_no_runway(tmp_path: Path) -> None:
    chapter = _money(tmp_path, _cash(20e6), _flow(YEAR, 3e6, MARCH))
    assert (chapter.runway_months.value, chapter.runway_months.status) == (None, "not_applicable")


def test_without_cash_the_runway_cannot_be_told(tmp_path: Path) -> None:
    chapter = _money(tmp_path, _flow(YEAR, -12e6, MARCH))
    assert (chapter.runway_months.value, chapter.runway_months.status) == (None, "cannot_tell")
    assert chapter.runway_months.missing == "a balance of cash in the facts held"


def test_the_currency_of_the_accounts_stays_and_others_are_named_and_not_added(
    tmp_path: Path,
) -> None:
    """70m of cash at 50m a year is 16.8 months from the end of March, 2.924 months ago."""
    euros = {**_flow(YEAR, -50e6, MARCH), "unit": "EUR"}
    chapter = _money(tmp_path, euros, {**_cash(70e6), "unit": "EUR"}, _cash(20e6))
    assert (chapter.cash.value, chapter.cash.unit) == (70e6, "EUR")
    assert (chapter.operating_cash.value, chapter.operating_cash.unit) == (-50e6, "EUR")
    assert chapter.runway_months.value == pytest.approx(13.876, abs=1e-3)
    assert chapter.notes == (
        "amounts are in EUR, as filed; nothing is converted to dollars",
        "numbers in USD are held too and are not added to EUR",
    )


def test_short_term_investments_count_and_the_worse_pace_is_taken(tmp_path: Path) -> None:
    """(20m + 4m) at 2m a month, the quarter's 6m / 3, is 12 months; 2.924 have passed: 9.076."""
    chapter = _money(
        tmp_path,
        _cash(20e6),
        fact("ShortTermInvestments", 4e6, date(2024, 3, 31), filed=MAY),
        _flow(YEAR, -12e6, MARCH),
        _flow(QUARTER, -6e6, MAY),
        _flow(QUARTER_BEFORE, -6e6, MAY),
    )
    assert chapter.runway_months.value == pytest.approx(9.076, abs=1e-3)


def test_cash_of_more_than_200_days_ago_is_stale(tmp_path: Path) -> None:
    """From 11 December 2023 to 28 June 2024 are 200 days (20 + 31 + 29 + 31 + 30 + 31 + 28)."""
    old = _money(tmp_path / "old", _cash(20e6, date(2023, 12, 10), MARCH))
    young = _money(tmp_path / "young", _cash(20e6, date(2023, 12, 11), MARCH))
    assert (old.cash.status, young.cash.status) == ("stale", "known")


def test_a_second_name_of_the_same_figure_is_taken_where_the_first_is_absent(
    tmp_path: Path,
) -> None:
    row = _flow(YEAR, 8e6, MARCH, "RevenueFromContractWithCustomerExcludingAssessedTax")
    assert _money(tmp_path, row).revenue.value == 8e6


def test_no_debt_item_is_no_proof_of_no_debt(tmp_path: Path) -> None:
    debt = _money(tmp_path, _cash(20e6)).debt
    assert (debt.value, debt.status) == (None, "cannot_tell")
    assert "its absence is no proof" in debt.missing


@pytest.mark.parametrize(
    ("linked", "missing"),
    [(True, "its company facts"), (False, "a link to its issuer, and so its filings")],
)
def test_without_facts_everything_says_what_is_missing(
    tmp_path: Path, linked: bool, missing: str
) -> None:
    chapter = money(subject(tmp_path, listings=listed() if linked else []))
    figures = (chapter.cash, chapter.operating_cash, chapter.runway_months, chapter.debt)
    assert {(figure.value, figure.missing) for figure in figures} == {(None, missing)}
