"""The auditor changed more than once in three years, by the reports and by who signed."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from microcap.checks import check
from microcap.checks.filing_record import answer, cite, filing_record, items_filed
from microcap.model.verdicts import Evidence, Finding, Verdict
from microcap.view.subject import Subject

_MONTHS = 36
_ONE_CHANGE = timedelta(days=120)
"""A dismissal and the engagement that follows are often two reports (project default)."""
_LEGAL = re.compile(
    r"\b(?:l\.?l\.?p|l\.?l\.?c|p\.?l\.?l\.?c|p\.?c|p\.?a|inc|ltd|co|cpas?)\b\.?", re.I
)


@dataclass(frozen=True)
class _Change:
    first: date
    last: date
    says: str
    evidence: Evidence


@check(
    severity=4,
    kind="event",
    risk="misstatement",
    reference="Form 8-K, Item 4.01; methods.md section 7 (two changes in 36 months)",
)
def auditor_changed_twice(subject: Subject) -> Verdict:
    """The auditor changed twice or more within three years (8-K item 4.01, or another signed).

    Reports within four months of each other are one change. Another firm that signs counts where
    no report tells of it, as for an issuer that files no 8-K; firms are told apart by their PCAOB
    number, else by the first word of their name. Two firms may merge, and then it is one.
    """
    record = filing_record(subject, _MONTHS)
    said = items_filed(record.rows, "4.01")
    changes = _reported(said)
    changes += [
        one
        for one in _signed(subject, record.first, record.last)
        if not any(one.first <= told.last and told.first <= one.last for told in changes)
    ]
    if len(changes) > 1:
        changes.sort(key=lambda one: one.last)
        days = "; ".join(one.says for one in changes)
        evidence = tuple(one.evidence for one in reversed(changes))
        return Finding(
            f"{len(changes)} changes of the auditor since {record.first}: {days}", evidence
        )
    asked = "second change of the auditor by 8-K item 4.01"
    return answer(record, said.clear(), fact="", asked=asked)


def _reported(said: pl.DataFrame) -> list[_Change]:
    found: list[_Change] = []
    for row in said.sort("day").iter_rows(named=True):
        day = row["day"]
        if found and day - found[-1].last <= _ONE_CHANGE:
            before = found.pop()
            found.append(_Change(before.first, day, before.says, before.evidence))
        else:
            found.append(_Change(day, day, f"reported on {day}", cite(row)))
    return found


def _signed(subject: Subject, first: date, last: date) -> list[_Change]:
    """Firms that are named as the auditor for the first time after another one was."""
    mine = (pl.col("issuer") == (subject.issuer or "")) & (pl.col("role") == "auditor")
    rows = subject.view.table("parties", mine).collect().sort("day", "known_at")
    found = []
    before: set[str] = set()
    newest: date | None = None
    for (accession,), group in rows.group_by(["accession"], maintain_order=True):
        firms = {_firm(row): row for row in group.iter_rows(named=True)}
        day = group["day"].item(0)
        strange = [firm for firm in firms if firm not in before]
        if before and newest is not None and len(strange) == 1 and first <= day <= last:
            row = firms[strange[0]]
            says = f"{row['name']} first named on {day}"
            evidence = Evidence(str(accession), f"“{row['quote']}”", day, row["known_at"])
            found.append(_Change(newest, day, says, evidence))
        before, newest = set(firms), day
    return found


def _firm(row: dict[str, object]) -> str:
    if row["identifier"] is not None:
        return str(row["identifier"])
    words = re.findall(r"\w+", _LEGAL.sub(" ", str(row["name"]).casefold()))
    return words[0] if words else ""
