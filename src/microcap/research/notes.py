"""Notes on a name: what a user wrote, and the files that came with it.

1. `about` resolves the ticker; one that the lake does not hold is kept under its letters and said so.
2. `add_note` keeps the files, and writes one entry that points to them by their hashes.
3. `withdraw_note` takes a note back, such as one under a wrong ticker; it stays in the chain.
4. `notes` reads the entries of a name back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from microcap.casebook.book import Casebook, Chain
from microcap.casebook.entry import About, Entry
from microcap.lake.store import Lake
from microcap.model.errors import Contradiction, NoSuchThing, NotKnownThen, Unreadable
from microcap.research.ingest import prepare
from microcap.research.kept_files import (
    KINDS,
    KeptFile,
    Offered,
    bounded,
    harmless,
    keep_file,
    kept_file,
    withdraw_file,
)
from microcap.view.moment import EASTERN, eastern_day, parse_moment
from microcap.view.subject import Subject
from microcap.view.view import records

MOST_FILES = 20
MOST_BYTES = 256 * 2**20
LONGEST_TEXT = 10_000
_SKEW = timedelta(minutes=2)
"""A moment that lies so little ahead is a clock that differs, not the future."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a user wants to write: a text, files, and where these came from."""

    text: str = ""
    files: Sequence[Offered] = ()
    kind: str = ""
    """Of the files: message (the default), promotion, confirmation, document or note."""
    origin: str = ""
    """Whom the files came from."""
    received: datetime | None = None
    """When they came."""
    author: str | None = None
    replaces: int | None = None
    """The number of a note that this one takes the place of; its files stay, unless there are new ones."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What was written, and what of it needs a word."""

    entry: Entry
    files: tuple[KeptFile, ...]
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """What is written about a name, oldest first, and whether the casebook is whole."""

    symbol: str
    moment: datetime
    synthetic: bool
    entries: tuple[Entry, ...]
    chain: Chain


def casebook_of(lake_path: Path, casebook_path: Path) -> Casebook:
    """The casebook beside a lake; where there is no lake yet, it is about real names."""
    marked = (lake_path / "lake.json").is_file()
    return Casebook.open(casebook_path, synthetic=marked and records(lake_path).synthetic)


def add_note(
    lake_path: Path, casebook_path: Path, symbol: str, draft: Draft, *, now: datetime
) -> Noted:
    """Write a note about a ticker at `now`, and keep the files that belong to it.

    Raises `Contradiction` for a note that says nothing, a kind that is none, a moment to come, or
    files beyond the bounds; nothing is written then.
    """
    chosen = _examined(draft, now)
    whole = [bounded(one) for one in draft.files]
    book = casebook_of(lake_path, casebook_path)
    who, doubts = about(lake_path, symbol, now)
    book.ready(who, "note", replaces=draft.replaces)
    written = book.entries(replaced=True)
    doubts += _clock(written, now)
    old = next((one for one in written if one.number == draft.replaces), None)
    kept: list[KeptFile] = list(files_of(old)) if old and not whole else []
    if whole:
        lake = prepare(lake_path, synthetic=book.synthetic)
        came = None if draft.received is None else min(draft.received, now)
        said = harmless(draft.origin, 200)
        kept = [
            keep_file(lake, who.symbol, one, kind=chosen, origin=said, received=came, now=now)
            for one in whole
        ]
        doubts += _kept_before(written, who, kept, draft.replaces)
    if old:
        _take_back(lake_path, written, old, kept, now)
    entry = book.append(
        who,
        "note",
        {"text": draft.text, "files": [one.body() for one in kept]},
        now,
        [f"sha256:{one.sha256}" for one in kept],
        author=None if draft.author is None else harmless(draft.author, 200),
        replaces=draft.replaces,
    )
    doubts += [
        f"{one.name}: kept; {one.unread}"
        if one.characters
        else f"{one.name}: kept, not read: {one.unread}"
        for one in kept
        if one.unread
    ]
    return Noted(entry, tuple(kept), tuple(doubts))


def withdraw_note(
    lake_path: Path, casebook_path: Path, number: int, *, why: str = "", now: datetime
) -> Entry:
    """Take a note back: later views do not see its files' words, and no packet tells of it.

    The note and its withdrawal stay in the chain, the bytes in the lake. Raises `NoSuchThing` where
    there is no note of that number, `Contradiction` where another has taken its place.
    """
    if len(why) > LONGEST_TEXT:
        raise Contradiction(f"a reason of {len(why):,} characters; it takes {LONGEST_TEXT:,}")
    book = casebook_of(lake_path, casebook_path)
    written = book.entries(replaced=True)
    old = next((one for one in written if one.number == number and one.kind == "note"), None)
    if old is None:
        raise NoSuchThing(
            f"no note {number} in the casebook; `microcap note list SYMBOL` shows the numbers"
        )
    if is_withdrawn(old):
        raise Contradiction(f"to withdraw note {number}: it says itself that another is withdrawn")
    instead = next((one for one in written if one.replaces == number), None)
    if instead is not None:
        did = (
            "has withdrawn it"
            if is_withdrawn(instead)
            else "has taken its place; withdraw that one"
        )
        raise Contradiction(f"to withdraw note {number}: entry {instead.number} {did}")
    who = About(old.symbol, old.issuer)
    book.ready(who, "note", replaces=number)
    _take_back(lake_path, written, old, (), now)
    body = {"text": why, "files": [], "withdrawn": True}
    return book.append(who, "note", body, now, replaces=number)


def is_withdrawn(entry: Entry) -> bool:
    """Whether an entry says that the note in whose place it stands is withdrawn."""
    return entry.kind == "note" and entry.body.get("withdrawn") is True


def files_of(entry: Entry) -> tuple[KeptFile, ...]:
    """The files that a note points to. Raises `Unreadable` for a form that is not known."""
    try:
        files = entry.body.get("files", ()) if entry.kind == "note" else ()
        return tuple(kept_file(body) for body in files)
    except (KeyError, TypeError, ValueError):
        raise Unreadable(
            f"entry {entry.number} tells of a file in a form that this program does not know; "
            "install the microcap that wrote it"
        ) from None


def _take_back(
    lake_path: Path, written: Sequence[Entry], old: Entry, new: Sequence[KeptFile], now: datetime
) -> None:
    """Withdraw the words of a note's files, but those that another note, or the new one, points to."""
    gone = {old.number} | {one.replaces for one in written}
    still = {
        (one.symbol, file.title, eastern_day(file.received))
        for one in written
        if one.number not in gone
        for file in files_of(one)
    } | {(old.symbol, file.title, eastern_day(file.received)) for file in new}
    for file in files_of(old):
        if file.title and (old.symbol, file.title, eastern_day(file.received)) not in still:
            withdraw_file(Lake.open(lake_path), old.symbol, file, now=now)


def _clock(written: Sequence[Entry], now: datetime) -> list[str]:
    """A sentence where an entry bears a later moment than this one."""
    last = max(written, key=lambda one: one.written_at, default=None)
    if last is None or last.written_at <= now + _SKEW:
        return []
    return [
        f"entry {last.number} was written at {last.written_at.astimezone(EASTERN):%Y-%m-%d %H:%M} ET, "
        "which is later than this machine's clock; see to the clock"
    ]


def _kept_before(
    written: Sequence[Entry], who: About, kept: Sequence[KeptFile], replaces: int | None
) -> list[str]:
    """A sentence for each file whose bytes another note about the name points to already."""
    gone = {one.replaces for one in written} | {replaces}
    before = {
        file.sha256: one.number
        for one in written
        if one.number not in gone and who.covers(one.symbol, one.issuer)
        for file in files_of(one)
    }
    return [
        f"{one.name}: the same bytes came with note {before[one.sha256]}; if it is the same message, "
        f"`microcap note withdraw {before[one.sha256]}`"
        for one in kept
        if one.sha256 in before
    ]


def moment_received(text: str | None, now: datetime) -> datetime | None:
    """The moment that a user names; of today, named by its day alone, the moment of the call."""
    if text is None:
        return None
    moment = parse_moment(text)
    return now if moment > now and text.strip() == eastern_day(now).isoformat() else moment


def notes(
    lake_path: Path,
    casebook_path: Path,
    symbol: str,
    *,
    moment: datetime,
    replaced: bool = False,
) -> Notes:
    """Every entry about a name that was written by `moment`, of whatever kind."""
    book = casebook_of(lake_path, casebook_path)
    who, _ = about(lake_path, symbol, moment)
    found = book.entries(who, until=moment, replaced=replaced)
    return Notes(who.symbol, moment, book.synthetic, found, book.verify())


def about(lake_path: Path, symbol: str, moment: datetime) -> tuple[About, list[str]]:
    """Whom a ticker names at a moment, and a sentence where the lake does not tell."""
    asked = symbol.strip().upper()
    try:
        subject = Subject(records(lake_path).as_of(moment), symbol)
    except (NoSuchThing, NotKnownThen) as error:
        if not asked or len(asked) > 12 or not all(one.isalnum() or one in ".-" for one in asked):
            raise Contradiction(
                f"a note about {symbol[:20]!r}; it is no ticker: give its letters, such as ABCD"
            ) from None
        return About(asked), [f"{asked} is kept under its letters alone: {error}"]
    return about_subject(subject), []


def about_subject(subject: Subject) -> About:
    """A subject of a view as the casebook names it."""
    also = tuple(one for one in subject.symbols if one != subject.symbol)
    return About(subject.symbol, subject.issuer, also)


def _examined(draft: Draft, now: datetime) -> str:
    """The kind of a draft that can be written; refuses the others."""
    if len(draft.text) > LONGEST_TEXT:
        raise Contradiction(
            f"a note of {len(draft.text):,} characters; it takes {LONGEST_TEXT:,}: keep it as a file"
        )
    if not draft.text.strip() and not draft.files:
        raise Contradiction("a note without a word and without a file; give a text or --file")
    if draft.kind and draft.kind not in KINDS:
        raise Contradiction(f"files of kind {draft.kind[:40]!r}; there are {', '.join(KINDS)}")
    told_of_files = draft.origin or draft.received is not None or draft.kind not in ("", "note")
    if told_of_files and not draft.files:
        raise Contradiction(
            "a kind, an origin or a day of receipt, and no file that came; give --file, or - for what "
            "is typed or piped"
        )
    if draft.received is not None and draft.received > now + _SKEW:
        raise Contradiction(
            f"files received {draft.received.astimezone(EASTERN):%Y-%m-%d %H:%M} ET: that moment is "
            "to come; give the one at which they came"
        )
    size = sum(len(one.body) for one in draft.files)
    if len(draft.files) > MOST_FILES or size > MOST_BYTES:
        raise Contradiction(
            f"{len(draft.files)} files of {size:,} bytes for one note; it takes {MOST_FILES} of "
            f"{MOST_BYTES:,} bytes together: write several notes"
        )
    return draft.kind or ("message" if draft.files else "note")
