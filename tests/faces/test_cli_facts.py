"""The verb `facts`: text, JSON, the history of a tag, and why."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import microcap as mc
from checks.invented import DAY, SYMBOL, listed
from microcap.faces.cli.start import run
from microcap.faces.json_form import as_json
from research.tiny import fact, subject

YEAR = (date(2023, 1, 1), date(2023, 12, 31))


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sales of 2023, 9.5m as told in March 2024 and 8.7m as told in May."""
    folder = tmp_path_factory.mktemp("facts")
    rows = [
        fact("Revenues", value, YEAR[1], start=YEAR[0], filed=filed, form="10-K")
        for value, filed in ((9.5e6, date(2024, 3, 28)), (8.7e6, date(2024, 5, 14)))
    ]
    subject(folder, listings=listed(), facts=rows)
    return folder / "lake"


def _asked(lake: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, str]:
    code = run(["facts", SYMBOL, "--asof", DAY.isoformat(), "--lake", str(lake), *more])
    told = capsys.readouterr()
    return code, told.out + told.err


def _document(lake: Path, capsys: pytest.CaptureFixture[str], *more: str) -> Any:
    code, text = _asked(lake, capsys, "--json", *more)
    assert code == 0
    return json.loads(text)


def test_the_statements_are_printed(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = _asked(lake, capsys)
    assert code == 0
    assert "8,700r" in text
    assert "SYNTHETIC" in text


def test_the_document_is_the_one_of_the_notebook(
    lake: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    value = mc.open(lake).as_of(DAY.isoformat()).facts(SYMBOL, quarters=4, years=2)
    document = _document(lake, capsys, "--quarters", "4", "--years", "2")
    assert json.loads(json.dumps(as_json(value))) == document
    figure = document["statements"][0]["lines"][0]["cells"][0]["figure"]
    assert (figure["value"], figure["unit"], figure["flags"]) == (8.7e6, "USD", ["restated"])


def test_the_history_of_a_tag_is_a_document(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = _document(lake, capsys, "--tag", "revenues")
    assert [told["value"] for told in document["history"]] == [9.5e6, 8.7e6]
    assert "9,500,000" in _asked(lake, capsys, "--tag", "Revenues")[1]


def test_why_is_a_document_and_a_text(lake: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (cell,) = _document(lake, capsys, "--why", "revenue@2023-12-31")["cells"]
    assert cell["cell"]["before"]["value"] == 9.5e6
    assert "told before: 9,500,000 USD" in _asked(lake, capsys, "--why", "revenue@2023-12-31")[1]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--tag", "Nothing"), "bears the tag"),
        (("--why", "revenue"), "write ITEM@END"),
        (("--quarters", "99"), "between 0 and 40"),
    ],
)
def test_a_request_that_makes_no_sense_is_one_sentence_and_code_2(
    lake: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, str], said: str
) -> None:
    code, text = _asked(lake, capsys, *asked)
    assert code == 2
    assert said in text
    assert "Traceback" not in text
