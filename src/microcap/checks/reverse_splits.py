"""Reverse splits of the last two years, one and many."""

from datetime import date, timedelta
from math import prod

import polars as pl

from microcap.checks import check
from microcap.checks.stretch import listing_start, months_before
from microcap.checks.venue_rule import venue_rule
from microcap.model.figures import counted
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.subject import Subject

_MONTHS = 24
_CUMULATIVE = 250.0
"""Old shares per new one over two years (Nasdaq Listing Rule 5810(c)(3)(A)(iv))."""
_SAME_SPLIT = timedelta(days=7)
"""Two reverse splits of one ratio need more than a week between them (project default)."""
_DO = "microcap ingest files YOUR.csv with the splits, or the 8-Ks of items 3.03 and 5.03"


@check(severity=2, kind="event", risk="regulation", reference="methods.md section 7, reverse split")
def reverse_split_recent(subject: Subject) -> Verdict:
    """Shares were reverse-split within two years.

    It changes nobody's share of the company; it is asked because most follow a price below a
    listing rule's minimum. A suspected split is never counted.
    """
    found = reverse_splits_of(subject, _MONTHS)
    if found.is_empty():
        return _none(subject, "a reverse split")
    said = ", ".join(f"{_ratio(row)} on {row['day']}" for row in found.iter_rows(named=True))
    return Finding(
        f"{counted(found.height, 'reverse split')} within two years: {said}", split_evidence(found)
    )


@check(
    severity=4,
    kind="state",
    risk="regulation",
    ends="two years whose reverse splits together turn fewer than 250 old shares into one",
    reference="Nasdaq Listing Rule 5810(c)(3)(A)(iv); methods.md section 7",
)
def reverse_splits_repeated(subject: Subject) -> Verdict:
    """Reverse splits of two years together turn 250 or more old shares into one.

    The number is Nasdaq's, since 2025-01-17; it is applied to every venue and every day as a
    measure, and the rule's consequence is stated only where the venue and the day are its own.
    """
    found = reverse_splits_of(subject, _MONTHS)
    together = prod(row["old_shares"] / row["new_shares"] for row in found.iter_rows(named=True))
    if together < _CUMULATIVE:
        if found.is_empty():
            return _none(subject, f"reverse splits of {_CUMULATIVE:g} old shares for one")
        gap = _not_held(subject, f"further reverse splits than 1 for {together:,.0f} together")
        looked = f"{counted(found.height, 'reverse split')} held, 1 for {together:,.0f} together"
        return gap or Clear(f"{looked}, below 1 for {_CUMULATIVE:g}; {_span(subject)}")
    says = (
        f"{counted(found.height, 'reverse split')} within two years, 1 for {together:,.0f} together"
    )
    rule = venue_rule(subject, "nasdaq_no_cure_after_split")
    if rule is not None:
        says += f"; should its bid fall below the minimum, there is no cure period ({rule.source})"
    return Finding(says, split_evidence(found))


def reverse_splits_of(subject: Subject, months: int) -> pl.DataFrame:
    """Listed and effective reverse splits of the last months, oldest first, each once."""
    return reverse_splits_between(
        subject, months_before(subject.view.day, months) + timedelta(days=1), subject.view.day
    )


def reverse_splits_between(subject: Subject, first: date, last: date) -> pl.DataFrame:
    """Listed reverse splits from a day to a day, oldest first, each once.

    Publishers, and the two days of one publisher's record, tell one split a few days apart: the
    same ratio again within a week is the same split. A suspected split is never among them.
    """
    ratio = pl.col("new_shares") / pl.col("old_shares")
    rows = subject.splits.filter(
        (pl.col("status") == "listed") & (ratio < 1) & pl.col("day").is_between(first, last)
    ).sort("day", "known_at")
    kept: list[int] = []
    told: dict[float, date] = {}
    for place, (day, one) in enumerate(rows.select("day", ratio.alias("ratio")).iter_rows()):
        if one not in told or day - told[one] > _SAME_SPLIT:
            kept.append(place)
        told[one] = day
    return rows[kept]


def _none(subject: Subject, asked: str) -> Verdict:
    return _not_held(subject, asked) or Clear(f"no {asked.removeprefix('a ')} in {_span(subject)}")


def _not_held(subject: Subject, asked: str) -> CannotTell | None:
    """Why the absence of a split proves nothing here, or null where it does."""
    first = _first(subject)
    suspected = subject.splits.filter((pl.col("status") == "suspected") & (pl.col("day") >= first))
    if suspected.height:
        days = ", ".join(str(day) for day in suspected["day"])
        missing = f"{asked}: price and share count moved together on {days}, and no list has it"
        return CannotTell(missing, _DO)
    if subject.holds_complete("splits", first, subject.view.day):
        return None
    span = f"from {first} to {subject.view.day}"
    return CannotTell(f"{asked}: no list of splits is held that is complete {span}", _DO)


def _span(subject: Subject) -> str:
    return f"the list of splits, complete from {_first(subject)} to {subject.view.day}"


def _first(subject: Subject) -> date:
    start = listing_start(subject)
    first = months_before(subject.view.day, _MONTHS)
    return max(first, start) if start is not None else first


def _ratio(row: dict[str, int]) -> str:
    return f"{row['new_shares']} for {row['old_shares']}"


def split_evidence(found: pl.DataFrame) -> tuple[Evidence, ...]:
    """Splits as evidence, the newest first."""
    return tuple(
        Evidence(
            row["source"],
            f"{row['symbol']}: {_ratio(row)} new for old, ex-day {row['day']}",
            row["day"],
            row["known_at"],
        )
        for row in found.sort("day", descending=True).iter_rows(named=True)
    )
