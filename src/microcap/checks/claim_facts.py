"""Claims of revenue, income and cash held against the statements, as they are known at the moment."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import polars as pl

from microcap.checks.claims_held import Claim, claims_held
from microcap.model.statement_tags import items
from microcap.model.verdicts import Evidence
from microcap.view.facts_as_known import Amount, Kind
from microcap.view.once import once
from microcap.view.statement_items import Accounts, accounts, amount, period_ends
from microcap.view.subject import Subject

Bearing = Literal["verified", "contradicted", "open", "cannot_tell"]

NEAR = 0.005
"""A claim this near to the fact, as a fraction, is the same number rounded (project default)."""
FAR = 0.05
"""One this far off is another number; what lies between may be another basis (project default)."""
ENOUGH = 5
"""Periods of its length that must be known before one is called the highest (project default)."""
_REPORTED_WITHIN = timedelta(days=150)
"""A report comes within 90 days of a year's end and 45 of a quarter's, and late ones follow."""
_ITEMS = (
    "revenue", "net_income", "operating_income", "gross_profit", "cfo", "cash",
    "earnings_per_share", "buybacks",
)  # fmt: skip
_LENGTHS = {
    "day": "day",
    "quarter": "quarter",
    "half": "half",
    "nine": "nine months",
    "year": "year",
}
_NAMES = (
    ("earnings_per_share", re.compile(r"per (?:\w+ ){0,3}share|\beps\b")),
    ("net_income", re.compile(r"net (?:income|loss|earnings|profit)")),
    ("operating_income", re.compile(r"operating (?:income|loss)|(?:loss|income) from operations")),
    ("gross_profit", re.compile(r"gross profit")),
    ("cfo", re.compile(r"cash flows? (?:from|used in) operat|operating cash flow")),
    ("revenue", re.compile(r"revenue|sales")),
)


@dataclass(frozen=True, slots=True)
class Borne:
    """How a record bears on a claim, in a sentence with its evidence."""

    bearing: Bearing
    says: str
    evidence: tuple[Evidence, ...] = ()


@once
def claim_accounts(subject: Subject) -> Accounts | None:
    """The few lines of the statements that claims are held against; null where none are tagged."""
    tags = {
        term.name
        for name in _wanted()
        for parts in (*items()[name].tags, *items()[name].ifrs)
        for term in parts
    }
    return accounts(subject.facts.filter(pl.col("tag").is_in(sorted(tags))))


def by_facts(subject: Subject, claim: Claim) -> Borne:
    """A claim of an amount, a record or guidance against the facts of its period.

    Only an amount of the whole company, in the currency of the statements, over a period that the
    words fix is compared. A difference of half a per cent or the claim's own rounding is none, one
    above five per cent contradicts; what lies between may be another basis. A restated fact counts
    as restated: what was first told stands in the note.
    """
    held = claim_accounts(subject)
    if held is None:
        return Borne("cannot_tell", "no tagged facts of the issuer are held")
    item = _item(claim)
    if item is None:
        return Borne("cannot_tell", f"the statements have no line for “{claim.text('what')}”")
    if claim.says.get("part"):
        return Borne("cannot_tell", "said of a part, or on another basis than the statements'")
    period = _period(subject, claim)
    if period is None:
        return Borne("cannot_tell", "the words fix no period whose end can be looked up")
    end, kind = period
    told = amount(held, items()[item], end, kind)
    if told is None:
        if subject.view.day <= end + _REPORTED_WITHIN:
            return Borne(
                "open",
                f"no report tells {_label(item)} of the {_LENGTHS.get(kind or 'day')} to {end} yet",
            )
        return Borne(
            "cannot_tell",
            f"no fact tells {_label(item)} of the {_LENGTHS.get(kind or 'day')} to {end}",
        )
    if claim.kind == "record":
        return _best(held, item, told, kind)
    return _compared(claim, held, item, told, kind)


def _compared(claim: Claim, held: Accounts, item: str, told: Amount, kind: Kind | None) -> Borne:
    claimed = claim.number("amount")
    unit = held.currency + ("/share" if item == "earnings_per_share" else "")
    if claimed is None or claim.text("unit") != unit:
        return Borne("cannot_tell", f"no amount in {held.currency} is claimed")
    said = f"{_label(item)} of the {_LENGTHS.get(kind or 'day')} to {told.end} is {_money(told.value)} by the facts"
    cited = (_cite(told, item),)
    if claim.kind == "guidance":
        low = claim.number("low")
        low = claimed if low is None else min(low, claimed)
        if told.value >= low - NEAR * abs(low):
            return Borne("verified", f"{said}, and {_money(low)} or more was foreseen", cited)
        short = abs(told.value - low) > FAR * abs(low) and not _may_be_divided(told, item)
        return Borne(
            "contradicted" if short else "cannot_tell", f"{said}, below {_money(low)}", cited
        )
    either = "(loss)" in claim.quote or "income (" in claim.quote
    gap = abs(abs(told.value) - abs(claimed)) if either else abs(told.value - claimed)
    rounding = claim.number("rounding") or 0.0
    loose = 0.01 if "preliminary" in claim.hedge else NEAR
    if gap <= max(1.05 * rounding, loose * abs(told.value)):
        return Borne("verified", said, cited)
    if gap > max(FAR * abs(told.value), 3 * rounding) and item != "cash":
        if _may_be_divided(told, item):
            says = f"{said}, told later, perhaps in other shares than the {_money(claimed)} claimed"
            return Borne("cannot_tell", says, cited)
        return Borne("contradicted", f"{said}, and {_money(claimed)} was claimed", cited)
    return Borne(
        "cannot_tell", f"{said}, near the {_money(claimed)} claimed; it may be another basis", cited
    )


def _may_be_divided(told: Amount, item: str) -> bool:
    """Whether an amount a share was told so late that a split may lie between."""
    return item == "earnings_per_share" and any(
        one.known_at.date() > told.end + _REPORTED_WITHIN for _, one in told.parts
    )


def _best(held: Accounts, item: str, told: Amount, kind: Kind | None) -> Borne:
    if kind is None:
        return Borne("cannot_tell", "a best of what length is not said")
    line = items()[item]
    ends = [end for end in period_ends(held, kind, 80) if end < told.end - timedelta(days=10)]
    before = [one for end in ends if (one := amount(held, line, end, kind)) is not None]
    if len(before) + 1 < ENOUGH:
        return Borne("cannot_tell", f"only {len(before) + 1} such periods are known to compare")
    most = max(before, key=lambda one: one.value)
    said = f"{_label(item)} of the {kind} to {told.end} is {_money(told.value)} by the facts"
    if most.value > told.value * (1 + NEAR):
        more = f"{said}, and that of the {kind} to {most.end} was {_money(most.value)}"
        return Borne("contradicted", more, (_cite(told, item), _cite(most, item)))
    return Borne(
        "verified", f"{said}, the highest of {len(before) + 1} {kind}s known", (_cite(told, item),)
    )


def _item(claim: Claim) -> str | None:
    if claim.kind == "cash":
        return "cash"
    what = claim.text("what").lower()
    if "ebitda" in what or "margin" in what or "backlog" in what:
        return None
    if claim.kind == "guidance":
        found = [(match.start(), name) for name, word in _NAMES if (match := word.search(what))]
        return max(found)[1] if found else None
    return next((name for name, word in _NAMES if word.search(what)), None)


def _period(subject: Subject, claim: Claim) -> tuple[date, Kind | None] | None:
    end, kind = claim.date("period_end"), claim.text("period")
    named = bool(claim.says.get("named"))
    if end is None and claim.kind == "record":
        others = {
            (one.date("period_end"), one.text("period"), bool(one.says.get("named")))
            for one in claims_held(subject)
            if one.source == claim.source and one.date("period_end") is not None
        }
        if len(others) == 1:
            end, kind, named = others.pop()
    if end is None:
        return None
    if named and not _calendar_year(subject):
        return None
    if claim.kind == "cash":
        return end, None
    return (end, kind) if kind in ("quarter", "half", "nine", "year") else None  # type: ignore[return-value]


def _calendar_year(subject: Subject) -> bool:
    """Whether the issuer's fiscal year is the calendar's, so that a named quarter has one end."""
    said = subject.said("fiscal_year_end")
    return said is not None and said.value[:2] == "12"


def _wanted() -> Iterator[str]:
    for name in _ITEMS:
        yield name
        for parts in (items()[name].otherwise, *items()[name].adds):
            yield from (term.name for term in parts if term.name in items())


def _cite(told: Amount, item: str) -> Evidence:
    parts = [one for _, one in told.parts]
    newest = max(parts, key=lambda one: one.known_at)
    words = " - ".join(f"{one.tag} {_money(one.value)} to {one.day}" for one in parts)
    return Evidence(newest.accession, f"{_label(item)}: {words}", newest.day, newest.known_at)


def _label(item: str) -> str:
    return items()[item].label.lower()


def _money(value: float) -> str:
    digits = 2 if 0 < abs(value) < 100 else 0
    return f"-${abs(value):,.{digits}f}" if value < 0 else f"${value:,.{digits}f}"
