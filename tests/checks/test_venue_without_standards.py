"""The tier by the newest dated list."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import held, listed, subject_of
from microcap.checks.venue_without_standards import venue_without_standards
from microcap.model.verdicts import CannotTell, Clear, Finding

MAY = date(2024, 5, 1)


@pytest.mark.parametrize("venue", ["PINK_LIMITED", "PINK_CURRENT", "EXPERT", "GREY"])
def test_a_tier_that_asks_for_no_audit_is_found(tmp_path: Path, venue: str) -> None:
    verdict = venue_without_standards(subject_of(tmp_path, listings=listed(venue, day=MAY)))
    assert isinstance(verdict, Finding)
    assert "by the list of 2024-05-01" in verdict.says
    assert verdict.evidence[0].what == f"venue {venue}"


@pytest.mark.parametrize("venue", ["NASDAQ_CM", "NYSE_AMERICAN", "OTCQX", "OTCQB"])
def test_an_exchange_or_an_audited_tier_is_clear(tmp_path: Path, venue: str) -> None:
    verdict = venue_without_standards(subject_of(tmp_path, listings=listed(venue, day=MAY)))
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.startswith("the list of 2024-05-01")


@pytest.mark.parametrize(
    ("venue", "day", "missing"),
    [
        (None, MAY, "no list of it is held"),
        ("OTC", MAY, "says OTC alone"),
        ("NASDAQ_CM", date(2020, 1, 2), "the newest list, of 2020-01-02"),
    ],
    ids=["no list", "no tier", "an old list"],
)
def test_a_tier_that_no_new_list_gives_cannot_tell(
    tmp_path: Path, venue: str | None, day: date, missing: str
) -> None:
    verdict = venue_without_standards(subject_of(tmp_path, listings=listed(venue, day=day)))
    assert isinstance(verdict, CannotTell)
    assert missing in verdict.missing


def test_an_old_entry_of_a_list_that_is_held_to_the_day_is_clear(tmp_path: Path) -> None:
    day = date(2020, 1, 2)
    whole = held("listings", day)
    subject = subject_of(tmp_path, listings=listed("NASDAQ_CM", day=day), coverage=[whole])
    assert isinstance(venue_without_standards(subject), Clear)


def test_a_name_that_left_its_exchange_cannot_tell(tmp_path: Path) -> None:
    gone = [{**row, "event": "gone"} for row in listed("NASDAQ_CM", day=MAY)]
    subject = subject_of(tmp_path, listings=[*listed("NASDAQ_CM", day=date(2024, 1, 3)), *gone])
    verdict = venue_without_standards(subject)
    assert isinstance(verdict, CannotTell)
    assert "since it left Nasdaq Capital Market on 2024-05-01" in verdict.missing


def test_an_old_list_says_that_no_newer_one_is_held(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed("PINK_LIMITED", day=date(2020, 1, 2)))
    verdict = venue_without_standards(subject)
    assert isinstance(verdict, Finding)
    assert verdict.says.endswith("no newer list of it is held")
