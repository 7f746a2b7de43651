"""Words of substantial doubt about the company's ability to go on, in its latest reports."""

import re
from datetime import date
from typing import Any

import polars as pl

from microcap.checks import check
from microcap.checks.whole_report import has_notes
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.said import Stated, documents_read, statements
from microcap.view.subject import Subject

_FORMS = ("10-K", "10-KT", "10-Q", "10-QT", "20-F", "10-K/A", "10-Q/A", "20-F/A")
_ANNUAL = re.compile(r"10-KT?\b|20-F\b", re.IGNORECASE)
_DO = (
    "microcap fetch sec SYMBOL --forms 10-K,10-Q, or bring the report's text: "
    "microcap ingest documents FOLDER --symbol SYMBOL"
)


@check(
    severity=3,
    kind="state",
    risk="failure",
    ends="a later annual report without the words, or a later report that says alleviated",
    renewed_by="annual",
    reference="FASB ASC 205-40; PCAOB AS 2415; methods.md section 7",
)
def going_concern_stated(subject: Subject) -> Verdict:
    """The latest reports state substantial doubt about the company as a going concern.

    The newest of the latest annual report and the interim reports after it that says anything
    decides. Sentences that only suppose (whether, if, could), deny, or speak of another company
    are not counted; the sentence is quoted for the reader to judge.
    """
    held = _reports(subject)
    if held.is_empty():
        return CannotTell("the text of its latest annual or quarterly report is not held", _DO)
    unread = _unread(subject, held["day"].item(-1))
    said: dict[str, list[Stated]] = {}
    for one in statements(subject, "going_concern_doubt"):
        said.setdefault(one.accession, []).append(one)
    for row in held.sort("day", "known_at", descending=True).iter_rows(named=True):
        words = said.get(row["accession"], [])
        # a doubt that stands outweighs one that is called alleviated
        raised = [one for one in words if one.detail == "raised"]
        if raised:
            later = f"; the report of {unread} is not held as text" if unread else ""
            says = f"{row['title']}: substantial doubt as a going concern is stated{later}"
            return Finding(says, (raised[0].cite(),))
        if words and unread is None and _proved(subject, held):
            quoted = words[0].quote
            return Clear(f"{row['title']} of {row['day']} says alleviated: “{quoted}”")
        if words:
            break
    return _no_words(subject, held, unread)


def _reports(subject: Subject) -> pl.DataFrame:
    """The latest annual report and the interim reports after it that were read, oldest first."""
    read = documents_read(subject).filter(pl.col("form").is_in(list(_FORMS)))
    titled = read.with_columns(
        title=pl.when(pl.col("document").str.contains(r"(?i)10-[KQ]T?\b|20-F\b"))
        .then("document")
        .otherwise("form")
    )
    named = titled.unique("accession", keep="first", maintain_order=True).sort("day", "known_at")
    annual = named.filter(pl.col("form").str.contains(r"(?i)10-KT?\b|20-F\b"))
    return named if annual.is_empty() else named.filter(pl.col("day") >= annual["day"].item(-1))


def _unread(subject: Subject, newest: date) -> date | None:
    """The day of a later report that is on record and was not read."""
    days = subject.filings.filter(pl.col("form").is_in(list(_FORMS)))["day"]
    latest: Any = days.max()
    return latest if latest is not None and latest > newest else None


def _proved(subject: Subject, held: pl.DataFrame) -> bool:
    return subject.holds_complete("filings", held["day"].item(-1), subject.view.day)


def _no_words(subject: Subject, held: pl.DataFrame, unread: date | None) -> Verdict:
    newest = held.row(-1, named=True)
    if unread is not None:
        return CannotTell(f"the text of its report of {unread} is not held", _DO)
    if not _proved(subject, held):
        missing = f"whether a later report than {newest['title']} of {newest['day']} was filed"
        return CannotTell(missing, "microcap ingest sec FOLDER with the issuer's submissions")
    if not _ANNUAL.search(held["form"].item(0)):
        return CannotTell("the text of its latest annual report is not held", _DO)
    if not all(has_notes(subject, row) for row in held.iter_rows(named=True)):
        missing = "the whole text: notes and signatures are not both in what is held"
        return CannotTell(f"{missing} of {newest['title']}", _DO)
    titles = ", ".join(f"{row['title']} of {row['day']}" for row in held.iter_rows(named=True))
    return Clear(f"no words of substantial doubt as a going concern in {titles}, read to the end")
