"""The verb history: text, file, document and the Python API say the same."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest

import microcap
from checks.invented import days_to
from lake_of import MARCH, bar, publish
from microcap.faces.cli.start import run
from microcap.faces.history_text import history as shown
from microcap.faces.history_text import history_csv
from microcap.faces.json_form import as_json

Captured = pytest.CaptureFixture[str]
ASOF = ["--asof", "2024-06-28"]


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Three sessions: 2.00, 2.50, 2.00, on the last three days of March's sessions."""
    for name in ("MICROCAP_LAKE", "MICROCAP_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    days = days_to(MARCH, 3)
    bars = [bar("ABCD", day, close) for day, close in zip(days, (2.0, 2.5, 2.0), strict=True)]
    publish(tmp_path, bars=bars)
    return str(tmp_path / "lake")


def test_the_table_has_units_and_unknown_is_a_word(lake: str, capsys: Captured) -> None:
    """2.50 / 2.00 - 1 = 0.25; 2.00 / 2.50 - 1 = -0.2; the first has nothing before it."""
    assert run(["history", "ABCD", "return_1", "--lake", lake, *ASOF]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith("3 rows computed now: no measures are stored")
    assert [line.split() for line in lines if line.strip().startswith("2024-03")] == [
        ["2024-03-26", "cannot", "tell"],
        ["2024-03-27", "0.25"],
        ["2024-03-28", "-0.2"],
    ]
    assert "fraction" in "\n".join(lines)


def test_the_file_holds_every_session(lake: str, tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "series.csv"
    command = ["history", "ABCD", "return_1", "--lake", lake, "--csv", str(file), *ASOF]
    assert run([*command, "--from", "2024-03-27", "--to", "2024-03-27"]) == 0
    capsys.readouterr()
    assert file.read_text() == (
        "day,known_at,return_1 [fraction]\n2024-03-27,2024-03-27T20:00:00+00:00,0.25\n"
    )


def test_the_document_is_that_of_the_api(lake: str, capsys: Captured) -> None:
    command = ["history", "ABCD", "return_1", "--from", "2024-03-27", "--lake", lake, *ASOF]
    assert run([*command, "--json"]) == 0
    value = (
        microcap.open(lake).as_of("2024-06-28").history("ABCD", "return_1", start=date(2024, 3, 27))
    )
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(as_json(value)))
    assert value.frame["return_1"].to_list() == pytest.approx([0.25, -0.2])
    assert value.frame.schema == {
        "day": pl.Date(),
        "known_at": pl.Datetime("us", "UTC"),
        "return_1": pl.Float64(),
    }


def test_a_long_history_shows_its_end_and_says_so(lake: str) -> None:
    value = microcap.open(lake).as_of("2024-06-28").history("ABCD", "return_1")
    long = replace(value, rows=value.rows * 30)
    assert "the last 60 of 90 sessions; --from, --csv and --json give all" in shown(long)
    assert len(history_csv(long).splitlines()) == 91


def test_what_makes_no_sense_is_one_sentence(lake: str, capsys: Captured) -> None:
    assert run(["history", "ABCD", "--lake", lake, *ASOF]) == 2
    assert "a history of no measure" in capsys.readouterr().err
    assert run(["history", "QQQQQ", "return_1", "--lake", lake, *ASOF]) == 2
    assert "no ticker 'QQQQQ'" in capsys.readouterr().err
    assert run(["history", "ABCD", "return_1", "--from", "soon", "--lake", lake]) == 2
    assert "'soon' does not match" in capsys.readouterr().err
