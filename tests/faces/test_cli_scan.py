"""The verb scan: text, file, document and the Python API say the same."""

import json
from datetime import date
from pathlib import Path

import pytest

import microcap
from checks.invented import bars, subject_of
from microcap.faces.cli.start import run
from microcap.faces.json_form import as_json

Captured = pytest.CaptureFixture[str]
RUN = bars(
    [2.0] * 100 + [2.5, 4.4, 1.1],
    [*(1000 + index % 7 for index in range(100)), 5000, 50_150, 9000],
)


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """One name whose price ran from 2.00 to 4.40 on 2024-06-27."""
    for name in ("MICROCAP_LAKE", "MICROCAP_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    subject_of(tmp_path, bars=RUN)
    return str(tmp_path / "lake")


def test_a_day_tells_its_alert_and_says_what_is_not_held(lake: str, capsys: Captured) -> None:
    assert run(["scan", "--lake", lake, "--asof", "2024-06-27"]) == 0
    out = capsys.readouterr().out
    assert "1  ZZHM   45 of 45 points   $4.40   run up   found: cannot tell" in out
    assert "no filing of any name is held" in out
    assert "SYNTHETIC" in out


def test_the_day_after_nothing_alerts(lake: str, capsys: Captured) -> None:
    assert run(["scan", "--lake", lake, "--asof", "2024-06-28"]) == 0
    assert "no name showed the pattern" in capsys.readouterr().out


def test_the_document_is_the_value_of_the_python_api(lake: str, capsys: Captured) -> None:
    options = ["--from", "2024-06-03", "--to", "2024-06-28", "--asof", "2024-06-28"]
    assert run(["scan", "--lake", lake, *options, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    moment = microcap.open(lake).as_of("2024-06-28")
    value = moment.scan(first=date(2024, 6, 3), last=date(2024, 6, 28))
    assert said == as_json(value)
    assert [one["symbol"] for one in said["alerts"]] == ["ZZHM"]


def test_the_file_holds_every_alert(lake: str, tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "alerts.csv"
    assert run(["scan", "--lake", lake, "--asof", "2024-06-27", "--csv", str(file)]) == 0
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("ZZHM,ZZHM,2024-06-27,1,45,45,")
    assert capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--from", "2024-06-05", "--to", "2024-06-03"], "swap them"),
        (["--most", "0"], "ask for one or more"),
        (["--from", "2031-01-02"], "the last that had is 2024-06-28"),
    ],
)
def test_a_request_that_makes_no_sense_is_one_sentence(
    lake: str, options: list[str], said: str, capsys: Captured
) -> None:
    assert run(["scan", "--lake", lake, "--asof", "2024-06-28", *options]) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""
