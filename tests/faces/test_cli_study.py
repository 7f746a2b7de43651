"""The verb study: its list, a study's own options, text, document and file."""

import json
from pathlib import Path

import pytest

from checks.invented import Rows, days_to
from lake_of import MARCH, run, view_of
from microcap.faces.cli.start import run as microcap
from microcap.faces.notebook import Moment

Captured = pytest.CaptureFixture[str]
NOW = "2024-03-28"
EVENT = 255


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A benchmark, and two names that follow it twice over and jump on one day."""
    for name in ("MICROCAP_LAKE", "MICROCAP_ORDER_USD", "MICROCAP_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    days = days_to(MARCH, 270)
    bars, level, levels = [], 100.0, []
    for at in range(270):
        level *= 1 + (0.01 if at % 2 else -0.01)
        levels.append(level)
    for name, jump in (("ZZA", 0.1), ("ZZB", 0.2)):
        close, closes = 5.0, []
        for at in range(270):
            own = 0.01 if at % 4 < 2 else -0.01
            close *= 1 + (0.02 if at % 2 else -0.02) + own + (jump if at == EVENT else 0)
            closes.append(close)
        bars += run(name, closes)
    index: Rows = [
        {"symbol": "IWC", "day": day, "close": None, "adjusted_close": one}
        for day, one in zip(days, levels, strict=True)
    ]
    view_of(tmp_path, NOW, bars=bars, benchmarks=index)
    (tmp_path / "events.csv").write_text(
        f"symbol,day\nZZA,{days[EVENT]}\nZZB,{days[EVENT]}\nZZC,{days[EVENT]}\n"
    )
    return str(tmp_path / "lake")


def test_without_a_name_it_lists_the_studies(lake: str, capsys: Captured) -> None:
    assert microcap(["study"]) == 0
    assert "\nevent\n" in capsys.readouterr().out
    assert microcap(["study", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert "flag" in found["event"]["options"]
    assert found["event"]["needs"][0] == "bars"


def test_a_study_is_printed_and_its_cases_are_written(
    lake: str, tmp_path: Path, capsys: Captured
) -> None:
    """Jumps of 10 % and 20 % have the mean 15 %, and the rest of the day is 1 % or less."""
    events, out = str(tmp_path / "events.csv"), tmp_path / "cases.csv"
    arguments = ["study", "event", "--events", events, "--lake", lake, "--asof", NOW]
    assert microcap([*arguments, "--csv", str(out)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("SYNTHETIC")
    assert any(line.startswith("3 events (a row of the file); 2 used") for line in lines)
    rows = out.read_text().splitlines()
    assert rows[0].startswith("symbol,security,day,label,status,reason,source")
    assert [row.split(",")[0] for row in rows[1:]] == ["ZZA", "ZZB", "ZZC"]


def test_the_document_holds_every_case_and_equals_the_notebooks(
    lake: str, tmp_path: Path, capsys: Captured
) -> None:
    from microcap.faces.json_form import as_json
    from microcap.view.view import records

    events = tmp_path / "events.csv"
    arguments = ["--events", str(events), "--lake", lake, "--asof", NOW, "--json"]
    assert microcap(["study", "event", *arguments]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["synthetic"] is True
    assert [row["status"] for row in document["cases"]["rows"]] == ["used", "used", "not used"]
    moment = Moment(records(Path(lake)).as_of(NOW))
    assert as_json(moment.study("event", events=events))["cases"] == document["cases"]  # type: ignore[index]


def test_options_before_the_name_count_too(lake: str, tmp_path: Path, capsys: Captured) -> None:
    events = str(tmp_path / "events.csv")
    arguments = ["--lake", lake, "--asof", NOW, "--json", "event", "--events", events]
    assert microcap(["study", *arguments]) == 0
    assert json.loads(capsys.readouterr().out)["study"] == "event"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["evnt"], "no study 'evnt'; the nearest are event"),
        (["event"], "of no events: give --events FILE"),
        (["event", "--flag", "halts"], "no flag 'halts'"),
        (["event", "--flag", "halt", "--market", "QQQQ"], "no benchmark 'QQQQ' is held"),
        (["event", "--flag", "halt", "--returns", "weekly"], "'weekly' is not one of"),
        (["event", "--flag", "halt", "--colour"], "No such option"),
    ],
)
def test_a_request_that_makes_no_sense_is_one_sentence(
    lake: str, arguments: list[str], says: str, capsys: Captured
) -> None:
    assert microcap(["study", *arguments, *(["--lake", lake] if len(arguments) > 0 else [])]) == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1
