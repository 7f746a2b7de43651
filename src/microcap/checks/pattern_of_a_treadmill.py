"""Reverse splits that offerings of new shares follow, again and again."""

from datetime import date
from math import prod

import polars as pl

from microcap.checks import check
from microcap.checks.filing_record import filing_record, owes_items
from microcap.checks.reverse_splits import reverse_splits_of, split_evidence
from microcap.checks.stretch import listing_start, months_before
from microcap.model.figures import counted
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.offerings import money_raised, offerings
from microcap.view.subject import Subject

_MONTHS = 60
_FEWEST = 2
_DO = "microcap ingest files YOUR.csv with the splits, or the 8-Ks of items 3.03 and 5.03"


@check(
    severity=3,
    kind="state",
    risk="failure",
    ends="five years with fewer than two reverse splits that an offering follows",
    reference="Nasdaq Listing Rule 5810(c)(3)(A)(iv); mission 198",
)
def pattern_of_a_treadmill(subject: Subject) -> Verdict:
    """Pattern of a treadmill: two or more reverse splits in five years, each followed by an offering.

    An offering is a prospectus supplement of the company's own sales, a reported sale, or a period
    whose cash flow statement tells of cash from shares and that began after the split. A suspected
    split is never counted. Companies without sales live on new shares; the pattern says what
    happened, not why.
    """
    splits = reverse_splits_of(subject, _MONTHS)
    first, last = months_before(subject.view.day, _MONTHS), subject.view.day
    if splits.height < _FEWEST:
        return _too_few(subject, splits.height, first, last)
    days: list[date] = splits["day"].to_list()
    followed: list[tuple[date, Evidence]] = []
    for day, until in zip(days, [*days[1:], last], strict=True):
        after = _after(subject, day, until)
        if after is not None:
            followed.append((day, after))
    together = prod(old / new for new, old in splits.select("new_shares", "old_shares").iter_rows())
    if len(followed) >= _FEWEST:
        says = (
            f"pattern of a treadmill: {splits.height} reverse splits since {first}, "
            f"1 for {together:,.0f} together, {len(followed)} of them followed by an offering"
        )
        cited = [*(one for _, one in followed), *split_evidence(splits)]
        cited.sort(key=lambda one: one.day or date.min, reverse=True)
        return Finding(says, tuple(cited))
    asked = f"offerings after {counted(splits.height, 'reverse split')}"
    record = filing_record(subject, _MONTHS)
    if record.gap is not None:
        return CannotTell(f"{asked}: {record.gap.missing}", record.gap.do)
    if not owes_items(record):
        why = "the issuer's filings are of kinds that need not report each sale of shares"
        return CannotTell(f"{asked}: {why}", "read its annual reports")
    of = counted(splits.height, "reverse split")
    return Clear(f"{len(followed)} of {of} followed; {record.says}")


def _after(subject: Subject, day: date, until: date) -> Evidence | None:
    """The first offering from a split to the next, else the first period that shares brought cash."""
    for one in offerings(subject):
        if day <= one.day < until or one.day == until == subject.view.day:
            return one.evidence[0]
    for paid in money_raised(subject):
        if day <= paid.start and paid.end <= until and paid.evidence:
            return paid.evidence[0]
    return None


def _too_few(subject: Subject, count: int, first: date, last: date) -> Verdict:
    start = max(first, listing_start(subject) or first)
    asked = f"{_FEWEST} reverse splits in five years"
    suspected = subject.splits.filter((pl.col("status") == "suspected") & (pl.col("day") >= start))
    if suspected.height:
        days = ", ".join(str(day) for day in suspected["day"])
        return CannotTell(f"{asked}: a split is suspected on {days}, and no list has it", _DO)
    if not subject.holds_complete("splits", start, last):
        return CannotTell(
            f"{asked}: no list of splits is held that is complete from {start} to {last}", _DO
        )
    return Clear(f"{counted(count, 'reverse split')} in the list, complete from {start}")
