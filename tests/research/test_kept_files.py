"""Files that a user kept: bytes under their hash, words as an observation, names made harmless."""

import os
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from lake_of import new_lake
from microcap.lake.store import Lake
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.research.kept_files import (
    LARGEST,
    KeptFile,
    Offered,
    bounded,
    harmless,
    keep_file,
    kept_file,
    offered,
    withdraw_file,
)
from microcap.view.view import records

NOW = datetime(2025, 3, 10, 16, tzinfo=UTC)
CAME = datetime(2025, 3, 4, 15, 30, tzinfo=UTC)
BUY = Offered("buy.txt", b"ZZHM is the pick of the week, buy before Friday.")


def _keep(
    lake: Lake, file: Offered = BUY, kind: str = "message", came: datetime | None = CAME
) -> KeptFile:
    return keep_file(lake, "ZZHM", file, kind=kind, origin="a stranger", received=came, now=NOW)


def _rows(lake: Lake, moment: datetime = NOW) -> pl.DataFrame:
    return records(lake.path).as_of(moment).table("documents").collect()


def test_the_bytes_are_kept_and_the_words_are_an_observation_of_the_user(tmp_path: Path) -> None:
    lake = new_lake(tmp_path)
    kept = _keep(lake)
    assert kept.sha256 == sha256(BUY.body).hexdigest()
    assert lake.kept(kept.sha256).read_bytes() == BUY.body
    row = _rows(lake).row(0, named=True)
    assert (row["subject"], row["kind"], row["source"]) == ("ZZHM", "email", "user")
    assert (row["known_at"], row["assumed"]) == (CAME, False)
    assert row["text"] == "From: a stranger\n\nZZHM is the pick of the week, buy before Friday."
    assert row["title"] == f"buy.txt (a stranger) [{kept.sha256[:8]}]"


def test_a_view_before_it_came_does_not_see_it(tmp_path: Path) -> None:
    lake = new_lake(tmp_path)
    _keep(lake)
    assert _rows(lake, datetime(2025, 3, 4, 15, 29, 59, tzinfo=UTC)).is_empty()


def test_the_same_file_twice_is_one_row(tmp_path: Path) -> None:
    lake = new_lake(tmp_path)
    assert _keep(lake) == _keep(lake)
    assert _rows(lake).height == 1


def test_a_file_that_is_called_a_promotion_later_is_one_from_then_on(tmp_path: Path) -> None:
    """A correction is known from the moment it was made; the earlier view stays as it was."""
    lake = new_lake(tmp_path)
    _keep(lake)
    _keep(lake, kind="promotion")
    assert _rows(lake, NOW)["kind"].to_list() == ["promotion"]
    assert _rows(lake, datetime(2025, 3, 9, tzinfo=UTC))["kind"].to_list() == ["email"]


def test_the_kind_that_was_said_last_is_the_one_that_stands(tmp_path: Path) -> None:
    lake = new_lake(tmp_path)
    for minute, kind in enumerate(("message", "promotion", "message")):
        now = NOW + timedelta(minutes=minute)
        keep_file(lake, "ZZHM", BUY, kind=kind, origin="x", received=CAME, now=now)
    assert _rows(lake, NOW + timedelta(hours=1))["kind"].to_list() == ["email"]


def test_one_text_of_two_senders_is_two_messages_each_with_its_sender(tmp_path: Path) -> None:
    lake = new_lake(tmp_path)
    for origin in ("SMS from +1 555 0100", "SMS from +1 555 0199"):
        keep_file(lake, "ZZHM", BUY, kind="message", origin=origin, received=CAME, now=NOW)
    heads = sorted(text.partition("\n")[0] for text in _rows(lake)["text"])
    assert heads == ["From: SMS from +1 555 0100", "From: SMS from +1 555 0199"]


def test_a_mail_names_its_own_sender_before_the_word_of_the_user(tmp_path: Path) -> None:
    lake = new_lake(tmp_path)
    mail = b"From: a@zz.example\nSubject: ZZHM\n\nBuy it."
    kept = keep_file(
        lake, "ZZHM", Offered("a.eml", mail), kind="message", origin="forwarded by my son",
        received=CAME, now=NOW,
    )  # fmt: skip
    assert kept.origin == "forwarded by my son"
    assert _rows(lake)["text"].item() == "From: a@zz.example\n\nBuy it."


@pytest.mark.parametrize("origin", ["a letter that was paid $90,000 by Nobody LLC", "cost me $10"])
def test_an_origin_that_tells_of_money_is_not_taken_for_words_of_the_message(
    tmp_path: Path, origin: str
) -> None:
    lake = new_lake(tmp_path)
    kept = keep_file(lake, "ZZHM", BUY, kind="message", origin=origin, received=CAME, now=NOW)
    row = _rows(lake).row(0, named=True)
    assert kept.origin == origin
    assert "$" not in row["text"] + row["title"]
    assert row["text"].startswith("From: sender ")


def test_words_that_are_withdrawn_leave_later_views_and_stay_in_earlier_ones(
    tmp_path: Path,
) -> None:
    lake = new_lake(tmp_path)
    kept = _keep(lake)
    withdraw_file(lake, "ZZHM", kept, now=NOW + timedelta(hours=1))
    assert _rows(lake, NOW + timedelta(hours=2)).is_empty()
    assert _rows(lake, NOW).height == 1
    assert lake.kept(kept.sha256).read_bytes() == BUY.body


def test_what_was_withdrawn_may_be_kept_again(tmp_path: Path) -> None:
    lake = new_lake(tmp_path)
    withdraw_file(lake, "ZZHM", _keep(lake), now=NOW + timedelta(hours=1))
    later = NOW + timedelta(hours=2)
    keep_file(lake, "ZZHM", BUY, kind="message", origin="a stranger", received=CAME, now=later)
    assert _rows(lake, later + timedelta(seconds=1)).height == 1


def test_a_picture_needs_no_withdrawal_of_words(tmp_path: Path) -> None:
    lake = new_lake(tmp_path)
    kept = _keep(lake, Offered("shot.png", b"\x89PNG\r\n\x1a\n"))
    withdraw_file(lake, "ZZHM", kept, now=NOW)
    assert _rows(lake).is_empty()


def test_bytes_that_were_damaged_are_made_whole_by_keeping_the_file_again(tmp_path: Path) -> None:
    lake = new_lake(tmp_path)
    kept = _keep(lake)
    lake.kept(kept.sha256).write_bytes(b"something else")
    _keep(lake)
    assert lake.kept(kept.sha256).read_bytes() == BUY.body


@pytest.mark.parametrize(("name", "why"), [("folder", "found a folder"), ("pipe", "found a pipe or a device")])  # fmt: skip
def test_what_is_no_file_is_named_for_what_it_is(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Contradiction, match=why):
        offered(tmp_path / name)


def test_two_files_of_one_name_and_day_are_two_rows_and_no_correction(tmp_path: Path) -> None:
    lake = new_lake(tmp_path)
    _keep(lake)
    _keep(lake, Offered("buy.txt", b"Another message about ZZHM."))
    assert sorted(_rows(lake)["revision"]) == [0, 0]


def test_the_date_of_a_mail_is_its_own_word_and_marked_assumed(tmp_path: Path) -> None:
    """Known at the next session's open, 09:30 Eastern, which is 14:30 UTC before the clocks change."""
    lake = new_lake(tmp_path)
    mail = b"From: a@zz.example\nSubject: ZZHM\nDate: Tue, 4 Mar 2025 10:30:00 -0500\n\nBuy it."
    kept = _keep(lake, Offered("a.eml", mail), came=None)
    assert (kept.received, kept.dated_by) == (CAME, "header")
    row = _rows(lake).row(0, named=True)
    assert (row["known_at"], row["assumed"]) == (datetime(2025, 3, 5, 14, 30, tzinfo=UTC), True)


@pytest.mark.parametrize("date", [b"Date: Tue, 4 Mar 2031 10:30:00 -0500\n", b""])
def test_a_mail_from_the_future_or_without_a_date_came_when_it_was_written_down(
    tmp_path: Path, date: bytes
) -> None:
    mail = b"From: a@zz.example\nSubject: ZZHM\n" + date + b"\nBuy it."
    kept = _keep(new_lake(tmp_path), Offered("a.eml", mail), came=None)
    assert (kept.received, kept.dated_by) == (NOW, "writing")


def test_a_picture_is_kept_and_said_to_be_unread(tmp_path: Path) -> None:
    lake = new_lake(tmp_path)
    kept = _keep(lake, Offered("shot.png", b"\x89PNG\r\n\x1a\n"), kind="confirmation")
    assert "a picture" in kept.unread
    assert (kept.characters, kept.title) == (0, "")
    assert lake.kept(kept.sha256).read_bytes() == b"\x89PNG\r\n\x1a\n"
    assert _rows(lake).is_empty()


@pytest.mark.parametrize(("kind", "row"), [("promotion", "promotion"), ("confirmation", "note"), ("document", "letter")])  # fmt: skip
def test_a_kind_decides_who_reads_it(tmp_path: Path, kind: str, row: str) -> None:
    lake = new_lake(tmp_path)
    _keep(lake, kind=kind)
    assert _rows(lake)["kind"].to_list() == [row]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\x.txt", "x.txt"),
        ("a\x1b[31m\nb\u202e.txt", "a [31m b .txt"),
        ("/", "file"),
        ("x" * 500, "x" * 120),
    ],
)
def test_a_hostile_name_is_made_harmless(name: str, shown: str) -> None:
    assert bounded(Offered(name, b"x")).name == shown


def test_half_a_pair_of_letters_becomes_a_question_mark() -> None:
    assert harmless("a\ud800b", 10) in ("a?b", "a b")


def test_a_file_without_bytes_or_with_too_many_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Contradiction, match="found an empty file"):
        bounded(Offered("a.txt", b""))
    with pytest.raises(Contradiction, match="found more than 67,108,864 bytes"):
        bounded(Offered("a.txt", bytes(LARGEST + 1)))
    with pytest.raises(NoSuchThing, match="no file"):
        offered(tmp_path / "none.txt")


def test_a_kept_file_is_told_and_read_back(tmp_path: Path) -> None:
    kept = _keep(new_lake(tmp_path))
    assert kept_file(kept.body()) == kept
