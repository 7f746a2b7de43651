"""Notes on a name: what a user wrote, and the files that came with it.

1. `about` resolves the ticker; one that the lake does not hold is kept under its letters and said so.
2. `add_note` keeps the files, and writes one entry that points to them by their hashes.
3. `notes` reads the entries of a name back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from microcap.casebook.book import Casebook, Chain
from microcap.casebook.entry import About, Entry
from microcap.model.errors import Contradiction, NoSuchThing, NotKnownThen
from microcap.research.ingest import prepare
from microcap.research.kept_files import KINDS, KeptFile, Offered, bounded, harmless, keep_file
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
    """The number of a note that this one takes the place of."""


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
    kept: list[KeptFile] = []
    if whole:
        lake = prepare(lake_path, synthetic=book.synthetic)
        came = None if draft.received is None else min(draft.received, now)
        said = harmless(draft.origin, 200)
        kept = [
            keep_file(lake, who.symbol, one, kind=chosen, origin=said, received=came, now=now)
            for one in whole
        ]
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
