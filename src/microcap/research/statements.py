"""What every held document says, read once by each version of the readers.

1. `read_documents` finds the documents that this version has not read; most often there are none.
2. `_read` opens a held text again and asks every reader; `_parties` takes out who serves whom.
3. The statements are known when their document was. A row of kind `document_read` says that a
   document was read to its end, so that what it does not say is not mistaken for what is not held.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

import polars as pl

from microcap.lake.store import Lake
from microcap.model import catalogue
from microcap.model.table import BOOKKEEPING
from microcap.model.tables import TABLES
from microcap.view.said import READ

if TYPE_CHECKING:
    from microcap.reading import Statement
    from microcap.reading.document import Document

Tell = Callable[[str, int, int], None]
"""Told what is being read, how many documents are behind and how many there are."""

_AT_ONCE = 100
"""Documents whose statements are one commit: so much is read again after a kill."""
_ACCESSION = re.compile(r"\b\d{10}-\d{2}-\d{6}\b")
_FORM = re.compile(
    r"\b(?:NT )?(10-KT?|10-QT?|8-K|20-F|40-F|6-K|S-[138]|F-[13]|424B\d|1-K|1-SA)(?:/A)?\b", re.I
)
_ROLES = {"auditor": "auditor", "ir_contract": "ir_firm"}


@dataclass(frozen=True)
class _Held:
    """A document of the lake, without its text."""

    table: str
    issuer: str
    accession: str
    document: str
    form: str
    type: str
    day: date
    key: tuple[object, ...]
    revision: int
    known_at: datetime
    assumed: bool
    withdrawn: bool


def read_documents(lake: Lake, tell: Tell = lambda what, done, total: None) -> int:
    """Read the documents that are held and were not read yet; how many were read now.

    A new version of the readers reads all of them again. Statements and parties are derived: they
    can be made anew from the documents at any time.
    """
    if lake.layout < TABLES["statements"].since or not _any(lake):
        return 0
    mark = f"read by {readers()}: {lake.version('filing_documents')}-{lake.version('documents')}"
    if lake.holds("parties", mark):
        return 0
    with lake.writing():
        return _read_all(lake, mark, tell)


@cache
def readers() -> str:
    """The version of the readers: a hash of the words they are written in."""
    digest = sha256()
    room = files("microcap.reading")
    for one in sorted(room.iterdir(), key=lambda path: path.name):
        if one.name.endswith((".py", ".toml", ".tsv")):
            digest.update(one.name.encode() + one.read_bytes())
    return digest.hexdigest()[:16]


def _any(lake: Lake) -> bool:
    return any(
        not lake.scan(name).select("day").head(1).collect().is_empty()
        for name in ("filing_documents", "documents")
    )


def _read_all(lake: Lake, mark: str, tell: Tell) -> int:
    before = lake.scan("statements").filter(pl.col("kind") == READ)
    done = before.select("accession", "document", "revision", "detail").collect()
    others = done.filter(pl.col("detail") != readers()).height
    read = set(done.filter(pl.col("detail") == readers()).drop("detail").iter_rows())
    held = list(_held(lake))
    todo = [
        one for one in held if others or (one.accession, one.document, one.revision) not in read
    ]
    names = _names(lake) if todo else {}
    said: list[pl.DataFrame] = []
    parties: list[pl.DataFrame] = []
    for start in range(0, len(todo), _AT_ONCE):
        chunk = todo[start : start + _AT_ONCE]
        texts = _texts(lake, chunk)
        rows: list[dict[str, object]] = []
        who: list[dict[str, object]] = []
        for place, one in enumerate(chunk):
            tell(f"reading {one.form or one.document[:30]}", start + place, len(todo))
            text = texts.get((one.table, *one.key, one.revision))
            _read(one, text, names, rows, who)
        said.append(_frame("statements", rows))
        parties.append(_frame("parties", who))
        if not others:
            name = f"{mark} {sha256(repr(chunk).encode()).hexdigest()[:16]}"
            lake.append("parties", parties.pop(), transaction=name)
            lake.append("statements", said.pop(), transaction=name)
    if others:
        lake.rewrite("statements", pl.concat([_frame("statements", []), *said]))
        lake.rewrite("parties", pl.concat([_frame("parties", []), *parties]))
    lake.append("parties", _frame("parties", []), transaction=mark)
    for name in ("statements", "parties"):
        lake.compact(name)
    return len(todo)


def _held(lake: Lake) -> Iterator[_Held]:
    """Every version of every document with a text, oldest first."""
    rows = lake.scan("filing_documents").filter(pl.col("text").is_not_null()).drop("text")
    for row in rows.sort("known_at", "accession", "document").collect().iter_rows(named=True):
        yield _Held(
            "filing_documents",
            row["issuer"],
            row["accession"],
            row["document"],
            row["form"],
            row["type"],
            row["day"],
            (row["accession"], row["document"]),
            *_book(row),
        )
    rows = lake.scan("documents").filter(
        (pl.col("kind") == "filing_text") & pl.col("text").is_not_null()
    )
    for row in rows.drop("text").sort("known_at", "title").collect().iter_rows(named=True):
        yield _of_user(row)


def _of_user(row: dict[str, object]) -> _Held:
    """A document that somebody keeps: its accession number and form as its title gives them."""
    subject, day, title = str(row["subject"]), row["day"], str(row["title"])
    assert isinstance(day, date)
    number = _ACCESSION.search(title)
    key = f"{subject}|{day}|{title}"
    accession = number[0] if number else f"text:{sha256(key.encode()).hexdigest()[:16]}"
    form = _FORM.search(title)
    named = form[0].upper() if form else ""
    return _Held(
        "documents",
        subject,
        accession,
        title,
        named,
        named,
        day,
        (subject, day, title),
        *_book(row),
    )


def _book(row: dict[str, object]) -> tuple[int, datetime, bool, bool]:
    revision, known_at = row["revision"], row["known_at"]
    assert isinstance(revision, int)
    assert isinstance(known_at, datetime)
    return revision, known_at, bool(row["assumed"]), bool(row["withdrawn"])


def _texts(lake: Lake, chunk: list[_Held]) -> dict[tuple[object, ...], str]:
    found: dict[tuple[object, ...], str] = {}
    for table, key in (
        ("filing_documents", ("accession", "document")),
        ("documents", ("subject", "day", "title")),
    ):
        wanted = [one for one in chunk if one.table == table]
        if not wanted:
            continue
        first = pl.col(key[0]).is_in(sorted({str(one.key[0]) for one in wanted}))
        rows = lake.scan(table).filter(first & pl.col("text").is_not_null())
        for row in rows.select(*key, "revision", "text").collect().iter_rows():
            found[(table, *row[:-1])] = row[-1]
    return found


def _names(lake: Lake) -> dict[str, list[tuple[date, str]]]:
    """The dated names of every issuer, oldest first."""
    rows = lake.scan("issuers").filter(pl.col("field") == "name").sort("day", "known_at")
    held: dict[str, list[tuple[date, str]]] = {}
    for issuer, day, name in rows.select("issuer", "day", "value").collect().iter_rows():
        held.setdefault(issuer, []).append((day, name))
    return held


def _read(
    one: _Held,
    text: str | None,
    names: dict[str, list[tuple[date, str]]],
    rows: list[dict[str, object]],
    parties: list[dict[str, object]],
) -> None:
    """Put what a document says into `rows` and `parties`; one that was withdrawn says nothing."""
    from dataclasses import replace

    from microcap.reading.document import Document as Opened
    from microcap.reading.sections import sections_of

    known = names.get(one.issuer, [])
    company = next((name for day, name in reversed(known) if day <= one.day), "")
    whole = text or ""
    document = Opened(
        one.document,
        one.form,
        one.type,
        whole,
        (0,),
        (0,),
        company=company,
        accession=one.accession,
        filed=one.day.isoformat(),
    )
    found: list[Statement] = []
    if whole.strip() and not one.withdrawn:
        opened = replace(document, sections=sections_of(document))
        for reader in _all_readers():
            found += reader(opened)
    book = {
        "issuer": one.issuer,
        "accession": one.accession,
        "day": one.day,
        "known_at": one.known_at,
        "assumed": one.assumed,
        "revision": one.revision,
        "withdrawn": one.withdrawn,
        "source": "readers",
        "raw": None,
    }
    place = {**book, "document": one.document, "form": one.form}
    seen: set[tuple[str, int]] = set()
    words: set[tuple[str, str, str]] = set()
    for said in found:
        same = (said.kind, said.detail, said.quote)
        if (said.kind, said.span[0]) in seen or same in words:
            continue
        seen.add((said.kind, said.span[0]))
        words.add(same)
        rows.append(
            {
                **place,
                "kind": said.kind,
                "detail": said.detail,
                "quote": said.quote,
                "start": said.span[0],
                "end": said.span[1],
                "says": json.dumps(dict(said.says), ensure_ascii=False),
            }
        )
    end = {"kind": READ, "detail": readers(), "quote": "read to the end", "start": 0}
    rows.append({**place, **end, "end": len(whole), "says": "{}"})
    parties.extend({**book, **party} for party in _parties(found))


@cache
def _all_readers() -> "tuple[Callable[[Document], list[Statement]], ...]":
    catalogue.load("reading")
    return tuple(entry.function for entry in catalogue.entries("reading").values())


def _parties(found: "list[Statement]") -> list[dict[str, object]]:
    """Who serves the issuer by these statements; of several ways to say it the one with a number."""
    held: dict[tuple[str, str], dict[str, object]] = {}
    for said in found:
        role = said.detail if said.kind == "party" else _ROLES.get(said.kind)
        name = said.says.get(
            {"party": "name", "auditor": "firm", "ir_contract": "who"}.get(said.kind, "")
        )
        if role is None or not isinstance(name, str) or not name.strip():
            continue
        number = said.says.get("pcaob_id") if said.kind == "auditor" else None
        before = held.get((role, name))
        if before is None or (before["identifier"] is None and number is not None):
            identifier = None if number is None else str(number)
            row: dict[str, object] = {"role": role, "name": name, "quote": said.quote}
            row["identifier"] = identifier
            held[role, name] = row
    return list(held.values())


def _frame(name: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    schema = {**TABLES[name].schema, **{one.name: one.dtype for one in BOOKKEEPING}}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.unique([*TABLES[name].key, "revision"], keep="first", maintain_order=True)
