"""The pages of the reference about declared data: tables, sources, rules, size sets, venues, words."""

import math
from datetime import date
from typing import Any

from microcap.faces import markdown as md
from microcap.model.definitions import Definition, Tier, definitions
from microcap.model.rules import Rule, plain, rules
from microcap.model.tables import BOOKKEEPING, FORMAT, MOMENT, TABLES, BarFlag, Column, Table
from microcap.model.venues import Venue, venues
from microcap.research.explain import Explanation, terms
from microcap.sources import Source
from microcap.sources.published import COMPILED, EDGAR, MARKET, OWNERSHIP, SEC
from microcap.sources.sandbox import SYNTHETIC

_BOOK = {column.name for column in BOOKKEEPING}


def tables_page() -> str:
    """Every table of the lake with its columns, types and units."""
    about = (
        f"The tables of a lake, format {FORMAT}. Every row has the day it is about and the moment it "
        "could be known. Publishers' tables only grow; a *derived* table may be rewritten and can be "
        "rebuilt from the others. A `Moment` is a time in UTC, to the microsecond."
    )
    book = md.table(_HEADS, [_column(column) for column in BOOKKEEPING])
    bookkeeping = f"## Columns of every table\n\n{book}"
    parts = [md.section(name, table.about, _table(table)) for name, table in TABLES.items()]
    return md.page(
        "Tables",
        about,
        [md.contents(TABLES), bookkeeping, *parts, f"## Flags of a bar\n\n{_flags()}"],
    )


_HEADS = ("column", "type", "unit", "null", "what it means")


def _table(table: Table) -> list[str]:
    own = [_column(column) for column in table.columns if column.name not in _BOOK]
    named = [
        ("key", ", ".join(md.code(name) for name in table.key)),
        ("partition", ", ".join(md.code(name) for name in table.partition)),
        ("derived", "yes" if table.derived else ""),
        (
            "known, where the source is silent, from",
            "" if table.derived else md.code(table.known_by),
        ),
    ]
    return [md.facts(named), md.table(_HEADS, own)]


def _column(column: Column) -> tuple[str, str, str, str, str]:
    kind = "Moment" if column.dtype == MOMENT else str(column.dtype)
    return md.code(column.name), kind, column.unit, "yes" if column.nullable else "", column.about


def _flags() -> str:
    # the sentence below a flag is its documentation in the source, so it is read from there
    import inspect
    import re

    body = inspect.getsource(BarFlag)
    says = dict(re.findall(r'(\w+) = \d+\n\s+"""(.*?)"""', body, flags=re.DOTALL))
    rows = [(md.code(flag.name), flag.value, says.get(str(flag.name), "")) for flag in BarFlag]
    return md.table(("flag", "bit", "what it means"), rows)


def sources_page() -> str:
    """Every source: what it brings, from where, how often, under which terms."""
    about = (
        "How a publisher's bytes become rows. `microcap fetch` asks the SEC; all else is brought as "
        "files with `microcap ingest`, recognised by what is in them, not by name. *Tried on* "
        "tells whether a reader has met recorded bytes of the publisher, or only his description."
    )
    own = [
        (md.code("files"), "bars, counts, splits, fundamentals … of a user, through a mapping"),
        (md.code("user"), "quotes that a user saw and wrote down with `microcap quote add`"),
        (
            md.code("nyse_calendar"),
            "sessions of the New York Stock Exchange, kept by exchange-calendars",
        ),
        (md.code(SYNTHETIC), "an invented market whose truth is known; made by `microcap demo`"),
        (md.code("identity"), "derived: which security bore which ticker, and who issued it"),
    ]
    return md.page(
        "Sources",
        about,
        [
            "## What the SEC publishes",
            _sources((*SEC, *EDGAR)),
            "## What insiders and large holders file",
            _sources(OWNERSHIP),
            "## What regulators, exchanges and lenders of shares publish",
            _sources(MARKET),
            "## What somebody compiled from public records",
            _sources(COMPILED),
            "## Others",
            md.table(("source", "what it tells"), own),
        ],
    )


def _sources(of: tuple[Source, ...]) -> str:
    heads = ("source", "what it tells", "address", "rhythm", "licence", "tried on")
    return md.table(
        heads,
        [
            (md.code(one.name), one.about, one.address, one.rhythm, one.licence, one.tried_on)
            for one in of
        ],
    )


def rules_page() -> str:
    """Every version of every rule."""
    about = (
        "What regulators and exchanges can change, as rows with dates. `microcap rules --asof DAY` "
        "shows those of a day. A rule that is proposed or adopted for later changes no verdict."
    )
    held: dict[str, list[Rule]] = {}
    for version in rules():
        held.setdefault(version.name, []).append(version)
    parts = [
        md.section(name, versions[0].label, _versions(versions)) for name, versions in held.items()
    ]
    return md.page("Rules", about, [md.contents(held), *parts])


def _versions(versions: list[Rule]) -> list[str]:
    heads = ("value", "unit", "from", "to", "status", "source", "look again")
    rows = [
        (
            _value(plain(one.value)),
            one.unit,
            _day(one.starts, "not held"),
            _day(one.ends, "open"),
            one.status.replace("_", " "),
            one.source,
            one.review,
        )
        for one in versions
    ]
    notes = "\n".join(f"- {one.note}" for one in versions if one.note)
    return [md.table(heads, rows), notes]


def _day(day: date | None, otherwise: str) -> str:
    return day.isoformat() if day else otherwise


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key.replace('_', ' ')} {_value(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return "; ".join(_value(inner) for inner in value)
    if isinstance(value, int | float):
        return f"{value:,}"
    return str(value)


def definitions_page() -> str:
    """Every set of size tiers, with its source and its edges."""
    about = (
        "There is no law that says what a micro-cap is. Each set is shown with its source; a tier "
        "that a set does not have is never filled from another set, and an amount at an edge that "
        "the set leaves open is a boundary."
    )
    parts = [md.section(name, one.label, _definition(one)) for name, one in definitions().items()]
    return md.page("Size definitions", about, [md.contents(definitions()), *parts])


def _definition(one: Definition) -> list[str]:
    rows = [
        (tier.name, _end(tier.low, tier.low_edge), _end(tier.high, tier.high_edge))
        for tier in one.tiers
    ]
    named = [
        ("source", one.source),
        ("dated", one.dated),
        ("limits", one.missing),
        ("left open", _open(one.tiers)),
    ]
    return [md.table(("tier", "from", "to"), rows), md.facts(named)]


def _end(amount: float, edge: str) -> str:
    if math.isinf(amount):
        return "no end"
    word = {"in": "included", "out": "not included", "unsaid": "left open"}[edge]
    return f"${amount:,.0f} ({word})"


def _open(tiers: tuple[Tier, ...]) -> str:
    doubtful = [tier for tier in tiers if tier.unsettled_from is not None]
    return "; ".join(f"{tier.name} from ${tier.unsettled_from:,.0f}" for tier in doubtful)


def venues_page() -> str:
    """Every venue and what follows from trading there."""
    about = (
        "Where a stock trades decides what must be disclosed, who watches, and whether quotes are "
        "shown. Old names are followed to the day: what one of them meant depends on when."
    )
    parts = [
        md.section(str(venue), facts.label, [_venue(venue)]) for venue, facts in venues().items()
    ]
    return md.page("Venues", about, [md.contents(map(str, venues())), *parts])


def _venue(venue: Venue) -> str:
    held = venues()[venue]
    return md.facts(
        [
            ("kind", held.kind),
            ("disclosure", held.disclosure),
            ("oversight", held.oversight),
            ("liquidity", held.liquidity),
            ("quotes", held.quotes.replace("_", " ")),
            ("orders", "refused by default" if held.orders_refused else ""),
            ("rules", ", ".join(f"[{name}](rules.md#{md.anchor(name)})" for name in held.rules)),
            ("from", _day(held.starts, "")),
            ("to", _day(held.ends, "")),
            ("then", ", ".join(held.after)),
        ]
    )


def glossary_page() -> str:
    """Every term and dispute, with formula and wrong formula."""
    about = (
        "The words as microcap uses them; `microcap explain TERM` prints one with what the articles "
        "S0 to S4 say of it and who says otherwise."
    )
    held = terms()
    shown = {name: one for name, one in held.items() if one.kind in ("term", "dispute")}
    parts = [
        md.section(name, f"**{one.title}.** {one.text}", [_term(one, shown)])
        for name, one in shown.items()
    ]
    return md.page("Glossary", about, [md.contents(shown), *parts])


def _term(one: Explanation, held: dict[str, Explanation]) -> str:
    links = [f"[{name}](#{md.anchor(name)})" if name in held else name for name in one.related]
    return md.facts(
        [
            ("formula", one.formula),
            ("wrong", one.wrong),
            ("unit", one.unit),
            ("example", one.example),
            ("choice", one.choice),
            ("also called", ", ".join(one.synonyms)),
            ("rules", ", ".join(f"[{name}](rules.md#{md.anchor(name)})" for name in one.rules)),
            ("related", ", ".join(links)),
            ("see", md.code(one.see)),
        ]
    )
