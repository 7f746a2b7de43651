"""How long the money lasts, as text for a terminal."""

from collections.abc import Sequence

from microcap.faces.figure_words import letters_of, phrase, published, references
from microcap.faces.outline import Grid, Row, figure_grid
from microcap.faces.terminal import TableColumn
from microcap.faces.text_rows import grid_lines, row_lines, wide_enough
from microcap.faces.verb_page import foot, top
from microcap.research.catalysts import Catalyst
from microcap.research.chapters import Reference
from microcap.research.runway import Runway

_MOST = 12
_COLUMNS = (
    TableColumn("answer expected", align="left"),
    TableColumn("slipped"),
    TableColumn("sort", align="left"),
    TableColumn("the words, and the money", align="left"),
)


def runway(value: Runway, width: int = 100, *, given: Sequence[Reference] = ()) -> str:
    """The runway first, then cash and pace, debt, the one-year window, money since, dated answers."""
    wide_enough(width)
    held = references(value, given)
    letters = letters_of(held)
    lines = top("RUNWAY", value.symbol, value.moment, value.synthetic, width)
    lines += row_lines(Row("lasts", phrase(value.months, letters)), width)
    lines += row_lines(Row("ends", phrase(value.ends, letters, brief=True)), width)
    if value.months.value is not None:
        half = phrase(value.months_at_half, letters, brief=True)
        lines += row_lines(Row("at half", f"{half}, if half as much were spent"), width)
    first = next((one for one in value.catalysts if one.against_money != "passed"), None)
    if first is not None and first.against_money not in ("cannot tell", "passed"):
        said = f"{first.against_money}: {published(first.event, 80)}, {_span(first)}"
        lines += row_lines(Row("the answer", said), width)
    lines.append("")
    figures = [
        ("cash", value.cash),
        ("short-term investments", value.investments),
        ("used up a month, 12 months", value.burn_of_year),
        ("used up a month, last quarter", value.burn_of_quarter),
        ("used up a month, taken", value.burn),
        ("debt due in 12 months", value.debt_due),
        ("debt due over liquid means", value.debt_to_cash),
        ("going-concern window ends", value.window_end),
        ("needed within it", value.window_need),
        ("shortfall within it", value.shortfall),
    ]
    lines += [*grid_lines(figure_grid("Figures", figures, letters), width), ""]
    for one in value.funding[:_MOST]:
        said = (
            f"{one.what}: {phrase(one.dollars, letters)}; “{published(one.evidence[0].what, 200)}”"
        )
        lines += row_lines(Row("raised since", said), width)
    for piece in value.doubt:
        lines += row_lines(Row("doubt", f"{published(piece.what, 400)} {piece.source}"), width)
    if value.catalysts:
        lines += [*grid_lines(_answers(value.catalysts), width), ""]
    for note in value.notes:
        lines += row_lines(Row("note", published(note, 300)), width)
    return "\n".join([*lines, *foot(held, width)])


def _answers(found: Sequence[Catalyst]) -> Grid:
    rows = tuple(
        (
            _span(one),
            f"{one.slipped}",
            published(one.sort, 12),
            f"{one.against_money}; {published(one.evidence[0].what, 240)} {published(one.evidence[0].source, 30)}",
        )
        for one in found[:_MOST]
    )
    more = f" ({len(found)}, the first {_MOST} shown)" if len(found) > _MOST else ""
    return Grid(f"Dated answers{more}", _COLUMNS, rows)


def _span(one: Catalyst) -> str:
    return f"{one.first}" if one.first == one.last else f"{one.first} to {one.last}"
