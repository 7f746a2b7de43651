"""Notes: what is written, about whom, and what is refused before anything is written."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checks.invented import DAY, ISSUER, SYMBOL, bars, listed
from lake_of import publish, run
from microcap.casebook.book import Casebook
from microcap.model.errors import Contradiction, CouldNotAsk, NoSuchThing
from microcap.research.kept_files import Offered
from microcap.research.notes import (
    LONGEST_TEXT,
    Draft,
    Noted,
    about,
    add_note,
    moment_received,
    notes,
    withdraw_note,
)

NOW = datetime(2024, 7, 1, 16, tzinfo=UTC)
PAID = b"ZZHM is set to explode. We were paid $25,000 by Blue Harbor LLC for this newsletter."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A lake of one name with its issuer."""
    publish(tmp_path, bars=bars([2.0, 2.1]), listings=listed())
    return tmp_path


def _note(
    folder: Path, text: str = "", *, symbol: str = SYMBOL, now: datetime = NOW, **said: object
) -> Noted:
    draft = Draft(text, **said)  # type: ignore[arg-type]
    return add_note(folder / "lake", _book(folder), symbol, draft, now=now)


def _book(folder: Path) -> Path:
    return folder / "casebook.sqlite"


def test_a_note_is_written_about_the_issuer_that_the_ticker_names(folder: Path) -> None:
    noted = _note(folder, "asked for the contract", symbol=" zzhm ")
    assert (noted.entry.symbol, noted.entry.issuer) == (SYMBOL, ISSUER)
    assert noted.entry.body == {"text": "asked for the contract", "files": []}
    assert noted.doubts == ()
    found = notes(folder / "lake", _book(folder), SYMBOL, moment=NOW)
    assert (found.entries, found.chain.broken) == ((noted.entry,), None)


def test_a_file_is_kept_and_the_entry_points_to_its_bytes(folder: Path) -> None:
    noted = _note(folder, "came today", files=[Offered("mail.txt", PAID)], origin="e-mail from x")
    (file,) = noted.files
    assert noted.entry.refs == (f"sha256:{file.sha256}",)
    assert (file.kind, file.origin, file.dated_by) == ("message", "e-mail from x", "writing")


def test_what_is_kept_is_seen_by_the_check_of_promotions(folder: Path) -> None:
    from microcap.checks.paid_promotion_seen import paid_promotion_seen
    from microcap.model.verdicts import Finding
    from microcap.view.subject import Subject
    from microcap.view.view import records

    came = NOW - timedelta(days=2)
    _note(folder, files=[Offered("mail.txt", PAID)], received=came)
    verdict = paid_promotion_seen(Subject(records(folder / "lake").as_of(NOW), SYMBOL))
    assert isinstance(verdict, Finding)
    assert "$25,000 by Blue Harbor LLC" in verdict.evidence[0].what


def test_a_ticker_that_the_lake_does_not_hold_is_kept_under_its_letters_and_said_so(
    folder: Path,
) -> None:
    noted = _note(folder, "who is this?", symbol="zzhn")
    assert (noted.entry.symbol, noted.entry.issuer) == ("ZZHN", None)
    assert noted.doubts[0].startswith("ZZHN is kept under its letters alone")
    assert "the nearest held are ZZHM" in noted.doubts[0]


def test_a_note_needs_no_lake(tmp_path: Path) -> None:
    noted = add_note(tmp_path / "lake", _book(tmp_path), "ABCQ", Draft("seen in a post"), now=NOW)
    assert "no lake at" in noted.doubts[0]
    assert not (tmp_path / "lake").exists()


def test_an_invented_lake_and_a_casebook_about_real_names_do_not_meet(folder: Path) -> None:
    Casebook.open(_book(folder)).append("ABCQ", "note", {"text": "real"}, NOW)
    with pytest.raises(Contradiction, match="is about real names"):
        _note(folder, "invented")


def test_a_note_is_replaced_and_never_edited(folder: Path) -> None:
    _note(folder, "the contract was signed in May")
    _note(folder, "in June", replaces=1, now=NOW + timedelta(hours=1))
    later = notes(folder / "lake", _book(folder), SYMBOL, moment=NOW + timedelta(hours=2))
    assert [one.body["text"] for one in later.entries] == ["in June"]
    before = notes(folder / "lake", _book(folder), SYMBOL, moment=NOW)
    assert [one.number for one in before.entries] == [1]
    whole = notes(
        folder / "lake", _book(folder), SYMBOL, moment=NOW + timedelta(hours=2), replaced=True
    )
    assert [one.number for one in whole.entries] == [1, 2]


def _promotions(folder: Path, moment: datetime, symbol: str = SYMBOL) -> list[str]:
    """Titles of what is held as documents about a ticker."""
    from microcap.view.view import records

    rows = records(folder / "lake").as_of(moment).table("documents").collect()
    return sorted(rows.filter(rows["subject"] == symbol)["title"])


def test_three_senders_of_one_text_are_seen_by_the_check_of_same_texts(folder: Path) -> None:
    """Two in text files that name no sender but by `origin`, one in a mail that names its own."""
    from microcap.checks.same_text_by_many import same_text_by_many
    from microcap.model.verdicts import Finding
    from microcap.view.subject import Subject
    from microcap.view.view import records

    words = b"ZZHM is our hottest pick of the year, buy before the news breaks on Friday, it may go up a lot."
    came = NOW - timedelta(days=2)
    mail = b"From: Tips <tips@zz.example>\nSubject: ZZHM\n\n" + words
    for origin, body in (("SMS from +1 555 0100", words), ("a post by bull77", words), ("", mail)):
        _note(folder, files=[Offered("typed.txt", body)], origin=origin, received=came)
    verdict = same_text_by_many(Subject(records(folder / "lake").as_of(NOW), SYMBOL))
    assert isinstance(verdict, Finding)
    assert "3 messages of 3 senders" in verdict.says
    assert {"from sms from +1 555 0100", "from a post by bull77", "from tips@zz.example"} == {
        one.what.rpartition(", ")[2] for one in verdict.evidence
    }


def test_the_same_bytes_a_second_time_are_pointed_out(folder: Path) -> None:
    _note(folder, files=[Offered("a.txt", PAID)], origin="x")
    again = _note(folder, files=[Offered("b.txt", PAID)], origin="y")
    assert again.doubts == (
        "b.txt: the same bytes came with note 1; if it is the same message, `microcap note withdraw 1`",
    )


def test_a_note_under_a_wrong_ticker_is_withdrawn_with_its_words(folder: Path) -> None:
    _note(folder, "oops", symbol="ZZBT", files=[Offered("mail.txt", PAID)])
    later = NOW + timedelta(minutes=5)
    assert len(_promotions(folder, later, "ZZBT")) == 1
    done = withdraw_note(folder / "lake", _book(folder), 1, why="another name", now=later)
    assert (done.number, done.symbol, done.replaces) == (2, "ZZBT", 1)
    assert _promotions(folder, later + timedelta(seconds=1), "ZZBT") == []
    shown = notes(folder / "lake", _book(folder), "ZZBT", moment=later)
    assert [one.number for one in shown.entries] == [2]
    assert shown.chain.broken is None


def test_a_withdrawal_leaves_the_words_to_another_note_that_has_them(folder: Path) -> None:
    for _ in range(2):
        _note(folder, files=[Offered("mail.txt", PAID)], origin="x")
    withdraw_note(folder / "lake", _book(folder), 2, now=NOW + timedelta(minutes=1))
    assert len(_promotions(folder, NOW + timedelta(minutes=2))) == 1
    withdraw_note(folder / "lake", _book(folder), 1, now=NOW + timedelta(minutes=3))
    assert _promotions(folder, NOW + timedelta(minutes=4)) == []


@pytest.mark.parametrize(
    ("number", "why"), [(9, "no note 9"), (1, "entry 2 has taken its place"), (3, "another is withdrawn"), (2, "entry 3 has withdrawn it")]
)  # fmt: skip
def test_a_withdrawal_that_makes_no_sense_is_refused(folder: Path, number: int, why: str) -> None:
    _note(folder, "one")
    _note(folder, "two", replaces=1)
    withdraw_note(folder / "lake", _book(folder), 2, now=NOW)
    with pytest.raises((Contradiction, NoSuchThing), match=why):
        withdraw_note(folder / "lake", _book(folder), number, now=NOW)


def test_a_file_that_is_noted_anew_with_its_day_is_not_counted_twice(folder: Path) -> None:
    _note(folder, files=[Offered("mail.txt", PAID)], origin="x")
    came = NOW - timedelta(days=9)
    _note(folder, files=[Offered("mail.txt", PAID)], origin="x", received=came, replaces=1)
    assert len(_promotions(folder, NOW + timedelta(seconds=1))) == 1


def test_a_note_in_the_place_of_another_keeps_its_files_unless_it_has_its_own(folder: Path) -> None:
    first = _note(folder, "from him", files=[Offered("mail.txt", PAID)], origin="x")
    second = _note(folder, "from her", replaces=1)
    assert (second.files, second.entry.refs) == (first.files, first.entry.refs)
    assert len(_promotions(folder, NOW + timedelta(seconds=1))) == 1


def test_a_note_that_cannot_take_a_place_keeps_no_file(folder: Path) -> None:
    with pytest.raises(Contradiction, match="to replace entry 7"):
        _note(folder, files=[Offered("mail.txt", PAID)], replaces=7)
    assert _promotions(folder, NOW + timedelta(seconds=1)) == []


def test_a_casebook_that_cannot_be_written_keeps_no_file(folder: Path) -> None:
    (folder / "in the way").write_text("no folder")
    book = folder / "in the way" / "casebook.sqlite"
    with pytest.raises(CouldNotAsk):
        add_note(folder / "lake", book, SYMBOL, Draft("", [Offered("m.txt", PAID)]), now=NOW)
    assert _promotions(folder, NOW + timedelta(seconds=1)) == []


def test_a_clock_that_went_backwards_is_pointed_out(folder: Path) -> None:
    _note(folder, "from tomorrow", now=NOW + timedelta(days=1))
    assert "later than this machine's clock" in _note(folder, "today").doubts[0]


def test_twenty_files_with_the_longest_origins_are_one_note(folder: Path) -> None:
    whole = [Offered("🚀" * 60 + f"{place}.bin", b"\x89PNG%d" % place) for place in range(20)]
    assert len(_note(folder, "🚀" * 10_000, files=whole, origin="🚀" * 200).files) == 20


def test_an_old_ticker_leads_to_the_notes_under_the_new_one(tmp_path: Path) -> None:
    """The issuer is the same; a note of the old ticker is found under both."""
    changed = {"symbol": "ZZNEW", "issuer": ISSUER, "day": DAY, "event": "renamed"}
    publish(
        tmp_path,
        bars=run("ZZOLD", [2.0, 2.1]),
        listings=[{**changed, "symbol": "ZZOLD", "event": "seen"}],
    )
    who, _ = about(tmp_path / "lake", "ZZOLD", NOW)
    book = Casebook.open(_book(tmp_path), synthetic=True)
    book.append(who, "note", {"text": "old"}, NOW)
    from microcap.casebook.entry import About

    assert [one.number for one in book.entries(About("ZZNEW", who.issuer))] == [1]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "without a word and without a file"),
        ({"text": "  \n"}, "without a word and without a file"),
        ({"text": "x" * (LONGEST_TEXT + 1)}, "keep it as a file"),
        ({"text": "x", "kind": "promotion"}, "no file that came"),
        ({"text": "x", "origin": "y"}, "no file that came"),
        ({"files": [Offered("a", b"x")], "kind": "rumour"}, "there are message, promotion"),
        ({"files": [Offered("a", b"x")], "received": NOW + timedelta(days=1)}, "that moment is to come"),
        ({"files": [Offered("a", b"x")] * 21}, "write several notes"),
        ({"files": [Offered("a", b"x"), Offered("b", b"")]}, "b: asked to keep it, found an empty file"),
        ({"text": "x", "replaces": 7}, "to replace entry 7"),
    ],
)  # fmt: skip
def test_a_note_that_makes_no_sense_is_refused_and_nothing_is_written(
    folder: Path, said: dict[str, object], why: str
) -> None:
    with pytest.raises(Contradiction, match=why):
        _note(folder, **said)  # type: ignore[arg-type]
    assert notes(folder / "lake", _book(folder), SYMBOL, moment=NOW).entries == ()


@pytest.mark.parametrize("symbol", ["", "NO TICKER", "<script>", "A" * 13, "A\x1b[31m"])
def test_a_note_about_no_ticker_is_refused(folder: Path, symbol: str) -> None:
    with pytest.raises(Contradiction, match="no ticker"):
        _note(folder, "x", symbol=symbol)


def test_the_day_of_today_means_now_and_another_its_end() -> None:
    """28 June 2024 ends in New York at 03:59:59 UTC of the 29th."""
    assert moment_received("2024-07-01", NOW) == NOW
    assert moment_received("2024-06-28", NOW) == datetime(2024, 6, 29, 3, 59, 59, tzinfo=UTC)
    assert moment_received(None, NOW) is None
