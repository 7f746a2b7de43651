"""Main figures of the statements that a later filing told differently."""

from datetime import timedelta
from functools import cache

import polars as pl

from microcap.checks import check
from microcap.checks.annual_report import DO, FRESH
from microcap.checks.filing_record import MONTHS
from microcap.checks.stretch import months_before
from microcap.model.figures import counted, percent
from microcap.model.statement_tags import items
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.annual_accounts import cite
from microcap.view.facts_as_known import KnownFacts, known_facts
from microcap.view.latest import last_day
from microcap.view.restated import change
from microcap.view.restatements import Restatement, restatements
from microcap.view.subject import Subject

_MAIN = (
    "revenue",
    "operating_income",
    "net_income",
    "assets",
    "liabilities",
    "total_equity",
    "cfo",
)
_FRACTION = 0.10
_OF_ASSETS = 0.01
"""A change below a hundredth of the largest assets told is left aside (project default)."""
_REACH = timedelta(days=2000)
_SHOWN = 3
_MANY = 4
_AS_AFTER_A_MERGER = (
    "; so many lines change also where, after a reverse merger, the accounts are those of the "
    "other company"
)


@check(
    severity=3,
    kind="event",
    risk="misstatement",
    reference="ASC 250-10-50-7; methods.md section 6 (restatement)",
)
def restated_figures(subject: Subject) -> Verdict:
    """A main figure of one period was told differently by more than 10 % in a later filing.

    Sales, operating and net income, assets, liabilities, equity and operating cash flow, changed
    within two years, by more than 1 % of assets. Figures of filings that report discontinued
    operations, counts after a split and covers are expected to change and are left aside, as are
    a number with its sign turned round, one that came back to what was told first, and one that
    moved to another tag of its line. A change of presentation, and the accounts of the other
    company after a reverse merger, look the same.
    """
    day = subject.view.day
    facts = subject.facts.filter(pl.col("day") >= day - _REACH)
    known = known_facts(facts, _tags())
    newest = last_day(facts["filed"])
    if not known or newest is None:
        return CannotTell("main figures of its statements among its tagged facts", DO)
    least = _OF_ASSETS * _largest_assets(known)
    since = months_before(day, MONTHS)
    changed = [
        one
        for one in restatements(known, facts, subject.splits)
        if one.changed.filed >= since
        and one.what == "restated"
        and not turned_round(one)
        and change(one.first.value, one.now.value) != "same"
        and not _told_elsewhere(one, known)
    ]
    found = sorted(
        (one for one in changed if not one.expected and _is_large(one, least)),
        key=lambda one: (-one.changed.filed.toordinal(), -abs(one.fraction or 0.0), one.first.tag),
    )
    if found:
        shown = "; ".join(_says(one) for one in found[:_SHOWN])
        lines = {name for one in found for name in _MAIN if one.first.tag in _tags_of(name)}
        many = _AS_AFTER_A_MERGER if len(lines) >= _MANY else ""
        more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        cited = dict.fromkeys(cite(told) for one in found for told in (one.changed, one.first))
        return Finding(f"{shown}{more}{many}", tuple(cited))
    twice = sum(
        told[-1].filed >= since and len(told) > 1 for one in known.values() for told in one.values()
    )
    if not twice or day - newest > FRESH:
        return CannotTell(f"figures told by two filings, the later one since {since}", DO)
    expected = sum(bool(one.expected) for one in changed)
    aside = (
        f"; {expected} changed as expected (discontinued operations, covers)" if expected else ""
    )
    return Clear(
        f"{counted(twice, 'main figure')} told by two filings or more, the newest of {newest}: none changed by "
        f"more than {percent(_FRACTION, 0)}{aside}"
    )


@cache
def _tags() -> frozenset[str]:
    return frozenset(tag for name in _MAIN for tag in _tags_of(name))


def _tags_of(name: str) -> frozenset[str]:
    item = items()[name]
    return frozenset(term.name for parts in (*item.tags, *item.ifrs) for term in parts)


def _largest_assets(known: KnownFacts) -> float:
    told = [one for key, series in known.items() if key[1] == "Assets" for one in series.values()]
    return max((one.value for versions in told for one in versions), default=0.0)


def _is_large(one: Restatement, least: float) -> bool:
    gap = abs(one.changed.value - one.first.value)
    return gap > _FRACTION * abs(one.first.value) and gap > least


def turned_round(one: Restatement) -> bool:
    """The other sign at about the same size: a slip of the tagging, not another number."""
    return one.fraction is not None and abs(one.fraction + 2) <= _FRACTION


def _told_elsewhere(one: Restatement, known: KnownFacts) -> bool:
    """Whether the later number stood from the first under another tag of the same line.

    Filers move a total from one tag to another; the tag then changes and the total does not.
    """
    for (_, tag, unit), series in known.items():
        if unit != one.first.unit or not _same_line(tag, one.first.tag):
            continue
        for told in series.get((one.first.start, one.first.day), ()):
            if (
                told.known_at <= one.first.known_at
                and change(told.value, one.changed.value) == "same"
            ):
                return True
    return False


@cache
def _same_line(tag: str, other: str) -> bool:
    lines = (_tags_of(name) for name in _MAIN)
    return tag != other and any({tag, other} <= tags for tags in lines)


def _says(one: Restatement) -> str:
    first, later = one.first, one.changed
    period = f"{first.start} to {first.day}" if first.start else f"{first.day}"
    by = f" ({percent(one.fraction, 0, signed=True)})" if one.fraction is not None else ""
    return (
        f"{first.tag} of {period}: {first.value:,.0f} in the {first.form} filed {first.filed}, "
        f"{later.value:,.0f}{by} in the {later.form} filed {later.filed}"
    )
