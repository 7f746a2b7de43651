"""Rows and tables of a printed page as lines, each no wider than asked."""

from collections.abc import Sequence

from microcap.faces.outline import Grid, Row
from microcap.faces.terminal import TableColumn, cells, shorten, wrap
from microcap.model.errors import Contradiction

NARROWEST = 40
_INDENT = 14
_STACKED = 60
"""Below this width a label stands above what is said under it."""


def wide_enough(width: int) -> None:
    """Raise `Contradiction` where a page would be too narrow for its numbers."""
    if width < NARROWEST:
        raise Contradiction(
            f"a page of {width} columns: numbers would be cut; ask for {NARROWEST} or more"
        )


def apart(left: str, right: str, width: int) -> list[str]:
    """Two texts at the two ends of a line, or one under the other."""
    if not right:
        return [shorten(left, width)]
    if cells(left) + cells(right) + 3 <= width:
        return [left + " " * (width - cells(left) - cells(right)) + right]
    return [shorten(left, width), shorten(right, width)]


def row_lines(row: Row, width: int, margin: int = 2) -> list[str]:
    """A label and what is said beside it, or under it where there is little room."""
    label = " " * margin + row.label
    if width >= _STACKED:
        return wrap(row.says, width, _INDENT, head=shorten(label, _INDENT - 1))
    return [*[shorten(label, width)] * bool(row.label), *wrap(row.says, width, 4)]


def grid_lines(grid: Grid, width: int) -> list[str]:
    """A table whose last column wraps; where that has no room, each row is a block."""
    heads = [[column.title for column in grid.columns], [column.unit for column in grid.columns]]
    heads = [head for head in heads if any(head)]
    wide = [max(cells(row[at]) for row in [*heads, *grid.rows]) for at in range(len(grid.columns))]
    start = 2 + sum(wide[:-1]) + 2 * (len(wide) - 1)
    lines = wrap(grid.title, width, 0)
    if width - start < 24 and start + wide[-1] > width:
        return lines + [line for row in grid.rows for line in _block(grid.columns, row, width)]
    for row in [*heads, *grid.rows]:
        cut = [_cell(*one) for one in zip(grid.columns, wide, row, strict=True)][:-1]
        lines += wrap(row[-1], width, start, head="  " + "  ".join(cut))
    return lines


def _cell(column: TableColumn, room: int, text: str) -> str:
    space = " " * (room - cells(text))
    return text + space if column.align == "left" else space + text


def _block(columns: Sequence[TableColumn], row: Sequence[str], width: int) -> list[str]:
    head, *rest = (
        f"{column.title} {cell} {column.unit}".strip()
        for column, cell in zip(columns, row, strict=True)
        if cell
    )
    return [*wrap(head, width, 2), *wrap("; ".join(rest), width, 6)]
