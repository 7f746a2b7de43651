"""The binder: all that is kept and known of one name, for a person who has to look into it.

1. The entries about the name, as they were written, with the head of the chain they hang on; the
   watch-list and notes that were withdrawn are given by their seals alone, like other names.
2. The files that came: their hashes, whether the bytes are still those, and what their words are.
3. The market around the days on which they came.
4. What every check says of the name, findings first, and also what is clear and what nobody can tell.

It puts side by side and concludes nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import cast, get_args

from microcap.casebook.book import Casebook, Chain, whole
from microcap.casebook.entry import Entry
from microcap.lake.store import Lake
from microcap.model.errors import (
    Contradiction,
    MicrocapError,
    NoSuchThing,
    NotKnownThen,
    Unreadable,
)
from microcap.model.verdicts import Finding
from microcap.reading import Statement
from microcap.reading.compensation import disclosed
from microcap.reading.kept_words import kept_words
from microcap.reading.promotion import Promotion, promotion
from microcap.research.around_messages import Around, SessionRow, around
from microcap.research.chapters import Reference, Suspicion
from microcap.research.kept_files import KeptFile
from microcap.research.notes import about, casebook_of, files_of, is_withdrawn
from microcap.research.references import references
from microcap.research.report_addresses import Receiver, ReportAddress, addresses
from microcap.research.suspicious import suspicions
from microcap.view.moment import eastern_day
from microcap.view.subject import Subject
from microcap.view.view import records

MOST_ENTRIES = 2_000
"""More entries than these about one name are no packet any more."""
LONGEST_SHOWN = 100_000
_PRIVATE = ("watch", "unwatch")
_JUDGED = 1_000_000
"""Characters of a kept text that are looked at for pay; of a promotion fewer decide."""


@dataclass(frozen=True, slots=True)
class KeptThing:
    """A file that came, what its bytes are today and what its words say."""

    entry: int
    file: KeptFile
    state: str
    """whole, lost, or changed since it was kept."""
    text: str
    """The first `LONGEST_SHOWN` characters of the words that were read."""
    promotion: Promotion | None
    """What its words are; null where none could be read, and for what the user wrote himself."""
    pay: tuple[Statement, ...]
    """What it says of pay for speaking of a stock: who paid whom, how much, in what."""


@dataclass(frozen=True)
class Binder:
    """The packet as a value; page and archive are renderings of it."""

    symbol: str
    name: str
    issuer: str | None
    moment: datetime
    synthetic: bool
    receiver: Receiver
    addresses: tuple[ReportAddress, ...]
    entries: tuple[Entry, ...]
    """About the name, oldest first, those that were replaced too; none of the watch-list, none withdrawn."""
    kept: tuple[KeptThing, ...]
    """The files of notes whose place no other has taken, by the moment at which they came."""
    around: tuple[Around, ...]
    sessions: tuple[SessionRow, ...]
    findings: tuple[Suspicion, ...]
    others: tuple[Suspicion, ...]
    """What is clear and what cannot be told."""
    sources: tuple[Reference, ...]
    doubts: tuple[str, ...]
    chain: Chain
    """The entries up to the last one written by the moment."""
    links: tuple[tuple[int, str, str], ...]
    """Number, previous hash and own hash of every entry of the casebook written by the moment."""


def binder(
    lake_path: Path, casebook_path: Path, symbol: str, *, receiver: str, moment: datetime
) -> Binder:
    """Everything about a ticker that was written and could be known by `moment`.

    Raises `Contradiction` for a receiver that is none, `NoSuchThing` where nothing is written about
    the ticker, `Unreadable` where the casebook is not as it was written.
    """
    if receiver not in get_args(Receiver):
        raise Contradiction(
            f"a packet for {receiver[:40]!r}; it is for one of {', '.join(get_args(Receiver))}"
        )
    book = casebook_of(lake_path, casebook_path)
    if (told := book.verify()).broken is not None:
        raise Unreadable(
            f"a packet of the casebook {casebook_path}: {told.says}; restore the file from a backup"
        )
    who, doubts = about(lake_path, symbol, moment)
    entries = _told(book.entries(who, until=moment, replaced=True))
    if not entries:
        raise NoSuchThing(
            f"nothing was written about {who.symbol} by that moment; `microcap note add {who.symbol}` begins"
        )
    if len(entries) > MOST_ENTRIES:
        raise Contradiction(
            f"{len(entries):,} entries about {who.symbol}; a packet takes {MOST_ENTRIES:,}"
        )
    kept = tuple(_things(lake_path, entries))
    subject = _subject(lake_path, who.symbol, moment)
    asked = suspicions(subject) if subject else ()
    days = [eastern_day(one.file.received) for one in kept if has_day(one.file)]
    days += _days_of_promotions(asked)
    near, sessions = around(subject, days) if subject else ((), ())
    named = subject.name if subject else None
    links = _links(book, moment)
    chain = Chain(len(links), links[-1][2], None, whole(len(links)))
    return Binder(
        symbol=who.symbol,
        name=named.value if named else "",
        issuer=who.issuer,
        moment=moment,
        synthetic=book.synthetic,
        receiver=cast(Receiver, receiver),
        addresses=addresses(cast(Receiver, receiver)),
        entries=entries,
        kept=kept,
        around=near,
        sessions=sessions,
        findings=tuple(one for one in asked if isinstance(one.verdict, Finding)),
        others=tuple(one for one in asked if not isinstance(one.verdict, Finding)),
        sources=references(subject, (near,), asked) if subject else (),
        doubts=tuple(doubts),
        chain=chain,
        links=links,
    )


def has_day(file: KeptFile) -> bool:
    """Whether somebody or something says when a file came; what the user wrote himself did not come."""
    return file.kind != "note" and file.dated_by != "writing"


def _told(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries that a packet tells of: what was watched is nobody's business, what was withdrawn no fact."""
    place = {one.number: one.replaces for one in entries}
    hidden: set[int] = set()
    for entry in entries:
        number: int | None = entry.number if is_withdrawn(entry) else None
        while number is not None:
            hidden.add(number)
            number = place.get(number)
    return tuple(one for one in entries if one.kind not in _PRIVATE and one.number not in hidden)


def _links(book: Casebook, moment: datetime) -> tuple[tuple[int, str, str], ...]:
    written = {one.number for one in book.entries(until=moment, replaced=True)}
    last = max(written, default=0)
    return tuple(link for link in book.sealed() if link[0] <= last)


def _days_of_promotions(asked: Iterable[Suspicion]) -> list[date]:
    """The days of promotions that others kept; those of the user are among his files."""
    return [
        piece.day
        for one in asked
        if one.check == "paid_promotion_seen" and isinstance(one.verdict, Finding)
        for piece in one.verdict.evidence
        if piece.day is not None and piece.source != "user"
    ]


def _subject(lake_path: Path, symbol: str, moment: datetime) -> Subject | None:
    try:
        return Subject(records(lake_path).as_of(moment), symbol)
    except (NoSuchThing, NotKnownThen):
        return None


def _things(lake_path: Path, entries: Sequence[Entry]) -> Iterable[KeptThing]:
    gone = {one.replaces for one in entries}
    held = [
        (one.number, file) for one in entries if one.number not in gone for file in files_of(one)
    ]
    for number, file in sorted(held, key=lambda one: (one[1].received, one[0])):
        yield _thing(lake_path, number, file)


def _thing(lake_path: Path, number: int, file: KeptFile) -> KeptThing:
    try:
        body = Lake.open(lake_path).kept(file.sha256).read_bytes()
    except (MicrocapError, OSError):
        return KeptThing(number, file, "lost", "", None, ())
    if sha256(body).hexdigest() != file.sha256:
        return KeptThing(number, file, "changed since it was kept", "", None, ())
    words = kept_words(body, file.name)
    theirs = bool(words.text) and file.kind not in ("note", "confirmation")
    verdict = promotion(words.text, words.subject) if theirs else None
    pay = tuple(disclosed(words.text[:_JUDGED])) if theirs else ()
    return KeptThing(number, file, "whole", words.text[:LONGEST_SHOWN], verdict, pay)


def bytes_of(lake_path: Path) -> Callable[[str], Path]:
    """Where a lake keeps the bytes with a hash, for one who writes the packet."""
    return Lake.open(lake_path).kept
