"""The history of a name: stored where it may be read, else computed, and the same either way."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from checks.invented import days_to
from lake_of import MARCH, at, bar, publish
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.research.history import history
from microcap.research.screen import screen
from research.stored_market import market, refreshed, walk

ASKED = ("adv_shares_90", "return_1", "atr_14")


def test_stored_and_computed_histories_are_the_same(tmp_path: Path) -> None:
    lake = market(tmp_path)
    computed = history(at(tmp_path, "2024-06-28"), "SPLT", ASKED)
    refreshed(lake)
    held = history(at(tmp_path, "2024-06-28"), "SPLT", ASKED)
    assert computed.freshness.startswith("300 rows computed now: no measures are stored")
    assert held.freshness == "300 rows stored 2026-01-02 19:00 ET, up to the session 2026-01-02"
    assert held.frame.select("day", "known_at").equals(computed.frame.select("day", "known_at"))
    for name in ASKED:
        assert held.frame[name].null_count() == computed.frame[name].null_count()
        assert (held.frame[name] / computed.frame[name] - 1).abs().max() < 1e-12  # type: ignore[operator]


def test_a_span_is_cut_at_both_ends(tmp_path: Path) -> None:
    refreshed(market(tmp_path))
    value = history(
        at(tmp_path, "2024-06-28"),
        "ABCD",
        ("return_1",),
        start=date(2024, 3, 4),
        end=date(2024, 3, 6),
    )
    assert [row["day"] for row in value.rows] == [date(2024, 3, day) for day in (4, 5, 6)]
    assert value.units == {"return_1": "fraction"}


def test_a_return_is_that_of_its_bars(tmp_path: Path) -> None:
    """2.00, 2.50, 2.00: up a quarter, down a fifth; before the first nothing is known."""
    days = days_to(MARCH, 3)
    bars = [bar("ABCD", day, close) for day, close in zip(days, (2.0, 2.5, 2.0), strict=True)]
    publish(tmp_path, bars=bars)
    value = history(at(tmp_path, "2024-06-28"), "ABCD", ("return_1",))
    assert value.rows[0]["return_1"] is None
    assert [row["return_1"] for row in value.rows[1:]] == pytest.approx([0.25, -0.2])


def test_what_makes_no_sense_is_refused(tmp_path: Path) -> None:
    view = at(market(tmp_path, sessions=30).path.parent, "2024-06-28")
    with pytest.raises(NoSuchThing, match="nearest: return_1"):
        history(view, "ABCD", ("return_11",))
    with pytest.raises(Contradiction, match="ends before it begins"):
        history(view, "ABCD", ("return_1",), start=date(2024, 3, 4), end=date(2024, 3, 1))
    with pytest.raises(Contradiction, match="of no measure"):
        history(view, "ABCD", ())


def test_a_screen_reads_what_is_stored_and_finds_the_same(tmp_path: Path) -> None:
    lake = market(tmp_path)
    columns = ("adv_usd_90", "max_drawdown_252", "atr_14")
    before = screen(at(tmp_path, "2024-03-28"), "price > 0", columns=columns)
    refreshed(lake, names=None)
    after = screen(at(tmp_path, "2024-03-28"), "price > 0", columns=columns)
    assert before.freshness.startswith("measures computed now: no measures are stored")
    assert after.freshness.startswith(
        "measures stored for 3 of 3 names (stored 2026-01-02 19:00 ET"
    )
    assert [row["symbol"] for row in after.rows] == [row["symbol"] for row in before.rows]
    for one, other in zip(after.rows, before.rows, strict=True):
        for name in columns:
            assert one[name] == pytest.approx(other[name], rel=1e-12)


def test_a_span_from_the_year_one_is_the_whole_history(tmp_path: Path) -> None:
    market(tmp_path, sessions=30)
    view = at(tmp_path, "2026-02-01")
    assert len(history(view, "ABCD", ("return_1",), start=date(1, 1, 1)).rows) == 30


def test_a_view_of_before_a_correction_never_sees_a_value_that_stands_on_it(
    tmp_path: Path,
) -> None:
    """A close of 3.99 becomes known at noon of 2026-01-02; at 06:00 the history is the old one.

    The correction is in the lake and in the stored measures when the older view asks.
    """
    names = ("return_1", "adv_usd_90", "max_drawdown_252")
    lake = market(tmp_path, sessions=120)
    old = history(at(tmp_path, "2026-01-02T06:00+00:00"), "ABCD", names)
    day = days_to(MARCH, 120)[40]
    wrong = next(row for row in walk("ABCD", 120) if row["day"] == day)
    publish(
        tmp_path,
        bars=[{**wrong, "close": 3.99, "high": 4.2}],
        fetched=datetime(2026, 1, 2, 12, tzinfo=UTC),
    )
    refreshed(lake, names=names)
    before = history(at(tmp_path, "2026-01-02T06:00+00:00"), "ABCD", names)
    after = history(at(tmp_path, "2026-01-03T06:00+00:00"), "ABCD", names)
    assert before.freshness.startswith("40 rows stored")
    assert_frame_equal(before.frame, old.frame, rel_tol=1e-12)
    assert after.rows[40]["return_1"] != pytest.approx(before.rows[40]["return_1"], rel=0.01)


def test_deleted_measures_are_computed_and_the_sentence_says_so(tmp_path: Path) -> None:
    lake = market(tmp_path, sessions=30)
    refreshed(lake)
    shutil.rmtree(tmp_path / "lake" / "tables" / "measured")
    found = history(at(tmp_path, "2026-02-01"), "ABCD", ("return_1",))
    assert found.freshness == (
        "30 rows computed now: no measures are stored; `microcap refresh` stores them"
    )
