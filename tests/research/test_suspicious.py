"""Suspicions: every check is asked, and what an answer weighs today."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import ISSUER, bars, filing, held, listed, subject_of
from microcap.model.catalogue import entries
from microcap.model.verdicts import CannotTell, Clear, Finding
from microcap.research.suspicious import suspicions, weight
from research.tiny import subject

TODAY = date(2024, 6, 28)


def test_a_state_holds_at_full_weight() -> None:
    assert weight(4, "state", date(2014, 6, 28), TODAY) == 4.0


def test_an_event_of_today_weighs_what_it_weighs() -> None:
    assert weight(4, "event", TODAY, TODAY) == 4.0


def test_an_event_of_a_year_ago_weighs_half() -> None:
    """4 x 0.5; twelve months are 365 or 365.25 days."""
    assert weight(4, "event", date(2023, 6, 29), TODAY) == pytest.approx(2.0, rel=0.01)


def test_an_event_of_two_years_ago_weighs_a_quarter() -> None:
    """4 x 0.25."""
    assert weight(4, "event", date(2022, 6, 29), TODAY) == pytest.approx(1.0, rel=0.01)


def test_an_event_that_does_not_fade_keeps_its_weight() -> None:
    assert weight(5, "event", date(2014, 6, 28), TODAY, fades=False) == 5.0


def test_an_event_that_is_still_to_come_weighs_no_more_than_today() -> None:
    assert weight(3, "event", date(2024, 7, 28), TODAY) == 3.0


def test_every_check_is_asked_once_findings_first_and_what_cannot_be_told_last(
    tmp_path: Path,
) -> None:
    """Thirty closes at 0.90 are a finding, the bar of today is a clean bill of having vanished."""
    found = suspicions(subject(tmp_path, bars=bars([0.9] * 30), listings=listed("NASDAQ_CM")))
    assert sorted(one.check for one in found) == sorted(entries("check"))
    ranks = [(Finding, Clear, CannotTell).index(type(one.verdict)) for one in found]
    assert ranks == sorted(ranks)
    assert (found[0].check, found[0].severity) == ("price_under_one_dollar", 2.0)


def test_what_is_clear_or_cannot_be_told_weighs_nothing(tmp_path: Path) -> None:
    found = suspicions(subject(tmp_path))
    assert {one.severity for one in found if not isinstance(one.verdict, Finding)} == {0.0}


def test_a_state_whose_next_report_is_overdue_weighs_one_more() -> None:
    """3 + 1; and 5 stays 5, the heaviest."""
    assert weight(3, "state", TODAY, TODAY, overdue=True) == 4.0
    assert weight(5, "state", TODAY, TODAY, overdue=True) == 5.0
    assert weight(3, "event", TODAY, TODAY, overdue=True) == 3.0


REPORT = {**filing("10-K", date(2023, 3, 28)), "report_day": date(2022, 12, 31)}
LATER = {**filing("10-Q", date(2024, 5, 14)), "report_day": date(2024, 3, 31)}
DOUBT = {
    "subject": ISSUER,
    "day": date(2023, 3, 28),
    "title": "10-K for 2022",
    "kind": "filing_text",
    "text": "There is substantial doubt about our ability to continue as a going concern.",
}


@pytest.mark.parametrize("owed", [True, False])
def test_a_doubt_of_a_report_whose_successor_is_missing_names_it(
    tmp_path: Path, owed: bool
) -> None:
    """The 10-K for 2023 was due on 2024-04-01 (90 days, then Monday); a going concern weighs 3."""
    successor = {**filing("10-K", date(2024, 3, 28)), "report_day": date(2023, 12, 31)}
    filings = [REPORT, LATER, *([] if owed else [successor])]
    held_here = subject_of(
        tmp_path, listings=listed(), filings=filings, coverage=[held()], documents=[DOUBT]
    )
    doubt = next(one for one in suspicions(held_here) if one.check == "going_concern_stated")
    assert isinstance(doubt.verdict, Finding)
    said = "10-K 2023-12-31, due 2024-04-01"
    assert (doubt.severity, doubt.overdue) == ((4.0, said) if owed else (3.0, ""))
    assert doubt.ends.startswith("a later annual report without the words")
