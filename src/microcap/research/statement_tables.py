"""Statements as a person reads them: lines by period, subtotals that add or show what is missing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import combinations

from microcap.model.figures import Figure
from microcap.model.statement_tags import (
    Item,
    StatementName,
    Sum,
    items,
    of_statement,
    restricted_tags,
)
from microcap.view.facts_as_known import Amount, Kind, Told, versions
from microcap.view.restated import change
from microcap.view.restatements import ScaleSuspect
from microcap.view.statement_items import Accounts, amount, in_words, sum_of_items

TITLES: dict[StatementName, str] = {
    "income": "Income statement",
    "balance": "Balance sheet",
    "cash_flow": "Cash flow",
}

_ROUNDED = 0.005
"""What rounding leaves is never above half a per cent of the largest number."""


@dataclass(frozen=True)
class Input:
    """One tagged number behind a cell, added or taken off."""

    sign: int
    tag: str
    """Taxonomy and element, us-gaap:Revenues."""
    unit: str
    start: date | None
    end: date
    value: float
    accession: str
    form: str
    filed: date
    known_at: datetime


@dataclass(frozen=True)
class Cell:
    """One number of a statement: the figure, how it came about, and what it was before."""

    figure: Figure
    inputs: tuple[Input, ...]
    derived: str = ""
    """Empty where a filing tells the number itself: Q4 = FY - 9M, a sum of several tags."""
    before: Figure | None = None
    """What was told of the period first, where a later filing differs."""


@dataclass(frozen=True)
class Line:
    """One line of a statement; a period in which it is not tagged has no cell.

    A person reads the amounts times `sign`. A subtotal is followed by nothing: the part of it
    that its lines do not explain is a line of kind `rest` above it.
    """

    item: str
    label: str
    indent: int
    unit: str
    sign: int
    kind: str
    """line, subtotal or rest."""
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Statement:
    """One statement over several periods, oldest first; amounts in one currency, unscaled."""

    name: StatementName
    title: str
    kind: Kind
    currency: str
    ends: tuple[date, ...]
    lines: tuple[Line, ...]


def statement(
    held: Accounts,
    name: StatementName,
    kind: Kind,
    ends: tuple[date, ...],
    suspects: Iterable[ScaleSuspect] = (),
) -> Statement:
    """The lines of one statement for quarters, halves or years that end on these days."""
    doubted = frozenset(
        (told.tag, told.start, told.day) for pair in suspects for told in (pair.one, pair.other)
    )
    lines: list[Line] = []
    for item in of_statement(name):
        amounts = [amount(held, item, end, kind) for end in ends]
        if not any(amounts):
            continue
        if item.adds:
            rest, outside = _rest(held, item, kind, ends, amounts)
            lines = [_of_which(line) if line.item in outside else line for line in lines]
            lines += [rest] if rest else []
        cells = tuple(None if one is None else _cell(held, item, one, doubted) for one in amounts)
        unit = item.unit.replace("money", held.currency)
        kind_of_line = "subtotal" if item.adds else "line"
        lines.append(Line(item.name, item.label, item.indent, unit, item.sign, kind_of_line, cells))
    return Statement(name, TITLES[name], kind, held.currency, ends, tuple(lines))


def _of_which(line: Line) -> Line:
    return replace(line, label=f"of which {line.label[0].lower()}{line.label[1:]}")


def _rest(
    held: Accounts,
    item: Item,
    kind: Kind,
    ends: tuple[date, ...],
    amounts: list[Amount | None],
) -> tuple[Line | None, frozenset[str]]:
    """What the parts of a subtotal leave unexplained, and the lines that are no part of it."""
    cells: list[Cell | None] = []
    outside: set[str] = set()
    for end, whole in zip(ends, amounts, strict=True):
        cell, without = (
            (None, frozenset[str]()) if whole is None else _left_over(held, item, kind, end, whole)
        )
        cells.append(cell)
        outside |= without
    if not any(cells):
        return None, frozenset(outside)
    label = item.rest if not item.exact else f"does not add: {item.label.lower()}"
    line = Line(f"{item.name}_rest", label, 1, held.currency, 1, "rest", tuple(cells))
    return line, frozenset(outside)


def _left_over(
    held: Accounts, item: Item, kind: Kind, end: date, whole: Amount
) -> tuple[Cell | None, frozenset[str]]:
    best: tuple[float, Amount, Sum, frozenset[str]] | None = None
    for parts, without in _variants(held, item, kind, end):
        found = sum_of_items(held, parts, end, kind)
        if found is None:
            continue
        gap = whole.value - found.value
        values = [told.value for _, told in (*whole.parts, *found.parts)]
        if abs(gap) <= _rounding(values):
            return None, without
        if best is None or abs(gap) < abs(best[0]):
            best = gap, found, parts, without
    if best is None:
        return None, frozenset()
    gap, found, parts, without = best
    how = f"{item.name} - ({in_words(parts)})"
    if item.exact and len({*whole.sources, *found.sources}) > 1:
        how += "; its parts are told by several filings"
    both = Amount(
        gap,
        whole.unit,
        whole.end,
        (*whole.parts, *((-sign, told) for sign, told in found.parts)),
        how,
    )
    return Cell(_figure(item, both), _inputs(both), how), without


def _variants(
    held: Accounts, item: Item, kind: Kind, end: date
) -> Iterator[tuple[Sum, frozenset[str]]]:
    """The sums of a subtotal, with the lines left out of each.

    Lines that may stand elsewhere too (`fits`) are counted if that makes the subtotal add, the
    most of them first.
    """
    for parts in item.adds:
        loose = [
            term.name
            for term in parts
            if term.name != "0"
            and items()[term.name].fits
            and amount(held, items()[term.name], end, kind) is not None
        ]
        for many in range(len(loose) + 1):
            for without in combinations(loose, many):
                kept = tuple(term for term in parts if term.name not in without)
                if kept:
                    yield kept, frozenset(without)


def _rounding(values: list[float]) -> float:
    """By how much a sum of these may be off because each was rounded: to 1, 1,000 or a million."""
    grain = next(one for one in (1e6, 1e3, 1.0, 0.0) if not one or _all_multiples(values, one))
    return min(grain * len(values), _ROUNDED * max(map(abs, values)))


def _all_multiples(values: list[float], grain: float) -> bool:
    return all(value % grain == 0 for value in values)


def _cell(
    held: Accounts, item: Item, found: Amount, doubted: frozenset[tuple[str, date | None, date]]
) -> Cell:
    figure = _figure(item, found)
    told = [part for _, part in found.parts]
    flags = []
    before: Figure | None = None
    changes = [(part, first) for part in told if (first := _first_telling(held, part))]
    if changes:
        flags.append("restated")
    if len(found.parts) == 1 and changes:
        part, first = changes[0]
        before = Figure(
            first.value,
            found.unit,
            as_of=first.day,
            known_at=first.known_at,
            sources=(first.accession,),
            note=f"{first.form} filed {first.filed}; {part.form} filed {part.filed} tells otherwise",
        )
    if any((part.tag, part.start, part.day) in doubted for part in told):
        flags.append("scale_suspect")
    if restricted_tags() & {part.tag for part in told} and item.name == "cash":
        flags.append("restricted_cash_included")
    if any(part.vintage == "as_restated" for part in told):
        flags.append("as_restated")
    return Cell(replace(figure, flags=tuple(flags)), _inputs(found), found.how, before)


def _first_telling(held: Accounts, told: Told) -> Told | None:
    """What was told of the period before, where it was materially different."""
    series = held.known[told.taxonomy, told.tag, told.unit]
    for one in versions(series, told):
        # a number that was once in another unit is a scale suspect, not restated
        if one is not told and change(one.value, told.value) in ("restated", "sign"):
            return one
    return None


def _figure(item: Item, found: Amount) -> Figure:
    value: float | int = found.value
    if item.unit == "shares":
        value = round(found.value)
    tags = dict.fromkeys(f"{told.taxonomy}:{told.tag}" for _, told in found.parts)
    return Figure(
        value,
        found.unit,
        "estimated" if found.how else "known",
        as_of=found.end,
        known_at=found.known_at,
        sources=found.sources,
        note="; ".join([", ".join(tags), *([found.how] if found.how else [])]),
    )


def _inputs(found: Amount) -> tuple[Input, ...]:
    return tuple(
        Input(
            sign,
            f"{told.taxonomy}:{told.tag}",
            told.unit,
            told.start,
            told.day,
            told.value,
            told.accession,
            told.form,
            told.filed,
            told.known_at,
        )
        for sign, told in found.parts
    )
