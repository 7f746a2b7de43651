"""The verb splits: text, document and the Python API say the same."""

import json
from pathlib import Path

import pytest

import microcap
from checks.invented import SYMBOL
from microcap.faces.cli.start import run
from microcap.faces.json_form import as_json
from offering_rows import company

Captured = pytest.CaptureFixture[str]
ASOF = "2024-06-28"


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An invented company with a shelf and a programme."""
    for name in ("MICROCAP_LAKE", "MICROCAP_ORDER_USD", "MICROCAP_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    company(tmp_path)
    return str(tmp_path / "lake")


def test_the_text_begins_with_the_verb_and_the_name(lake: str, capsys: Captured) -> None:
    assert run(["splits", SYMBOL, "--asof", ASOF, "--lake", lake]) == 0
    shown = capsys.readouterr().out
    assert shown.splitlines()[1].startswith("SPLITS ZZHM")


def test_the_document_is_that_of_the_api(lake: str, capsys: Captured) -> None:
    assert run(["splits", SYMBOL, "--asof", ASOF, "--lake", lake, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    value = microcap.open(lake).as_of(ASOF).splits(SYMBOL)
    assert document == json.loads(json.dumps(as_json(value)))
    assert document["symbol"] == SYMBOL


def test_a_ticker_that_nobody_bears_is_one_sentence(lake: str, capsys: Captured) -> None:
    assert run(["splits", "QQQQ", "--asof", ASOF, "--lake", lake]) == 2
    assert "QQQQ" in capsys.readouterr().err
