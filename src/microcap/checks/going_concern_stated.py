"""Words of substantial doubt about the company's ability to go on, in its latest reports."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import polars as pl

from microcap.checks import check
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.subject import Subject

_REPORT = re.compile(r"\b(10-K|10-KT|10-Q|10-QT|20-F)\b", re.IGNORECASE)
_FORMS = ("10-K", "10-KT", "10-Q", "10-QT", "20-F", "10-K/A", "10-Q/A", "20-F/A")
_NEAR = 200
"""Characters between the two phrases (methods.md section 7 gives none; project default)."""
_TOGETHER = re.compile(
    rf"substantial doubt.{{0,{_NEAR}}}?going concern|going concern.{{0,{_NEAR}}}?substantial doubt",
    re.IGNORECASE | re.DOTALL,
)
_RELIEVED = re.compile(
    r"alleviat|\bno substantial doubt|not (?:raise|give rise to|have) substantial doubt"
    r"|substantial doubt (?:does|did) not exist|removed the substantial doubt",
    re.IGNORECASE,
)
_NOT_RELIEVED = re.compile(
    r"(?:not|no assurance)[^.]{0,60}alleviat|alleviat[^.]{0,60}\bnot\b", re.IGNORECASE
)
_SUPPOSED = re.compile(
    r"\b(?:whether|if|could|may|might|would)\b[^.]{0,120}substantial doubt", re.IGNORECASE
)
_WHOLE = re.compile(r"notes to .{0,80}financial statements.*signatures?", re.I | re.DOTALL)
_DO = "bring the report's text as a document of kind filing_text, its form in the title"


@dataclass(frozen=True, slots=True)
class _Words:
    """One statement: its sense and the sentence around it."""

    sense: Literal["raised", "alleviated"]
    quoted: str


@check(
    severity=3,
    kind="state",
    reference="FASB ASC 205-40; PCAOB AS 2415; methods.md section 7",
)
def going_concern_stated(subject: Subject) -> Verdict:
    """The latest reports state substantial doubt about the company as a going concern.

    The newest of the latest annual report and the interim reports after it that says anything
    decides. Sentences that only suppose (whether, if, could) are not counted. The words are
    matched, not understood: the sentence is quoted for the reader to judge.
    """
    held = _texts(subject)
    if held.is_empty():
        return CannotTell("the text of its latest annual or quarterly report is not held", _DO)
    unread = _unread(subject, held["day"].item(-1))
    for row in held.sort("day", "known_at", descending=True).iter_rows(named=True):
        words = _statement(row["text"])
        if words is None:
            continue
        if words.sense == "raised":
            later = f"; the report of {unread} is not held as text" if unread else ""
            says = f"{row['title']}: substantial doubt as a going concern is stated{later}"
            quoted = Evidence(row["source"], f"“{words.quoted}”", row["day"], row["known_at"])
            return Finding(says, (quoted,))
        if unread is None and _proved(subject, held):
            return Clear(f"{row['title']} of {row['day']} says alleviated: “{words.quoted}”")
        break
    return _no_words(subject, held, unread)


def _texts(subject: Subject) -> pl.DataFrame:
    """The latest annual report's text and those of the interim reports after it, oldest first."""
    named = subject.documents.filter(
        (pl.col("kind") == "filing_text")
        & pl.col("text").is_not_null()
        & pl.col("title").map_elements(_is_report, return_dtype=pl.Boolean)
    ).sort("day", "known_at")
    annual = named.filter(pl.col("title").str.contains(r"(?i)10-KT?\b|20-F\b"))
    return named if annual.is_empty() else named.filter(pl.col("day") >= annual["day"].item(-1))


def _is_report(title: str) -> bool:
    return _REPORT.search(title) is not None and not title.upper().lstrip().startswith("NT ")


def _unread(subject: Subject, newest: date) -> date | None:
    """The day of a later report that is on record and not held as text."""
    days = subject.filings.filter(pl.col("form").is_in(list(_FORMS)))["day"]
    latest: Any = days.max()
    return latest if latest is not None and latest > newest else None


def _proved(subject: Subject, held: pl.DataFrame) -> bool:
    return subject.holds_complete("filings", held["day"].item(-1), subject.view.day)


def _statement(text: str) -> _Words | None:
    """What the text states; a doubt that stands outweighs one that is called alleviated."""
    relieved = None
    for match in _TOGETHER.finditer(text):
        start = max(text.rfind(mark, 0, match.start()) for mark in (". ", "\n\n")) + 1
        end = text.find(". ", match.end())
        sentence = text[start : end + 1 if end >= 0 else len(text)]
        quoted = " ".join(sentence.split())[:300]
        if _RELIEVED.search(sentence) and not _NOT_RELIEVED.search(sentence):
            relieved = relieved or _Words("alleviated", quoted)
        elif not _SUPPOSED.search(sentence):
            return _Words("raised", quoted)
    return relieved


def _no_words(subject: Subject, held: pl.DataFrame, unread: date | None) -> Verdict:
    newest = held.row(-1, named=True)
    if unread is not None:
        return CannotTell(f"the text of its report of {unread} is not held", _DO)
    if not _proved(subject, held):
        missing = f"whether a later report than {newest['title']} of {newest['day']} was filed"
        return CannotTell(missing, "microcap ingest sec FOLDER with the issuer's submissions")
    if not re.search(r"10-KT?\b|20-F\b", held["title"].item(0), re.IGNORECASE):
        return CannotTell("the text of its latest annual report is not held", _DO)
    if not all(_WHOLE.search(text) for text in held["text"]):
        missing = "the whole text: notes and signatures are not both in what is held"
        return CannotTell(f"{missing} of {newest['title']}", _DO)
    titles = ", ".join(held["title"])
    return Clear(f"the words “substantial doubt” and “going concern” in {titles}: not stated")
