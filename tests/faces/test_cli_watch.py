"""`microcap watch` through the command line."""

import json
from pathlib import Path

import pytest

from checks.invented import SYMBOL
from faces.own_lake import own_lake, ran

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lake of one name with its own casebook."""
    return own_lake(tmp_path, monkeypatch)


def test_a_name_is_watched_and_not(lake: Path, capsys: Captured) -> None:
    assert ran(capsys, "watch", "add", SYMBOL, "thin", "--lake", lake)[0] == 0
    assert "thin" in ran(capsys, "watch", "list", "--lake", lake)[1]
    assert ran(capsys, "watch", "add", SYMBOL, "--lake", lake)[0] == 2
    assert ran(capsys, "watch", "remove", SYMBOL, "--lake", lake)[0] == 0
    assert json.loads(ran(capsys, "watch", "list", "--lake", lake, "--json")[1])["names"] == []
