"""The verb dossier: why one of its figures is what it is, as text and as a document."""

import json
from pathlib import Path

import pytest

from checks.invented import DAY, SYMBOL, bars, listed
from microcap.faces.cli.start import run
from research.tiny import cover, subject

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The arguments for a name with 10m shares at 2.00."""
    for name in ("MICROCAP_LAKE", "MICROCAP_ORDER_USD", "MICROCAP_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    subject(
        tmp_path,
        bars=bars([2.0] * 30),
        listings=listed("NASDAQ_CM"),
        facts=[cover(10_000_000, DAY.replace(day=3))],
    )
    lake = str(tmp_path / "lake")
    return ["dossier", SYMBOL, "--asof", DAY.isoformat(), "--lake", lake, "--why"]


def test_a_figure_is_told_with_its_formula_and_inputs(asked: list[str], capsys: Captured) -> None:
    """2.00 x 10,000,000 = 20,000,000."""
    assert run([*asked, "cap"]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[0].startswith("cap: ")
    assert any(line.startswith("formula price x shares") for line in lines)
    assert any(line.startswith("input price = 2 USD/share") for line in lines)
    assert any(line.startswith("input shares = 10,000,000 shares") for line in lines)


def test_the_document_of_a_figure_holds_the_same(asked: list[str], capsys: Captured) -> None:
    assert run([*asked, "cap", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["name"], document["figure"]["value"]) == ("cap", 20e6)
    assert len(document["inputs"]) == 2


def test_a_figure_that_cannot_be_told_says_what_is_missing(
    asked: list[str], capsys: Captured
) -> None:
    assert run([*asked, "float_shares"]) == 0
    assert capsys.readouterr().out.startswith("float shares: cannot tell: ")


def test_a_figure_that_there_is_not_names_the_nearest(asked: list[str], capsys: Captured) -> None:
    assert run([*asked, "capp"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("microcap: no figure 'capp' in the file of ZZHM; nearest: ")
