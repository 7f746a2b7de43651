"""The verb case: the list, a case told on a temporary lake or a kept one, and its exit codes."""

import json
from pathlib import Path

import pytest

from case_files import CASE, three_days
from microcap.faces.cli.start import run

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one case in it."""
    monkeypatch.delenv("MICROCAP_SHARED", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    three_days(tmp_path / "cases")
    return tmp_path / "cases"


def test_without_a_name_the_cases_are_listed(cases: Path, capsys: Captured) -> None:
    assert run(["case", "--cases", str(cases)]) == 0
    assert "microcap case three-days" in capsys.readouterr().out


def test_the_cases_of_the_project_are_found_without_being_told_where(capsys: Captured) -> None:
    assert run(["case", "--json"]) == 0
    names = [one["name"] for one in json.loads(capsys.readouterr().out)["cases"]]
    assert "paid-promotion-on-pink" in names


def test_a_case_is_told_on_a_temporary_lake(cases: Path, capsys: Captured) -> None:
    assert run(["case", "three-days", "--cases", str(cases)]) == 0
    shown = capsys.readouterr().out
    assert shown.splitlines()[1].startswith("CASE three-days")
    assert "The case holds: all 3 answers" in shown


def test_a_lake_that_is_not_there_yet_is_made_and_kept(
    cases: Path, tmp_path: Path, capsys: Captured
) -> None:
    asked = ["case", "three-days", "--cases", str(cases), "--lake", str(tmp_path / "kept")]
    assert run([*asked, "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert (tmp_path / "kept" / "lake.json").is_file()
    (cases / "three-days" / "records" / "bars.csv").unlink()
    assert run([*asked, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == first
    assert first["departures"] == []


def test_a_case_that_does_not_hold_ends_with_one(tmp_path: Path, capsys: Captured) -> None:
    three_days(tmp_path, case=CASE.replace('clear = ["vanished"]', 'finds = ["vanished"]'))
    assert run(["case", "three-days", "--cases", str(tmp_path), "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["departures"]) == 2


def test_an_unknown_name_is_one_sentence(cases: Path, capsys: Captured) -> None:
    assert run(["case", "four-days", "--cases", str(cases)]) == 2
    assert "there are three-days" in capsys.readouterr().err


def test_a_real_case_without_the_shared_records_says_what_is_needed(
    cases: Path, capsys: Captured
) -> None:
    assert run(["case", "small-foreign-offering-run", "--json"]) == 2
    assert "set MICROCAP_SHARED" in json.loads(capsys.readouterr().out)["error"]
