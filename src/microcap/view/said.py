"""What an issuer's documents said by a moment: statements with their words, newest first."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from microcap.model.verdicts import Evidence
from microcap.view.once import once
from microcap.view.subject import Subject

READ = "document_read"
"""The kind of the row that says that a document was read to its end; it is no statement."""

Value = str | float | int | bool | None


@dataclass(frozen=True)
class Stated:
    """One thing a document said: its kind, the words, what was read out of them, who says it."""

    kind: str
    detail: str
    quote: str
    says: Mapping[str, Value]
    form: str
    day: date
    known_at: datetime
    accession: str
    document: str
    start: int
    """Where the words begin in the clean text, in characters."""

    def number(self, name: str) -> float | None:
        """A number read out of the words; null where they give none."""
        value = self.says.get(name)
        held = isinstance(value, int | float) and not isinstance(value, bool)
        return float(value) if held and value is not None else None

    def date(self, name: str) -> date | None:
        """A day read out of the words; null where they give none."""
        value = self.says.get(name)
        try:
            return date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            return None

    def cite(self) -> Evidence:
        """The words as evidence."""
        return Evidence(self.accession, f"“{self.quote}”", self.day, self.known_at)


def statements(subject: Subject, *kinds: str) -> tuple[Stated, ...]:
    """What the documents of a subject's issuer said of some kinds, newest first.

    Of a document that came again only its last version speaks. Empty where nothing was said or
    nothing was read: `documents_read` tells which.
    """
    rows = _rows(subject, (*kinds, READ))
    read = rows.filter(pl.col("kind") == READ)
    said = rows.filter(pl.col("kind") != READ).join(
        read.select("accession", "document", "revision"),
        on=["accession", "document", "revision"],
        how="semi",
    )
    ordered = said.sort(
        ["day", "known_at", "accession", "document", "start"],
        descending=[True, True, True, False, False],
    )
    return tuple(_stated(row) for row in ordered.iter_rows(named=True))


def documents_read(subject: Subject) -> pl.DataFrame:
    """The documents that were read: `accession`, `document`, `form`, `day`, `known_at`, newest first."""
    rows = _rows(subject, (READ,))
    return rows.select("accession", "document", "form", "day", "known_at", "end").sort(
        ["day", "known_at", "document"], descending=[True, True, False]
    )


def unread_filings(subject: Subject, forms: tuple[str, ...], since: date) -> pl.DataFrame:
    """The filings of some forms since a day of which no document was read, newest first."""
    read = documents_read(subject)["accession"].unique().to_list()
    rows = subject.filings.filter(
        pl.col("form").is_in(list(forms))
        & (pl.col("day") >= since)
        & ~pl.col("accession").is_in(read)
    )
    return rows.sort("day", "accession", descending=True)


def _rows(subject: Subject, kinds: tuple[str, ...]) -> pl.DataFrame:
    return _held(subject).filter(pl.col("kind").is_in(list(kinds)))


@once
def _held(subject: Subject) -> pl.DataFrame:
    """Every statement on the subject, read once for all chapters and checks that ask for some."""
    names = [*subject.symbols, *([subject.issuer] if subject.issuer else [])]
    return subject.view.table("statements").filter(pl.col("issuer").is_in(names)).collect()


def _stated(row: dict[str, Any]) -> Stated:
    return Stated(
        row["kind"],
        row["detail"],
        row["quote"],
        json.loads(row["says"]),
        row["form"],
        row["day"],
        row["known_at"],
        row["accession"],
        row["document"],
        row["start"],
    )
