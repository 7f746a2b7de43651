"""A material weakness of the controls over the accounts, in the latest reports."""

from datetime import date

import polars as pl

from microcap.checks import check
from microcap.checks.whole_report import has_controls
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.said import Stated, documents_read, statements
from microcap.view.subject import Subject

_ANNUAL = ("10-K", "10-KT", "20-F", "40-F")
_FORMS = (*_ANNUAL, "10-Q", "10-QT", *(f"{form}/A" for form in (*_ANNUAL, "10-Q")))
_DO = (
    "microcap fetch sec SYMBOL --forms 10-K,10-Q, or bring the report's text: "
    "microcap ingest documents FOLDER --symbol SYMBOL"
)


@check(
    severity=2,
    kind="state",
    risk="misstatement",
    ends="a later annual report without one, or a report that says that it was remediated",
    renewed_by="annual",
    reference="Regulation S-K item 308; 17 CFR 240.13a-15; methods.md section 7",
)
def material_weakness_stated(subject: Subject) -> Verdict:
    """The latest reports state a material weakness of the controls over the accounts.

    Of the latest annual report and the reports after it, the newest that says anything decides; a
    weakness that stands outweighs one that is called remediated. Small companies state one often,
    for lack of people; the sentence is quoted.
    """
    read = _reports(subject)
    if read.is_empty():
        return CannotTell("the text of its latest annual report is not held", _DO)
    unread = _unread(subject, read["day"].item(-1))
    said: dict[str, list[Stated]] = {}
    for one in statements(subject, "material_weakness"):
        said.setdefault(one.accession, []).append(one)
    for row in read.reverse().iter_rows(named=True):
        words = said.get(row["accession"], [])
        stands = [one for one in words if one.detail == "identified"]
        if stands:
            later = f"; the report of {unread} is not held as text" if unread else ""
            says = f"{row['form']} of {row['day']}: a material weakness is stated{later}"
            return Finding(says, tuple(one.cite() for one in stands[:3]))
        if words and unread is None and _proved(subject, read):
            quote = words[0].quote
            return Clear(f"{row['form']} of {row['day']} says remediated: “{quote}”")
        if words:
            break
    return _no_words(subject, read, unread)


def _reports(subject: Subject) -> pl.DataFrame:
    """The latest annual report that was read and the reports after it, oldest first."""
    read = documents_read(subject).filter(pl.col("form").is_in(list(_FORMS)))
    named = read.unique("accession", keep="first", maintain_order=True).sort("day", "known_at")
    annual = named.filter(pl.col("form").is_in(list(_ANNUAL)))
    return named.clear() if annual.is_empty() else named.filter(pl.col("day") >= annual["day"][-1])


def _unread(subject: Subject, newest: date) -> date | None:
    """The day of a later report that is on record and was not read."""
    later = subject.filings.filter(pl.col("form").is_in(list(_FORMS)) & (pl.col("day") > newest))
    days = later.sort("day")["day"].to_list()
    return days[-1] if days else None


def _proved(subject: Subject, read: pl.DataFrame) -> bool:
    return subject.holds_complete("filings", read["day"].item(0), subject.view.day)


def _no_words(subject: Subject, read: pl.DataFrame, unread: date | None) -> Verdict:
    if unread is not None:
        return CannotTell(f"the text of its report of {unread} is not held", _DO)
    annual = read.row(0, named=True)
    title = f"{annual['form']} of {annual['day']}"
    if not _proved(subject, read):
        missing = f"whether a later report than {title} was filed"
        return CannotTell(missing, "microcap ingest sec FOLDER with the issuer's submissions")
    if not has_controls(subject, annual):
        return CannotTell(
            f"what {title} says of the controls: item 9A and the signatures are not both in what "
            "is held of it",
            _DO,
        )
    days = ", ".join(f"{form} of {day}" for form, day in read.select("form", "day").iter_rows())
    return Clear(f"no words of a material weakness in {days}, read to the end")
