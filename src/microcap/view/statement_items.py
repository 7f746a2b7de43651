"""The lines of the statements for one issuer: which tag gives each, in which currency and period."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import polars as pl

from microcap.model.statement_tags import Item, Sum, Term, all_tags, items, of_statement
from microcap.view.facts_as_known import (
    SLACK,
    Amount,
    Kind,
    KnownFacts,
    Series,
    flow,
    instant,
    kind_of,
    known_facts,
    twelve_months,
)

_TAXONOMIES = ("us-gaap", "ifrs-full")
_APART = timedelta(days=10)
"""Ends nearer than this are one period, written differently."""
_SUMMED_SOURCES = "a sum of several tags"


@dataclass(frozen=True)
class Accounts:
    """An issuer's statements as known: series, main currency and taxonomy, other currencies."""

    known: KnownFacts
    currency: str
    taxonomy: str
    other_currencies: tuple[str, ...] = ()
    found: dict[tuple[str, date, str], Amount | None] = field(
        repr=False, compare=False, default_factory=dict
    )
    below_zero: dict[tuple[str, date], Amount] = field(
        repr=False, compare=False, default_factory=dict
    )
    """Differences that came out below zero and were not used, of items that never are."""

    def series(self, item: Item, tag: str, taxonomy: str) -> Series:
        """What is known of one tag in the unit of the item; the currency is never another one."""
        unit = item.unit.replace("money", self.currency).replace("fraction", "pure")
        # the SEC writes the amount of one share as USD/shares
        unit = unit.replace("/share", "/shares")
        return self.known.get((taxonomy, tag, unit), {})


def accounts(facts: pl.DataFrame) -> Accounts | None:
    """The statements of an issuer's facts as known at a moment; null where none are tagged.

    The currency is that of the newest balance sheet, of several the one with more numbers; other
    currencies are named and never added.
    """
    known = known_facts(facts, all_tags())
    money = [key for key in known if len(key[2]) == 3 and key[2].isupper()]
    if not money:
        return None
    newest: dict[tuple[str, str], date] = {}
    many: Counter[tuple[str, str]] = Counter()
    for taxonomy, tag, unit in money:
        if taxonomy in _TAXONOMIES:
            ends = [span[1] for span in known[taxonomy, tag, unit]]
            place = (taxonomy, unit)
            newest[place] = max([*ends, newest.get(place, date.min)])
            many[place] += len(ends)
    if not newest:
        return None
    last = max(newest.values())
    current = [place for place, day in newest.items() if last - day <= timedelta(days=400)]
    taxonomy, currency = max(current, key=lambda place: many[place])
    others = sorted({unit for _, unit in newest} - {currency})
    return Accounts(known, currency, taxonomy, tuple(others))


def amount(held: Accounts, item: Item, end: date, kind: Kind | None) -> Amount | None:
    """An item at a day (`kind` null) or over the quarter, half or year that ends on it.

    The first alternative with a value wins; where none has one, the item is computed from other
    items as the table says. Null where the facts do not give it.
    """
    if item.moment:
        kind = None
    place = (item.name, end, kind or "")
    if place not in held.found:
        held.found[place] = None  # an item that leads back to itself has no value
        held.found[place] = _amount(held, item, end, kind)
    return held.found[place]


def _amount(held: Accounts, item: Item, end: date, kind: Kind | None) -> Amount | None:
    for taxonomy in _order(held):
        told = [
            found
            for parts in item.alternatives(taxonomy)
            if (found := _sum_of_tags(held, item, parts, taxonomy, end, kind)) is not None
        ]
        of_first = [
            found
            for parts in item.alternatives(taxonomy)[: item.largest]
            if (found := _sum_of_tags(held, item, parts, taxonomy, end, kind)) is not None
        ]
        if item.largest > 1 and of_first:
            return max(of_first, key=lambda one: one.value)
        if told:
            # a number that is told goes before one that is computed from another tag
            return next((one for one in told if one.how in ("", _SUMMED_SOURCES)), told[0])
    if item.otherwise and (found := sum_of_items(held, item.otherwise, end, kind)) is not None:
        return replace(found, how=f"{item.name} = {in_words(item.otherwise)}")
    return None


def _sum_of_tags(
    held: Accounts, item: Item, parts: Sum, taxonomy: str, end: date, kind: Kind | None
) -> Amount | None:
    found: list[tuple[Term, Amount]] = []
    for term in parts:
        series = held.series(item, term.name, taxonomy)
        one = None
        if series:
            one = (
                instant(series, end)
                if kind is None
                else flow(series, end, kind, adds=item.unit == "money")
            )
        if one is not None and item.positive and one.how and one.value < 0:
            held.below_zero[item.name, end] = one
            one = None
        if one is not None:
            found.append((term, one))
        elif not term.optional:
            return None
    return _together(found)


def _together(found: list[tuple[Term, Amount]]) -> Amount | None:
    if not found:
        return None
    first = found[0][1]
    if len(found) == 1 and found[0][0].sign == 1:
        return first
    hows = dict.fromkeys(one.how for _, one in found if one.how)
    return Amount(
        sum(term.sign * one.value for term, one in found),
        first.unit,
        first.end,
        tuple((term.sign * sign, told) for term, one in found for sign, told in one.parts),
        "; ".join([_SUMMED_SOURCES, *hows]),
    )


def sum_of_items(held: Accounts, parts: Sum, end: date, kind: Kind | None) -> Amount | None:
    """A sum of items, null where one that must be there is not; optional ones count as nothing."""
    found: list[tuple[Term, Amount]] = []
    for term in parts:
        if term.name == "0":
            continue
        one = amount(held, items()[term.name], end, kind)
        if one is not None:
            found.append((term, one))
        elif not term.optional:
            return None
    return _together(found)


def in_words(parts: Sum) -> str:
    """A sum as it is written in the table."""
    words = " ".join(f"{'-' if term.sign < 0 else '+'} {term.name}" for term in parts)
    return words.removeprefix("+ ").removeprefix("0 ")


def item_twelve_months(held: Accounts, item: Item) -> Amount | None:
    """The newest twelve months of an item, by the alternative that reaches furthest."""
    best: Amount | None = None
    for taxonomy in _order(held):
        for parts in item.alternatives(taxonomy):
            found = []
            for term in parts:
                one = twelve_months(held.series(item, term.name, taxonomy))
                if one is not None:
                    found.append((term, one))
                elif not term.optional:
                    found = []
                    break
            ends = [one.end for _, one in found]
            if not ends or max(ends) - min(ends) > timedelta(days=SLACK):
                continue
            whole = _together(found)
            if whole is not None and (best is None or whole.end > best.end):
                best = whole
    return best


def period_ends(held: Accounts, kind: Kind, last: int) -> tuple[date, ...]:
    """The newest ends of quarters, halves or years for which a flow is known, oldest first.

    Ends a few days apart are one period: the end that most numbers bear.
    """
    votes: Counter[date] = Counter()
    for item in (*of_statement("income"), *of_statement("cash_flow")):
        if item.unit != "money":
            continue
        for series in _series_of(held, item):
            for start, end in series:
                length = kind_of(start, end)
                if length == kind or (length is not None and kind != "year"):
                    votes[end] += 1
    chosen: list[date] = []
    for end, _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        if all(abs(end - other) > _APART for other in chosen):
            chosen.append(end)
    kept = []
    for end in sorted(chosen, reverse=True):
        if any(amount(held, items()[name], end, kind) for name in _MAIN):
            kept.append(end)
        if len(kept) == last:
            break
    return tuple(reversed(kept))


_MAIN = ("revenue", "net_income", "operating_income", "cfo", "pretax")


def _series_of(held: Accounts, item: Item) -> Iterator[Series]:
    for taxonomy in _TAXONOMIES:
        for parts in item.alternatives(taxonomy):
            for term in parts:
                yield held.series(item, term.name, taxonomy)


def _order(held: Accounts) -> tuple[str, ...]:
    return tuple(sorted(_TAXONOMIES, key=lambda name: name != held.taxonomy))
