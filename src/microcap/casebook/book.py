"""A casebook on disk: entries in one SQLite file, each sealed to the one before it.

1. `append` takes the file alone, looks at the last entry, seals the new one to it, and commits: of
   two writers one waits, and a process killed in between leaves nothing.
2. `entries` reads them back; one that a later entry replaces is left out unless asked for.
3. `verify` recomputes every seal and names the first entry that is broken.
"""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    func,
    insert,
    select,
)
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import NullPool

from microcap.casebook.entry import FIRST, LONGEST, About, Entry, canonical, stamp
from microcap.casebook.stored import entry_of, fault, row_of
from microcap.model.errors import Contradiction, CouldNotAsk, MicrocapError, Unreadable

FORMAT = 1
"""The number of this layout; an older program refuses a file with a higher one."""
_MARK = 0x6D636362
"""SQLite's application id of a casebook: `mccb`."""
_WAIT_SECONDS = 30
_KIND_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz_")

_ENTRIES = Table(
    "entries",
    MetaData(),
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("symbol", String, nullable=False),
    Column("issuer", String),
    Column("kind", String, nullable=False),
    Column("written_at", String, nullable=False),
    Column("author", String),
    Column("body", String, nullable=False),
    Column("refs", String, nullable=False),
    Column("replaces", Integer),
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
    sqlite_autoincrement=True,
)
_ONLY_GROWS = tuple(
    f"CREATE TRIGGER entries_no_{act.lower()} BEFORE {act} ON entries "
    "BEGIN SELECT RAISE(ABORT, 'a casebook only grows'); END"
    for act in ("UPDATE", "DELETE")
)


@dataclass(frozen=True, slots=True)
class Chain:
    """Whether the entries are as they were written, as far as their seals can tell."""

    entries: int
    """How many there are."""
    head: str
    """The hash of the last whole entry; a packet that quotes it is a witness from outside."""
    broken: int | None
    """The number of the first entry that is not as it was sealed; null where all are whole."""
    says: str


class Casebook:
    """Entries that are only added; the file is made by the first of them."""

    def __init__(self, path: Path, *, synthetic: bool) -> None:
        self.path = path
        self.synthetic = synthetic
        self._engine = _engine(path)

    @classmethod
    def open(cls, path: Path | str, *, synthetic: bool = False) -> "Casebook":
        """The casebook at `path`, empty where there is no file yet.

        Raises `Unreadable` for a file that is none or is damaged, `Contradiction` for one of a newer
        format, or one about real names that was asked for invented ones or the other way round.
        """
        book = cls(Path(path).expanduser(), synthetic=synthetic)
        if book.path.exists():
            with book._asked("open it") as connection:
                _examine(book, connection)
        return book

    def append(
        self,
        subject: About | str,
        kind: str,
        body: Mapping[str, Any],
        moment: datetime,
        refs: Sequence[str] = (),
        *,
        author: str | None = None,
        replaces: int | None = None,
    ) -> Entry:
        """Write one entry at `moment` and return it, sealed.

        `replaces` is the number of an entry of the same subject and kind that this one takes the
        place of; the old one stays and can still be read. Raises `Contradiction` for what cannot be
        an entry, `CouldNotAsk` where the file cannot be written.
        """
        about = _about(subject)
        if not kind or len(kind) > 40 or not set(kind) <= _KIND_LETTERS:
            raise Contradiction(
                f"an entry of kind {kind[:40]!r}; a kind is a word in small letters, such as note"
            )
        words = canonical(body)
        if len(words) > LONGEST:
            raise Contradiction(
                f"an entry with {len(words):,} characters; it takes {LONGEST:,}: keep the rest as "
                "a file, and point to it"
            )
        draft = Entry(
            number=0,
            symbol=about.symbol,
            issuer=about.issuer,
            kind=kind,
            written_at=moment,
            author=author,
            body=json.loads(words),  # as it will be read again: keys are texts
            refs=tuple(refs),
            replaces=replaces,
            previous=FIRST,
            hash="",
        )
        stamp(moment)
        with self._asked("write to it", writing=True) as connection:
            if replaces is not None:
                _may_replace(connection, about, kind, replaces)
            number, previous = _last(connection)
            sealed = replace(draft, number=number + 1, previous=previous)
            sealed = replace(sealed, hash=sealed.seal())
            connection.execute(insert(_ENTRIES).values(**row_of(sealed)))
        return sealed

    def ready(self, subject: About | str, kind: str, *, replaces: int | None = None) -> None:
        """Raise what `append` would raise for the file or for `replaces`, before other work is done."""
        about = _about(subject)
        with self._asked("write to it", writing=True) as connection:
            if replaces is not None:
                _may_replace(connection, about, kind, replaces)
            _last(connection)
            # the same number anew: what cannot be written is told by writing
            connection.exec_driver_sql(f"PRAGMA user_version={2 * FORMAT + self.synthetic}")

    def entries(
        self,
        subject: About | str | None = None,
        kind: str | None = None,
        *,
        until: datetime | None = None,
        replaced: bool = False,
    ) -> tuple[Entry, ...]:
        """The entries about a subject (or all) of a kind (or all), oldest first.

        Those written after `until` are left out, and, unless `replaced`, those that an entry
        written by then takes the place of.
        """
        about = None if subject is None else _about(subject)
        last = None if until is None else stamp(until)
        held = [one for one in self._all() if last is None or stamp(one.written_at) <= last]
        gone = set() if replaced else {one.replaces for one in held}
        return tuple(
            one
            for one in held
            if one.number not in gone
            and kind in (None, one.kind)
            and (about is None or about.covers(one.symbol, one.issuer))
        )

    def verify(self, *, witness: str | None = None) -> Chain:
        """Recompute every seal; `witness` is a head that a packet quoted, which has to be in it."""
        rows, numbered = self._rows()
        previous, last = FIRST, 0
        heads = {FIRST}
        for place, row in enumerate(rows, 1):
            why = fault(row, place, previous)
            if why:
                return Chain(len(rows), previous, place, f"entry {place} is broken: {why}")
            previous, last = str(row["hash"]), place
            heads.add(previous)
        if numbered > last:
            says = f"entry {last + 1} is gone: {numbered} were written and {last} are there"
            return Chain(last, previous, last + 1, says)
        if witness is not None and witness not in heads:
            says = f"the entries are whole, but none has the hash {witness[:64]!r} of the witness"
            return Chain(last, previous, last + 1, says)
        return Chain(last, previous, None, whole(last))

    def sealed(self) -> tuple[tuple[int, str, str], ...]:
        """Number, previous hash and own hash of every entry, for a packet that withholds the rest."""
        return tuple(
            (row["number"], str(row["previous"]), str(row["hash"])) for row in self._rows()[0]
        )

    def _all(self) -> Iterator[Entry]:
        for row in self._rows()[0]:
            try:
                yield entry_of(row)
            except (ValueError, TypeError, KeyError, RecursionError):
                raise Unreadable(
                    f"entry {row.get('number')} of the casebook {self.path} is not as it was "
                    "written; `microcap note verify` tells more; restore the file from a backup"
                ) from None

    def _rows(self) -> tuple[list[dict[str, Any]], int]:
        """Every row in the order of writing, and how many numbers were ever given out."""
        if not self.path.exists():
            return [], 0
        with self._asked("read it") as connection:
            if not _examine(self, connection):
                return [], 0
            rows = connection.execute(select(_ENTRIES).order_by(_ENTRIES.c.number)).mappings()
            held = [dict(row) for row in rows]
            return held, _numbered(connection)

    @contextmanager
    def _asked(self, what: str, *, writing: bool = False) -> Iterator[Connection]:
        """A connection; `writing` alone, and all or nothing. Trouble with the file is a sentence."""
        try:
            if writing:
                self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
                if writing:
                    _make(self, connection)
                    _examine(self, connection)
                yield connection
                connection.exec_driver_sql("COMMIT")
        except MicrocapError:
            raise
        except (OperationalError, OSError) as error:
            why = str(getattr(error, "orig", None) or getattr(error, "strerror", "")) or "no reason"
            raise CouldNotAsk(
                f"the casebook {self.path}: asked to {what}, found {why}; see to its rights and "
                "its disk, or try again when nobody else writes"
            ) from None
        except (DatabaseError, UnicodeDecodeError) as error:
            why = str(getattr(error, "orig", error))
            raise Unreadable(
                f"the casebook {self.path}: asked to {what}, found {why}; restore it from a backup"
            ) from None


def whole(entries: int) -> str:
    """What a chain without a break says of itself."""
    return f"{entries} {'entry' if entries == 1 else 'entries'}, each sealed to the one before"


def _engine(path: Path) -> Engine:
    # each connection is closed after its use, so that the file is whole and no log lies beside it
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connected(path),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
    )

    @event.listens_for(engine, "connect")
    def ready(connection: Any, record: object) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}").close()

    return engine


def _connected(path: Path) -> Any:
    import sqlite3

    if path.is_file() and not _writable(path):
        # a log cannot be made beside it, so it is read as it lies there; one that lies there is not passed over
        where = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(where, uri=True, timeout=_WAIT_SECONDS)
    return sqlite3.connect(path, timeout=_WAIT_SECONDS)


def _writable(path: Path) -> bool:
    """Whether the file and its folder can be written, or a log beside it has to be read with it."""
    if path.with_name(f"{path.name}-wal").exists():
        return True
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _make(book: Casebook, connection: Connection) -> None:
    """The table and its guards, in a file that is empty."""
    empty = "SELECT count(*) FROM sqlite_master"
    if connection.exec_driver_sql(empty).scalar():
        return
    _ENTRIES.create(connection)
    for guard in _ONLY_GROWS:
        connection.exec_driver_sql(guard)
    connection.exec_driver_sql(f"PRAGMA application_id={_MARK}")
    connection.exec_driver_sql(f"PRAGMA user_version={2 * FORMAT + book.synthetic}")


def _examine(book: Casebook, connection: Connection) -> bool:
    """Whether there is anything in it; refuses a file that is no casebook, a newer one, one of others."""
    mark = connection.exec_driver_sql("PRAGMA application_id").scalar()
    version = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    if mark == 0 and version == 0 and not tables:
        return False  # a first writer that was killed leaves a file with nothing in it
    if mark != _MARK:
        raise Unreadable(
            f"{book.path}: asked to open it as a casebook, found another file of SQLite; "
            "give another place: MICROCAP_CASEBOOK"
        )
    number, invented = divmod(version, 2)
    if number > FORMAT:
        raise Contradiction(
            f"the casebook {book.path} has format {number} and this program reads up to {FORMAT}; "
            "install a newer microcap, the file is left as it is"
        )
    if bool(invented) != book.synthetic:
        held, asked = ("invented", "real") if invented else ("real", "invented")
        raise Contradiction(
            f"the casebook {book.path} is about {held} names and was asked about {asked} ones; "
            "give another place: MICROCAP_CASEBOOK"
        )
    return True


def _about(subject: About | str) -> About:
    about = About(subject.strip().upper()) if isinstance(subject, str) else subject
    if not about.symbol or len(about.symbol) > 40 or not about.symbol.isprintable():
        raise Contradiction(
            f"an entry about {about.symbol[:40]!r}; it is no ticker: give its letters, such as ABCD"
        )
    return about


def _last(connection: Connection) -> tuple[int, str]:
    """The number and hash of the last entry; refuses to hide that later ones were taken out."""
    row = connection.execute(
        select(_ENTRIES.c.number, _ENTRIES.c.hash).order_by(_ENTRIES.c.number.desc()).limit(1)
    ).first()
    number, head = (0, FIRST) if row is None else (int(row[0]), str(row[1]))
    if _numbered(connection) > number:
        raise Unreadable(
            f"the casebook has lost entry {number + 1}, and a new one would stand in its place; "
            "restore it from a backup, or begin another: MICROCAP_CASEBOOK"
        )
    return number, head


def _numbered(connection: Connection) -> int:
    """How many numbers were ever given out, by SQLite's own count."""
    told = "SELECT seq FROM sqlite_sequence WHERE name = 'entries'"
    return int(connection.exec_driver_sql(told).scalar() or 0)


def _may_replace(connection: Connection, about: About, kind: str, number: int) -> None:
    old = connection.execute(
        select(_ENTRIES.c.symbol, _ENTRIES.c.issuer, _ENTRIES.c.kind).where(
            _ENTRIES.c.number == number
        )
    ).first()
    if old is None or old[2] != kind or not about.covers(str(old[0]), old[1]):
        raise Contradiction(
            f"to replace entry {number}: there is no {kind} of that number about {about.symbol}; "
            f"`microcap note list {about.symbol}` shows the numbers"
        )
    taken = select(func.min(_ENTRIES.c.number)).where(_ENTRIES.c.replaces == number)
    by = connection.execute(taken).scalar()
    if by is not None:
        raise Contradiction(
            f"to replace entry {number}: entry {by} has taken its place; replace that one"
        )
