"""The verb calendar: text, document and the Python API say the same."""

import json
from datetime import date
from pathlib import Path

import pytest

import microcap
from checks.invented import DAY, SYMBOL, bars, filing, held, listed
from microcap.faces.cli.start import run
from microcap.faces.json_form import as_json
from research.tiny import subject

Captured = pytest.CaptureFixture[str]
ASOF = DAY.isoformat()


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A filer of one annual report whose first quarter never came."""
    for name in ("MICROCAP_LAKE", "MICROCAP_ORDER_USD", "MICROCAP_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    year = {**filing("10-K", date(2024, 3, 28)), "report_day": date(2023, 12, 31)}
    subject(
        tmp_path,
        bars=bars([2.0] * 60),
        listings=listed("NASDAQ_CM"),
        filings=[year],
        coverage=[held()],
    )
    return str(tmp_path / "lake")


def test_the_text_tells_the_status(lake: str, capsys: Captured) -> None:
    assert run(["calendar", SYMBOL, "--asof", ASOF, "--lake", lake]) == 0
    shown = capsys.readouterr().out
    assert "REPORTING     sec_delinquent" in shown
    assert "10-Q  ~2024-03-31" in shown


def test_the_document_is_that_of_the_api(lake: str, capsys: Captured) -> None:
    assert run(["calendar", SYMBOL, "--asof", ASOF, "--lake", lake, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    value = microcap.open(lake).as_of(ASOF).calendar(SYMBOL)
    assert document == json.loads(json.dumps(as_json(value)))
    assert document["reporting"]["status"]["value"] == "sec_delinquent"
    assert document["reporting"]["missing"] == ["10-Q 2024-03-31"]
    assert document["information"] is None


def test_the_information_comes_with_its_option(lake: str, capsys: Captured) -> None:
    command = ["calendar", SYMBOL, "--asof", ASOF, "--lake", lake, "--json", "--information"]
    assert run(command) == 0
    document = json.loads(capsys.readouterr().out)
    analysts = document["information"]["reading"]["analysts"]["figure"]
    assert (analysts["value"], analysts["status"]) == (None, "cannot_tell")


def test_an_unknown_ticker_is_one_sentence_and_exit_code_two(lake: str, capsys: Captured) -> None:
    assert run(["calendar", "QQQQQ", "--asof", ASOF, "--lake", lake]) == 2
    assert "no ticker 'QQQQQ' is known" in capsys.readouterr().err
