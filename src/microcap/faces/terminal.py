"""Pieces of a terminal page: numbers and moments as people read them, wrapped text, tables.

Nothing is computed here but the form. What a publisher sent goes through `clean` before it is
shown anywhere. An unknown number is the words `cannot tell`, an infinite one `unbounded`.
"""

import math
import re
import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from microcap.model.errors import Contradiction

Number = float | int | None
EASTERN = ZoneInfo("America/New_York")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")  # strftime speaks the user's language


def clean(text: str, limit: int = 200) -> str:
    """A publisher's text without control characters, on one line, at most `limit` characters.

    Escape sequences, direction marks and invisible characters are dropped, any white space is
    one space, what cannot be printed becomes a question mark; a longer text ends in an ellipsis.
    """
    head = text[: 10 * limit]  # bounds the work; escapes are rarely longer than what they dress
    shown = "".join(_printable(character) for character in _ESCAPE.sub("", head))
    shown = " ".join(shown.split())
    if len(shown) > limit or len(head) < len(text):
        return shown[: limit - 1].rstrip() + "…"
    return shown


_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, cursor
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"  # titles, links
    r"|\x1b[ -/]*[0-~]"
)


def _printable(character: str) -> str:
    if character.isspace():
        return " "
    if character.isprintable():
        return character
    return "" if unicodedata.category(character) in ("Cc", "Cf") else "?"


def cells(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide letter, none for an accent."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def _cell(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shorten(text: str, width: int) -> str:
    """The beginning of a text and an ellipsis, where it does not fit; a number is never cut."""
    if cells(text) <= width:
        return text
    kept, room = "", width - 1
    for character in text:
        if (room := room - _cell(character)) < 0:
            break
        kept += character
    rest = text[len(kept) :]
    if _DIGITS.match(rest) and (cut := _NUMBER_AT_END.search(kept)):
        kept = kept[: cut.start()]
    return kept.rstrip() + "…"


_DIGITS = re.compile(r"[0-9.,:/%-]*[0-9%]|[A-Za-z]|\s?%")
_NUMBER_AT_END = re.compile(r"[$+−-]{0,2}[0-9](?:[0-9.,:/-])*$")


def wrap(text: str, width: int = 100, indent: int = 2, *, head: str = "") -> list[str]:
    """Lines of at most `width`, each indented; `head` stands in the indent of the first.

    Words are kept whole, dates and accession numbers too, and a number keeps its per cent sign.
    """
    if indent >= width:
        raise Contradiction(f"an indent of {indent} leaves no room in {width} columns; widen it")
    if head and cells(head) >= indent:
        raise Contradiction(f"the head {head!r} does not fit in an indent of {indent}; shorten it")
    glued = re.sub(r"(?<=[0-9]) (?=%)", "\u00a0", text)
    lines = textwrap.wrap(glued, width - indent, break_on_hyphens=False) or [""]
    first = head + " " * (indent - cells(head))
    spaces = [first] + [" " * indent] * (len(lines) - 1)
    return [
        (space + line).replace("\u00a0", " ").rstrip()
        for space, line in zip(spaces, lines, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of a printed table: numbers stand right and are never cut, words left."""

    title: str
    unit: str = ""
    align: Literal["left", "right"] = "right"


def table(
    columns: Sequence[TableColumn],
    rows: Sequence[Sequence[str]],
    *,
    width: int = 100,
    indent: int = 2,
) -> list[str]:
    """Lines of a table with titles and units, within `width`.

    Where it is too wide, the widest column of words is cut with an ellipsis, down to 8; where
    that is not enough, each row becomes a block of lines, so that no number is lost.
    """
    for row in rows:
        if len(row) != len(columns):
            raise Contradiction(
                f"a table of {len(columns)} columns was given a row of {len(row)} cells; "
                "give each column a cell"
            )
    heads = [[column.title for column in columns]]
    if any(column.unit for column in columns):
        heads.append([column.unit for column in columns])
    wide = [max(cells(row[at]) for row in [*heads, *rows]) for at in range(len(columns))]
    over = indent + sum(wide) + 2 * (len(columns) - 1) - width
    words = [at for at, column in enumerate(columns) if column.align == "left"]
    while over > 0 and words:
        widest = max(words, key=lambda at: wide[at])
        if wide[widest] <= 8:
            break
        wide[widest] -= 1
        over -= 1
    if over > 0:
        return _blocks(columns, rows, width, indent)
    return [" " * indent + _line(columns, wide, row) for row in [*heads, *rows]]


def _line(columns: Sequence[TableColumn], wide: Sequence[int], row: Sequence[str]) -> str:
    shown = []
    for column, room, cell in zip(columns, wide, row, strict=True):
        text = shorten(cell, room)
        space = " " * (room - cells(text))
        shown.append(text + space if column.align == "left" else space + text)
    return "  ".join(shown).rstrip()


def _blocks(
    columns: Sequence[TableColumn], rows: Sequence[Sequence[str]], width: int, indent: int
) -> list[str]:
    name = min(max(cells(column.title) for column in columns), width // 3)
    lines: list[str] = []
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            title = shorten(column.title, name)
            head = " " * indent + title + " " * (name - cells(title))
            lines += wrap(f"{cell} {column.unit}".strip(), width, indent + name + 2, head=head)
        lines.append("")
    return lines[:-1]


def money(value: Number, digits: int = 1) -> str:
    """Dollars to read: $53.2M, $1.25bn, $5,000, $4.50; never rounded to nothing."""
    word = _word(value)
    if value is None or word:
        return word
    size = abs(value)
    if size >= 1e9 - 0.5 * 10 ** (6 - digits):
        shown = f"{size / 1e9:,.{digits + 1}f}bn"
    elif size >= 1e6 - 0.5:
        shown = f"{size / 1e6:,.{digits}f}M"
    elif size >= 99.995:
        shown = f"{size:,.0f}"
    else:
        shown = _near(size)
    return _signed(value, "$" + shown)


def shares(value: Number, digits: int = 2) -> str:
    """A count of shares to read: 47.47M, 1.20bn, 504,909."""
    word = _word(value)
    if value is None or word:
        return word
    size = abs(value)
    if size >= 1e9 - 0.5 * 10 ** (6 - digits):
        return _signed(value, f"{size / 1e9:,.{digits}f}bn")
    if size >= 1e6 - 0.5:
        return _signed(value, f"{size / 1e6:,.{digits}f}M")
    return _signed(value, f"{size:,.0f}" if size == int(size) or size >= 100 else f"{size:,.1f}")


def percent(fraction: Number, digits: int = 1) -> str:
    """A fraction as per cent: 0.107 is 10.7 %; from 100 % without decimals."""
    word = _word(fraction)
    if fraction is None or word:
        return word
    size = 100 * abs(fraction)
    if 0 < size < 0.5 * 10.0**-digits:
        return f"{'<' if fraction > 0 else '>-'}{10.0**-digits:.{digits}f} %"
    return _signed(fraction, f"{size:,.{0 if size >= 100 else digits}f} %")


def price(value: Number) -> str:
    """Dollars per share: $1.12, $0.2213, $4,123,456.78; four decimals below a dollar, or more."""
    word = _word(value)
    return word if value is None or word else _signed(value, "$" + _near(abs(value)))


def plain(value: Number, digits: int = 4) -> str:
    """A number with thousands separated; a fraction with `digits` figures that count."""
    word = _word(value)
    if value is None or word:
        return word
    size = abs(value)
    if isinstance(value, int) or size >= 10.0 ** (digits - 1):
        return _signed(value, f"{size:,.0f}")
    if 0 < size < 1e-6:
        return _signed(value, f"{size:.{digits - 1}e}")
    places = max(0, digits - 1 - math.floor(math.log10(size))) if size else 0
    shown = f"{size:,.{places}f}"
    return _signed(value, shown.rstrip("0").rstrip(".") if "." in shown else shown)


def moment_et(moment: datetime) -> str:
    """A moment in Eastern time, with its weekday: Tue 2026-03-17 08:05 ET."""
    if moment.tzinfo is None:
        raise Contradiction(f"the moment {moment} has no time zone; moments are aware, in UTC")
    there = moment.astimezone(EASTERN)
    return f"{_WEEKDAYS[there.weekday()]} {there:%Y-%m-%d %H:%M} ET"


def _word(value: Number) -> str:
    if value is None or math.isnan(value):
        return "cannot tell"
    return "unbounded" if math.isinf(value) else ""


def _signed(value: float, shown: str) -> str:
    return f"-{shown}" if value < 0 and re.search("[1-9]", shown) else shown


def _near(size: float) -> str:
    if size == 0 or size >= 1:
        return f"{size:,.2f}"
    # decimals are added until the number is neither 0 nor 1, which are lines that rules draw
    for places in range(4, 13):
        if (shown := f"{size:.{places}f}") and 0 < float(shown) < 1:
            return shown
    return f"{size:.1e}"
