"""Who holds a name, and who the people behind it are, as text for a terminal."""

from collections.abc import Sequence
from datetime import datetime

from microcap.faces.figure_words import letters_of, phrase, published, references
from microcap.faces.outline import Row, figure_grid
from microcap.faces.record_tables import holder_grids
from microcap.faces.sections import INFORMS, SYNTHETIC, source_words
from microcap.faces.terminal import moment_et, money, percent, shares, wrap
from microcap.faces.text_rows import apart, grid_lines, row_lines, wide_enough
from microcap.model.figures import Figure
from microcap.research.chapters import Reference
from microcap.research.holders import Holders
from microcap.research.people import People, Person
from microcap.research.tenures import Tenure

_MOST = 25
"""Rows of a table in the text; the rest is counted, and all of them are in the JSON."""


def holders(value: Holders, width: int = 100, *, given: Sequence[Reference] = ()) -> str:
    """Figures first, then insiders, large holders, purchases, notices of sale and late forms."""
    wide_enough(width)
    held = references(value, given)
    letters = letters_of(held)
    figures = [
        ("shares outstanding", value.outstanding),
        ("insiders", value.insiders_shares),
        ("holders of ten per cent", value.large_shares),
        ("institutions", value.institutions_shares),
        ("restricted", value.restricted_shares),
        ("float", value.float_shares),
        ("float by the guide's rule", value.float_by_guide),
        ("float by the essay's rule", value.float_by_essay),
        ("public float, in dollars", value.public_float_usd),
        ("net buying of insiders, 12 months", value.net_buying_usd),
    ]
    lines = _top("HOLDERS", value.symbol, value.moment, value.synthetic, width)
    lines += [*grid_lines(figure_grid("Figures", figures, letters), width), ""]
    for grid in holder_grids(value):
        lines += [*grid_lines(grid, width), ""]
    for one in value.clusters[:_MOST]:
        dollars = money(one.usd) if one.usd is not None else "price not stated"
        names = ", ".join(published(name, 40) for name in one.owners)
        said = f"{one.first} to {one.last}: {names} bought {shares(one.shares)} sh, {dollars}; no plan stated"
        lines += row_lines(Row("cluster", said), width)
    lines += _notes(value.notes, width)
    return "\n".join([*lines, *_foot(held, width)])


def people(value: People, width: int = 100, *, given: Sequence[Reference] = ()) -> str:
    """Each person with the issuers of the same CIK; then service providers and conflicts."""
    wide_enough(width)
    held = references(value, given)
    lines = _top("PEOPLE", value.symbol, value.moment, value.synthetic, width)
    for one in value.people[:_MOST]:
        lines += [*_person(one, width), ""]
    if len(value.people) > _MOST:
        lines += wrap(f"{len(value.people) - _MOST} more people: --json lists all", width, 2)
    for party in value.parties:
        others = f"; also at {', '.join(party.elsewhere[:6])}" if party.elsewhere else ""
        number = f" ({published(party.identifier, 20)})" if party.identifier else ""
        said = f"{published(party.name, 80)}{number}, {party.first} to {party.last}{others}"
        lines += row_lines(Row(published(party.role.replace("_", " "), 20), said), width)
    for conflict in value.conflicts:
        said = f"“{published(conflict.quote, 300)}” {conflict.day}, {conflict.accession}"
        lines += row_lines(Row("related", said), width)
    if not value.parties:
        said = "auditor, counsel, transfer agent, underwriter: cannot tell, none is held"
        lines += row_lines(Row("services", said), width)
    lines += _notes(value.notes, width)
    return "\n".join([*lines, *_foot(held, width)])


def _person(one: Person, width: int) -> list[str]:
    number = f"CIK {one.owner}" if one.owner else "no CIK: linked to nothing else"
    what = [published(one.role.replace("_", " "), 60), published(one.title or "", 80), number]
    span = f"{one.first or '?'} to {one.last or '?'}"
    owned = f"{shares(one.shares)} sh" if one.shares is not None else "shares: cannot tell"
    lines = wrap(published(one.name, 80), width, 0)
    said = "; ".join([*(word for word in what if word), span, owned, published(one.source, 30)])
    lines += wrap(said, width, 4)
    if one.pay is not None:
        lines += wrap(f"pay {phrase(one.pay, letters_of(()))}", width, 4)
    for tenure in one.elsewhere:
        lines += wrap(_tenure(tenure), width, 6)
    return lines


def _tenure(one: Tenure) -> str:
    name = published(one.name or f"issuer {one.issuer}", 60)
    symbol = f" ({published(one.symbol, 12)})" if one.symbol else ""
    fates = {
        "price": _fate(one.price_change),
        "reverse splits": _fate(one.reverse_splits),
        "no longer seen": _fate(one.vanished),
        "form to leave": _fate(one.left_the_exchange),
    }
    told = [f"{words}: {fate}" for words, fate in fates.items() if fate != "cannot tell"]
    untold = [words for words, fate in fates.items() if fate == "cannot tell"]
    told += [f"{', '.join(untold)}: cannot tell"] if untold else []
    roles = published(one.role.replace("_", " "), 60) or "role not stated"
    return f"at {name}{symbol}: {roles}, {one.first} to {one.last}; since then " + "; ".join(told)


def _fate(figure: Figure) -> str:
    if figure.value is None:
        return "cannot tell"
    if figure.unit == "fraction" and not isinstance(figure.value, str):
        return f"{'+' if figure.value > 0 else ''}{percent(figure.value)}"
    return f"{figure.value}"


def _top(what: str, symbol: str, moment: datetime, synthetic: bool, width: int) -> list[str]:
    invented = [SYNTHETIC] if synthetic else []
    return [*invented, *apart(f"{what} {published(symbol, 20)}", moment_et(moment), width), ""]


def _notes(notes: Sequence[str], width: int) -> list[str]:
    return [line for note in notes for line in row_lines(Row("note", published(note, 300)), width)]


def _foot(held: Sequence[Reference], width: int) -> list[str]:
    listed = [line for one in held for line in wrap(source_words(one), width, 2)]
    sources = ["", "SOURCES, moments in ET", *listed] if listed else []
    return [*sources, *wrap(INFORMS, width, 0)]
