"""Files of messages on the command line."""

import json
from pathlib import Path

import pytest

from microcap.faces.cli.start import run

MODERN = Path(__file__).resolve().parents[1] / "reading" / "modern_promotions.jsonl"
TOUT = {
    "id": "t",
    "text": "Strong buy now, ZZQV is about to explode, get in before the news is out!",
}


def test_each_message_is_answered_and_a_bad_line_is_an_error_object(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mails.jsonl"
    file.write_text(json.dumps(TOUT) + "\n{nonsense\n" + json.dumps({"id": 2, "text": "hi"}) + "\n")
    code = run(["read", "--jsonl", str(file), "--json"])
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 2
    assert told[0]["promotion"]["label"] == "promotional"
    assert told[0]["promotion"]["trained_on"] == "2003-2007 e-mail"
    assert told[0]["compensation"] == []
    assert told[1]["line"] == 2
    assert "no JSON" in told[1]["error"]
    assert told[2]["promotion"] == {
        "label": "cannot_tell",
        "score": None,
        "because": ["1 words; 8 are needed"],
        "trained_on": "2003-2007 e-mail",
    }


def test_a_table_is_written_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mails.txt"
    file.write_text(json.dumps(TOUT) + "\n")
    assert run(["read", "--jsonl", str(file)]) == 0
    assert "promotional" in capsys.readouterr().out


def test_a_set_with_styles_is_scored_by_the_shipped_model(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """73 invented texts; counts by style, never learned from."""
    assert run(["read", "--score", str(MODERN), "--json"]) == 0
    styles = {
        name: (right, of) for name, right, of in json.loads(capsys.readouterr().out)["styles"]
    }
    assert styles["promotional"][1] + styles["not_promotional"][1] == 73
    assert styles["promotional"][0] >= 27
    assert styles["not_promotional"][0] >= 34
