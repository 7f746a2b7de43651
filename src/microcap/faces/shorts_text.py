"""The short side of a name as text for a terminal."""

from collections.abc import Sequence

from microcap.faces.figure_words import letters_of, moment_short, published, references
from microcap.faces.outline import Grid, Pairs, Row, figure_grid
from microcap.faces.sections import INFORMS, SYNTHETIC, source_words
from microcap.faces.terminal import TableColumn, moment_et, wrap
from microcap.faces.text_rows import apart, grid_lines, row_lines, wide_enough
from microcap.research.actions import Action
from microcap.research.chapters import Reference
from microcap.research.short_side import HaltRow, ShortSide

_MOST = 25
"""Rows of a table in the text; the rest is counted, and all of them are in the JSON."""


def shorts(value: ShortSide, width: int = 100, *, given: Sequence[Reference] = ()) -> str:
    """Tradability in a line, then figures, halts with what each code means, and releases."""
    wide_enough(width)
    held = references(value, given)
    letters = letters_of(held)
    title = f"SHORT SIDE {published(value.symbol, 20)}"
    lines = [SYNTHETIC] if value.synthetic else []
    lines += [*apart(title, moment_et(value.moment), width), ""]
    lines += [*wrap(published(value.tradability, 400), width, 0), ""]
    lines += [*grid_lines(figure_grid("Figures", _pairs(value), letters), width), ""]
    for grid in (_halts(value.halts), _releases(value.actions.named)):
        lines += [*grid_lines(grid, width), ""] if grid.rows else []
    for note in (*value.notes, *value.actions.notes):
        lines += row_lines(Row("note", published(note, 400)), width)
    listed = [line for one in held for line in wrap(source_words(one), width, 2)]
    lines += ["", "SOURCES, moments in ET", *listed] if listed else []
    return "\n".join([*lines, *wrap(INFORMS, width, 0)])


def _pairs(value: ShortSide) -> Pairs:
    return [
        ("short interest", value.short_interest),
        ("of the float", value.short_of_float),
        ("of shares outstanding", value.short_of_outstanding),
        ("change", value.short_change),
        ("days to cover, our mean day", value.days_to_cover),
        ("days to cover, published", value.days_to_cover_published),
        ("sold short, last session", value.short_volume_share),
        ("sold short, 20 sessions", value.short_volume_share_20),
        ("fails to deliver", value.fails),
        ("fails of shares outstanding", value.fails_of_outstanding),
        ("longest run of fails", value.fails_run),
        ("days on a threshold list, a year", value.threshold_days),
        ("borrow fee", value.borrow_fee),
        ("shares to borrow", value.borrow_available),
        ("traded off the exchanges", value.off_exchange_share),
        ("halts, a year", value.halts_of_the_year),
        ("releases that name it", value.actions.count),
    ]


def _halts(rows: Sequence[HaltRow]) -> Grid:
    return Grid(
        _counted("Halts, newest first, Eastern", len(rows)),
        _columns("from", "to", "code", "means"),
        tuple(
            (
                moment_short(row.start_at),
                moment_short(row.end_at) if row.end_at else "not known",
                published(row.code, 12),
                published(row.means, 200),
            )
            for row in rows[:_MOST]
        ),
    )


def _releases(rows: Sequence[Action]) -> Grid:
    return Grid(
        _counted("Releases", len(rows)),
        _columns("day", "kind", "number", "joined by", "as", "title"),
        tuple(
            (
                row.day.isoformat(),
                row.kind.replace("_", " "),
                published(row.identifier, 30),
                row.by,
                published(row.role or "named", 40),
                published(row.title, 200),
            )
            for row in rows[:_MOST]
        ),
    )


def _counted(title: str, count: int) -> str:
    return f"{title} ({count}, the first {_MOST} shown)" if count > _MOST else title


def _columns(*titles: str) -> tuple[TableColumn, ...]:
    return tuple(TableColumn(title, align="left") for title in titles)
