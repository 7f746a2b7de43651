"""The binder: what was kept and what is known of one name, side by side."""

import sqlite3
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from microcap.model.errors import Contradiction, NoSuchThing, Unreadable
from microcap.research.binder import Binder, binder, bytes_of, has_day
from microcap.research.kept_files import Offered
from microcap.research.notes import Draft, add_note, withdraw_note
from microcap.research.watch_list import watch
from research.kept_case import LATER, NOW, PAID, PICTURE, binder_of, kept_case, places


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case, written once."""
    home = tmp_path_factory.mktemp("case")
    kept_case(home)
    return home


@pytest.fixture(scope="module")
def value(folder: Path) -> Binder:
    """Its packet."""
    return binder_of(folder)


def test_the_entries_of_the_name_are_in_it_and_of_others_the_seals_alone(value: Binder) -> None:
    assert [one.number for one in value.entries] == [1, 2]
    assert [number for number, _, _ in value.links] == [1, 2, 3]
    assert value.chain.head == value.links[-1][2]
    assert "secret" not in repr(value)


def test_the_watch_list_is_nobodys_business_but_its_seals_are_in_the_chain(tmp_path: Path) -> None:
    kept_case(tmp_path)
    watch(*places(tmp_path), "ZZHM", now=NOW, why="a private reason")
    value = binder_of(tmp_path)
    assert [one.number for one in value.entries] == [1, 2]
    assert len(value.links) == 4
    assert "private" not in repr(value)


def test_a_withdrawn_note_is_not_told_and_its_file_is_not_in_it(tmp_path: Path) -> None:
    kept_case(tmp_path)
    withdraw_note(*places(tmp_path), 1, why="not mine", now=NOW)
    value = binder_of(tmp_path)
    assert [one.number for one in value.entries] == [2]
    assert [one.file.name for one in value.kept] == ["shot.png"]
    assert "paid_promotion_seen" not in {one.check for one in value.findings}
    assert len(value.links) == 4


def test_a_file_of_which_nobody_says_when_it_came_is_not_set_beside_prices(tmp_path: Path) -> None:
    kept_case(tmp_path)
    undated = Draft("", [Offered("late.txt", b"ZZHM is the pick of the week.")])
    add_note(*places(tmp_path), "ZZHM", undated, now=NOW)
    value = binder_of(tmp_path)
    assert [one.day for one in value.around] == [date(2024, 6, 18)]
    assert [has_day(one.file) for one in value.kept] == [True, True, False]


def test_a_note_whose_place_was_taken_is_told_and_its_file_counted_once(tmp_path: Path) -> None:
    kept_case(tmp_path)
    add_note(*places(tmp_path), "ZZHM", Draft("said better", replaces=1), now=NOW)
    value = binder_of(tmp_path)
    assert [one.number for one in value.entries] == [1, 2, 4]
    assert [one.entry for one in value.kept] == [2, 4]


def test_a_kept_message_tells_what_its_words_are_and_who_paid(value: Binder) -> None:
    mail, picture = value.kept
    assert mail.file.sha256 == sha256(PAID).hexdigest()
    assert (mail.state, picture.state) == ("whole", "whole")
    assert mail.promotion is not None
    assert mail.promotion.label == "promotional"
    assert [(one.detail, one.says["cash"], one.says["payer"]) for one in mail.pay] == [
        ("paid", 25_000.0, "Blue Harbor Capital LLC")
    ]
    assert (picture.text, picture.promotion, picture.pay) == ("", None, ())


def test_the_register_is_asked_findings_first_and_the_rest_is_not_hidden(value: Binder) -> None:
    found = {one.check for one in value.findings}
    assert {"auditor_changed", "paid_promotion_seen"} <= found
    assert value.others
    assert found.isdisjoint(one.check for one in value.others)


def test_the_market_is_shown_around_the_day_on_which_it_came(value: Binder) -> None:
    assert [one.day for one in value.around] == [date(2024, 6, 18)]


def test_a_packet_of_an_earlier_moment_holds_nothing_later(folder: Path) -> None:
    with pytest.raises(NoSuchThing, match="`microcap note add ZZHM` begins"):
        binder_of(folder, moment=datetime(2024, 6, 28, 20, tzinfo=UTC))
    assert len(binder_of(folder, moment=NOW).entries) == 2


def test_two_packets_of_one_moment_are_equal(folder: Path, value: Binder) -> None:
    assert binder_of(folder) == value


def test_a_ticker_without_a_record_has_a_packet_of_its_notes(folder: Path) -> None:
    value = binder(*places(folder), "ZZBT", receiver="sec", moment=LATER)
    assert (value.findings, value.others, value.around) == ((), (), ())
    assert value.doubts[0].startswith("ZZBT is kept under its letters alone")


def test_a_receiver_that_is_none_is_refused(folder: Path) -> None:
    with pytest.raises(Contradiction, match="one of finra, sec, broker"):
        binder_of(folder, "police")


def test_bytes_that_are_lost_or_changed_are_said_to_be(tmp_path: Path) -> None:
    kept_case(tmp_path)
    where = bytes_of(places(tmp_path)[0])
    where(sha256(PAID).hexdigest()).write_bytes(PAID + b"!")
    where(sha256(PICTURE).hexdigest()).unlink()
    mail, picture = binder_of(tmp_path).kept
    assert (mail.state, mail.text) == ("changed since it was kept", "")
    assert picture.state == "lost"


def test_a_casebook_that_was_changed_makes_no_packet(tmp_path: Path) -> None:
    kept_case(tmp_path)
    connection = sqlite3.connect(places(tmp_path)[1])
    connection.execute("DROP TRIGGER entries_no_update")
    connection.execute("UPDATE entries SET symbol = 'ZZHM' WHERE number = 3")
    connection.commit()
    connection.close()
    with pytest.raises(Unreadable, match="entry 3 is broken"):
        binder_of(tmp_path)
