"""Files that a user kept as evidence: their bytes under their hash, their words as an observation.

1. `offered` takes a file's bytes, bounded.
2. `keep_file` keeps the bytes in the lake whatever they are, and, where they hold words, puts these
   into the table `documents` with source `user`, so that the readers of promotions, of pay and of
   claims see them. Bytes that are no text are kept and said to be unread.
3. `withdraw_file` takes these words out of every later view; the bytes stay.
"""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from microcap.lake.store import Lake
from microcap.model.errors import Contradiction, CouldNotAsk, MicrocapError, NoSuchThing
from microcap.model.figures import counted
from microcap.model.table import MOMENT
from microcap.reading.compensation import disclosed
from microcap.reading.kept_words import KeptWords, kept_words
from microcap.research.ingest import Report, bring_tables
from microcap.research.user_documents import LONGEST
from microcap.view.moment import eastern_day

LARGEST = 64 * 2**20
"""No more bytes than these are kept of one file."""
KINDS: Mapping[str, str] = {
    "message": "email",
    "promotion": "promotion",
    "confirmation": "note",
    "document": "letter",
    "note": "note",
}
"""What a user calls a kept file, and the kind of its row in `documents`. A confirmation of a trade and
a note of one's own promote nothing, and no check reads them so."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that is to be kept."""

    name: str
    body: bytes


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is kept, and what could be read of it."""

    name: str
    """Its name as it was given, harmless; never a path."""
    sha256: str
    size: int
    """bytes"""
    kind: str
    origin: str
    received: datetime
    """When it came, in UTC."""
    dated_by: str
    """user, header (of the mail, which anybody can write) or writing (the moment of the note)."""
    title: str
    """The title of its row in `documents`; empty where nothing was read."""
    characters: int
    """How many were read."""
    unread: str
    """Why it was not read, or what of it was not; empty where all was."""

    def body(self) -> dict[str, Any]:
        """As it stands in an entry of the casebook."""
        held = {field.name: getattr(self, field.name) for field in fields(self)}
        return held | {"received": self.received.isoformat()}


def kept_file(body: Mapping[str, Any]) -> KeptFile:
    """A kept file as an entry tells it; raises KeyError, TypeError or ValueError where it is none."""
    held = {field.name: body[field.name] for field in fields(KeptFile)}
    return KeptFile(**held | {"received": datetime.fromisoformat(body["received"])})


def offered(path: Path) -> Offered:
    """The bytes of a file. Raises `NoSuchThing`, `CouldNotAsk`, and `Contradiction` for too many or none."""
    try:
        if not path.is_file():
            raise _no_file(path)
        with path.open("rb") as stream:
            body = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise CouldNotAsk(
            f"{harmless(path.name, 120)}: asked to keep it, it cannot be opened "
            f"({getattr(error, 'strerror', None) or error}); see to its rights"
        ) from None
    return bounded(Offered(path.name, body))


def _no_file(path: Path) -> MicrocapError:
    shown = harmless(str(path), 200)
    if path.exists():
        what = "a folder" if path.is_dir() else "a pipe or a device"
        return Contradiction(f"{shown}: asked to keep it, found {what}; name a file")
    return NoSuchThing(f"no file {shown} to keep; name one that is there")


def bounded(file: Offered) -> Offered:
    """The file with a harmless name; refuses one without bytes and one of more than `LARGEST`."""
    name = harmless(file.name.replace("\\", "/").rpartition("/")[2], 120) or "file"
    if not file.body:
        raise Contradiction(f"{name}: asked to keep it, found an empty file; get it again")
    if len(file.body) > LARGEST:
        raise Contradiction(
            f"{name}: asked to keep it, found more than {LARGEST:,} bytes; keep the part that matters"
        )
    return Offered(name, file.body)


def harmless(text: str, limit: int) -> str:
    """One line without control or direction marks, at most `limit` characters, that any encoder takes."""
    shown = "".join(one if one.isprintable() else " " for one in text[: 10 * limit])
    return " ".join(shown.split())[:limit].encode("utf-8", "replace").decode()


def keep_file(
    lake: Lake,
    symbol: str,
    file: Offered,
    *,
    kind: str,
    origin: str,
    received: datetime | None,
    now: datetime,
) -> KeptFile:
    """Keep a file and put its words beside the record; a second time changes nothing.

    The moment it came is the user's, else a mail's own (its row is then known by the rule of its
    table, marked assumed), else that of the note.
    """
    mark = sha256(file.body).hexdigest()
    words = kept_words(file.body, file.name)
    whom = harmless(words.sender, 200) or origin
    by_header = words.sent if words.sent is not None and words.sent <= now else None
    when = received or by_header or now
    dated_by = "user" if received else "header" if by_header else "writing"
    _keep(lake, file.body, mark)
    title, unread = "", _unread(words)
    if words.text:
        title = _title(file.name, words, whom, mark)
        row = {
            "subject": symbol,
            "day": eastern_day(when),
            "title": title,
            "kind": KINDS[kind],
            "text": f"{_head(whom)}{words.text}"[:LONGEST].encode("utf-8", "replace").decode(),
            "known_at": None if dated_by == "header" else when,
            "withdrawn": False,
        }
        refused = _observe(lake, row, now)
        if refused:
            title, unread = "", f"its words are not in the record: {refused}"
    return KeptFile(
        name=file.name,
        sha256=mark,
        size=len(file.body),
        kind=kind,
        origin=origin or whom,
        received=when,
        dated_by=dated_by,
        title=title,
        characters=min(len(words.text), LONGEST),
        unread=unread,
    )


def withdraw_file(lake: Lake, symbol: str, file: KeptFile, *, now: datetime) -> None:
    """Take the words of a kept file out of the views from `now` on; the bytes and earlier views stay."""
    if not file.title:
        return
    row = {
        "subject": symbol,
        "day": eastern_day(file.received),
        "title": file.title,
        "kind": KINDS[file.kind],
        "text": None,
        "known_at": now,
        "withdrawn": True,
    }
    _observe(lake, row, now)


def _observe(lake: Lake, row: Mapping[str, Any], now: datetime) -> str:
    """Put one row into `documents`; why it was refused, or nothing."""
    frame = pl.DataFrame(
        [row], schema_overrides={"known_at": MOMENT, "text": pl.String}, orient="row"
    )
    report = Report()
    # the moment is in it: what was said, withdrawn and said again is three observations
    told = "|".join(str(row[name]) for name in row if name != "text") + now.isoformat()
    once = sha256(told.encode("utf-8", "replace")).hexdigest()
    bring_tables(lake, {"documents": frame}, source="user", fetched=now, raw=once, report=report)
    return "; ".join(report.rejected)


def _keep(lake: Lake, body: bytes, mark: str) -> None:
    # the file may change while it is read; what is kept is what was hashed
    with tempfile.NamedTemporaryFile() as copy:
        copy.write(body)
        copy.flush()
        lake.keep(Path(copy.name), mark)
        if sha256(lake.kept(mark).read_bytes()).hexdigest() != mark:
            # what lies there is not what its name says; here are the bytes that are
            lake.kept(mark).unlink()
            lake.keep(Path(copy.name), mark)


def _title(name: str, words: KeptWords, whom: str, mark: str) -> str:
    """A title that no other file has, so that none is taken for a correction of another.

    The sender is in it: the same words from two senders are two messages.
    """
    called = harmless(words.subject, 200) or name
    return f"{called}{f' ({_named(whom)[:100]})' if whom else ''} [{mark[:8]}]"


def _head(whom: str) -> str:
    """The line at the top of a message's words by which its sender is told from others."""
    return f"From: {_named(whom)}\n\n" if whom else ""


def _named(whom: str) -> str:
    """A sender as it stands beside a message's words, where it must not be taken for these.

    One that tells of money is given as a number of its own; the entry keeps it as it was written.
    """
    if "$" not in whom and not disclosed(f"From: {whom}."):
        return whom
    return f"sender {sha256(whom.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _unread(words: KeptWords) -> str:
    if words.unread:
        return words.unread
    told = []
    if words.cut or len(words.text) > LONGEST:
        told.append(f"only its first {min(len(words.text), LONGEST):,} characters were read")
    if words.attached:
        told.append(
            f"{counted(words.attached, 'attached part was', 'attached parts were')} not opened"
        )
    return "; ".join(told)
