"""The reverse splits of five years, the money raised between them, and what a holder got.

1. `_turns`: each reverse split, what was offered and raised until the next, and $1,000 held since.
2. `holder_results`: what a share has returned since each offering, split, promotion and purchase.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import prod
from statistics import median

import polars as pl

from microcap.checks.reverse_splits import reverse_splits_of
from microcap.checks.stretch import months_before
from microcap.model.figures import Figure, cannot_tell, counted
from microcap.model.verdicts import Evidence
from microcap.research.holder_results import (
    Event,
    Outcome,
    Prices,
    Result,
    outcomes,
    prices_since,
    results,
)
from microcap.view.offerings import Offering, Raised, money_raised, offerings
from microcap.view.subject import Subject

MONTHS = 60
STAKE = 1000.0
"""Dollars held since a split, of which is told what they are worth."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One reverse split, and what followed until the next one or the view's day."""

    day: date
    old_shares: int
    new_shares: int
    cumulative: float
    """Old shares for one of this day's new ones, since the first split."""
    until: date
    next_offering: Figure
    """Days from the split to the next offering."""
    offered: str
    """What that offering was."""
    raised: Figure
    """By the offerings until the next split, as their documents tell."""
    raised_by_statements: Figure
    """By the cash flow statements; a period that a split cuts counts in proportion to its days."""
    worth: Figure
    """Of $1,000 in shares at the close of the ex-day."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Splits:
    """The reverse splits of a name, and what those who held or bought it got."""

    symbol: str
    security: str
    issuer: str | None
    moment: datetime
    synthetic: bool
    since: date
    cumulative: Figure
    """Old shares for one new one over the five years."""
    close: Figure
    worth: Figure
    """Of $1,000 in shares since the first reverse split."""
    raised: Figure
    raised_by_statements: Figure
    days_to_offering: Figure
    """Median days from a split to the next offering."""
    turns: tuple[Turn, ...]
    results: tuple[Result, ...]
    outcomes: tuple[Outcome, ...]
    """Newest first."""
    notes: tuple[str, ...]


def treadmill(subject: Subject) -> Splits:
    """The reverse splits of five years with what was raised between them and what holders got."""
    since = months_before(subject.view.day, MONTHS)
    prices = prices_since(subject, since)
    sold = tuple(one for one in offerings(subject) if since < one.day <= subject.view.day)
    statements = tuple(one for one in money_raised(subject) if one.end > since)
    turns = _turns(subject, prices, sold, statements)
    found = outcomes(subject, prices, since, [_event(one) for one in turns])
    days = [one.next_offering.value for one in turns]
    known = [one for one in days if isinstance(one, int)]
    return Splits(
        symbol=subject.symbol,
        security=subject.security,
        issuer=subject.issuer,
        moment=subject.view.moment,
        synthetic=subject.view.synthetic,
        since=since,
        cumulative=_cumulative(subject, turns, since),
        close=prices.close,
        worth=turns[0].worth if turns else _no_split("USD"),
        raised=_sum_of([one.raised for one in turns]) if turns else _no_split("USD"),
        raised_by_statements=_raised_in(statements, turns[0].day, subject.view.day)
        if turns
        else _no_split("USD"),
        days_to_offering=Figure(
            median(known),
            "days",
            n_used=len(known),
            note=f"after {len(known)} of {counted(len(turns), 'split')}",
        )
        if known
        else cannot_tell("days", "an offering after a reverse split"),
        turns=turns,
        results=results(prices, found),
        outcomes=found,
        notes=_notes(subject, turns, since),
    )


def _turns(
    subject: Subject, prices: Prices, sold: Sequence[Offering], statements: Sequence[Raised]
) -> tuple[Turn, ...]:
    rows = list(reverse_splits_of(subject, MONTHS).iter_rows(named=True))
    found = []
    for place, row in enumerate(rows):
        day = row["day"]
        until = rows[place + 1]["day"] if place + 1 < len(rows) else subject.view.day
        after = [
            one for one in sold if day <= one.day < until or one.day == until == subject.view.day
        ]
        following = next((one for one in sold if one.day >= day), None)
        ratio = f"{row['new_shares']} new for {row['old_shares']} old"
        cited = Evidence(
            row["source"], f"{row['symbol']}: {ratio}, ex-day {day}", day, row["known_at"]
        )
        found.append(
            Turn(
                day,
                row["old_shares"],
                row["new_shares"],
                prod(one["old_shares"] / one["new_shares"] for one in rows[: place + 1]),
                until,
                _days_to(day, following),
                following.what if following else "",
                _raised_by(after),
                _raised_in(statements, day, until),
                _worth(prices, day),
                (cited, *(following.evidence[:1] if following else ())),
            )
        )
    return tuple(found)


def _event(turn: Turn) -> Event:
    what = f"{turn.new_shares} for {turn.old_shares}"
    return Event("reverse split", turn.day, what, None, None, turn.evidence[:1])


def _days_to(day: date, following: Offering | None) -> Figure:
    if following is None:
        return cannot_tell("days", "an offering on record after this split")
    return Figure(
        (following.day - day).days,
        "days",
        as_of=following.day,
        known_at=following.known_at,
        sources=tuple(dict.fromkeys(one.source for one in following.evidence)),
        note=following.note,
    )


def _raised_by(sold: Sequence[Offering]) -> Figure:
    """Dollars of the offerings; of sales into the market only what documents tell as sold."""
    if not sold:
        return cannot_tell("USD", "an offering on record until the next split")
    firm = [one for one in sold if one.dollars is not None and not one.limit]
    untold = len(sold) - len(firm)
    if not firm:
        return cannot_tell("USD", f"the amount of {counted(untold, 'offering')} on record")
    total = sum(one.dollars or 0.0 for one in firm)
    return Figure(
        total,
        "USD",
        "estimated" if untold else "known",
        low=total if untold else None,
        known_at=max(one.known_at for one in firm),
        sources=tuple(dict.fromkeys(piece.source for one in firm for piece in one.evidence)),
        note=f"{counted(len(firm), 'offering')}"
        + (f", {untold} more without an amount" if untold else ""),
        n_used=len(firm),
        n_dropped=untold,
    )


def _raised_in(statements: Sequence[Raised], first: date, until: date) -> Figure:
    parts = [
        (
            one,
            min(
                (min(one.end, until) - max(one.start, first)).days + 1,
                (one.end - one.start).days + 1,
            ),
        )
        for one in statements
        if one.end >= first and one.start < until
    ]
    if not parts:
        return cannot_tell("USD", "a tagged sale of shares in a period until the next split")
    whole = [one.dollars for one, _ in parts if first <= one.start and one.end < until]
    currency = parts[0][0].currency
    return Figure(
        sum(one.dollars * days / ((one.end - one.start).days + 1) for one, days in parts),
        currency,
        "estimated",
        low=sum(whole),
        high=sum(one.dollars for one, _ in parts),
        as_of=max(one.end for one, _ in parts),
        known_at=max(one.known_at for one, _ in parts),
        sources=tuple(dict.fromkeys(piece.source for one, _ in parts for piece in one.evidence)),
        note="a period whose statement tags no sale of shares is not counted",
        n_used=len(parts),
    )


def _worth(prices: Prices, day: date) -> Figure:
    held = prices.on(day)
    if held is None:
        return cannot_tell("USD", f"a close of {day} or soon after")
    result = prices.result(*held)
    if not isinstance(result.value, float):
        return cannot_tell("USD", result.missing)
    return Figure(
        STAKE * (1 + result.value),
        "USD",
        result.status,
        as_of=result.as_of,
        sources=result.sources,
        flags=result.flags,
        note=f"${STAKE:,.0f} at the close of {held[0]}, {held[1]:,.4g} in today's shares",
    )


def _cumulative(subject: Subject, turns: Sequence[Turn], since: date) -> Figure:
    unit = "old for one new"
    if turns:
        return Figure(
            turns[-1].cumulative,
            unit,
            as_of=turns[-1].day,
            known_at=max(one.evidence[0].known_at or subject.view.moment for one in turns),
            sources=tuple(dict.fromkeys(one.evidence[0].source for one in turns)),
        )
    if subject.holds_complete("splits", since, subject.view.day):
        return Figure(1.0, unit, as_of=subject.view.day, sources=("coverage",), n_used=0)
    return cannot_tell(unit, f"a list of splits that is complete from {since}")


def _no_split(unit: str) -> Figure:
    return Figure(None, unit, "not_applicable", note="no reverse split is on record")


def _sum_of(figures: Sequence[Figure]) -> Figure:
    """The sum of what is told; what is not told is counted in the note."""
    told = [one for one in figures if isinstance(one.value, float)]
    if not told:
        return cannot_tell("USD", figures[0].missing)
    values = [float(one.value) for one in told if isinstance(one.value, float)]
    lows = [
        one.low if one.low is not None else value for one, value in zip(told, values, strict=True)
    ]
    highs = [
        one.high if one.high is not None else value for one, value in zip(told, values, strict=True)
    ]
    whole = len(told) == len(figures) and all(one.status == "known" for one in told)
    return Figure(
        sum(values),
        told[0].unit,
        "known" if whole else "estimated",
        low=None if whole else sum(lows),
        high=None if whole else sum(highs),
        known_at=max((one.known_at for one in told if one.known_at), default=None),
        sources=tuple(dict.fromkeys(source for one in told for source in one.sources)),
        note=f"after {len(told)} of {counted(len(figures), 'split')}",
    )


def _notes(subject: Subject, turns: Sequence[Turn], since: date) -> tuple[str, ...]:
    notes = ["results are of the price alone: dividends are not held"]
    if subject.issuer is None:
        notes.append("who issued it is not known, so no offering can be joined to it")
    elif not subject.holds_complete("filings", since, subject.view.day):
        notes.append(f"the record of filings is not whole from {since}: offerings may be missing")
    suspected = subject.splits.filter((pl.col("status") == "suspected") & (pl.col("day") > since))[
        "day"
    ].to_list()
    if suspected:
        days = ", ".join(str(day) for day in suspected)
        notes.append(f"a split is suspected on {days} and is not counted")
    if not subject.holds_complete("splits", since, subject.view.day):
        notes.append(f"no list of splits is held that is complete from {since}: there may be more")
    if turns and any(one.raised_by_statements.unit != "USD" for one in turns):
        notes.append("the cash flow statements are in another currency; nothing is converted")
    return tuple(notes)
