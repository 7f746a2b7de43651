"""A price that ran far above its usual one within days, on many times its usual volume."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import SYMBOL, Rows, bars, filing, held, listed, split, subject_of
from microcap.checks.pattern_of_a_run_up import pattern_of_a_run_up
from microcap.model.verdicts import CannotTell, Clear, Finding

QUIET = [1000 + index % 7 for index in range(100)]
RUN = bars([2.0] * 100 + [2.5, 4.4, 1.1], [*QUIET, 5000, 50_150, 9000])
"""The run is 2024-06-25 to 2024-06-27: 4.4 / 2.0 is +120 %, 50,150 is 50 times the mean 1,003;
the last close, 1.10, is 75 % below the top."""


def test_a_run_up_is_found_with_its_size_and_what_came_after(tmp_path: Path) -> None:
    verdict = pattern_of_a_run_up(subject_of(tmp_path, bars=RUN))
    assert isinstance(verdict, Finding)
    assert verdict.says.startswith(
        "pattern of a run-up: +120 % over the usual price from 2024-06-25 to 2024-06-27 on 50 "
        "times the usual volume, -75 % since; 45 of 45 points"
    )
    assert [one.day for one in verdict.evidence] == [date(2024, 6, 27), date(2024, 6, 25)]


PROMOTION: Rows = [
    {"symbol": SYMBOL, "day": date(2024, 6, 25), "headline": "ten bagger", "kind": "promotion"}
]


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({}, "cannot be told, the record is not held"),
        ({"coverage": [held()]}, "65 of 65 points; nothing filed or released beside it"),
        ({"news": PROMOTION}, "65 of 65 points; beside it: promotion of 2024-06-25: ten bagger"),
    ],
    ids=["not held", "held and nothing in it", "a promotion"],
)
def test_what_was_filed_beside_it_is_said(
    tmp_path: Path, tables: dict[str, Rows], said: str
) -> None:
    verdict = pattern_of_a_run_up(subject_of(tmp_path, bars=RUN, listings=listed(), **tables))
    assert isinstance(verdict, Finding)
    assert said in verdict.says


def test_a_run_beside_a_filing_needs_more_than_price_and_volume(tmp_path: Path) -> None:
    """45 of 65 points are less than three quarters: a filing lies beside the run."""
    news = [filing("8-K", date(2024, 6, 26), "8.01")]
    verdict = pattern_of_a_run_up(subject_of(tmp_path, bars=RUN, listings=listed(), filings=news))
    assert isinstance(verdict, Clear)
    assert "reached 45 points at most" in verdict.looked_at


@pytest.mark.parametrize(
    "rows",
    [
        bars([2.0] * 100 + [2.5, 2.9], [*QUIET, 5000, 50_150]),
        bars([2.0] * 100 + [2.5, 4.4], [*QUIET, 5000, 9_000]),
        bars([2.0] * 100 + [40.0, 2.0], [*QUIET, 900, 1000]),
        bars([2.0] * 103),
    ],
    ids=["not by half", "without the volume", "a bad print on no volume", "a constant price"],
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


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (bars([2.0] * 8 + [9.0], [1000] * 8 + [99_000]), "9 sessions are held"),
        (bars([2.0] * 60, [0] * 60), "60 sessions are held, and the price never moved"),
    ],
    ids=["a new listing", "no volume at all"],
)
def test_without_a_usual_price_and_volume_nobody_can_tell(
    tmp_path: Path, rows: Rows, said: str
) -> None:
    verdict = pattern_of_a_run_up(subject_of(tmp_path, bars=rows))
    assert isinstance(verdict, CannotTell)
    assert said in verdict.missing


def test_of_a_jump_that_no_second_session_confirms_nobody_can_tell(tmp_path: Path) -> None:
    """2.00 to 25.00 on the last session, without a count of shares: perhaps 2.50 with a slip."""
    rows = bars([2.0] * 100 + [25.0], [*QUIET, 90_000])
    verdict = pattern_of_a_run_up(subject_of(tmp_path, bars=rows))
    assert isinstance(verdict, CannotTell)
    assert verdict.missing.startswith("whether the close of 2024-06-28 stands")


def test_a_rise_on_an_unknown_volume_is_no_clean_bill(tmp_path: Path) -> None:
    rows = bars([2.0] * 100 + [3.5], [*QUIET, None])
    verdict = pattern_of_a_run_up(subject_of(tmp_path, bars=rows))
    assert isinstance(verdict, CannotTell)
    assert verdict.missing == "the volume of 2024-06-28, into which the price rose by half"
