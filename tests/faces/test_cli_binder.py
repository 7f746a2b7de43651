"""`microcap binder` through the command line."""

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


def test_a_packet_is_written_and_the_json_says_where(lake: Path, capsys: Captured) -> None:
    ran(capsys, "note", "add", SYMBOL, "asked for the contract", "--lake", lake)
    out = lake.parent / "out"
    code, text, _ = ran(
        capsys, "binder", SYMBOL, "--to", "SEC", "--out", out, "--lake", lake, "--json"
    )
    held = json.loads(text)
    assert code == 0
    assert Path(held["archive"]).parent == out
    assert held["binder"]["receiver"] == "sec"
    assert sorted(path.suffix for path in out.iterdir()) == [".html", ".zip"]
    code, _, err = ran(capsys, "binder", SYMBOL, "--to", "police", "--out", out, "--lake", lake)
    assert (code, "one of finra, sec, broker" in err) == (2, True)
