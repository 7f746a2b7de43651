"""`microcap note` through the command line and from Python."""

import io
import json
import sys
from pathlib import Path

import pytest

import microcap
from checks.invented import SYMBOL
from faces.own_lake import own_lake, ran

Captured = pytest.CaptureFixture[str]
Patched = pytest.MonkeyPatch


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lake of one name with its own casebook."""
    return own_lake(tmp_path, monkeypatch)


def test_a_note_is_added_listed_and_verified(lake: Path, capsys: Captured) -> None:
    code, out, _ = ran(capsys, "note", "add", SYMBOL, "asked for the contract", "--lake", lake)
    assert (code, out.startswith("entry 1 about ZZHM")) == (0, True)
    code, out, _ = ran(capsys, "note", "list", SYMBOL, "--lake", lake)
    assert (code, "asked for the contract" in out) == (0, True)
    code, out, _ = ran(capsys, "note", "verify", "--lake", lake, "--json")
    assert code == 0
    assert json.loads(out)["broken"] is None
    assert (lake.parent / "lake-casebook.sqlite").is_file()


def test_a_file_and_what_is_piped_are_kept(
    lake: Path, capsys: Captured, monkeypatch: Patched, tmp_path: Path
) -> None:
    (tmp_path / "mail.txt").write_text("ZZHM is the pick of the week.")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Buy ZZHM before Friday.")))
    code, out, _ = ran(
        capsys, "note", "add", SYMBOL, "--file", tmp_path / "mail.txt", "--file", "-",
        "--origin", "e-mail from x", "--received", "2024-06-03", "--kind", "promotion",
        "--lake", lake, "--json",
    )  # fmt: skip
    held = json.loads(out)
    assert code == 0
    assert [one["name"] for one in held["files"]] == ["mail.txt", "typed.txt"]
    assert {one["received"] for one in held["files"]} == {"2024-06-04T03:59:59Z"}
    assert {one["kind"] for one in held["files"]} == {"promotion"}


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["add", SYMBOL], "without a word and without a file"),
        (["add", SYMBOL, "--file", "none.txt"], "no file none.txt"),
        (["add", SYMBOL, "x", "--received", "yesterday"], "is no moment"),
        (["add", SYMBOL, "x", "--kind", "rumour"], "there are message, promotion"),
        (["add", "NO TICKER", "x"], "no ticker"),
        (["list"], "Missing argument"),
        (["withdraw", "9"], "no note 9"),
        (["add", SYMBOL, "--file", "."], "found a folder"),
    ],
)
def test_a_request_that_makes_no_sense_is_a_sentence(
    lake: Path, capsys: Captured, arguments: list[str], why: str
) -> None:
    code, _, err = ran(capsys, "note", *arguments, "--lake", lake)
    assert (code, why in err, "Traceback" in err) == (2, True, False)


def test_a_note_is_withdrawn(lake: Path, capsys: Captured) -> None:
    ran(capsys, "note", "add", SYMBOL, "under a wrong name", "--lake", lake)
    code, out, _ = ran(capsys, "note", "withdraw", "1", "wrong", "--lake", lake)
    assert (code, out.startswith("note 1 about ZZHM is withdrawn (entry 2)")) == (0, True)
    listed = ran(capsys, "note", "list", SYMBOL, "--lake", lake)[1]
    assert "under a wrong name" not in listed


def test_a_changed_casebook_closes_the_gate(lake: Path, capsys: Captured) -> None:
    ran(capsys, "note", "add", SYMBOL, "the first words", "--lake", lake)
    book = lake.parent / "lake-casebook.sqlite"
    book.write_bytes(book.read_bytes().replace(b"the first words", b"the other words"))
    code, out, _ = ran(capsys, "note", "verify", "--lake", lake)
    assert (code, "NOT WHOLE: entry 1 is broken" in out) == (1, True)
    code, _, err = ran(
        capsys, "binder", SYMBOL, "--to", "sec", "--out", lake.parent / "out", "--lake", lake
    )
    assert (code, "entry 1 is broken" in err) == (3, True)


def test_a_damaged_casebook_is_a_sentence(lake: Path, capsys: Captured) -> None:
    (lake.parent / "lake-casebook.sqlite").write_bytes(b"not a database" * 100)
    code, out, err = ran(capsys, "note", "list", SYMBOL, "--lake", lake, "--json")
    assert (code, "Traceback" in err) == (3, False)
    assert "restore it from a backup" in json.loads(out)["error"]


def test_python_writes_and_reads_the_same_casebook(
    lake: Path, capsys: Captured, tmp_path: Path
) -> None:
    (tmp_path / "mail.txt").write_text("ZZHM is the pick of the week.")
    noted = microcap.note(lake, SYMBOL, "from Python", files=(tmp_path / "mail.txt",))
    assert (noted.entry.number, noted.files[0].kind) == (1, "message")
    assert "from Python" in ran(capsys, "note", "list", SYMBOL, "--lake", lake)[1]
