"""A lake of one name with its own casebook, and the command line run on it."""

from pathlib import Path

import pytest

from microcap.faces.cli.start import run
from research.tiny import subject


def own_lake(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lake of one name in a home without settings."""
    for name in ("MICROCAP_CASEBOOK", "MICROCAP_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(folder))
    subject(folder)
    return folder / "lake"


def ran(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one command."""
    code = run([str(one) for one in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err
