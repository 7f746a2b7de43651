"""Whether the text of a periodic report is held to its end, so that its silence says something.

A table of contents names the notes and the signatures too: only the signature block itself, with
its sentence or a conformed signature, shows that the end is there.
"""

import re
from collections.abc import Iterable
from typing import Any

import polars as pl

from microcap.view.subject import Subject

_NOTES = re.compile(r"notes to .{0,80}financial statements", re.IGNORECASE | re.DOTALL)
_SIGNED = re.compile(r"duly\s+caused|/s/", re.IGNORECASE)
_CONTROLS = re.compile(
    r"internal control.{0,40}over financial reporting", re.IGNORECASE | re.DOTALL
)


def has_notes(subject: Subject, row: dict[str, Any]) -> bool:
    """Whether a report that was read is held with its notes and, after them, its signature block."""
    return any(_in_order(_NOTES, text) for text in _texts(subject, row))


def has_controls(subject: Subject, row: dict[str, Any]) -> bool:
    """Whether it is held with words on its controls and its signature block, in whatever order."""
    return any(_CONTROLS.search(text) and _SIGNED.search(text) for text in _texts(subject, row))


def _in_order(first: re.Pattern[str], text: str) -> bool:
    found = first.search(text)
    return found is not None and _SIGNED.search(text, found.end()) is not None


def _texts(subject: Subject, row: dict[str, Any]) -> Iterable[str]:
    """The texts of a report, by its accession number, else the user's document of its title."""
    filed = subject.view.table("filing_documents", pl.col("accession") == row["accession"])
    texts: list[str] = filed.select("text").collect()["text"].drop_nulls().to_list()
    if texts:
        return texts
    kept = subject.documents.filter(pl.col("title") == row["document"])
    return kept["text"].drop_nulls().to_list()
