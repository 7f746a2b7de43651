"""What a document admits, asked on the command line."""

import gzip
import json
from pathlib import Path

import pytest

from microcap.faces.cli.start import run
from microcap.faces.statements_text import clean_text, place_of, said
from microcap.reading.documents import open_document
from microcap.reading.said import said_in

PAGE = (
    "<html><body><p>FORM 8-K</p><p>Quillfeather Mining Corp.</p>"
    "<p>Item 4.01 Changes in Registrant&#8217;s Certifying Accountant</p>"
    "<p>On March 3, 2009, Birchgrove&nbsp;LLP <b>resigned</b> as our independent auditor.</p>"
    "</body></html>"
)
WORDS = "On March 3, 2009, Birchgrove LLP resigned as our independent auditor."


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = run(["read", *arguments])
    return code, capsys.readouterr().out


def test_the_answer_is_one_object_with_form_and_statements(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.htm"
    file.write_text(PAGE)
    code, out = answer(capsys, str(file), "--json")
    held = json.loads(out)
    assert code == 0
    assert held["form"] == "8-K"
    (one,) = held["statements"]
    assert (one["kind"], one["detail"], one["quote"]) == ("auditor_change", "resigned", WORDS)
    start, end = one["span"]
    assert PAGE[start:end] == WORDS.replace("Birchgrove ", "Birchgrove&nbsp;").replace(
        "resigned", "<b>resigned</b>"
    )


def test_an_unknown_form_is_null(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear holder, we mine talc.")
    assert json.loads(answer(capsys, str(file), "--json")[1])["form"] is None


def test_several_files_are_one_document_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.htm").write_text(PAGE)
    (tmp_path / "b.htm.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4")
    paths = [str(tmp_path / name) for name in ("a.htm", "b.htm.gz", "c.pdf")]
    code, out = answer(capsys, *paths, "--jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 3
    assert rows[0]["statements"] == rows[1]["statements"]
    assert "it is a PDF" in rows[2]["error"]


def test_several_files_with_json_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out = answer(capsys, "a", "b", "--json")
    assert code == 2
    assert "--jsonl prints one a line" in json.loads(out)["error"]


def test_a_file_that_is_not_there_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = answer(capsys, "nowhere.htm", "--json")
    assert code == 2
    assert "nowhere.htm" in json.loads(out)["error"]


def test_the_page_quotes_the_words_and_says_where_they_stand() -> None:
    documents = open_document(PAGE.encode(), "a.htm")
    shown = said("a.htm", documents, said_in(documents), 100)
    assert "auditor_change: resigned" in shown
    assert f"“{WORDS}”" in shown
    assert "8-K 4.01, characters" in shown


def test_clean_text_and_places_are_shown() -> None:
    documents = open_document(PAGE.encode(), "a.htm")
    assert clean_text(documents).endswith(WORDS)
    assert place_of(documents[0], PAGE.index("FORM 8-K")) == 0


def test_sections_kinds_and_text_are_other_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.htm"
    file.write_text(PAGE)
    assert "8-K 4.01" in answer(capsys, str(file), "--sections")[1]
    assert "going_concern_doubt" in answer(capsys, "--kinds")[1]
    assert json.loads(answer(capsys, str(file), "--text", "--json")[1])["documents"][0][
        "text"
    ].startswith("FORM 8-K")


def test_the_score_is_printed_with_its_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.htm").write_text(PAGE)
    row = {"file": "a.htm", "form": "8-K", "flags": ["auditor_change"]}
    (tmp_path / "labels.jsonl").write_text(json.dumps(row) + "\n")
    code, out = answer(capsys, "--score", str(tmp_path / "labels.jsonl"))
    assert code == 0
    assert "not measured (1 of 1)" in out
