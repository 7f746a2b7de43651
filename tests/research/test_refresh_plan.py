"""What changed since the measures were stored, and from which day it matters."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from checks.invented import days_to
from lake_of import MARCH, bar, count, held_span, publish, split_of
from microcap.lake.measured import Measured
from microcap.lake.store import Lake
from microcap.research.refresh_plan import BEGINNING, changed, seen
from microcap.view.view import View
from research.stored_market import MOMENT, NAMES, market, refreshed, walk

Ranges = list[tuple[str, date, date | None]]


def _changed(lake: Lake, names: tuple[str, ...] = NAMES) -> Ranges:
    view = View(lake, MOMENT)
    found = changed(lake, view, Measured(lake), seen(lake, view, names))
    return [(security, first, last) for security, first, last in found.iter_rows()]


def _stored(folder: Path) -> Lake:
    lake = market(folder)
    refreshed(lake)
    return lake


def test_before_the_first_refresh_everything_is_to_be_computed(tmp_path: Path) -> None:
    lake = market(tmp_path)
    Measured(lake).create(NAMES)
    assert _changed(lake) == [(one, BEGINNING, None) for one in ("ABCD", "GAPY", "SPLT")]


def test_after_it_nothing_is(tmp_path: Path) -> None:
    assert _changed(_stored(tmp_path)) == []


def test_a_new_measure_is_to_be_computed_for_everything(tmp_path: Path) -> None:
    assert len(_changed(_stored(tmp_path), (*NAMES, "return_5"))) == 3


def test_a_corrected_bar_names_its_security_and_day(tmp_path: Path) -> None:
    lake = _stored(tmp_path)
    row = walk("ABCD", 300)[150]
    publish(
        tmp_path,
        bars=[{**row, "close": 2.34, "low": 1.0, "high": 5.0}],
        fetched=datetime(2026, 1, 2, 12, tzinfo=UTC),
    )
    assert _changed(lake) == [("ABCD", row["day"], row["day"])]


def test_a_bar_brought_again_as_it_was_changes_nothing(tmp_path: Path) -> None:
    lake = _stored(tmp_path)
    publish(tmp_path, bars=walk("ABCD", 300)[100:120], source="another")
    assert _changed(lake) == []


def test_a_split_matters_from_before_its_day_to_the_end(tmp_path: Path) -> None:
    lake = _stored(tmp_path)
    day = days_to(MARCH, 300)[250]
    publish(tmp_path, splits=[split_of("ABCD", day, 2, 1)])
    assert _changed(lake) == [("ABCD", day - timedelta(days=15), None)]


def test_a_count_matters_from_its_day_to_the_end(tmp_path: Path) -> None:
    lake = _stored(tmp_path)
    publish(tmp_path, share_counts=[count("ABCD", date(2024, 3, 4), 1_000_003)])
    assert _changed(lake) == [("ABCD", date(2024, 3, 4), None)]


def test_that_absence_means_no_trade_matters_from_the_beginning(tmp_path: Path) -> None:
    lake = _stored(tmp_path)
    days = days_to(MARCH, 300)
    publish(tmp_path, coverage=[held_span("bars", "GAPY", days[0], MARCH, means="no_trade")])
    assert _changed(lake) == [("GAPY", BEGINNING, None)]


def test_a_name_that_is_new_is_computed_from_its_first_day(tmp_path: Path) -> None:
    lake = _stored(tmp_path)
    publish(tmp_path, bars=[bar("NEWS", MARCH, 2.0)])
    assert _changed(lake) == [("NEWS", MARCH, None)]


def test_a_table_that_was_emptied_is_filled_again(tmp_path: Path) -> None:
    """The note says that rows are stored, and there are none."""
    lake = _stored(tmp_path)
    table = Measured(lake)
    note = table.remembered
    assert note is not None
    shutil.rmtree(table.path)
    table.create(NAMES)
    assert len(_changed(lake)) == 3


def test_another_calendar_of_the_past_changes_everything(tmp_path: Path) -> None:
    lake = _stored(tmp_path)
    table = Measured(lake)
    note = table.remembered
    assert note is not None
    table.remember(replace(note, sessions="another"))
    assert len(_changed(lake)) == 3
