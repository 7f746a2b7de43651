"""The examples of CONTRIBUTING are complete files that stand, run and pass their own tests."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs.pages import ROOT
from microcap.model.rules import parsed

_FILE = re.compile(r"^```python file=(\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
_JOINED = """
import importlib

for room in ("measures", "checks", "sources", "studies", "faces.cli"):
    importlib.import_module("microcap." + room).__path__.append(
        FOLDER + "/src/microcap/" + room.replace(".", "/")
    )
"""
"""The rooms of the program, with the examples beside their own files."""


def _written(folder: Path) -> list[Path]:
    written = []
    for name, body in _FILE.findall(_TEXT):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
        written.append(path)
    (folder / "conftest.py").write_text(f"FOLDER = {str(folder)!r}\n{_JOINED}", encoding="utf-8")
    return written


def _done(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    where = os.pathsep.join((str(ROOT / "src"), str(ROOT / "tests")))
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": where},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_examples_pass_their_own_tests(tmp_path: Path) -> None:
    """Three plugs, a source and a study, each with its test; nine tests in all."""
    written = _written(tmp_path)
    assert len(written) == 11
    options = ["-q", "-W", "error", "-p", "no:cacheprovider", "--import-mode=importlib"]
    done = _done(["-m", "pytest", *options, "--rootdir", str(tmp_path), "tests"], tmp_path)
    assert done.returncode == 0, done.stdout[-3000:]
    assert "9 passed" in done.stdout


def test_the_example_verb_has_help_and_the_options_of_its_class(tmp_path: Path) -> None:
    _written(tmp_path)
    code = "import conftest; from microcap.faces.cli.sessions import command; command(['--help'])"
    done = _done(["-c", code], tmp_path)
    assert done.returncode == 0, done.stderr[-2000:]
    assert all(option in done.stdout for option in ("--asof", "--lake", "--json"))


@pytest.mark.parametrize("name", [name for name, _ in _FILE.findall(_TEXT)])
@pytest.mark.parametrize("way", [("check", "--ignore=I001"), ("format", "--check")])
def test_an_example_keeps_the_style_of_the_project(name: str, way: tuple[str, ...]) -> None:
    """As if it stood where it says, so that the settings of that place hold; the order of imports
    apart, which needs the file to be there."""
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *way, "--no-cache", "--stdin-filename", name, "-"],
        cwd=ROOT,
        input=dict(_FILE.findall(_TEXT))[name],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_example_rule_is_one_that_the_table_accepts() -> None:
    found = re.search(r"^```toml\n(\[\[example.*?)^```$", _TEXT, re.MULTILINE | re.DOTALL)
    assert found is not None
    (version,) = parsed(found[1])["example_minimum_bid"]
    assert version.number == 1.0
    assert version.decides
