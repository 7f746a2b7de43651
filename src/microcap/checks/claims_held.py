"""The claims made about a name by a moment: read from filings, releases, news and kept messages."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import polars as pl

from microcap.model.verdicts import Evidence
from microcap.reading.claim_kinds import claim_kinds
from microcap.reading.claims import claims_in
from microcap.reading.document import Document
from microcap.view.once import once
from microcap.view.said import Stated, Value, statements
from microcap.view.subject import Subject

PUT_OFF = timedelta(days=31)
"""A date that moves by less is the same date said more exactly (project default)."""
_AGAIN = timedelta(days=7)
"""A release and the report that brings it lie so near; the same words later are said again."""
_IN_REPORTS = "dated_catalyst"
"""What periodic reports date ahead is read by that reader; it is a claim as well."""
_NOT_CLAIMED = ("filing_text", "note", "confirmation")
"""Filings are read by their own readers; a note or a broker's confirmation claims nothing for the
company."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing claimed: the words, who said them where and when, and what would bear them out."""

    id: str
    """The same for the same words of the same document; a ruling names it."""
    kind: str
    label: str
    quote: str
    says: Mapping[str, Value]
    origin: str
    """The form, or what a user or a vendor calls it: release, promotion, email ..."""
    source: str
    """Accession number of a filing; else the source of the row."""
    document: str
    span: tuple[int, int]
    """Where the words stand, in characters of the document's text."""
    day: date
    known_at: datetime
    by: str
    """Who said it, as the text names them; empty where it names nobody."""
    hedge: str
    """What holds the claim back: non-binding, possible, expected ...; empty where it is stated."""
    verified_by: str
    first: date | None
    due: date | None
    """The last day of what is promised; null where nothing is dated ahead."""
    when: str
    """The words of the promised day."""
    before: "tuple[Claim, ...]" = ()
    """The same promise as it was told before, oldest first; its first id is the promise's."""
    newest_id: str = ""
    """The id of the newest telling, of a promise told again."""

    @property
    def first_due(self) -> date | None:
        """The day by which it was promised when it was told first; null where none is."""
        return self.before[0].due if self.before else self.due

    @property
    def put_off(self) -> int:
        """How often it was told again with a day more than a month later."""
        days = [one.due for one in (*self.before, self) if one.due is not None]
        return sum(later - earlier > PUT_OFF for earlier, later in pairwise(days))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids under which it was told, the oldest first."""
        return (*(one.id for one in self.before), self.newest_id or self.id)

    def number(self, name: str) -> float | None:
        """A number read out of the words; null where they give none."""
        value = self.says.get(name)
        held = isinstance(value, int | float) and not isinstance(value, bool)
        return float(value) if held and value is not None else None

    def text(self, name: str) -> str:
        """Words read out of the words; empty where there are none."""
        value = self.says.get(name)
        return value if isinstance(value, str) else ""

    def date(self, name: str) -> date | None:
        """A day read out of the words; null where they give none."""
        try:
            return date.fromisoformat(self.text(name)) if self.text(name) else None
        except ValueError:
            return None

    def cite(self) -> Evidence:
        """The words as evidence."""
        return Evidence(self.source, f"“{self.quote}”", self.day, self.known_at)


def claim_id(document: str, span: tuple[int, int], kind: str) -> str:
    """The name of a claim: twelve hexadecimal digits of its document, place and kind."""
    key = f"{document}|{span[0]}-{span[1]}|{kind}"
    return hashlib.sha256(key.encode()).hexdigest()[:12]


@once
def claims_held(subject: Subject) -> tuple[Claim, ...]:
    """Every claim known at the view's moment, newest first; the same words of a week once."""
    found = [*_of_filings(subject), *_of_news(subject)]
    apart: dict[tuple[object, ...], Claim] = {}
    kept: list[Claim] = []
    for one in sorted(found, key=lambda one: (one.known_at, one.source, one.span)):
        said = (one.kind, " ".join(one.quote.lower().split()))
        if said not in apart or one.day - apart[said].day > _AGAIN:
            apart[said] = one
            kept.append(one)
    return tuple(reversed(kept))


def _of_filings(subject: Subject) -> Iterator[Claim]:
    held = statements(subject, "claim", _IN_REPORTS)
    read = {(one.accession, one.document) for one in held if one.kind == "claim"}
    for one in held:
        apart = (one.accession, one.document) not in read and one.date("last") is not None
        if one.kind == "claim" or apart:
            yield _claim(one)


def _claim(one: Stated) -> Claim:
    kind = one.detail if one.kind == "claim" else "milestone"
    span = (one.start, one.start + len(one.quote))
    named = f"{one.accession}/{one.document}"
    when = one.says.get("when") or one.says.get("words") or ""
    return Claim(
        claim_id(named, span, one.kind + kind),
        kind,
        claim_kinds()[kind].label,
        one.quote,
        one.says,
        one.form or "document",
        one.accession,
        one.document,
        span,
        one.day,
        one.known_at,
        str(one.says.get("by") or ""),
        str(one.says.get("hedge") or ("expected" if one.kind == _IN_REPORTS else "")),
        claim_kinds()[kind].verified_by,
        one.date("first"),
        one.date("last"),
        str(when),
    )


def _of_news(subject: Subject) -> Iterator[Claim]:
    """The claims of releases, news and messages, read when they are asked for: they are short."""
    columns = ("day", "said", "kind", "text", "known_at", "source")
    news = subject.news.rename({"headline": "said"}).select(columns)
    kept = subject.documents.rename({"title": "said"}).filter(
        ~pl.col("kind").is_in(list(_NOT_CLAIMED))
    )
    name = subject.name.value if subject.name else ""
    for row in pl.concat([news, kept.select(columns)]).iter_rows(named=True):
        text = f"{row['said']}\n\n{row['text'] or ''}"
        whole = Document(
            str(row["said"]), "", "", text, (0,), (0,), company=name, filed=row["day"].isoformat()
        )
        for told in claims_in(whole):
            yield _of_text(row, told.detail, told.quote, told.span, told.says)


def _of_text(
    row: Mapping[str, Any],
    kind: str,
    quote: str,
    span: tuple[int, int],
    says: Mapping[str, Value],
) -> Claim:
    named = f"{row['source']}/{row['day']}/{row['said']}"
    last, first = str(says.get("last") or ""), str(says.get("first") or "")
    return Claim(
        claim_id(named, span, kind),
        kind,
        claim_kinds()[kind].label,
        quote,
        says,
        row["kind"],
        row["source"],
        str(row["said"])[:200],
        span,
        row["day"],
        row["known_at"],
        str(says.get("by") or ""),
        str(says.get("hedge") or ""),
        claim_kinds()[kind].verified_by,
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        str(says.get("when") or ""),
    )
