"""What the figures rest on: every source once, lettered in the order in which it is cited."""

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

import polars as pl

from microcap.model.figures import Figure
from microcap.model.verdicts import Evidence, Finding
from microcap.research.chapters import Reference, Suspicion
from microcap.view.latest import last_moment
from microcap.view.subject import Subject


def references(
    subject: Subject, chapters: tuple[object, ...], doubts: tuple[Suspicion, ...] = ()
) -> tuple[Reference, ...]:
    """Every key that a figure or a finding cites, lettered in order of appearance.

    A row's moment is the newest that a figure which cites it carries.
    """
    keys: dict[str, datetime | None] = {}
    for chapter in chapters:
        _collect(chapter, keys)
    for doubt in doubts:
        if isinstance(doubt.verdict, Finding):
            for piece in doubt.verdict.evidence:
                _cite(keys, piece.source, piece.known_at)
    filings = {row["accession"]: row for row in subject.filings.iter_rows(named=True)}
    reports = subject.facts.unique("accession") if subject.facts.height else subject.facts
    facts = {row["accession"]: row for row in reports.iter_rows(named=True)}
    return tuple(
        _reference(subject, _letter(number), key, keys[key], filings.get(key), facts.get(key))
        for number, key in enumerate(keys)
    )


def _reference(
    subject: Subject,
    letter: str,
    key: str,
    known_at: datetime | None,
    filing: dict[str, Any] | None,
    fact: dict[str, Any] | None,
) -> Reference:
    if filing is not None:
        items = f" {filing['items']}" if filing["items"] else ""
        hour = " (hour assumed)" if filing["assumed"] else ""
        what = f"{filing['form']}{items} filed {filing['day']}{hour}"
        return Reference(letter, key, what, filing["known_at"], _edgar(subject.issuer, key))
    if fact is not None:
        what = f"{fact['form']} filed {fact['filed']}, its tagged facts"
        return Reference(letter, key, what, fact["known_at"], _edgar(subject.issuer, key))
    if known_at is None:
        known_at = _newest(subject, key)
    return Reference(letter, key, _table_words(subject, key), known_at)


def _newest(subject: Subject, key: str) -> datetime | None:
    """The newest row of a table that a figure cites without a moment of its own."""
    if key == "bars" and subject.panel.height:
        day = subject.panel["day"].item(-1)
        closed = subject.view.sessions.filter(pl.col("day") == day)["close_at"]
        return closed.item() if closed.len() else None
    if key == "share_counts":
        return max((count.known_at for count in subject.share_counts), default=None)
    if key == "issuer_links":
        return max((link.known_at for link in subject.identity), default=None)
    rows = {"filings": subject.filings, "halts": subject.halts}.get(key)
    return last_moment(rows["known_at"]) if rows is not None else None


def _edgar(issuer: str | None, accession: str) -> str:
    if issuer is None or not issuer.isdigit() or issuer.startswith("99000"):
        return ""
    return f"https://www.sec.gov/Archives/edgar/data/{issuer}/{accession.replace('-', '')}/{accession}-index.htm"


def _table_words(subject: Subject, key: str) -> str:
    if key == "bars":
        sources = sorted(set(subject.coverage("bars")["source"]))
        return f"daily bars of {', '.join(sources)}" if sources else "daily bars"
    if key == "user":
        return "your own look"
    return {
        "share_counts": "a vendor's share counts",
        "issuer_links": "links from tickers to issuers",
        "halts": "halts",
    }.get(key, f"rows of {key}")


def _collect(value: object, keys: dict[str, datetime | None]) -> None:
    if isinstance(value, Figure):
        for source in value.sources:
            _cite(keys, source, value.known_at)
    elif isinstance(value, Evidence):
        _cite(keys, value.source, value.known_at)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            _collect(getattr(value, one.name), keys)
    elif isinstance(value, dict):
        for item in value.values():
            _collect(item, keys)
    elif isinstance(value, tuple):
        for item in value:
            _collect(item, keys)


def _cite(keys: dict[str, datetime | None], key: str, known_at: datetime | None) -> None:
    before = keys.get(key)
    keys[key] = (
        known_at if before is None or (known_at is not None and known_at > before) else before
    )


def _letter(number: int) -> str:
    """a … z, then aa, ab …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return letters
