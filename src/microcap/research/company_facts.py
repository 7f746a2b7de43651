"""What a company's own statements say, as they were known: `microcap facts`.

1. `accounts` finds the currency and the series; `period_ends` the quarters (or halves) and years.
2. `statement` lays out income, balance sheet and cash flow, with what does not add.
3. `revenue_quality`, `restatements` and `scale_suspects` stand beside them.
4. `tag_history` is everything that was ever told of one tag; `cell_inputs` what a cell rests on.
"""

from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from itertools import pairwise

import polars as pl

from microcap.model.errors import Contradiction, NoSuchThing
from microcap.model.figures import Figure
from microcap.model.statement_tags import StatementName, all_tags, item_named
from microcap.model.verdicts import CannotTell
from microcap.research.chapters import Reference
from microcap.research.references import references
from microcap.research.revenue_quality import RevenueQuality, revenue_quality
from microcap.research.statement_tables import Cell, Statement, statement
from microcap.view.facts_as_known import Kind, Told, kind_of, known_facts
from microcap.view.restatements import Restatement, restatements, scale_suspects
from microcap.view.statement_items import Accounts, accounts, amount, period_ends
from microcap.view.subject import Subject

MOST = 40
"""No more periods of a kind are asked for; the oldest tagged reports are of 2009."""
_STATEMENTS: tuple[StatementName, ...] = ("income", "balance", "cash_flow")


@dataclass(frozen=True)
class Retold:
    """A number that a later filing tells differently: both values, and since when."""

    tag: str
    start: date | None
    end: date
    first: Figure
    changed: Figure
    now: Figure
    form: str
    """The form that first differed."""
    what: str
    """restated, scale (a thousand or a million apart) or sign."""
    fraction: float | None
    expected: str
    """Why it is no surprise, where something held explains it."""
    in_statements: bool


@dataclass(frozen=True)
class Misscaled:
    """Two numbers of one tag a thousand or a million apart: one may be in the wrong unit."""

    tag: str
    one: Figure
    other: Figure
    factor: float


@dataclass(frozen=True)
class CompanyFacts:
    """The three statements, what was told otherwise later, and the quality of the sales."""

    symbol: str
    security: str
    issuer: str | None
    moment: datetime
    synthetic: bool
    currency: str
    taxonomy: str
    statements: tuple[Statement, ...]
    quality: RevenueQuality | None
    retold: tuple[Retold, ...]
    misscaled: tuple[Misscaled, ...]
    notes: tuple[str, ...]
    cannot_tell: tuple[CannotTell, ...]
    sources: tuple[Reference, ...]


def company_facts(subject: Subject, *, quarters: int = 8, years: int = 5) -> CompanyFacts:
    """The statements of a subject's issuer as they were known at the moment.

    Where no quarter is told or follows from what is told, halves stand in their place. Raises
    `Contradiction` for a count of periods below 0 or above 40.
    """
    for name, count in (("quarters", quarters), ("years", years)):
        if not 0 <= count <= MOST:
            raise Contradiction(f"{count} {name} were asked for; give between 0 and {MOST}")
    held = accounts(subject.facts)
    if held is None:
        return _nothing(subject)
    facts = subject.facts
    known = known_facts(facts)
    suspects = scale_suspects(known, all_tags())
    kinds = _periods(held, quarters, years)
    tables = tuple(
        statement(held, name, kind, ends, suspects)
        for kind, ends in kinds.items()
        for name in _STATEMENTS
        if ends
    )
    quality = revenue_quality(held, facts, subject.view.day)
    retold = tuple(
        _retold(one) for one in restatements(known, facts, subject.splits) if one.now.tag
    )
    misscaled = tuple(
        Misscaled(_tag(pair.one), _told(pair.one), _told(pair.other), pair.factor)
        for pair in suspects
    )
    shown = (tables, quality, [one for one in retold if one.in_statements], misscaled)
    return CompanyFacts(
        symbol=subject.symbol,
        security=subject.security,
        issuer=subject.issuer,
        moment=subject.view.moment,
        synthetic=subject.view.synthetic,
        currency=held.currency,
        taxonomy=held.taxonomy,
        statements=tables,
        quality=quality,
        retold=retold,
        misscaled=misscaled,
        notes=_notes(subject, held, kinds),
        cannot_tell=_unknown(tables),
        sources=references(subject, (*shown[:2], tuple(shown[2]), shown[3])),
    )


def tag_history(subject: Subject, tag: str) -> tuple[Told, ...]:
    """Everything that was told of one tag by the moment, by period and then as it became known.

    Case does not matter and a taxonomy may stand before it (us-gaap:Assets). Raises
    `NoSuchThing` with the nearest tags.
    """
    asked = tag.strip()
    taxonomy, _, bare = asked.rpartition(":")
    held = subject.facts
    rows = held.filter(pl.col("tag").str.to_lowercase() == bare.lower())
    if taxonomy:
        rows = rows.filter(pl.col("taxonomy") == taxonomy)
    if rows.is_empty():
        tags = held["tag"].unique().to_list() if held.height else []
        lower = {name.lower(): name for name in tags}
        near = [lower[one] for one in get_close_matches(bare.lower(), lower, n=4, cutoff=0.5)]
        raise NoSuchThing(
            f"no fact of {subject.symbol} bears the tag {asked[:60]!r}; "
            + (f"the nearest are {', '.join(near)}" if near else f"{len(tags)} tags are held")
        )
    ordered = rows.sort("taxonomy", "tag", "unit", "day", "start", "known_at", "filed", "accession")
    return tuple(Told(*row) for row in ordered.select(list(Told.__dataclass_fields__)).iter_rows())


@dataclass(frozen=True)
class CellInputs:
    """One cell of the statements with everything it rests on."""

    item: str
    label: str
    kind: Kind
    end: date
    cell: Cell


def cell_inputs(value: CompanyFacts, asked: str) -> tuple[CellInputs, ...]:
    """The cells called ITEM@END, such as revenue@2024-03-31: of the quarter, the year, or both.

    Raises `Contradiction` for another form, and `NoSuchThing` where the statements shown have no
    such line or period.
    """
    name, _, day = asked.partition("@")
    try:
        end = date.fromisoformat(day.strip())
    except ValueError:
        raise Contradiction(
            f"{asked[:60]!r} names no cell; write ITEM@END, such as revenue@2024-03-31"
        ) from None
    bare = name.strip().lower().replace("-", "_").replace(" ", "_")
    if not bare.endswith("_rest"):
        bare = item_named(name).name
    found = [
        CellInputs(line.item, line.label, table.kind, end, cell)
        for table in value.statements
        for line in table.lines
        if line.item == bare
        for shown, cell in zip(table.ends, line.cells, strict=True)
        if shown == end and cell is not None
    ]
    if not found:
        ends = sorted({shown.isoformat() for table in value.statements for shown in table.ends})
        raise NoSuchThing(
            f"the statements of {value.symbol} have no {bare} at {end}; shown are "
            f"{', '.join(ends) or 'no periods'}; --quarters and --years show more"
        )
    # a balance stands in the table of the quarters and in that of the years
    return tuple({(one.kind, one.cell.inputs): one for one in found}.values())


def _periods(held: Accounts, quarters: int, years: int) -> dict[Kind, tuple[date, ...]]:
    parts = period_ends(held, "quarter", quarters) if quarters else ()
    halves = period_ends(held, "half", quarters) if quarters and not parts else ()
    whole = period_ends(held, "year", years) if years else ()
    found: dict[Kind, tuple[date, ...]] = {"quarter": parts, "half": halves, "year": whole}
    return {kind: ends for kind, ends in found.items() if ends}


def _retold(one: Restatement) -> Retold:
    return Retold(
        tag=_tag(one.first),
        start=one.first.start,
        end=one.first.day,
        first=_told(one.first),
        changed=_told(one.changed),
        now=_told(one.now),
        form=one.changed.form,
        what=one.what,
        fraction=one.fraction,
        expected=one.expected,
        in_statements=one.first.tag in all_tags(),
    )


def _told(told: Told) -> Figure:
    return Figure(
        told.value,
        told.unit,
        as_of=told.day,
        known_at=told.known_at,
        sources=(told.accession,),
        note=f"{told.form} filed {told.filed}",
    )


def _tag(told: Told) -> str:
    return f"{told.taxonomy}:{told.tag}"


def _notes(
    subject: Subject, held: Accounts, kinds: dict[Kind, tuple[date, ...]]
) -> tuple[str, ...]:
    notes = []
    if held.currency != "USD":
        notes.append(f"amounts are in {held.currency}, as filed; nothing is converted to dollars")
    if held.other_currencies:
        others = ", ".join(held.other_currencies)
        notes.append(f"numbers in {others} are held too and are not added to {held.currency}")
    if "half" in kinds:
        notes.append("no quarters are tagged; half-years are shown")
    elif "quarter" not in kinds and "year" in kinds:
        notes.append("only years are tagged; interim reports of this filer carry no tags held here")
    ends = kinds.get("year", ())
    for one, other in pairwise(ends):
        gap = (other - one).days
        if not 350 <= gap <= 380:
            notes.append(
                f"years to {one} and {other} are {gap} days apart: a fiscal year changed or is not tagged"
            )
    if (ratio := subject.ordinary_per_adr) is not None and ratio != 1:
        notes.append(
            f"share counts and amounts per share are of ordinary shares; one ADS is {ratio:g} of them"
        )
    elif subject.share_kind is not None and subject.share_kind.value == "adr":
        notes.append("share counts are of ordinary shares; how many one ADS is, no list held tells")
    shown = {end for ends in kinds.values() for end in ends}
    for (item, end), below in held.below_zero.items():
        if end in shown and amount(held, item_named(item), end, "quarter") is None:
            notes.append(
                f"{item_named(item).label.lower()} of the quarter to {end} cannot be told: {below.how} "
                f"is {below.value:,.0f}; the filings tell the two on different bases"
            )
    odd = _odd_spans(held)
    if odd:
        notes.append(f"a transition period of another length is not shown: {', '.join(odd)}")
    return tuple(notes)


def _odd_spans(held: Accounts) -> list[str]:
    """Periods that a transition report (10-KT, 10-QT) tells and that are no quarter or year."""
    spans = {
        (told[-1].start, told[-1].day)
        for series in held.known.values()
        for told in series.values()
        if told[-1].form.startswith(("10-KT", "10-QT"))
        and told[-1].start is not None
        and kind_of(told[-1].start, told[-1].day) is None
    }
    return [f"{start} to {end}" for start, end in sorted(spans, key=lambda span: span[1])][-3:]


def _unknown(tables: tuple[Statement, ...]) -> tuple[CannotTell, ...]:
    if not tables:
        return (CannotTell("a quarter or a year of sales, income or cash flow in the facts held"),)
    present = {line.item for table in tables for line in table.lines}
    wanted = {
        "revenue": "a tag for revenue; it may have none",
        "current_assets": "current assets: an unclassified balance sheet, not zero",
        "cfo": "a tag for operating cash flow",
    }
    return tuple(CannotTell(says) for item, says in wanted.items() if item not in present)


def _nothing(subject: Subject) -> CompanyFacts:
    missing = "its company facts" if subject.issuer else "a link to its issuer, and so its filings"
    do = (
        "bring its companyfacts answer: microcap ingest sec FILE"
        if subject.issuer
        else "bring a list that shows the ticker with its CIK by then, or ask for a later moment"
    )
    return CompanyFacts(
        symbol=subject.symbol,
        security=subject.security,
        issuer=subject.issuer,
        moment=subject.view.moment,
        synthetic=subject.view.synthetic,
        currency="",
        taxonomy="",
        statements=(),
        quality=None,
        retold=(),
        misscaled=(),
        notes=(),
        cannot_tell=(CannotTell(missing, do),),
        sources=(),
    )
