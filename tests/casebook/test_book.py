"""A casebook on disk: what is written stays, what is changed is found, two may write at once."""

import os
import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from microcap.casebook.book import Casebook
from microcap.casebook.entry import FIRST, LONGEST, About
from microcap.model.errors import Contradiction, CouldNotAsk, Unreadable

AT = datetime(2025, 3, 4, 15, 30, tzinfo=UTC)
SOURCE = Path(__file__).resolve().parents[2] / "src"


def _book(folder: Path) -> Casebook:
    return Casebook.open(folder / "casebook.sqlite")


def _three(folder: Path) -> Casebook:
    book = _book(folder)
    for place, text in enumerate(("one", "two", "three")):
        book.append("ZZHM", "note", {"text": text}, AT + timedelta(minutes=place))
    return book


def _changed(folder: Path, *statements: str) -> None:
    """Change the file behind the program's back, without its guards."""
    connection = sqlite3.connect(folder / "casebook.sqlite")
    for act in ("update", "delete"):
        connection.execute(f"DROP TRIGGER entries_no_{act}")
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_an_entry_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    about = About("ZZHM", "9900001")
    body = {"text": "they write: “10x” 🚀", "size": 3, "share": 0.1, "none": None, "list": [1]}
    written = _book(tmp_path).append(
        about, "note", body, AT, ["0009900001-25-000001"], author="A. Reader"
    )
    assert _book(tmp_path).entries(about, "note") == (written,)
    assert (written.number, written.previous, written.body) == (1, FIRST, body)
    assert written.written_at == AT


def test_each_entry_is_sealed_to_the_one_before_of_whatever_subject(tmp_path: Path) -> None:
    book = _book(tmp_path)
    first = book.append("ZZHM", "note", {}, AT)
    second = book.append("ZZBT", "ruling", {"claim": "c1", "ruling": "open", "why": ""}, AT)
    assert (second.number, second.previous) == (2, first.hash)
    assert [one.number for one in book.entries("ZZBT")] == [2]
    assert book.entries("ZZBT", "note") == ()
    assert book.verify().broken is None
    assert book.verify().head == second.hash


def test_reading_makes_no_file(tmp_path: Path) -> None:
    book = _book(tmp_path)
    assert book.entries() == ()
    assert (book.verify().entries, book.verify().broken) == (0, None)
    assert list(tmp_path.iterdir()) == []


def test_a_first_entry_that_was_refused_leaves_an_empty_casebook(tmp_path: Path) -> None:
    book = _book(tmp_path)
    with pytest.raises(Contradiction, match="to replace entry 1"):
        book.append("ZZHM", "note", {}, AT, replaces=1)
    assert (book.entries(), book.verify().entries) == ((), 0)
    assert _book(tmp_path).append("ZZHM", "note", {}, AT).number == 1


def test_no_log_is_left_beside_the_file(tmp_path: Path) -> None:
    _three(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["casebook.sqlite"]


def test_an_entry_replaces_another_and_both_stay(tmp_path: Path) -> None:
    book = _three(tmp_path)
    book.append("ZZHM", "note", {"text": "two, mended"}, AT + timedelta(hours=1), replaces=2)
    assert [one.number for one in book.entries("ZZHM")] == [1, 3, 4]
    assert [one.number for one in book.entries("ZZHM", replaced=True)] == [1, 2, 3, 4]
    before = book.entries("ZZHM", until=AT + timedelta(minutes=1))
    assert [one.number for one in before] == [1, 2]


@pytest.mark.parametrize(("subject", "kind", "number"), [("ZZHM", "note", 9), ("ZZBT", "note", 1), ("ZZHM", "ruling", 1)])  # fmt: skip
def test_only_an_entry_of_the_same_subject_and_kind_is_replaced(
    tmp_path: Path, subject: str, kind: str, number: int
) -> None:
    book = _three(tmp_path)
    with pytest.raises(Contradiction, match=f"to replace entry {number}"):
        book.append(subject, kind, {}, AT, replaces=number)
    assert len(book.entries()) == 3


def test_what_cannot_be_written_is_told_before_the_work_is_done(tmp_path: Path) -> None:
    book = _three(tmp_path)
    book.ready("ZZHM", "note", replaces=2)
    with pytest.raises(Contradiction, match="no ruling of that number"):
        book.ready("ZZHM", "ruling", replaces=2)
    assert len(book.entries()) == 3


def test_what_was_replaced_is_not_replaced_again(tmp_path: Path) -> None:
    book = _three(tmp_path)
    book.append("ZZHM", "note", {}, AT, replaces=1)
    with pytest.raises(Contradiction, match="entry 4 has taken its place"):
        book.append("ZZHM", "note", {}, AT, replaces=1)


@pytest.mark.parametrize("act", ["UPDATE entries SET kind = 'x'", "DELETE FROM entries"])
def test_the_file_itself_refuses_a_change(tmp_path: Path, act: str) -> None:
    _three(tmp_path)
    connection = sqlite3.connect(tmp_path / "casebook.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="a casebook only grows"):
        connection.execute(act)
    connection.close()


@pytest.mark.parametrize(
    ("change", "place", "why"),
    [
        ("UPDATE entries SET body = '{\"text\":\"twu\"}' WHERE number = 2", 2, "not those that were sealed"),
        ("UPDATE entries SET body = '{\"text\": \"two\"}' WHERE number = 2", 2, "another form"),
        ("UPDATE entries SET symbol = 'ZZBT' WHERE number = 1", 1, "not those that were sealed"),
        ("UPDATE entries SET written_at = replace(written_at, '15:32', '15:33') WHERE number = 3", 3, "not those"),
        ("UPDATE entries SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE number = 2", 2, "not those"),
        ("UPDATE entries SET previous = hash WHERE number = 2", 2, "sealed to another entry"),
        ("UPDATE entries SET body = '{' WHERE number = 1", 1, "cannot be read any more"),
        ("UPDATE entries SET number = 7 WHERE number = 3", 3, "is gone"),
        ("DELETE FROM entries WHERE number = 2", 2, "is gone"),
        ("DELETE FROM entries WHERE number = 3", 3, "is gone"),
        ("DELETE FROM entries", 1, "is gone"),
    ],
)  # fmt: skip
def test_the_first_entry_that_is_not_as_it_was_is_named(
    tmp_path: Path, change: str, place: int, why: str
) -> None:
    book = _three(tmp_path)
    assert book.verify().broken is None
    _changed(tmp_path, change)
    told = book.verify()
    assert told.broken == place
    assert why in told.says


def test_one_byte_changed_in_the_file_is_found(tmp_path: Path) -> None:
    """The letters of the second note stand in the file as they are."""
    book = _three(tmp_path)
    path = tmp_path / "casebook.sqlite"
    body = path.read_bytes()
    assert body.count(b'"text":"two"') == 1
    path.write_bytes(body.replace(b'"text":"two"', b'"text":"twp"'))
    assert book.verify().broken == 2


def test_a_chain_made_anew_is_betrayed_by_a_head_that_was_quoted_before(tmp_path: Path) -> None:
    witness = _three(tmp_path).verify().head
    (tmp_path / "casebook.sqlite").unlink()
    again = _book(tmp_path)
    again.append("ZZHM", "note", {"text": "another past"}, AT)
    assert again.verify().broken is None
    assert "none has the hash" in again.verify(witness=witness).says
    assert again.verify(witness=again.verify().head).broken is None


def test_nothing_is_written_in_the_place_of_a_lost_entry(tmp_path: Path) -> None:
    book = _three(tmp_path)
    _changed(tmp_path, "DELETE FROM entries WHERE number = 3")
    with pytest.raises(Unreadable, match="has lost entry 3"):
        book.append("ZZHM", "note", {}, AT)


@pytest.mark.parametrize(
    "body", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"x" * 5000]
)
def test_a_damaged_file_is_a_sentence(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "casebook.sqlite").write_bytes(body)
    with pytest.raises(Unreadable, match="restore it from a backup"):
        _book(tmp_path)


def test_a_damaged_entry_is_a_sentence(tmp_path: Path) -> None:
    book = _three(tmp_path)
    _changed(tmp_path, "UPDATE entries SET refs = '[' WHERE number = 2")
    with pytest.raises(Unreadable, match="entry 2 of the casebook"):
        book.entries()


def test_another_file_of_sqlite_is_not_taken_for_a_casebook(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "casebook.sqlite")
    connection.execute("CREATE TABLE recipes (name TEXT)")
    connection.close()
    with pytest.raises(Unreadable, match="another file of SQLite"):
        _book(tmp_path)
    with pytest.raises(Unreadable, match="another file of SQLite"):
        Casebook(tmp_path / "casebook.sqlite", synthetic=False).append("ZZHM", "note", {}, AT)


def test_a_newer_format_is_left_alone(tmp_path: Path) -> None:
    _three(tmp_path)
    _changed(tmp_path, "PRAGMA user_version = 4")
    with pytest.raises(Contradiction, match="format 2 and this program reads up to 1"):
        _book(tmp_path)


def test_real_and_invented_names_do_not_share_a_casebook(tmp_path: Path) -> None:
    _three(tmp_path)
    with pytest.raises(Contradiction, match="is about real names"):
        Casebook.open(tmp_path / "casebook.sqlite", synthetic=True)


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CouldNotAsk, match="asked to write to it"):
        Casebook.open(tmp_path / "file" / "casebook.sqlite").append("ZZHM", "note", {}, AT)


def test_a_casebook_on_a_disk_that_cannot_be_written_is_read_and_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a user without rights sees it: `os.access` tells so, whoever runs the test."""
    written = _three(tmp_path).entries()
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and real(path, mode))
    book = _book(tmp_path)
    assert (book.entries(), book.verify().broken) == (written, None)
    with pytest.raises(CouldNotAsk, match="asked to write to it"):
        book.append("ZZHM", "note", {}, AT)
    with pytest.raises(CouldNotAsk, match="asked to write to it"):
        book.ready("ZZHM", "note")
    assert [path.name for path in tmp_path.iterdir()] == ["casebook.sqlite"]


@pytest.mark.parametrize("subject", ["", "   ", "A\x1bB", "Z" * 41])
def test_an_entry_about_no_ticker_is_refused(tmp_path: Path, subject: str) -> None:
    with pytest.raises(Contradiction, match="no ticker"):
        _book(tmp_path).append(subject, "note", {}, AT)


@pytest.mark.parametrize("kind", ["", "Note", "a note", "x" * 41])
def test_an_entry_of_no_kind_is_refused(tmp_path: Path, kind: str) -> None:
    with pytest.raises(Contradiction, match="a kind is a word"):
        _book(tmp_path).append("ZZHM", kind, {}, AT)


def test_an_entry_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Contradiction, match="keep the rest as a file"):
        _book(tmp_path).append("ZZHM", "note", {"text": "x" * LONGEST}, AT)
    assert list(tmp_path.iterdir()) == []


def test_keys_that_are_numbers_are_sealed_as_they_are_read_again(tmp_path: Path) -> None:
    """As numbers 2 stands before 10, as texts behind it."""
    body: dict[object, int] = {2: 1, 10: 1}
    book = _book(tmp_path)
    book.append("ZZHM", "note", body, AT)  # type: ignore[arg-type]
    assert book.entries()[0].body == {"10": 1, "2": 1}
    assert book.verify().broken is None


_WRITER = """
import sys
from datetime import UTC, datetime
from microcap.casebook.book import Casebook
book = Casebook.open(sys.argv[1])
for place in range(int(sys.argv[3])):
    entry = book.append("ZZHM", "note", {"by": sys.argv[2], "place": place}, datetime(2025, 3, 4, tzinfo=UTC))
    print(entry.number, flush=True)
"""


def _writer(path: Path, name: str, times: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _WRITER, str(path), name, str(times)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_two_processes_write_at_once_and_lose_nothing(tmp_path: Path) -> None:
    """From no file at all: 2 writers of 25 entries each are 50 entries, each numbered once."""
    path = tmp_path / "casebook.sqlite"
    both = [_writer(path, name, 25) for name in ("a", "b")]
    told = [int(line) for one in both for line in one.communicate(timeout=120)[0].split()]
    assert [one.returncode for one in both] == [0, 0]
    assert sorted(told) == list(range(1, 51))
    book = Casebook.open(path)
    assert (book.verify().entries, book.verify().broken) == (50, None)
    for name in ("a", "b"):
        places = [one.body["place"] for one in book.entries() if one.body["by"] == name]
        assert places == list(range(25))


def test_a_writer_killed_in_the_middle_leaves_whole_entries(tmp_path: Path) -> None:
    """Every entry that was confirmed is there; at most one that was not confirmed is too."""
    path = tmp_path / "casebook.sqlite"
    writer = _writer(path, "a", 100_000)
    assert writer.stdout is not None
    confirmed = [int(writer.stdout.readline()) for _ in range(10)]
    os.kill(writer.pid, signal.SIGKILL)
    confirmed += [int(line) for line in writer.communicate(timeout=60)[0].split("\n") if line]
    book = Casebook.open(path)
    told = book.verify()
    assert told.broken is None
    assert told.entries - confirmed[-1] in (0, 1)
    assert book.append("ZZHM", "note", {}, AT).number == told.entries + 1


def test_a_writer_that_dies_before_its_commit_leaves_nothing(tmp_path: Path) -> None:
    book = _three(tmp_path)
    program = (
        "import os, sys\n"
        "from microcap.casebook import book as room\n"
        "book = room.Casebook.open(sys.argv[1])\n"
        "with book._asked('die', writing=True) as connection:\n"
        "    row = connection.exec_driver_sql('SELECT * FROM entries').mappings().all()[-1]\n"
        "    connection.execute(room.insert(room._ENTRIES).values(**{**row, 'number': 4}))\n"
        "    os._exit(9)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(book.path)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        check=False,
    )
    assert ran.returncode == 9
    assert (book.verify().entries, book.verify().broken) == (3, None)
    assert book.append("ZZHM", "note", {}, AT).number == 4
