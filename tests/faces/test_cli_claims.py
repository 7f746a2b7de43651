"""The verb `claims`."""

import json
from pathlib import Path

import pytest

from checks.claim_rows import claimed, release
from checks.invented import SYMBOL
from microcap.faces.cli.start import run
from microcap.faces.notebook import open_lake

Captured = pytest.CaptureFixture[str]
NEWS = [release("Zz Holdings will open its Port Arden plant by December 31, 2024.")]


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A lake with one release, and a casebook of its own."""
    claimed(tmp_path, NEWS)
    monkeypatch.setenv("MICROCAP_CASEBOOK", str(tmp_path / "book.sqlite"))
    return str(tmp_path / "lake")


def test_claims_are_shown_as_json_and_text_and_in_python(lake: str, capsys: Captured) -> None:
    assert run(["claims", SYMBOL, "--lake", lake, "--asof", "2024-06-28", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert (row["status"], row["due"], row["ruling"]) == ("unverified", "2024-12-31", None)
    assert run(["claims", SYMBOL, "--lake", lake, "--asof", "2024-06-28"]) == 0
    assert row["id"] in capsys.readouterr().out
    value = open_lake(lake).as_of("2024-06-28").claims(SYMBOL)
    assert [one.id for one in value.rows] == [row["id"]]


def test_a_ruling_is_written_and_shown_from_then_on(lake: str, capsys: Captured) -> None:
    run(["claims", SYMBOL, "--lake", lake, "--json"])
    name = json.loads(capsys.readouterr().out)["rows"][0]["id"]
    rule = ["claims", "rule", SYMBOL, name, "--ruling", "verified", "--why", "saw it"]
    assert run([*rule, "--lake", lake]) == 0
    assert f"claim {name} is ruled verified" in capsys.readouterr().out
    assert run(["claims", SYMBOL, "--lake", lake, "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["rows"]
    assert (row["ruling"]["ruling"], row["ruling"]["why"]) == ("verified", "saw it")


@pytest.mark.parametrize(
    "arguments",
    [
        ["claims", "rule", SYMBOL, "ffffffffffff", "--ruling", "verified", "--why", "x"],
        ["claims", "rule", SYMBOL, "ffffffffffff", "--ruling", "true", "--why", "x"],
        ["claims", "NOSUCH"],
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    lake: str, capsys: Captured, arguments: list[str]
) -> None:
    assert run([*arguments, "--lake", lake]) == 2
    said = capsys.readouterr().err
    assert said.startswith("microcap: ")
    assert "Traceback" not in said
