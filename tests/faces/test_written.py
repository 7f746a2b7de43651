"""The casebook from Python: the same values as the command line."""

from pathlib import Path

import pytest

import microcap
from checks.invented import SYMBOL
from faces.own_lake import own_lake
from microcap.research.notes import is_withdrawn


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lake of one name with its own casebook."""
    return own_lake(tmp_path, monkeypatch)


def test_notes_and_the_watch_list_are_read_and_written(lake: Path) -> None:
    microcap.note(lake, SYMBOL, "asked for the contract")
    book = microcap.open(lake).casebook
    book.watch(SYMBOL, "thin")
    assert [one.kind for one in book.notes(SYMBOL).entries] == ["note", "watch"]
    assert [one.why for one in book.watched().names] == ["thin"]
    assert book.watched("2020-01-02").names == ()
    assert book.unwatch(SYMBOL).number == 3
    assert book.verify().entries == 3
    assert repr(book).startswith("casebook whole: 3 entries")


def test_a_note_is_withdrawn_and_stays_written(lake: Path) -> None:
    microcap.note(lake, SYMBOL, "about another name")
    book = microcap.open(lake).casebook
    assert book.withdraw(1, "wrong ticker").number == 2
    assert [is_withdrawn(one) for one in book.notes(SYMBOL).entries] == [True]
    assert book.verify().entries == 2


def test_a_packet_is_a_value_and_two_files(lake: Path, tmp_path: Path) -> None:
    microcap.note(lake, SYMBOL, "asked for the contract")
    book = microcap.open(lake).casebook
    written = book.packet(SYMBOL, "broker", tmp_path / "out")
    assert written.archive.is_file()
    assert book.binder(SYMBOL, "broker").chain.head == written.head
