"""What later documents say of a claim: where they name its subject, and in which sense."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import polars as pl

from microcap.checks.claims_held import Claim, claims_held
from microcap.model.verdicts import Evidence
from microcap.reading.claim_kinds import claim_kinds, hedges
from microcap.reading.promised_days import promised
from microcap.reading.sentences import phrase, plain
from microcap.view.once import once
from microcap.view.said import documents_read
from microcap.view.subject import Subject

_LISTS = tomllib.loads(Path(__file__).with_name("claim_words.toml").read_text("utf-8"))
Sense = Literal["done", "ended", "denied", "later", "named"]
"""Ended: what was agreed was taken back later. Denied: it did not come about."""

LONGEST = 2_000_000
"""Characters of a document that are searched; the longest annual report has a half of them."""
_OF_ONE, _HITS = 3, 60
MOST = 40_000_000
"""Characters that are searched for one name, the newest documents first."""
TELLING = ("8-K", "6-K", "10-K", "10-KT", "10-Q", "10-QT", "20-F", "40-F")
"""Forms that would tell of what was promised; an amendment counts as its form."""
_SILENT_ITEMS = frozenset({"5.02", "5.03", "5.05", "5.07", "4.01", "3.03", "9.01"})
"""Items of an 8-K that never tell of a contract, an approval or a start."""
_ENDED = phrase(
    r"\b(?:(?:was|were|been|has|have|had|is|are|we|company|parties|mutually|it|[A-Z]\w+) (?:\w+ ){0,2}?(?:terminated|cancell?ed|rescinded|withdrew|withdrawn|abandoned|discontinued|expired unexercised)|no longer (?:expect|plan|intend|pursu)\w*|terminat(?:ion|ed) of (?:the|our|its))"
)
_DENIED = phrase(
    r"\b(?:(?:did|does|do|has|have|had|was|were|is) not (?:\w+ ){0,2}?(?:clos|receiv|complet|occur|proceed|obtain|begin|begun|commenc|consummat|approv|happen|ship|deliver|launch|sign|enter)\w*|complete response letter|refus(?:ed|al) to (?:file|approve)|will not (?:proceed|be completed|close))"
)
_UNSURE = phrase(
    r"\b(?:(?-i:may)(?! \d)|might|could|if|unless|either party|right to terminate|upon termination|in the event|no assurance|cannot assure|would)\b"
)
_DONE = phrase(
    r"\b(?:completed|complete|received|commenced|began|begun|started|signed|entered into|closed|consummated|launched|acquired|granted|approved|cleared|shipped|delivered|opened|issued|awarded|reported|announced|produced|paid|repurchased|sold|recognized)\b"
)
_COMMON = frozenset(_LISTS["common"].split())
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9-]{3,}")
_PROPER = re.compile(
    r"(?<![.!?:“\"'] )(?<!^)\b(?:[A-Z][a-z]+[A-Z]\w*|[A-Z]{2,}-?\d+\w*|[A-Z][a-z]{3,}(?: [A-Z][a-z]{2,})*)\b"
)
_NOT_PROPER = frozenset(_LISTS["no_name"].split())
_LEGAL = re.compile(
    r",?\s+(?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|LLC|L\.L\.C|LP|plc|AS|AG|GmbH|S\.A|N\.V)\b\.?$"
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A later document that can be searched."""

    accession: str
    form: str
    day: date
    known_at: datetime
    text: str
    low: str = field(repr=False)
    """The text in small letters, place by place."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence of a later document about a claim's subject, and its sense."""

    sense: Sense
    quote: str
    paper: Paper
    until: date | None = None
    """The new date, of a sentence that puts it off."""

    def cite(self) -> Evidence:
        """The sentence as evidence."""
        return Evidence(
            self.paper.accession, f"“{self.quote}”", self.paper.day, self.paper.known_at
        )


@dataclass(frozen=True, slots=True)
class Keys:
    """The words that show that a sentence speaks of the same: names, else content words."""

    names: tuple[str, ...]
    words: frozenset[str]


@once
def papers(subject: Subject) -> tuple[Paper, ...]:
    """The filings since the first claim whose text is held, newest first and bounded by `MOST`."""
    columns = ("accession", "form", "day", "known_at", "text")
    first = min((one.day for one in claims_held(subject)), default=subject.view.day)
    since = subject.filings.filter(pl.col("day") >= first)["accession"].to_list()
    rows = (
        subject.view.table("filing_documents", pl.col("accession").is_in(since))
        .filter(pl.col("text").is_not_null() & ~pl.col("type").str.starts_with("EX-10"))
        .select(columns)
        .collect()
    )
    read = documents_read(subject).select("accession", title="document", form="form")
    kept = subject.documents.filter(
        (pl.col("kind") == "filing_text") & pl.col("text").is_not_null()
    ).join(read, on="title", how="inner")
    rows = pl.concat([rows, kept.select(columns)]).sort("known_at", "accession", descending=True)
    found, held = [], 0
    for row in rows.iter_rows(named=True):
        text = plain(row["text"][:LONGEST])
        held += len(text)
        if held > MOST:
            break
        found.append(
            Paper(row["accession"], row["form"], row["day"], row["known_at"], text, _small(text))
        )
    return tuple(found)


def _small(text: str) -> str:
    low = text.lower()
    return low if len(low) == len(text) else "".join(one.lower()[:1] or " " for one in text)


def unread_since(subject: Subject, since: date) -> tuple[int, int]:
    """How many filings after a day could tell of a promise, and how many of them were not read."""
    read = {one.accession for one in papers(subject)}
    form = pl.col("form").str.replace("/A", "", literal=True)
    rows = subject.filings.filter(form.is_in(list(TELLING)) & (pl.col("day") > since))
    telling = 0
    unread = 0
    for accession, items in rows.select("accession", "items").iter_rows():
        named = {one.strip() for one in (items or "").split(",") if one.strip()}
        if named and named <= _SILENT_ITEMS:
            continue
        telling += 1
        unread += accession not in read
    return telling, unread


def keys_of(claim: Claim, own_names: Iterable[str]) -> Keys:
    """The names in a claim's words that are not the company's own, and its content words."""
    own = {word.lower() for name in own_names for word in _WORD.findall(name)}
    names: list[str] = []
    side = _LEGAL.sub("", claim.text("with")).strip(" ,")
    if len(side) >= 4:
        names.append(side)
    else:
        for match in _PROPER.finditer(plain(claim.quote)):
            kept = [w for w in match[0].split() if w not in _NOT_PROPER and w.lower() not in own]
            if kept and len(" ".join(kept)) >= 4:
                names.append(" ".join(kept))
    return Keys(tuple(dict.fromkeys(names))[:4], content_words(claim.quote, own))


def content_words(quote: str, own_names: Iterable[str] = ()) -> frozenset[str]:
    """The words of a quote that tell what it is about, in small letters, without a name's own."""
    own = {word.lower() for name in own_names for word in _WORD.findall(name)}
    words = {word.lower() for word in _WORD.findall(plain(quote))}
    return frozenset(words - _COMMON - own)


def mentions(claim: Claim, keys: Keys, among: Iterable[Paper]) -> list[Mention]:
    """The sentences of later documents about the same, newest first; three of a document at most."""
    found: list[Mention] = []
    seeds = _seeds(keys)
    for paper in among:
        if paper.accession == claim.source or paper.known_at <= claim.known_at:
            continue
        told: dict[int, Mention] = {}
        for place in _places(paper.low, seeds):
            start, end = _sentence(paper.text, place)
            words = " ".join(paper.text[start:end].split())
            if start not in told and _about(claim, keys, words):
                told[start] = _mention(claim, paper, words)
                if len(told) == _OF_ONE:
                    break
        found += told.values()
    return found


def _places(low: str, seeds: tuple[str, ...]) -> Iterator[int]:
    """Where the seeds stand, seed by seed; a word that stands everywhere tells nothing."""
    for seed in seeds:
        place = low.find(seed)
        for _ in range(_HITS):
            if place < 0:
                break
            yield place
            place = low.find(seed, place + 200)


def _seeds(keys: Keys) -> tuple[str, ...]:
    """Single words, in small letters, of which a sentence about the same holds one."""
    names = [max(name.lower().split(), key=len) for name in keys.names]
    return tuple(dict.fromkeys([*names, *sorted(keys.words, key=lambda w: (-len(w), w))[:4]]))


def _mention(claim: Claim, paper: Paper, words: str) -> Mention:
    quote = words if len(words) <= 500 else words[:498].rsplit(" ", 1)[0] + " …"
    ahead = promised(words, paper.day)
    unsure = _UNSURE.search(words) is not None
    if not unsure and _DENIED.search(words):
        return Mention("denied", quote, paper)
    if not unsure and _ENDED.search(words):
        return Mention("ended", quote, paper)
    held_back = {"expected", "possible", "non-binding"} & set(hedges(words))
    if ahead is not None and "expected" in held_back:
        return Mention("later", quote, paper, ahead.last)
    if not unsure and not held_back and _DONE.search(words) and _same_deed(claim, words):
        return Mention("done", quote, paper)
    return Mention("named", quote, paper)


def _same_deed(claim: Claim, words: str) -> bool:
    kind = claim_kinds()[claim.kind]
    return kind.words.search(words) is not None or claim.kind in ("milestone", "production")


def _about(claim: Claim, keys: Keys, words: str) -> bool:
    low = words.lower()
    held = {word.lower() for word in _WORD.findall(low)}
    shared = len(keys.words & held)
    if any(name.lower() in low for name in keys.names):
        return bool(claim.text("with")) or shared >= min(2, len(keys.words))
    return not claim.text("with") and shared >= max(2, (len(keys.words) + 1) // 2)


def _sentence(text: str, place: int) -> tuple[int, int]:
    """Begin and end of the words around a place up to the nearest stops, at most 500 either side."""
    low, high = max(0, place - 500), min(len(text), place + 500)
    start = low
    # a stop is known by the letter behind it, which may be the place itself
    for mark in _STOP.finditer(text, low, place + 2):
        if mark.end() <= place:
            start = mark.end()
    stop = _STOP.search(text, place, high)
    return start, stop.start() + 1 if stop else high


_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!Inc)(?<!Corp)(?<!Ltd)(?<!No)[.!?](?=\s+[\"“A-Z(])|\n(?=\s*\n)|\n(?=[A-Z•(])"
)
