"""What the verbs of one name share."""

import json
from pathlib import Path

import click
import pytest

from checks.invented import SYMBOL
from microcap.faces.cli.one_name import Told, one_name
from microcap.view.subject import Subject
from research.tiny import subject

Captured = pytest.CaptureFixture[str]


@one_name
def telling(subject: Subject) -> Told:
    """Tell how many bars SYMBOL has."""
    bars = subject.panel.height
    return {"bars": bars}, lambda value, width, given: f"{value['bars']} bars in {width} columns"


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """One bar of an invented name."""
    monkeypatch.setenv("COLUMNS", "80")
    subject(tmp_path)
    return str(tmp_path / "lake")


def _run(*arguments: str) -> None:
    telling.main(list(arguments), standalone_mode=False)


def test_its_function_gives_a_value_and_a_text(lake: str, capsys: Captured) -> None:
    _run(SYMBOL, "--asof", "2024-06-28", "--lake", lake)
    assert capsys.readouterr().out == "1 bars in 80 columns\n"
    _run(SYMBOL, "--asof", "2024-06-28", "--lake", lake, "--json")
    assert json.loads(capsys.readouterr().out) == {"bars": 1}


def test_its_docstring_is_the_help_and_the_symbol_is_asked_for() -> None:
    assert telling.help == "Tell how many bars SYMBOL has."
    with pytest.raises(click.MissingParameter):
        _run()
