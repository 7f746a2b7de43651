"""Notes, watch-list and packet as text: everything that was sent is harmless on a screen."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from microcap.casebook.book import Chain
from microcap.casebook.entry import FIRST, Entry
from microcap.faces import notes_text
from microcap.faces.packet import Packet
from microcap.research.notes import Noted, Notes
from microcap.research.watch_list import Watched, WatchList

AT = datetime(2024, 7, 1, 16, tzinfo=UTC)
WHOLE = Chain(1, "ab" * 32, None, "1 entries, each sealed to the one before")
FILE = {
    "name": "a\x1b[31m.txt",
    "kind": "message",
    "origin": "x\x07",
    "size": 1234,
    "sha256": "cd" * 32,
}


def _entry(kind: str = "note", **body: object) -> Entry:
    return Entry(1, "ZZHM", None, kind, AT, "A. B.\x07", body, (), None, FIRST, "ab" * 32)


def test_an_entry_is_printed_with_its_files_and_without_escapes() -> None:
    entry = _entry(
        text="they \x1b]0;evil\x07call", files=[{**FILE, "characters": 20, "unread": ""}]
    )
    shown = notes_text.notes(Notes("ZZHM", AT, True, (entry,), WHOLE))
    assert "1  note  Mon 2024-07-01 12:00 ET, by A. B." in shown
    assert "they call" in shown
    assert "1,234 bytes; sha256 cdcdcdcdcdcdcdcd…; 20 characters read" in " ".join(shown.split())
    assert "\x1b" not in shown
    assert "SYNTHETIC" in shown
    assert max(map(len, shown.splitlines())) <= 100


@pytest.mark.parametrize(
    ("dated_by", "shown"),
    [
        ("user", "received Mon 2024-07-01 12:00 ET;"),
        ("header", "received Mon 2024-07-01 12:00 ET by its own header;"),
        ("writing", "day of receipt not said;"),
    ],
)
def test_a_file_is_listed_with_the_moment_at_which_it_came(dated_by: str, shown: str) -> None:
    entry = _entry(files=[{**FILE, "received": AT.isoformat(), "dated_by": dated_by}])
    listed = notes_text.notes(Notes("ZZHM", AT, True, (entry,), WHOLE))
    assert shown in " ".join(listed.split())


def test_a_withdrawal_says_which_note_it_is_about() -> None:
    entry = replace(_entry(text="another name", files=[], withdrawn=True), replaces=7)
    assert "note 7 about ZZHM is withdrawn (entry 1)" in notes_text.withdrawn(entry)
    assert "withdraws 7" in notes_text.notes(Notes("ZZHM", AT, True, (entry,), WHOLE))


def test_a_broken_casebook_is_said_in_capitals() -> None:
    broken = Chain(3, "ab" * 32, 2, "entry 2 is broken: its words are not those that were sealed")
    assert notes_text.chain(broken).startswith("casebook NOT WHOLE: entry 2 is broken")


def test_nothing_written_is_a_sentence() -> None:
    empty = Notes("ZZHM", AT, False, (), Chain(0, FIRST, None, "0 entries"))
    assert "nothing was written about ZZHM" in notes_text.notes(empty)


def test_an_entry_of_another_kind_shows_its_body() -> None:
    shown = notes_text.notes(Notes("ZZHM", AT, False, (_entry("ruling", claim="c1"),), WHOLE))
    assert '{"claim": "c1"}' in shown


def test_what_was_not_read_is_said_beside_what_was_written() -> None:
    noted = Noted(
        _entry(files=[{**FILE, "unread": "it is a picture"}]), (), ("a.png: kept, not read",)
    )
    shown = notes_text.noted(noted)
    assert "it is a picture" in " ".join(shown.split())
    assert "note: a.png: kept, not read" in shown


def test_the_watch_list_says_since_when_and_why() -> None:
    one = Watched("ZZHM", None, AT, "thin \x1b[1m", 4)
    assert notes_text.watched(WatchList(AT, False, (one,))) == (
        "  ZZHM  since Mon 2024-07-01 12:00 ET (entry 4): thin"
    )
    assert "the watch-list is empty" in notes_text.watched(WatchList(AT, False, ()))
    assert notes_text.put_on((one, ("kept under its letters",))).endswith("kept under its letters")


def test_a_packet_says_where_it_is_and_what_is_not_in_it() -> None:
    value = Packet(Path("a.html"), Path("a.zip"), "ef" * 32, "ab" * 32, 2, 1, 3, ("x.png: lost",))
    shown = notes_text.packet(value)
    assert shown.splitlines()[:3] == ["a.html", "a.zip", f"  SHA-256 {'ef' * 32}"]
    assert "not in it: x.png: lost" in shown
