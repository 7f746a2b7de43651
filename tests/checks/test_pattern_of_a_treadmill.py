"""Reverse splits that offerings follow."""

from datetime import date
from pathlib import Path

from checks.invented import Rows, filing, held, listed, split, subject_of
from microcap.checks.pattern_of_a_treadmill import pattern_of_a_treadmill
from microcap.model.verdicts import CannotTell, Clear, Finding
from research.tiny import fact

FIRST, SECOND = date(2022, 3, 1), date(2023, 9, 1)
TWO = [split(FIRST, 1, 20), split(SECOND, 1, 30)]
REPORT = filing("10-K", date(2024, 3, 28), number=9)
OFFERED: Rows = [filing("424B5", date(2022, 5, 2)), filing("424B5", date(2023, 10, 12)), REPORT]
SPLITS = held("splits", subject="ZZHM")


def test_two_splits_with_an_offering_after_each_are_found(tmp_path: Path) -> None:
    """20 x 30 = 600 old shares for one."""
    verdict = pattern_of_a_treadmill(
        subject_of(tmp_path, listings=listed(), filings=OFFERED, splits=TWO)
    )
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        "pattern of a treadmill: 2 reverse splits since 2019-06-28, 1 for 600 together, "
        "2 of them followed by an offering"
    )
    assert [one.day for one in verdict.evidence] == [
        date(2023, 10, 12),
        SECOND,
        date(2022, 5, 2),
        FIRST,
    ]


def test_cash_from_shares_in_a_quarter_after_the_split_counts_too(tmp_path: Path) -> None:
    tag = "ProceedsFromIssuanceOfCommonStock"
    rows = [
        fact(tag, 3e6, date(2022, 6, 30), start=date(2022, 4, 1), filed=date(2022, 8, 12)),
        fact(tag, 2e6, date(2024, 3, 31), start=date(2024, 1, 1), filed=date(2024, 5, 14)),
    ]
    verdict = pattern_of_a_treadmill(
        subject_of(tmp_path, listings=listed(), facts=rows, splits=TWO)
    )
    assert isinstance(verdict, Finding)
    assert "ProceedsFromIssuanceOfCommonStock 2,000,000 USD" in verdict.evidence[0].what


def test_two_splits_and_no_offering_in_a_whole_record_are_clear(tmp_path: Path) -> None:
    subject = subject_of(
        tmp_path, listings=listed(), filings=[REPORT], splits=TWO, coverage=[held()]
    )
    verdict = pattern_of_a_treadmill(subject)
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.startswith("0 of 2 reverse splits followed")


def test_one_split_in_a_whole_list_is_clear(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, splits=TWO[1:], coverage=[SPLITS])
    verdict = pattern_of_a_treadmill(subject)
    assert isinstance(verdict, Clear)
    assert "1 reverse split in the list" in verdict.looked_at


def test_without_the_filings_nobody_can_tell_what_followed(tmp_path: Path) -> None:
    verdict = pattern_of_a_treadmill(subject_of(tmp_path, listings=listed(), splits=TWO))
    assert isinstance(verdict, CannotTell)
    assert "offerings after 2 reverse splits" in verdict.missing


def test_a_suspected_split_is_not_counted_and_not_ruled_out(tmp_path: Path) -> None:
    rows = [TWO[0], split(SECOND, 1, 30, status="suspected")]
    verdict = pattern_of_a_treadmill(subject_of(tmp_path, splits=rows, coverage=[SPLITS]))
    assert isinstance(verdict, CannotTell)
    assert "suspected on 2023-09-01" in verdict.missing


def test_an_offering_between_the_splits_alone_is_one_turn(tmp_path: Path) -> None:
    subject = subject_of(
        tmp_path, listings=listed(), filings=[OFFERED[0], REPORT], splits=TWO, coverage=[held()]
    )
    assert isinstance(pattern_of_a_treadmill(subject), Clear)
