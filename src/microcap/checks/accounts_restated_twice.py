"""Accounts restated more than once: reports of non-reliance, and totals that were told anew."""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from microcap.checks import check
from microcap.checks.filing_record import FilingRecord, answer, cite, filing_record, items_filed
from microcap.checks.restated_figures import turned_round
from microcap.model.figures import counted
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.facts_as_known import known_facts
from microcap.view.once import once
from microcap.view.restatements import Restatement, restatements
from microcap.view.subject import Subject

_MONTHS = 36
_TOTALS = (
    "Assets",
    "StockholdersEquity",
    "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
    "NetIncomeLoss",
    "ProfitLoss",
    "Equity",
)
"""What a new segment, a sold business or a renamed line leaves as it was."""
_PART = 0.10
"""A total told anew by less is left out (project default)."""
_AT_LEAST = 2
"""Of one total told anew alone a slip of the tag is as likely; an amendment needs one (project default)."""
_SAME = timedelta(days=400)
"""One restatement comes again in the reports of a year, one period at a time (project default)."""
_AGAIN = timedelta(days=90)
"""Reports of non-reliance so near to each other are one (project default)."""


@dataclass(frozen=True)
class _Event:
    first: date
    says: str
    evidence: Evidence


@check(
    severity=4,
    kind="event",
    risk="misstatement",
    reference="Form 8-K, Item 4.02; Gleason, Jenkins & Johnson 2008, Accounting Review 83(1)",
)
def accounts_restated_twice(subject: Subject) -> Verdict:
    """Accounts were restated more than once within three years, by 8-K 4.02 or by their totals.

    Total assets, equity or net income of a period, told at least 10 % differently by a later
    filing, where no split, no discontinued business and no sign
    turned round explains it. The reports of the following
    year that carry one restatement on are not counted again. A change of the accounting rules, or
    a merger under common control, may also change totals: the words stand in the filing.
    """
    record = filing_record(subject, _MONTHS)
    said = items_filed(record.rows, "4.02", amendments=False)
    events = _events(said, _retold(subject), record)
    if len(events) > 1:
        days = "; ".join(f"{one.says}" for one in events)
        return Finding(
            f"{len(events)} restatements since {record.first}: {days}",
            tuple(one.evidence for one in reversed(events)),
        )
    if record.gap is not None or subject.facts.is_empty():
        return _unknown(subject, record)
    verdict = answer(record, said.clear(), fact="", asked="8-K item 4.02")
    if not isinstance(verdict, Clear):
        return verdict
    single = f"one restatement ({events[0].says})" if events else "no restatement"
    tagged = counted(subject.facts.height, "tagged number")
    return Clear(f"{single} in {record.says}, and in {tagged}")


def _events(
    said: pl.DataFrame, retold: list[tuple[date, str, Evidence]], record: FilingRecord
) -> list[_Event]:
    """Restatements in their order, what belongs to one of them counted once."""
    found: list[_Event] = []
    for row in said.sort("day").iter_rows(named=True):
        if not found or row["day"] - found[-1].first > _AGAIN:
            words = f"8-K item 4.02 of {row['day']}"
            found.append(_Event(row["day"], words, cite(row)))
    told = [one.first for one in found]
    by_totals: list[_Event] = []
    for day, words, evidence in retold:
        if not record.first <= day <= record.last:
            continue
        if any(-_AGAIN <= day - first <= _SAME for first in told):
            continue
        if not by_totals or day - by_totals[-1].first > _SAME:
            by_totals.append(_Event(day, words, evidence))
    return sorted((*found, *by_totals), key=lambda one: one.first)


@once
def _retold(subject: Subject) -> list[tuple[date, str, Evidence]]:
    """Filings that tell totals anew, oldest first: day, words, evidence."""
    facts = subject.facts
    known = known_facts(facts, _TOTALS)
    by_filing: dict[str, list[Restatement]] = {}
    for one in restatements(known, facts, subject.splits):
        large = one.fraction is None or abs(one.fraction) >= _PART
        if one.what == "restated" and not one.expected and large and not turned_round(one):
            by_filing.setdefault(one.changed.accession, []).append(one)
    found = []
    for accession, changes in by_filing.items():
        changed = changes[0].changed
        if len(changes) < _AT_LEAST and not changed.form.endswith("/A"):
            continue
        most = max(changes, key=lambda one: abs(one.fraction or 0.0))
        words = f"totals told anew by the {changed.form} of {changed.filed}"
        what = (
            f"{changed.form}: {most.changed.tag} of {most.changed.day} from {most.first.value:,.0f} "
            f"to {most.changed.value:,.0f}, and {len(changes) - 1} more"
        )
        evidence = Evidence(accession, what, changed.filed, changed.known_at)
        found.append((changed.filed, words, evidence))
    return sorted(found, key=lambda one: (one[0], one[2].source))


def _unknown(subject: Subject, record: FilingRecord) -> CannotTell:
    if record.gap is not None:
        return CannotTell(f"restatements: {record.gap.missing}", record.gap.do)
    return CannotTell(
        "restatements: no tagged numbers of it are held",
        f"microcap ingest sec FOLDER with the company facts of CIK {subject.issuer}",
    )
