"""Runway, window, funding and dated answers, by pencil."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import bars, filing, listed
from microcap.research.runway import runway
from offering_rows import QUARTER_DAY, company, document, documents, filings, money_facts
from research.tiny import again, subject

TRIAL = "We expect to report topline data from the phase 2 study in the {} quarter of 2024."


def test_the_money_ends_six_months_after_the_balance(tmp_path: Path) -> None:
    """6m at 1m a month from 31 March 2024: 6 x 30.4375 = 182.6 days, to 30 September 2024.
    On 28 June 89 days have passed: 6 - 2.924 = 3.076 months."""
    value = runway(company(tmp_path, facts=money_facts()))
    assert value.months.value == pytest.approx(3.076, abs=1e-3)
    assert value.ends.value == "2024-09-30"
    assert value.burn.value == 1e6
    assert value.months_at_half.value == pytest.approx(12 - 2.924, abs=1e-3)


def test_the_window_of_one_year_runs_from_the_day_of_filing(tmp_path: Path) -> None:
    """Filed on 14 May 2024, 44 days after the balance: 6m - 1.4456m = 4.5544m are left then.
    Needed within the year: 12m. Short: 7.4456m."""
    value = runway(company(tmp_path, facts=money_facts()))
    assert value.window_end.value == "2025-05-14"
    assert value.window_need.value == pytest.approx(12e6)
    assert value.shortfall.value == pytest.approx(7_445_585, abs=1)


def test_a_company_that_earns_cash_has_no_end(tmp_path: Path) -> None:
    value = runway(company(tmp_path, facts=money_facts(burn=-3e6)))
    assert (value.months.status, value.ends.status) == ("not_applicable", "not_applicable")
    assert value.shortfall.value == 0.0


def test_money_raised_since_is_listed_and_not_added(tmp_path: Path) -> None:
    """The placement of 3 June brings 3,000,000; the runway stays 3.076 months."""
    day = date(2024, 6, 4)
    words = (
        "On June 3, 2024, we sold 1,500,000 shares of our common stock to investors in a private "
        "placement for gross proceeds of $3,000,000."
    )
    value = runway(
        company(
            tmp_path,
            facts=money_facts(),
            filings=[*filings(), filing("8-K", day, "3.02")],
            filing_documents=[*documents(), document("8-K", day, words)],
        )
    )
    assert [(one.dollars.value, one.day) for one in value.funding] == [(3e6, date(2024, 6, 3))]
    assert value.months.value == pytest.approx(3.076, abs=1e-3)
    assert any("not added" in note for note in value.notes)


def test_the_money_ends_before_an_answer_that_slipped_twice(tmp_path: Path) -> None:
    """Said in February for the second quarter, in March for the third, in May for the fourth;
    the money ends on 30 September, before 1 October."""
    said = [
        (date(2024, 2, 5), "second"),
        (date(2024, 3, 20), "third"),
        (date(2024, 5, 20), "fourth"),
    ]
    subject_then = company(
        tmp_path,
        facts=money_facts(),
        bars=bars([2.0] * 120),
        filings=[*filings(), *(filing("8-K", day, "8.01") for day, _ in said)],
        filing_documents=[
            *documents(),
            *(document("8-K", day, TRIAL.format(quarter)) for day, quarter in said),
        ],
    )
    (answer,) = runway(subject_then).catalysts
    assert (answer.first, answer.last) == (date(2024, 10, 1), date(2024, 12, 31))
    assert (answer.slipped, answer.against_money) == (2, "the money ends before the answer")
    (earlier,) = runway(again(tmp_path, "2024-04-15")).catalysts
    assert (earlier.slipped, earlier.last) == (1, date(2024, 9, 30))


def test_without_facts_and_documents_everything_says_what_is_missing(tmp_path: Path) -> None:
    value = runway(subject(tmp_path, listings=listed()))
    assert {value.cash.missing, value.months.missing, value.ends.missing} == {"its company facts"}
    assert any("no document of its filings is held" in note for note in value.notes)


def test_an_old_balance_makes_the_runway_stale(tmp_path: Path) -> None:
    """From 31 March to 31 October 2024 are 214 days."""
    value = runway(company(tmp_path, "2024-10-31", facts=money_facts(cash=24e6)))
    assert (value.months.status, value.cash.status) == ("stale", "stale")


def test_the_balance_is_not_known_before_it_was_filed(tmp_path: Path) -> None:
    company(tmp_path, facts=money_facts(), bars=bars([2.0] * 120))
    assert runway(again(tmp_path, QUARTER_DAY.isoformat())).cash.status == "cannot_tell"
    assert runway(again(tmp_path, "2024-05-15")).cash.value == 6e6
