"""A dossier and its chapters as text for a terminal.

1. `sections` puts the chapters into words; `_blocks` lays them out, each row as `_Lines`.
2. Where a first page is longer than a screen, fewer findings and sources are listed (`_LESS`),
   and `_fitted` gives every row one line and the rest of the screen in the order of reading;
   what is left out is counted or ends in an ellipsis, and the command for it is printed.
3. The chapters in full, with their tables and every source, are in `text_chapters`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from microcap.faces.figure_words import LETTER, letters_of, published, references
from microcap.faces.outline import Row, Section
from microcap.faces.sections import INFORMS, SYNTHETIC, Header, header, sections, source_words
from microcap.faces.terminal import cells, moment_et, shorten, wrap
from microcap.faces.text_chapters import classification, comparison, liquidity, size
from microcap.faces.text_rows import apart, row_lines, wide_enough
from microcap.research.chapters import Dossier, Reference

__all__ = ["classification", "comparison", "dossier", "liquidity", "size", "sources"]

MOST_LINES = 65
"""A first page is one screen at 100 columns (pictures, point 10)."""


@dataclass(frozen=True, slots=True)
class _Room:
    """How many rows of a kind a page lists, and whether its chapters stand apart."""

    findings: int
    unknown: int
    sources: int
    apart: bool = True
    deep: bool = True
    """Whether a chapter shows the rows that its own command tells as well."""


_LESS = (
    _Room(12, 8, 16),
    _Room(8, 6, 12),
    _Room(7, 4, 9),
    _Room(7, 4, 9, apart=False),
    _Room(7, 3, 6, apart=False, deep=False),
    _Room(6, 2, 5, apart=False, deep=False),
    _Room(5, 1, 4, apart=False, deep=False),
    _Room(4, 1, 3, apart=False, deep=False),
)
_DEEP = {"LIQUIDITY": ("quote", "swings", "mark", "rules", "caveat"), "SIZE": ("price rules",)}
"""Rows by chapter that a tight page leaves to the command of the chapter, and names there."""
_SPARE = 16
"""Lines that a page keeps for rows of more than one line before it lists more rows."""
_MOST_OF_A_ROW = 4


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of one row: all that it says, which may be more than there is room for."""

    all: tuple[str, ...]
    weight: int = 2
    """Rows of the least weight are the first to get a second line, and a third."""

    least: int = 1

    @property
    def wanted(self) -> int:
        return min(len(self.all), _MOST_OF_A_ROW)

    @property
    def needed(self) -> int:
        return min(len(self.all), self.least)


def dossier(value: Dossier, width: int = 100) -> str:
    """The first page: at most 65 lines at 100 columns, never wider than `width`.

    A narrower page has as many more lines as it needs for the same. Raises `Contradiction` below
    40 columns.
    """
    wide_enough(width)
    # narrow lines hold less than their part of the words
    most = MOST_LINES if width >= 100 else MOST_LINES * 130 // width
    for room in _LESS:
        blocks = _blocks(value, width, room)
        rows = sum(row.needed for block in blocks for row in block) + room.apart * (len(blocks) - 2)
        if rows <= most - _SPARE or room is _LESS[-1]:
            break
    return "\n".join(_fitted(blocks, most, width, apart=room.apart))


def _fitted(blocks: Sequence[Sequence[_Lines]], most: int, width: int, *, apart: bool) -> list[str]:
    """Every row with at least a line, the first rows with all their lines, within `most`."""
    between = [bool(at) and apart and at < len(blocks) - 1 for at in range(len(blocks))]
    lines: list[str] = []
    wanted = [row for block in blocks for row in block]
    given = [row.needed for row in wanted]
    spare = most - sum(given) - sum(between)
    # a second line for everybody comes before a third for anybody
    for many in range(2, _MOST_OF_A_ROW + 1):
        for at, row in sorted(enumerate(wanted), key=lambda one: one[1].weight):
            if spare > 0 and row.wanted >= many > given[at]:
                given[at], spare = many, spare - 1
    at = 0
    for block, gap in zip(blocks, between, strict=True):
        lines += [""] if gap else []
        for row in block:
            lines += _capped(row.all, given[at], width)
            at += 1
    return lines


def sources(value: Dossier, width: int = 100) -> str:
    """Every source of a dossier with its letter, one after the other."""
    wide_enough(width)
    given = references(value, value.sources)
    return "\n".join(line for source in given for line in wrap(source_words(source), width, 4))


def _blocks(value: Dossier, width: int, room: _Room) -> list[list[_Lines]]:
    held = references(value, value.sources)
    letters = letters_of(held, value.day)
    symbol = published(value.identity.symbol, 20)
    blocks = [_header(value, header(value, letters), width), _in_short(value, width)]
    deeper = []
    for chapter in sections(value, letters):
        if chapter.more and not _ends_with_command(chapter, width):
            deeper.append(chapter.more)
        blocks.append(_section(chapter, width, room, f"microcap flags {symbol}"))
    said = "\n".join(line for block in blocks for row in block for line in row.all)
    cited = [source for source in held if f"[{source.letter}]" in said]
    blocks.append(_sources(cited, width, room, symbol))
    if deeper:
        foot = apart(f"more: {', '.join(deeper)}", INFORMS, width)
    else:
        foot = [" " * (width - cells(INFORMS)) + INFORMS]
    blocks.append([_Lines((line,)) for line in foot])
    return blocks


def _header(value: Dossier, top: Header, width: int) -> list[_Lines]:
    name = f"{top.symbol}   {top.name or 'name: cannot tell'}"
    asof = f"as known {moment_et(value.moment)}"
    invented = SYNTHETIC if value.synthetic else "" if top.about else asof
    second = top.about or (asof if invented != asof else "")
    rows = [
        _Lines(tuple(apart(name, invented, width))),
        _Lines(tuple(apart(second, asof if top.about else "", width)) if second else ()),
        _Lines(tuple(wrap(f"newest used: {top.newest}", width, 0))),
        # who it is assumed to be decides what every later line is about
        _Lines(tuple(wrap("; ".join(top.notes), width, 0)) if top.notes else (), 0, least=2),
    ]
    # what is invented and the moment are never cut
    return [_Lines((line,)) for row in rows[:2] for line in row.all] + rows[2:]


def _in_short(value: Dossier, width: int) -> list[_Lines]:
    said = value.in_short or ("cannot tell: nothing is known of it",)
    sentences = [_Lines(tuple(wrap(published(one, 300), width, 2)), 0) for one in said[:6]]
    return [_Lines(("IN SHORT",)), *sentences]


def _section(chapter: Section, width: int, room: _Room, command: str) -> list[_Lines]:
    rows = [
        _Lines(tuple(row_lines(row, width)), _weight(chapter, row), _least(chapter, row))
        for row in _fewer(chapter, room, command)
    ]
    return [_headline(_named(chapter, width, room), width), *rows]


def _named(chapter: Section, width: int, room: _Room) -> Section:
    """The chapter with the labels of the rows that are left to its command, or their number."""
    left = [row.label for row in chapter.rows if _left(chapter, row, room)]
    for words in (", ".join(left), f"{len(left)} more") if left else ():
        named = replace(chapter, more=f"{words}: {chapter.more}")
        if _ends_with_command(named, width):
            return named
    return chapter


def _ends_with_command(chapter: Section, width: int) -> bool:
    return _headline(chapter, width).all[0].endswith(chapter.more)


def _left(chapter: Section, row: Row, room: _Room) -> bool:
    deep = _DEEP.get(chapter.title, ())
    return not room.deep and bool(chapter.more) and row.label in deep


def _weight(chapter: Section, row: Row) -> int:
    finding = chapter.title == "SUSPICIOUS" and row.label[:1].isdigit()
    if finding or chapter.title == "SIZE":
        return 0
    if chapter.title == "MONEY":
        return 1
    return 2 if chapter.title in ("ADMITS", "LIQUIDITY") else 3


def _least(chapter: Section, row: Row) -> int:
    # a sum of counts that is cut shows another number than the one in use
    whole = chapter.title == "SIZE" and row.label == "shares" and " = " in row.says
    return 3 if whole or chapter.title == "CANNOT TELL" else 1


def _headline(chapter: Section, width: int) -> _Lines:
    lines = row_lines(Row(chapter.title, chapter.headline), width, 0)
    room = width - cells(lines[0]) - cells(chapter.more)
    if chapter.more and len(lines) == 1 and room >= 3:
        lines = [lines[0] + " " * room + chapter.more]
    return _Lines(tuple(lines))


def _fewer(chapter: Section, room: _Room, command: str) -> list[Row]:
    """The rows there is room for, and how many are not shown."""
    found = [row for row in chapter.rows if row.label not in ("", "clear", "cannot tell")]
    clear = [row for row in chapter.rows if row.label == "clear"]
    others = [row for row in chapter.rows if row.label in ("", "cannot tell")]
    found = [row for row in found if not _left(chapter, row, room)]
    if chapter.title != "SUSPICIOUS":
        joined = "; ".join(row.says for row in others if not row.label)
        others = [row for row in others if row.label] + [Row("", joined)] * bool(joined)
        return [*found, *others]
    return [
        *_first(found, room.findings, "more findings", command),
        *clear,
        *_first(others, room.unknown, "more that cannot be told", command),
    ]


def _first(rows: Sequence[Row], most: int, what: str, command: str) -> list[Row]:
    if len(rows) <= most + 1:
        return list(rows)
    return [*rows[:most], Row("", f"{len(rows) - most} {what}: {command}")]


def _capped(lines: Sequence[str], most: int, width: int) -> list[str]:
    """The first lines; an ellipsis tells that there is more, and the letters of it are kept."""
    if len(lines) <= most:
        return list(lines)
    letters = dict.fromkeys(LETTER.findall(" ".join(lines[most:])))
    cited = "".join(f" [{letter}]" for letter in list(letters)[:3])
    last = lines[most - 1]
    while cells(last) + 2 + cells(cited) > width and " " in last.strip():
        last = last.rstrip().rpartition(" ")[0]
    shown = shorten(last.rstrip(" ,;"), width - 2 - cells(cited))
    return [*lines[: most - 1], f"{shown} …{cited}"]


def _sources(cited: Sequence[Reference], width: int, room: _Room, symbol: str) -> list[_Lines]:
    if not cited:
        return [
            _Lines(
                tuple(row_lines(Row("SOURCES", "none: no row of any source was used"), width, 0))
            )
        ]
    lines = _packed([source_words(source) for source in cited[: room.sources]], width)
    if hidden := len(cited) - room.sources:
        lines += (
            wrap(f"{hidden} more: microcap dossier {symbol} --html FILE", width, 2)
            if hidden > 0
            else []
        )
    return [_Lines((line,)) for line in ("SOURCES, moments in ET", *lines)]


def _packed(entries: Sequence[str], width: int) -> list[str]:
    """Entries one after the other, several on a line where they fit."""
    lines: list[str] = []
    for entry in entries:
        if lines and cells(lines[-1]) + 3 + cells(entry) <= width:
            lines[-1] += f"   {entry}"
        else:
            lines += wrap(entry, width, 2)
    return lines
