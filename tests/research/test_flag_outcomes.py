"""What followed on flags: asked in the view of its day, followed in the view of a year later."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from checks.invented import Rows, days_to
from lake_of import bar, count, held_span, publish, split_of
from microcap.lake.store import Lake
from microcap.model.errors import NoSuchThing
from microcap.research import flag_outcomes
from microcap.research.flag_outcomes import store_outcomes, years
from microcap.view.view import records

MOMENT = datetime(2024, 6, 1, tzinfo=UTC)
ASKED, UNTIL = date(2022, 12, 30), date(2023, 12, 29)
DAYS = days_to(date(2024, 1, 31), 330)


def _quiet(what: str, done: int, total: int) -> None:
    """Tell nobody."""


def _bars(symbol: str, before: float, after: float, last: date = DAYS[-1]) -> Rows:
    """One close until the asked day and another after it."""
    return [
        bar(symbol, day, before if day <= ASKED else after, 1000 + place)
        for place, day in enumerate(DAYS)
        if day <= last
    ]


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """Names at 0.90 (flagged) and 5.00 at the end of 2022; each has another fate in 2023."""
    bars = [
        *_bars("FELL", 0.90, 0.15),
        *_bars("GONE", 0.90, 0.80, last=date(2023, 6, 30)),
        *_bars("SPLT", 0.90, 9.00),
        *_bars("GREW", 5.00, 5.10),
        *_bars("BIGG", 500.0, 500.0),
        *_bars("CALM", 5.00, 4.00),
    ]
    counts = [
        count(name, date(2022, 1, 3), 1_000_000)
        for name in ("FELL", "GONE", "SPLT", "GREW", "BIGG", "CALM")
    ]
    publish(
        tmp_path,
        bars=bars,
        share_counts=[*counts, count("GREW", date(2023, 5, 1), 2_500_000)],
        splits=[split_of("SPLT", date(2023, 1, 3), 1, 10)],
        coverage=[held_span("bars", "*", DAYS[0], DAYS[-1])],
    )
    return tmp_path / "lake"


def _rows(lake: Path, check: str) -> dict[str, dict[str, Any]]:
    held = Lake.open(lake).scan("flag_outcomes").filter(pl.col("check") == check).collect()
    return {row["security"]: row for row in held.iter_rows(named=True)}


def test_what_followed_is_stored_for_the_dead_as_well(lake: Path) -> None:
    """0.15 is a sixth of 0.90; GONE has no bar after June; SPLT's 0.90 were 9.00 after 1:10.

    BIGG is 500 million dollars and is not asked.
    """
    done = store_outcomes(lake, ["price_under_one_dollar"], moment=MOMENT, tell=_quiet)
    assert (done.days, done.new_rows) == ((ASKED,), 5)
    rows = _rows(lake, "price_under_one_dollar")
    answers = {name: row["answer"] for name, row in rows.items()}
    assert answers == {
        "FELL": "finding",
        "GONE": "finding",
        "SPLT": "finding",
        "GREW": "clear",
        "CALM": "clear",
    }
    followed = {
        name: tuple(row[key] for key in ("vanished", "fell", "split", "diluted"))
        for name, row in rows.items()
    }
    assert followed == {
        "FELL": (False, True, False, False),
        "GONE": (True, False, False, False),
        "SPLT": (False, False, True, False),
        "GREW": (False, False, False, True),
        "CALM": (False, False, False, False),
    }
    assert {(row["day"], row["until"]) for row in rows.values()} == {(ASKED, UNTIL)}


def test_no_view_of_the_year_itself_sees_what_followed(lake: Path) -> None:
    store_outcomes(lake, ["price_under_one_dollar"], moment=MOMENT, tell=_quiet)
    held = records(lake)
    assert held.as_of("2023-12-28").table("flag_outcomes").collect().is_empty()
    assert held.as_of("2023-12-29").table("flag_outcomes").collect().height == 5


def test_a_second_run_asks_nothing_and_another_question_is_added(lake: Path) -> None:
    store_outcomes(lake, ["price_under_one_dollar"], moment=MOMENT, tell=_quiet)
    again = store_outcomes(lake, ["price_under_one_dollar"], moment=MOMENT, tell=_quiet)
    assert (again.new_rows, again.rows) == (0, 5)
    other = store_outcomes(lake, ["vanished"], moment=MOMENT, tell=_quiet)
    assert other.new_rows == 5
    assert len(_rows(lake, "price_under_one_dollar")) == 5


def test_a_year_whose_names_all_stop_with_the_file_is_not_followed(
    lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of five vanishes; where nine of ten had to live on, the year says nothing."""
    monkeypatch.setattr(flag_outcomes, "_ALIVE", 0.9)
    done = store_outcomes(lake, ["price_under_one_dollar"], moment=MOMENT, tell=_quiet)
    assert done.rows == 0


def test_rows_of_another_version_are_computed_anew(
    lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flag_outcomes, "program", lambda: "0.0.1")
    store_outcomes(lake, ["price_under_one_dollar"], moment=MOMENT, tell=_quiet)
    monkeypatch.undo()
    again = store_outcomes(lake, ["price_under_one_dollar"], moment=MOMENT, tell=_quiet)
    assert again.new_rows == 5
    assert len(_rows(lake, "price_under_one_dollar")) == 5


def test_a_year_that_has_not_ended_is_not_asked(lake: Path) -> None:
    assert years(records(lake).as_of("2023-12-15")) == []
    assert years(records(lake).as_of("2024-06-01")) == [ASKED]


def test_an_unknown_question_names_the_nearest(lake: Path) -> None:
    with pytest.raises(NoSuchThing, match="the nearest are price_under_one_dollar"):
        store_outcomes(lake, ["price_under_a_dollar"], moment=MOMENT, tell=_quiet)
