"""What the named officers were paid, by the summary compensation table of a proxy statement."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from microcap.reading import Statement, Value, quoted, reading
from microcap.reading.document import Document

_HEAD = re.compile(r"^[^\n]{0,60}summary\s+compensation\s+table", re.IGNORECASE | re.MULTILINE)
_YEAR = re.compile(r"(?:FY\s*)?((?:19|20)\d{2})(?:\s*\(\d+\))?")
_NOTE = re.compile(r"\(\s*(?:\d{1,2}|[a-z])\s*\)|\[\d{1,2}\]|[*†‡]+")
_AMOUNT = re.compile(r"\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,9})(?:\.\d\d)?")
_NONE = re.compile(r"^\$?\s*(?:[-–—]+|none|nil)$", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:chief|president|officer|director|counsel|secretary|treasurer|vice|chair\w*|controller|"
    r"founder|principal|interim|former|executive|senior|vp|ceo|cfo|coo|cto)\b",
    re.IGNORECASE,
)
_REACH = 15_000
_GAP = 2500


@dataclass(frozen=True, slots=True)
class Pay:
    """A year's pay of one person: total as stated, in dollars, and where the row stands."""

    name: str
    title: str
    year: int
    total: int | None
    start: int
    end: int


@reading(kind="pay", reference="Regulation S-K Item 402")
def pay_statements(document: Document) -> list[Statement]:
    """A year's pay of a named officer, as the summary compensation table totals it."""
    found = []
    for row in pay_rows(document):
        words, span = quoted(document, row.start, row.end)
        says: dict[str, Value] = {"name": row.name, "title": row.title}
        says |= {"year": row.year, "total": row.total}
        found.append(Statement("pay", "", words, span, says))
    return found


def pay_rows(document: Document) -> tuple[Pay, ...]:
    """The rows of the summary compensation table; none where the document has no such table."""
    best: tuple[Pay, ...] = ()
    for head in _HEAD.finditer(document.text):
        rows = tuple(_rows(document.text, head.end()))
        best = rows if len(rows) > len(best) else best
    return best


def _rows(text: str, start: int) -> Iterator[Pay]:
    name, title, last, at = "", "", start, start
    for line in text[start : start + _REACH].split("\n"):
        begin, at = at, at + len(line) + 1
        if begin - last > _GAP:
            return
        cells = [_NOTE.sub("", cell).strip() for cell in line.split("\t")]
        cells = [cell for cell in cells if cell and cell not in "$)("]
        years = [place for place, cell in enumerate(cells) if _YEAR.fullmatch(cell)]
        if not years:
            continue
        words = " ".join(cells[: years[0]])
        if words and (not _OFFICE.search(words) or "," in words or not name):
            name, title = _parted(words)
        elif words:
            title = words
        amounts = [_amount(cell) for cell in cells[years[0] + 1 :]]
        held = [amount for amount in amounts if amount is not None]
        if name and len(held) >= 2:
            last = begin + len(line)
            found = _YEAR.fullmatch(cells[years[0]])
            year = int(found[1]) if found else 0
            yield Pay(name[:120], title[:160], year, held[-1], begin, begin + len(line))


def _parted(words: str) -> tuple[str, str]:
    """A name and the office behind it, where one cell has both."""
    office = _OFFICE.search(words)
    if office is None or office.start() == 0:
        return words.strip(" ,"), ""
    return words[: office.start()].strip(" ,–—-"), words[office.start() :].strip()


def _amount(cell: str) -> int | None:
    if _NONE.match(cell):
        return 0
    found = _AMOUNT.fullmatch(cell)
    return int(found[1].replace(",", "")) if found else None
