"""Stored measures in a view: nothing of later knowledge, in the view's shares, or nothing at all."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from checks.invented import days_to
from lake_of import MARCH, at, bar, publish, split_of
from microcap.lake.store import Lake
from microcap.view.stored import freshness, in_shares_of, stored
from research.stored_market import market, refreshed, walk

SCALES = {"adv_usd_90": "none", "adv_shares_90": "shares", "atr_14": "price"}


def test_a_view_sees_the_rows_of_its_past_and_no_others(tmp_path: Path) -> None:
    refreshed(market(tmp_path))
    day = date(2024, 3, 1)
    rows = stored(at(tmp_path, "2024-03-01"), SCALES, securities=["ABCD"])
    assert rows["day"].max() == day
    assert rows.height == len([one for one in days_to(MARCH, 300) if one <= day])


def test_a_corrected_row_is_absent_from_views_of_before_the_correction(tmp_path: Path) -> None:
    """Corrected on 2 January 2026: the view of March 2024 computes for itself."""
    publish(tmp_path, bars=walk("ABCD", 120))
    wrong = walk("ABCD", 120)[100]
    corrected = datetime(2026, 1, 2, 12, tzinfo=UTC)
    publish(tmp_path, bars=[{**wrong, "close": 3.9, "high": 4.0}], fetched=corrected)
    refreshed(Lake.open(tmp_path / "lake"))
    days = days_to(MARCH, 120)
    before = stored(at(tmp_path, "2024-06-28"), SCALES)
    after = stored(at(tmp_path, "2026-01-02 12:00"), SCALES)
    assert before["day"].to_list() == days[:100]
    assert after["day"].to_list() == days


def test_values_come_in_the_shares_of_the_views_day(tmp_path: Path) -> None:
    """One for ten on the last day: dollars stay, shares a tenth, dollars per share ten times."""
    publish(tmp_path, bars=walk("ABCD", 120))
    publish(tmp_path, splits=[split_of("ABCD", MARCH, 1, 10)])
    refreshed(Lake.open(tmp_path / "lake"))
    day = days_to(MARCH, 120)[-2]
    then, now = (
        stored(at(tmp_path, moment), SCALES, first=day, last=day).row(0, named=True)
        for moment in (f"{day}", f"{MARCH}")
    )
    assert now["adv_usd_90"] == then["adv_usd_90"]
    assert abs(now["adv_shares_90"] * 10 / then["adv_shares_90"] - 1) < 1e-12
    assert abs(now["atr_14"] / 10 / then["atr_14"] - 1) < 1e-12


def test_a_measure_that_counts_nothing_is_left_as_it_is(tmp_path: Path) -> None:
    publish(tmp_path, bars=walk("ABCD", 30), splits=[split_of("ABCD", MARCH, 1, 10)])
    rows = pl.DataFrame({"security": ["ABCD"], "day": [date(2024, 3, 1)], "return_1": [0.25]})
    assert in_shares_of(at(tmp_path, "2024-04-02"), rows, {"return_1": "none"}).equals(rows)


def test_a_lake_that_was_written_to_since_is_not_read_from(tmp_path: Path) -> None:
    lake = market(tmp_path, last=date(2024, 3, 27))
    refreshed(lake)
    publish(tmp_path, bars=[bar("ABCD", MARCH, 2.5)])
    view = at(tmp_path, "2024-03-28")
    assert stored(view, SCALES).is_empty()
    assert (
        "the lake changed since they were stored 2026-01-02 19:00 ET (bars" in freshness(view).says
    )
    refreshed(lake)
    assert stored(view, SCALES).height == 859


def test_without_a_refresh_the_sentence_says_how_to_store(tmp_path: Path) -> None:
    publish(tmp_path, bars=walk("ABCD", 5))
    view = at(tmp_path, "2024-03-28")
    assert freshness(view).says == "no measures are stored; `microcap refresh` stores them"
    assert stored(view, SCALES).columns == ["security", "day", "known_at", *SCALES]


def test_a_measure_that_is_not_stored_gives_no_row(tmp_path: Path) -> None:
    refreshed(market(tmp_path), names=("return_1",))
    view = at(tmp_path, "2024-03-28")
    assert stored(view, {"return_1": "none"}).height == 858
    assert stored(view, {"return_1": "none", "return_5": "none"}).is_empty()


def test_measures_of_another_version_of_the_program_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refreshed(market(tmp_path))
    monkeypatch.setattr("microcap.view.stored.program", lambda: "99")
    assert "another version of microcap" in freshness(at(tmp_path, "2024-03-28")).says
