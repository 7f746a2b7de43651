"""The table of a proxy statement or annual report that tells who owns how much of a class.

Regulation S-K Item 403 asks for holders of more than five per cent, each director and named
officer, and all of them as a group. Rows are found by their shape: a name, a count, a percent.
Counts of this table include what can be acquired within 60 days, options for instance.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from microcap.reading import Statement, Value, quoted, reading
from microcap.reading.days import first_day
from microcap.reading.document import Document

_HEAD = re.compile(
    r"^[^\n]{0,80}\b(?:security\s+ownership\s+of|beneficial\s+ownership\s+of|principal\s+(?:share|stock)"
    r"holders|ownership\s+of\s+(?:our\s+)?(?:common\s+stock|securities|certain\s+beneficial)|name\s+and"
    r"\s+address\s+of\s+beneficial\s+owner|name\s+of\s+beneficial\s+owner)",
    re.IGNORECASE | re.MULTILINE,
)
_GROUP = re.compile(
    r"\ball\b.{0,60}\b(?:directors?|officers?)\b.{0,80}\b(?:as\s+a\s+group|group|persons|individuals)",
    re.IGNORECASE,
)
_INSIDERS = re.compile(
    r"^(?:\W*(?:named\s+)?(?:executive\s+officers?|directors?|management|interested\s+directors?|"
    r"independent\s+directors?|non-employee\s+directors?)\b[^\t]{0,80}):?$",
    re.IGNORECASE,
)
_HOLDERS = re.compile(
    r"^\W*(?:(?:greater\s+than\s+|more\s+than\s+)?(?:5|five|10|ten)\s*(?:%|per\s?cent\b)|(?:principal|"
    r"other\s+beneficial|certain\s+beneficial|significant)\b)[^\t]{0,80}$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:chief|president|officer|director|chair(?:man|woman|person)?|treasurer|secretary)\b", re.I
)
_NOTE = re.compile(r"\(\s*(?:\d{1,2}|[a-z])\s*\)|\[\d{1,2}\]|[†‡]+")
_COUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d+)?")
_PERCENT = re.compile(r"(?:less\s+than\s+|<\s*)?(\d{1,3}(?:\.\d+)?|\.\d+)\s*%?")
_SMALL = re.compile(
    r"^(?:\*{1,3}|less\s+than\s+(?:1|one)\s*(?:%|per\s?cent)|<\s*1\.?0?\s*%?)$", re.I
)
_NONE = re.compile(r"^(?:[-–—]+|none|nil|0)$", re.IGNORECASE)
_REACH = 30_000
_GAP = 4000
"""Characters without a row after which the table has ended."""


@dataclass(frozen=True, slots=True)
class OwnershipRow:
    """A row of the table: who, how many shares, which part of the class, where it stands."""

    name: str
    role: str
    """holder, insider, all_insiders; empty where no heading tells."""
    shares: int | None
    percent: float | None
    """A fraction as stated; null where the table has a star for less than one per cent."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OwnershipTable:
    """A table of owners, and the ISO day it is of, where the words before it tell one."""

    rows: tuple[OwnershipRow, ...]
    day: str | None

    @property
    def all_insiders(self) -> OwnershipRow | None:
        """The row of all directors and officers as a group."""
        return next((row for row in self.rows if row.role == "all_insiders"), None)


FORMS = ("DEF", "PRE", "10-K", "20-F", "S-1", "F-1", "S-4", "SB-2", "10-12")
"""Beginnings of the forms that hold such a table; a list of selling holders is another thing."""


@reading(kind="ownership_table", reference="Regulation S-K Item 403")
def ownership_rows(document: Document) -> list[Statement]:
    """A row of a proxy's or report's table of owners: who owns how many shares."""
    table = ownership_table(document) if document.form.startswith(FORMS) else None
    found = []
    for row in table.rows if table else ():
        words, span = quoted(document, row.start, row.end)
        says: dict[str, Value] = {"owner": row.name, "shares": row.shares, "percent": row.percent}
        says |= {"day": table.day if table else None}
        told = {name: value for name, value in says.items() if value is not None}
        found.append(Statement("ownership_table", row.role, words, span, told))
    return found


def ownership_table(document: Document) -> OwnershipTable | None:
    """The longest table of owners in a document; null where fewer than two rows are found."""
    best: tuple[OwnershipRow, ...] = ()
    at = -1
    for head in _HEAD.finditer(document.text):
        if head.start() < at:
            continue
        rows = tuple(_rows(document.text, head.end()))
        at = rows[-1].end if rows else head.end()
        if _weight(rows) > _weight(best):
            best, start = rows, head.start()
    if len(best) < 2:
        return None
    before = document.text[max(0, start - 1500) : best[0].start]
    said = re.findall(r"\bas\s+of\s+([^\n\t]{8,40})", before, re.IGNORECASE)
    days = [day for day in map(first_day, reversed(said)) if day]
    return OwnershipTable(best, days[0] if days else None)


def _weight(rows: tuple[OwnershipRow, ...]) -> int:
    return len(rows) + 10 * any(row.role == "all_insiders" for row in rows)


def _rows(text: str, start: int) -> Iterator[OwnershipRow]:
    role, last = "", start
    at = start
    for line in text[start : start + _REACH].split("\n"):
        begin, at = at, at + len(line) + 1
        if begin - last > _GAP:
            return
        plain = _NOTE.sub("", line).strip()
        if _INSIDERS.match(plain):
            role = "insider"
        elif _HOLDERS.match(plain):
            role = "holder"
        row = _row(line, begin, role)
        if row is not None:
            last = row.end
            yield row
            if row.role == "all_insiders":
                role = ""


def _row(line: str, begin: int, role: str) -> OwnershipRow | None:
    cells = [_NOTE.sub("", cell).strip() for cell in line.split("\t")]
    cells = [cell for cell in cells if cell and cell not in "$%)("]
    if len(cells) < 2:
        return None
    name = re.sub(r"\s*\.{3,}\s*$", "", cells[0]).strip(" .:,")
    if len(re.findall(r"[A-Za-z]", name)) < 4 or _COUNT.fullmatch(name) or len(name) > 220:
        return None
    shares: int | None = None
    percent: float | None = None
    told = False
    for cell in cells[1:]:
        if shares is None and percent is None and _NONE.match(cell):
            shares = 0
        elif shares is None and (count := _COUNT.fullmatch(cell)) and "%" not in cell:
            shares = int(count[1].replace(",", ""))
        elif _SMALL.match(cell):
            told = True
        elif (part := _PERCENT.fullmatch(cell)) and (told := True):
            percent = round(float(part[1]) / 100, 8)
            break
    group = bool(_GROUP.search(name))
    if (
        shares is None
        or not (told or group)
        or (shares < 100 and percent is not None and percent > 1)
    ):
        return None
    if group:
        role = "all_insiders"
    elif not role and _TITLE.search(name):
        role = "insider"
    return OwnershipRow(name[:160], role, shares, percent, begin, begin + len(line))
