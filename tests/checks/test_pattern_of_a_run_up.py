"""A price that doubled within five sessions on ten times its volume."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import Rows, bars, filing, held, listed, split, subject_of
from microcap.checks.pattern_of_a_run_up import pattern_of_a_run_up
from microcap.model.verdicts import CannotTell, Clear, Finding

QUIET = [1000 + index % 7 for index in range(100)]
RUN = bars([2.0] * 100 + [2.5, 4.4, 1.1], [*QUIET, 5000, 50_150, 9000])
"""The run is 2024-06-25 to 2024-06-27: 4.4 / 2.0 is +120 %, 50,150 is 50 times the median 1,003;
the last close, 1.10, is 75 % below the top."""


def test_a_run_up_is_found_with_its_size_and_what_came_after(tmp_path: Path) -> None:
    verdict = pattern_of_a_run_up(subject_of(tmp_path, bars=RUN))
    assert isinstance(verdict, Finding)
    assert verdict.says.startswith(
        "pattern of a run-up: +120 % from 2024-06-25 to 2024-06-27 on 50 times the usual volume, "
        "-75 % since"
    )
    assert [one.day for one in verdict.evidence] == [date(2024, 6, 27), date(2024, 6, 25)]


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({}, "cannot be told, the record is not held"),
        ({"coverage": [held()]}, "no filing from 2024-06-24 to 2024-06-28, the record is complete"),
        (
            {"filings": [filing("8-K", date(2024, 6, 26), "8.01")]},
            "filed beside it: 8-K of 2024-06-26",
        ),
    ],
    ids=["not held", "held and nothing in it", "a filing"],
)
def test_what_was_filed_beside_it_is_said(
    tmp_path: Path, tables: dict[str, Rows], said: str
) -> None:
    verdict = pattern_of_a_run_up(subject_of(tmp_path, bars=RUN, listings=listed(), **tables))
    assert isinstance(verdict, Finding)
    assert said in verdict.says


@pytest.mark.parametrize(
    "rows",
    [
        bars([2.0] * 100 + [2.5, 3.9], [*QUIET, 5000, 50_150]),
        bars([2.0] * 100 + [2.5, 4.4], [*QUIET, 5000, 9_000]),
    ],
    ids=["not doubled", "without the volume"],
)
def test_less_than_the_pattern_is_clear(tmp_path: Path, rows: Rows) -> None:
    assert isinstance(pattern_of_a_run_up(subject_of(tmp_path, bars=rows)), Clear)


def test_a_reverse_split_is_no_run_up(tmp_path: Path) -> None:
    rows = bars([0.20] * 100 + [2.0, 2.0], [*[10 * shares for shares in QUIET], 1000, 1001])
    subject = subject_of(tmp_path, bars=rows, splits=[split(date(2024, 6, 27), 1, 10)])
    assert isinstance(pattern_of_a_run_up(subject), Clear)


def test_a_jump_at_a_suspected_split_cannot_tell(tmp_path: Path) -> None:
    rows = bars([0.20] * 100 + [2.0, 2.0], [*QUIET, 50_000, 1001])
    suspected = split(date(2024, 6, 27), 1, 10, status="suspected")
    subject = subject_of(tmp_path, bars=rows, splits=[suspected])
    assert isinstance(pattern_of_a_run_up(subject), CannotTell)


def test_a_new_listing_has_no_usual_volume(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, bars=bars([2.0] * 10 + [9.0], [1000] * 10 + [99_000]))
    assert isinstance(pattern_of_a_run_up(subject), CannotTell)
