"""The share ladder of a name as text for a terminal."""

from collections.abc import Sequence

from microcap.faces.figure_words import Letters, amount, letters_of, phrase, published, references
from microcap.faces.outline import FIGURES, Grid, Row, figure_grid, missing_rows
from microcap.faces.terminal import TableColumn, percent, price, shares, wrap
from microcap.faces.text_rows import grid_lines, row_lines, wide_enough
from microcap.faces.verb_page import foot, top
from microcap.model.figures import Figure
from microcap.research.chapters import Reference
from microcap.research.ladder import Rung
from microcap.research.supply import Supply, Total

__all__ = ["FIGURES", "supply"]
_MOST = 40
"""Rungs in the text; the rest is counted, and all of them are in the JSON."""
_QUOTE = 160
_RUNG = (
    TableColumn("shares at", align="left"),
    TableColumn("the price"),
    TableColumn("half of it"),
    TableColumn("twice"),
    TableColumn("of float"),
    TableColumn("what, and on what condition", align="left"),
)


def supply(value: Supply, width: int = 100, *, given: Sequence[Reference] = ()) -> str:
    """Totals first, then each rung, the one-third limit, what lapsed and what is missing."""
    wide_enough(width)
    held = references(value, given)
    letters = letters_of(held)
    lines = top("SUPPLY", value.symbol, value.moment, value.synthetic, width)
    for total in value.totals:
        lines += row_lines(_total(total, letters), width)
    lines.append("")
    figures = [
        ("price", value.price),
        ("shares outstanding", value.outstanding),
        ("float", value.float_shares),
        ("diluted, treasury stock method", value.diluted),
        ("registered and unsold", value.registered_unsold),
        ("registered and unsold to float", value.registered_to_float),
        ("an affiliate may sell in 3 months", value.rule_144_limit),
    ]
    lines += [*grid_lines(figure_grid("Figures", figures, letters), width), ""]
    new = [one for one in value.rungs if one.counted]
    other = [one for one in value.rungs if not one.counted]
    for title, rungs in (("New shares", new), ("Not in the totals", other)):
        if rungs:
            lines += [*grid_lines(_ladder(title, rungs, letters), width), ""]
    small = value.baby_shelf
    limit = [
        ("limit applies", small.applies),
        ("shares of outsiders", small.float_shares),
        ("highest close", small.highest_close),
        ("worth", small.float_value),
        ("one third", small.limit),
        ("sold in 12 months", small.sold),
        ("room now", small.room),
        ("room in shares", small.room_shares),
    ]
    lines += [*grid_lines(figure_grid("One-third limit of a small shelf", limit, letters), width)]
    lines += row_lines(Row("rule", small.rule), width)
    lines += row_lines(Row("proposed", small.proposed), width) if small.proposed else []
    for piece in value.remnants:
        lines += row_lines(Row("merger", f"{published(piece.what, 300)} {piece.source}"), width)
    for past in value.past[:6]:
        lines += row_lines(Row(past.end, f"{past.what}, {past.day}"), width)
    for note in value.notes:
        lines += row_lines(Row("note", published(note, 300)), width)
    for row in missing_rows([("", one) for one in value.cannot_tell]):
        lines += row_lines(row, width)
    lines += _words(value.rungs, letters, width)
    return "\n".join([*lines, *foot(held, width)])


def _total(total: Total, letters: Letters) -> Row:
    """ "at $1.56: 16.2M more shares, 427 % of the float; 14.1M within 90 days"."""
    name = {1.0: "the price", 0.5: "half of it", 2.0: "twice it"}[total.times]
    at = price(total.price.value) if isinstance(total.price.value, int | float) else "no price"
    if total.shares.value is None:
        return Row(name, f"{at}: {phrase(total.shares, letters)}")
    parts = [f"{at}: {amount(total.shares)[:-3]} more shares"]
    parts += [f"{_part(one)} of {words}" for words, one in _wholes(total) if one.value is not None]
    said = ", ".join(parts)
    told = [f"{shares_of(figure)} {_days(days)}" for days, figure in total.within]
    flags = f" ({'; '.join(total.shares.flags)})" if total.shares.flags else ""
    return Row(name, f"{said}; {', '.join(told)}{flags}")


def _wholes(total: Total) -> list[tuple[str, Figure]]:
    return [("the float", total.of_float), ("the shares outstanding", total.of_outstanding)]


def _days(days: int) -> str:
    return "at once" if days == 0 else f"within {days} days"


def _part(figure: Figure) -> str:
    value = figure.value
    return percent(value, 0) if isinstance(value, int | float) else "cannot tell"


def shares_of(figure: Figure) -> str:
    """A number of shares in a table's cell; a question mark where it cannot be told."""
    return shares(figure.value) if isinstance(figure.value, int | float) else "?"


def _ladder(title: str, rungs: Sequence[Rung], letters: Letters) -> Grid:
    rows = []
    for one in rungs[:_MOST]:
        said = [one.what]
        said += [one.condition] if one.condition != "any price" else []
        said += [f"from {one.from_day}"] if one.from_day else []
        said += [f"until {one.until}"] if one.until and str(one.until) not in one.what else []
        said += [one.at_price.missing and f"cannot tell {one.at_price.missing}"]
        said += [one.overlaps]
        words = "; ".join(published(word, 300) for word in said if word)
        cited = " ".join(
            f"[{letters.by_key[key]}]"
            for key in dict.fromkeys(piece.source for piece in one.evidence)
            if key in letters.by_key
        )
        rows.append(
            (
                published(one.kind.replace("_", " "), 20),
                shares_of(one.at_price),
                shares_of(one.at_half),
                shares_of(one.at_twice),
                _part(one.of_float) if one.of_float.value is not None else "?",
                f"{words} {cited}".strip(),
            )
        )
    more = f" ({len(rungs)}, the first {_MOST} shown)" if len(rungs) > _MOST else ""
    return Grid(f"{title}{more}", _RUNG, tuple(rows))


def _words(rungs: Sequence[Rung], letters: Letters, width: int) -> list[str]:
    """The words and facts behind the rungs, each once."""
    seen: dict[tuple[str, str], None] = {}
    for one in rungs[:_MOST]:
        for piece in one.evidence[:2]:
            seen.setdefault((piece.source, piece.what))
    if not seen:
        return []
    lines = ["", "IN THE DOCUMENTS' WORDS"]
    for source, what in seen:
        letter = letters.by_key.get(source)
        head = f"[{letter}] " if letter else ""
        lines += wrap(f"{head}{published(what, _QUOTE)}", width, 4)
    return lines
