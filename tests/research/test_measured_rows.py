"""Measures at every session: each the value that a view of that session gives."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from checks.invented import days_to
from lake_of import MARCH, at, publish, split_of
from microcap.model import catalogue
from microcap.research.measured_rows import measure_names, measured_rows, scale_of, warmed
from microcap.view.evaluate import evaluate
from research.stored_market import walk

LONG_AGO = date(2000, 1, 1)


def _views(folder: Path, security: str, days: list[date]) -> dict[date, dict[str, float | None]]:
    entries = catalogue.entries("measure")
    return {
        day: evaluate(
            at(folder, f"{day}").panel(260, security=security),
            {name: entries[name].function() for name in measure_names()},
        ).row(0, named=True)
        for day in days
    }


def _agree(folder: Path, security: str, places: list[int]) -> None:
    rows = measured_rows(at(folder, "2024-06-28"), [security], measure_names(), LONG_AGO)
    held = {row["day"]: row for row in rows.iter_rows(named=True)}
    days = [rows["day"][place] for place in places]
    for day, said in _views(folder, security, days).items():
        for name in measure_names():
            found, wanted = held[day][name], said[name]
            assert (found is None) == (wanted is None), (day, name, found, wanted)
            if wanted is not None:
                assert found == pytest.approx(wanted, rel=1e-9, abs=1e-12), (day, name)


def test_a_name_that_lacks_sessions_is_measured_over_what_a_view_holds(tmp_path: Path) -> None:
    """Every third session is absent: 252 rows would reach back over 370 sessions."""
    bars = [row for place, row in enumerate(walk("ABCD", 420)) if place % 3]
    publish(tmp_path, bars=bars)
    _agree(tmp_path, "ABCD", [5, 100, 173, 174, 200, 240, 279])


def test_a_view_that_begins_with_days_without_trade_takes_what_is_printed(tmp_path: Path) -> None:
    """No trade for 40 sessions, each printed with a close of its own."""
    bars = walk("ABCD", 420)
    for place, row in enumerate(bars[100:140]):
        row.update(volume=0, close=3.0 + place / 100, open=None, high=None, low=None)
    publish(tmp_path, bars=bars)
    _agree(tmp_path, "ABCD", [139, 141, 360, 370, 380, 390, 398, 399, 405, 419])


def test_values_are_in_the_shares_of_their_own_day(tmp_path: Path) -> None:
    days = days_to(MARCH, 120)
    publish(tmp_path, bars=walk("ABCD", 120))
    before = measured_rows(at(tmp_path, "2024-06-28"), ["ABCD"], measure_names(), LONG_AGO)
    publish(tmp_path, splits=[split_of("ABCD", days[110], 1, 8)])
    after = measured_rows(at(tmp_path, "2024-06-28"), ["ABCD"], measure_names(), LONG_AGO)
    early = pl.col("day") < days[110]
    same = ["security", "day", "known_at", "inputs"]
    assert after.filter(early).select(same).equals(before.filter(early).select(same))
    pairs = before.filter(early).join(after, on=same)
    for name in measure_names():
        assert pairs[name].is_null().equals(pairs[f"{name}_right"].is_null())
        apart = (pairs[name] - pairs[f"{name}_right"]).abs() - 1e-9 * pairs[name].abs()
        assert (apart.fill_null(0) <= 1e-12).all(), name


def test_a_measure_says_what_a_split_does_to_it() -> None:
    said = [scale_of(name) for name in ("adv_shares_90", "atr_14", "return_1")]
    assert said == ["shares", "price", "none"]


def test_every_measure_is_warmed_at_once() -> None:
    warmed()
    assert len(measure_names()) == len(catalogue.entries("history"))
