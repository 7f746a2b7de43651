"""Reverse splits, what was raised between them, and $1,000 held since, by pencil."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import bars, filing, held, split
from microcap.research.treadmill import treadmill
from microcap.view.subject import Subject
from offering_rows import TAKEN_DAY, company, filings
from research.tiny import fact, subject

FIRST, SECOND = date(2023, 12, 11), date(2024, 4, 15)
SOLD = "ProceedsFromIssuanceOfCommonStock"


def _company(folder: Path) -> Subject:
    """Closes: 1 USD, then 10 from the first split of 1 for 20, then 2 from the second of 1 for 5."""
    rows = bars([1.0] * 300)
    for row in rows:
        day = date.fromisoformat(str(row["day"]))
        row["close"] = 2.0 if day >= SECOND else 10.0 if day >= FIRST else 1.0
    return company(
        folder,
        bars=rows,
        splits=[split(FIRST, 1, 20), split(SECOND, 1, 5)],
        filings=[*filings(), filing("424B5", date(2024, 5, 20))],
        facts=[
            fact(SOLD, 9e5, date(2024, 3, 31), start=date(2024, 1, 1), filed=date(2024, 5, 14)),
            fact(SOLD, 9.1e5, date(2024, 6, 29), start=date(2024, 3, 31), filed=date(2024, 6, 28)),
        ],
        coverage=[held()],
    )


def test_each_split_has_its_offering_its_money_and_its_thousand(tmp_path: Path) -> None:
    """10 USD of December are 50 today, and 2 / 50 x 1,000 = 40; 2 of April are 2: 1,000.

    From 2023-12-11 to the supplement of 2024-01-10 are 30 days, from 2024-04-15 to 2024-05-20 35.
    """
    found = treadmill(_company(tmp_path))
    assert [(one.day, one.cumulative) for one in found.turns] == [(FIRST, 20.0), (SECOND, 100.0)]
    assert [one.next_offering.value for one in found.turns] == [30, 35]
    assert [one.worth.value for one in found.turns] == [pytest.approx(40.0), pytest.approx(1000.0)]
    first, second = found.turns
    assert (first.raised.value, first.raised.note) == (
        2_000_000.0,
        "1 offering, 1 more without an amount",
    )
    assert second.raised.status == "cannot_tell"
    assert found.cumulative.value == 100.0
    assert found.worth.value == pytest.approx(40.0)
    assert found.days_to_offering.value == 32.5


def test_a_quarter_that_a_split_cuts_counts_by_its_days(tmp_path: Path) -> None:
    """January to March lies before the second split: 900,000, known whole."""
    first = treadmill(_company(tmp_path)).turns[0]
    assert first.raised_by_statements.value == pytest.approx(900_000.0)
    assert (first.raised_by_statements.low, first.raised_by_statements.high) == (9e5, 9e5)


def test_the_offering_s_day_is_the_day_of_the_supplement(tmp_path: Path) -> None:
    first = treadmill(_company(tmp_path)).turns[0]
    assert (first.offered, first.next_offering.as_of) == ("424B5", TAKEN_DAY)


def test_a_name_without_reverse_splits_has_no_turns_and_says_what_is_not_held(
    tmp_path: Path,
) -> None:
    found = treadmill(subject(tmp_path))
    assert found.turns == ()
    assert found.worth.status == "not_applicable"
    assert found.cumulative.status == "cannot_tell"
    assert "results are of the price alone: dividends are not held" in found.notes


def test_a_complete_list_without_a_split_is_a_factor_of_one(tmp_path: Path) -> None:
    whole = held("splits", subject="ZZHM")
    found = treadmill(subject(tmp_path, coverage=[whole]))
    assert (found.cumulative.value, found.cumulative.status) == (1.0, "known")
