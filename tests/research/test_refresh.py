"""Refresh: what it computes, what it leaves alone, and that nothing half-done is ever seen."""

import os
import signal
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from checks.invented import days_to
from lake_of import MARCH, bar, publish, run, split_of
from microcap.lake.measured import Measured
from microcap.lake.store import Lake
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.research import refresh as refresh_module
from microcap.research.refresh_check import check_at
from research.stored_market import MOMENT, NAMES, market, refreshed, rows_in, walk


def test_every_row_of_every_security_is_stored_once(tmp_path: Path) -> None:
    """300 + 300 rows, and of the third name 34 of every 40 sessions: 7 x 34 + 20 = 258."""
    lake = market(tmp_path)
    done = refreshed(lake)
    assert (done.rows, done.stored, done.securities, done.measures) == (858, 858, 3, 6)
    rows = rows_in(lake)
    assert rows.select("security", "day").is_unique().all()
    assert dict(rows.group_by("security").len().iter_rows()) == {
        "ABCD": 300,
        "GAPY": 258,
        "SPLT": 300,
    }


def test_every_stored_value_is_what_the_view_of_its_day_says(tmp_path: Path) -> None:
    refreshed(market(tmp_path))
    found = check_at(tmp_path / "lake", 150)
    assert found.differences == ()
    assert (found.rows, found.values) == (150, 900)


def test_a_second_refresh_has_nothing_to_do(tmp_path: Path) -> None:
    lake = market(tmp_path)
    refreshed(lake)
    again = refreshed(lake)
    assert (again.rows, again.securities, again.stored) == (0, 0, 858)


def test_a_new_session_costs_one_row_a_name(tmp_path: Path) -> None:
    """And what is stored then is what a refresh of everything stores, row for row."""
    session = [bar("ABCD", MARCH, 2.5), bar("SPLT", MARCH, 2.5)]
    lake = market(tmp_path / "grown", last=date(2024, 3, 27))
    refreshed(lake)
    publish(tmp_path / "grown", bars=session)
    again = refreshed(lake)
    assert (again.rows, again.securities, again.stored) == (2, 2, 860)
    assert check_at(tmp_path / "grown" / "lake", 30).differences == ()
    at_once = market(tmp_path / "fresh", last=date(2024, 3, 27))
    publish(tmp_path / "fresh", bars=session)
    refreshed(at_once)
    # two orders of a sum differ in the last digits
    assert_frame_equal(rows_in(lake), rows_in(at_once), rel_tol=1e-9, abs_tol=1e-12)


def test_a_corrected_bar_recomputes_its_row_and_the_259_after_it_and_nothing_else(
    tmp_path: Path,
) -> None:
    publish(tmp_path, bars=[*walk("ABCD", 400), *walk("EFGH", 400, seed=4)])
    lake = Lake.open(tmp_path / "lake")
    refreshed(lake)
    before = rows_in(lake)
    day = days_to(MARCH, 400)[50]
    wrong = next(row for row in walk("ABCD", 400) if row["day"] == day)
    right = {**wrong, "close": 3.99, "high": 4.2}
    publish(tmp_path, bars=[right], fetched=datetime(2026, 1, 2, 12, tzinfo=UTC))
    again = refreshed(lake)
    after = rows_in(lake)
    assert again.securities == 1
    # 260 rows after the next trade, the corrected row, and no more than that
    assert 261 <= again.rows <= 263
    touched = after.join(before, on=after.columns, how="anti", nulls_equal=True)
    assert set(touched["security"]) == {"ABCD"}
    assert touched["day"].min() == day
    untouched = pl.col("security").ne("ABCD") | (pl.col("day") < day)
    assert after.filter(untouched).equals(before.filter(untouched))
    assert len(after) == len(before)


def test_a_corrected_bar_is_known_late_and_is_in_no_view_of_before(tmp_path: Path) -> None:
    publish(tmp_path, bars=walk("ABCD", 300))
    lake = Lake.open(tmp_path / "lake")
    day = days_to(MARCH, 300)[200]
    row = next(row for row in walk("ABCD", 300) if row["day"] == day)
    corrected = datetime(2026, 1, 2, 12, tzinfo=UTC)
    publish(tmp_path, bars=[{**row, "close": 3.9, "high": 4.0}], fetched=corrected)
    refreshed(lake)
    known = rows_in(lake).filter(pl.col("known_at") == corrected)
    assert known["day"].to_list() == days_to(MARCH, 300)[200:]


def test_a_split_rewrites_no_history_before_its_count_could_change(tmp_path: Path) -> None:
    """Values are in the shares of their own day: ten for one leaves last year as it was."""
    publish(tmp_path, bars=walk("ABCD", 300))
    lake = Lake.open(tmp_path / "lake")
    refreshed(lake)
    before = rows_in(lake)
    ex_day = days_to(MARCH, 300)[250]
    publish(tmp_path, splits=[split_of("ABCD", ex_day, 10, 1)])
    again = refreshed(lake)
    after = rows_in(lake)
    early = pl.col("day") < ex_day - timedelta(days=15)
    assert again.rows < 65
    assert after.filter(early).equals(before.filter(early))
    assert check_at(tmp_path / "lake", 300).differences == ()


def test_a_name_that_becomes_another_leaves_no_row_behind(tmp_path: Path) -> None:
    """NEWS begins the day after OLDS ends, at its price and count: one security from then on."""
    days = days_to(MARCH, 120)
    counts = [
        {"symbol": one, "kind": "vendor", "share_class": "", "day": day, "shares": 5_000_123}
        for one, day in (("OLDS", days[0]), ("NEWS", days[60]))
    ]
    publish(tmp_path, bars=run("OLDS", [2.0] * 60, last=days[59]), share_counts=counts[:1])
    lake = Lake.open(tmp_path / "lake")
    refreshed(lake)
    publish(tmp_path, bars=run("NEWS", [2.0] * 60, last=days[-1]), share_counts=counts[1:])
    refreshed(lake)
    rows = rows_in(lake)
    assert dict(rows.group_by("security").len().iter_rows()) == {"OLDS": 120}
    assert rows["day"].to_list() == days


def test_a_measure_that_is_added_is_computed_for_every_row(tmp_path: Path) -> None:
    lake = market(tmp_path)
    refreshed(lake, names=("return_1",))
    added = refreshed(lake, names=("return_5",))
    assert (added.rows, added.measures) == (858, 2)
    rows = rows_in(lake)
    assert rows["return_5"].null_count() < 30
    assert rows["return_1"].null_count() < 30


def test_an_interrupted_refresh_goes_on_where_it_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name a task, and the second of three fails: the first is not computed again."""
    lake = market(tmp_path)
    monkeypatch.setattr(refresh_module, "ROWS", 1)
    worked: list[str] = []

    def failing(work, tasks):  # type: ignore[no-untyped-def]
        for task in tasks:
            if worked:
                raise KeyboardInterrupt
            worked.extend(task.securities)
            yield work(task)

    with pytest.raises(KeyboardInterrupt):
        refreshed(lake, spread=failing)
    assert set(rows_in(lake)["security"]) == set(worked) == {"ABCD"}
    done = refreshed(lake)
    assert (done.tasks, done.resumed, done.rows, done.stored) == (3, 1, 558, 858)


def test_old_measures_stay_readable_after_the_process_is_killed(tmp_path: Path) -> None:
    """Killed with no chance to tidy up: the rows are those of before, and the next run ends it."""
    lake = market(tmp_path, last=date(2024, 3, 27))
    refreshed(lake)
    before = rows_in(lake)
    publish(tmp_path, bars=[bar("ABCD", MARCH, 2.5), bar("SPLT", MARCH, 2.5)])
    program = (
        "import sys, time; from datetime import datetime, UTC; from pathlib import Path;"
        "from microcap.lake.store import Lake; from microcap.research.refresh import refresh\n"
        "def slow(work, tasks):\n"
        "    for task in tasks:\n"
        "        done = work(task); print('ready', flush=True); time.sleep(60); yield done\n"
        f"refresh(Lake.open(Path({str(tmp_path / 'lake')!r})), moment=datetime(2026, 1, 3, tzinfo=UTC),"
        f" tell=lambda *a: None, names={NAMES!r}, spread=slow)\n"
    )
    started = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    assert started.stdout is not None
    assert started.stdout.readline().strip() == "ready"
    assert rows_in(lake).equals(before)
    started.send_signal(signal.SIGKILL)
    started.wait(20)
    started.stdout.close()
    assert rows_in(lake).equals(before)
    done = refreshed(lake)
    assert (done.rows, done.stored) == (2, 860)


def test_a_reader_that_began_before_a_refresh_still_ends(tmp_path: Path) -> None:
    lake = market(tmp_path, last=date(2024, 3, 27))
    refreshed(lake)
    scan = Measured(lake).scan()
    publish(tmp_path, bars=[bar("ABCD", MARCH, 2.5)])
    refreshed(lake)
    assert scan.collect().height == 858


def test_a_lost_note_costs_time_and_no_row(tmp_path: Path) -> None:
    lake = market(tmp_path)
    refreshed(lake)
    before = rows_in(lake)
    (tmp_path / "lake" / "measured.json").write_text("{", encoding="utf-8")
    again = refreshed(lake)
    # the tables are as they were, so the tasks are recognised
    assert (again.tasks, again.resumed, again.stored) == (1, 1, 858)
    assert rows_in(lake).equals(before)


def test_an_unknown_measure_is_refused_with_the_names(tmp_path: Path) -> None:
    lake = market(tmp_path, sessions=30)
    with pytest.raises(NoSuchThing, match="no measure 'beauty' to store; there are adv_conser"):
        refreshed(lake, names=("beauty",))
    with pytest.raises(Contradiction, match="no measure was named"):
        refreshed(lake, names=())


def test_an_empty_lake_is_refreshed_to_an_empty_table(tmp_path: Path) -> None:
    publish(tmp_path)
    lake = Lake.open(tmp_path / "lake")
    done = refreshed(lake)
    assert (done.rows, done.stored, done.tasks) == (0, 0, 0)


def test_progress_tells_securities_behind_and_in_all(tmp_path: Path) -> None:
    lake = market(tmp_path, sessions=30)
    told: list[tuple[str, int, int]] = []
    refreshed(lake, tell=lambda *said: told.append(said))
    assert told[0] == ("what has changed", 0, 0)
    assert told[1] == ("compiling the measures once for this machine", 0, 3)
    assert told[-1] == ("measures", 3, 3)


def test_the_moment_is_the_view_and_not_the_clock(tmp_path: Path) -> None:
    """As of 2024-03-01 the 19 sessions of March that follow are not there to be stored."""
    lake = market(tmp_path)
    moment = datetime(2024, 3, 2, tzinfo=UTC)
    refreshed(lake, moment=moment)
    assert rows_in(lake)["day"].max() == date(2024, 3, 1)
    refreshed(lake, moment=MOMENT)
    assert rows_in(lake)["day"].max() == MARCH


def test_a_refresh_resumed_after_a_correction_became_known_takes_nothing_for_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lake holds the correction already at 06:00 and may know it from 12:00 on.

    ABCD is done at 06:00, then the refresh is interrupted; at 18:00 no table was written to since.
    """
    day = days_to(MARCH, 60)[30]
    publish(tmp_path, bars=[*walk("ABCD", 60), *walk("EFGH", 60, seed=4)])
    wrong = next(row for row in walk("ABCD", 60) if row["day"] == day)
    publish(
        tmp_path,
        bars=[{**wrong, "close": 3.99, "high": 4.2}],
        fetched=datetime(2026, 1, 2, 12, tzinfo=UTC),
    )
    lake = Lake.open(tmp_path / "lake")
    monkeypatch.setattr(refresh_module, "ROWS", 1)

    def once(work, tasks):  # type: ignore[no-untyped-def]
        yield work(next(iter(tasks)))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        refreshed(lake, moment=datetime(2026, 1, 2, 6, tzinfo=UTC), spread=once)
    assert set(rows_in(lake)["security"]) == {"ABCD"}
    evening = datetime(2026, 1, 2, 18, tzinfo=UTC)
    refreshed(lake, moment=evening)
    resumed = rows_in(lake)
    Measured(lake).drop()
    refreshed(lake, moment=evening)
    assert resumed.equals(rows_in(lake))
    assert resumed.filter(pl.col("day") == day)["known_at"].max() == datetime(
        2026, 1, 2, 12, tzinfo=UTC
    )


def test_files_that_somebody_deleted_are_computed_again(tmp_path: Path) -> None:
    lake = market(tmp_path, sessions=60)
    refreshed(lake)
    before = rows_in(lake)
    for path in Measured(lake).files()["path"].to_list()[:2]:
        (Measured(lake).path / path).unlink()
    done = refreshed(lake)
    assert (done.rows, done.stored) == (174, 174)
    assert rows_in(lake).equals(before)


def test_a_worker_of_another_version_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = market(tmp_path, sessions=30)

    def elsewhere(work, tasks):  # type: ignore[no-untyped-def]
        for task in tasks:
            monkeypatch.setattr(refresh_module, "program", lambda: "0.0.1")
            yield work(task)

    with pytest.raises(
        Contradiction, match=r"given to a worker that runs 0\.0\.1; install the same"
    ):
        refreshed(lake, spread=elsewhere)
    assert rows_in(lake).is_empty()


def test_a_relative_lake_is_told_to_workers_by_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    market(tmp_path, sessions=30)
    monkeypatch.chdir(tmp_path)
    paths: list[Path] = []

    def noting(work, tasks):  # type: ignore[no-untyped-def]
        for task in tasks:
            paths.append(task.lake)
            yield work(task)

    refreshed(Lake.open(Path("lake")), spread=noting)
    assert paths == [tmp_path / "lake"]
