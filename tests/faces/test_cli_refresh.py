"""The verb refresh: it stores, says what it did, and its check closes a gate."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.faces.cli.start import run
from microcap.faces.refresh_text import checked, refreshed
from microcap.lake.measured import Measured
from microcap.lake.store import Lake
from microcap.research.refresh import Refreshed
from microcap.research.refresh_check import Checked, Difference
from research.stored_market import market

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Three invented names of 60 sessions, one of which lacks six."""
    for name in ("MICROCAP_LAKE", "MICROCAP_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    market(tmp_path, sessions=60)
    return str(tmp_path / "lake")


def test_it_stores_and_then_finds_nothing_to_do(lake: str, capsys: Captured) -> None:
    """60 + 60 + 34 + 20 rows."""
    command = ["refresh", "--lake", lake, "--measures", "return_1,adv_usd_90"]
    assert run(command) == 0
    assert "174 rows stored; 174 rows of 3 securities computed now" in capsys.readouterr().out
    assert run(command) == 0
    assert "174 rows stored; nothing has changed since" in capsys.readouterr().out
    assert run([*command, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["stored"], document["rows"], document["measures"]) == (174, 0, 2)


def test_the_state_says_what_is_stored(lake: str, capsys: Captured) -> None:
    assert run(["status", "--lake", lake]) == 0
    assert "MEASURES   no measures are stored; `microcap refresh`" in capsys.readouterr().out
    assert run(["refresh", "--lake", lake, "--measures", "return_1"]) == 0
    capsys.readouterr()
    assert run(["status", "--lake", lake]) == 0
    assert "MEASURES   1 measure in 174 rows: stored 20" in capsys.readouterr().out


def test_the_check_says_no_where_a_value_differs(lake: str, capsys: Captured) -> None:
    assert run(["refresh", "--lake", lake, "--measures", "return_1"]) == 0
    assert run(["refresh", "--lake", lake, "--check", "20"]) == 0
    assert "0 differ" in capsys.readouterr().out
    table = Measured(Lake.open(Path(lake)))
    for path in table.files()["path"]:
        rows = pl.read_parquet(table.path / path, hive_partitioning=False)
        rows.with_columns(return_1=0.5).write_parquet(table.path / path)
    assert run(["refresh", "--lake", lake, "--check", "20", "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["differences"]) == 20


def test_an_unknown_measure_and_an_absent_cluster_are_one_sentence(
    lake: str, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(["refresh", "--lake", lake, "--measures", "beauty"]) == 2
    assert "no measure 'beauty' to store" in capsys.readouterr().err
    monkeypatch.setattr("microcap.view.cluster._WAIT", 0.5)
    assert run(["refresh", "--lake", lake, "--cluster", "tcp://127.0.0.1:9"]) == 3
    assert "no scheduler answered there" in capsys.readouterr().err


def test_a_long_list_of_differences_is_cut_and_says_so() -> None:
    one = Difference("ABCD", date(2024, 3, 28), "return_1", 0.5, None)
    shown = checked(Checked(50, 3, 50, (one,) * 50))
    assert "ABCD 2024-03-28 return_1: stored 0.5, the view of that day says cannot tell" in shown
    assert "3 sampled rows stand on something that became known after their close" in shown
    assert "and 10 more; --json lists all" in shown


def test_a_resumed_refresh_says_how_much_was_in() -> None:
    value = Refreshed(datetime(2026, 1, 3, tzinfo=UTC), date(2026, 1, 2), 48, 3, 3, 1, 558, 858)
    assert "1 of 3 tasks were in already, from a refresh that was interrupted" in refreshed(value)


def test_an_empty_list_of_measures_is_not_taken_for_all(lake: str, capsys: Captured) -> None:
    assert run(["refresh", "--lake", lake, "--measures", ","]) == 2
    assert "no measure was named" in capsys.readouterr().err


def test_a_misspelt_measure_is_answered_with_the_nearest(lake: str, capsys: Captured) -> None:
    assert run(["refresh", "--lake", lake, "--measures", "retrun_1"]) == 2
    assert "nearest: return_1" in capsys.readouterr().err


def test_a_check_beside_a_computation_is_refused(lake: str, capsys: Captured) -> None:
    assert run(["refresh", "--lake", lake, "--check", "5", "--measures", "return_1"]) == 2
    assert "refresh first, then run --check alone" in capsys.readouterr().err


def test_outcomes_are_stored_and_told_and_a_name_with_no_ended_year_has_none(
    lake: str, capsys: Captured
) -> None:
    """The bars of 2024 are followed by no whole year before the day on which they end."""
    assert run(["refresh", "--outcomes", "--question", "vanished", "--lake", lake]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("OUTCOMES   of 1 questions: vanished")
    assert "0 rows stored, 0 of them now; microcap study base-rates" in shown


@pytest.mark.parametrize(
    "given", [["--question", "vanished"], ["--outcomes", "--measures", "return_1"]]
)
def test_questions_belong_to_outcomes_and_not_to_measures(
    lake: str, given: list[str], capsys: Captured
) -> None:
    assert run(["refresh", *given, "--lake", lake]) == 2
    assert "ask for one of the two" in capsys.readouterr().err
