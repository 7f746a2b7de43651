"""The cover pages of Schedules 13D and 13G of before December 2024: numbered rows of words.

Each reporting person has a cover page whose rows the rule fixes: name, voting and dispositive
power, aggregate amount, percent of class, type. The rows are found by their words and not by
their numbers, since 13D numbers them from 1 to 14 and 13G from 1 to 12, and filers change both.
A page whose aggregate amount or percent cannot be read keeps the others and leaves that null.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

_LABELS = (
    ("name", r"names?\s+of\s+(?:above\s+)?(?:reporting\s+)?persons?"),
    ("group", r"check\s+the\s+appropriate\s+box\s+if\s+a\s+member\s+of\s+a\s+group"),
    ("sec", r"sec\s+use\s+only"),
    ("funds", r"source\s+of\s+funds"),
    ("legal", r"check\s*(?:box)?\s+if\s+disclosure\s+of\s+legal"),
    ("place", r"citizenship\s+or\s+place\s+of\s+organization"),
    ("sole_vote", r"sole\s+(?:power\s+to\s+vote|voting\s+power)"),
    ("shared_vote", r"shared\s+(?:power\s+to\s+vote|voting\s+power)"),
    ("sole_sale", r"sole\s+(?:power\s+to\s+dispose|dispositive\s+power)"),
    ("shared_sale", r"shared\s+(?:power\s+to\s+dispose|dispositive\s+power)"),
    ("shares", r"aggregate\s+amount\s+(?:of\s+securities\s+)?beneficially\s+owned"),
    ("excludes", r"check\s*(?:box)?\s+if\s+the\s+aggregate\s+amount"),
    ("percent", r"percent(?:age)?\s+of\s+class\s+represented"),
    ("kind", r"type\s+of\s+(?:reporting\s+)?person"),
)
_LABEL = re.compile(
    "|".join(f"(?P<{name}>{shape})" for name, shape in _LABELS), re.IGNORECASE | re.MULTILINE
)
_TAIL = re.compile(
    r"^\s*(?:\(s\))?[^\S\n]*(?:by\s+(?:each\s+)?reporting\s+persons?|by\s+each\s+person"
    r"|by\s+amount\s+in\s+row\s*\(?\s*\d+\s*\)?|(?:to\s+direct\s+the\s+vote|or\s+to\s+direct\b"
    r"[^\n\d]*)|\(?\s*see\s+(?:item\s+\d\b|instructions?)[^\n)]*\)?|i\.?\s?r\.?\s?s\.?\s*"
    r"identification\s+nos?\.?\s*(?:of\s+(?:the\s+)?above\s+persons?)?|"
    r"s\.?\s?s\.?\s*or\s*|\(entities\s+only\)|with\b|[:.\-/(),*]|\s)+",
    re.IGNORECASE,
)
_ITEMS = re.compile(r"^[ \t|]*item\s+1\b", re.IGNORECASE | re.MULTILINE)
_NUMBER = re.compile(r"(?<![\w.$#])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w%]|\.\d)")
_PERCENT = re.compile(r"(?:less\s+than\s+)?((?:\d{1,3}(?:\.\d+)?)|\.\d+)\s*(?:%|per\s*cent)", re.I)
_NONE = re.compile(r"^[\s\W]*(?:none|nil|zero|-0-|0)\b|^\s*[-–—]+\s*(?:0\s*[-–—]+)?\s*$", re.I)
_KIND = re.compile(r"\b(BD|BK|IC|IV|IA|EP|HC|SA|CP|CO|PN|IN|FI|OO)\b")
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_DAY = re.compile(
    rf"({_MONTH})\s+(\d{{1,2}})\s*,?\s+(\d{{4}})|(\d{{1,2}})/(\d{{1,2}})/(\d{{4}})", re.I
)
_EVENT = re.compile(r"\(?\s*date\s+of\s+(?:the\s+)?event\s+which\s+requires", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cover:
    """One reporting person's cover page, and where it stands in the text."""

    name: str
    sole_vote: float | None
    shared_vote: float | None
    shares: float | None
    percent: float | None
    """A fraction, as stated: 5.31 % is 0.0531."""
    kind: str
    start: int
    end: int


def cover_pages(text: str) -> list[Cover]:
    """The cover pages of a schedule's plain text, one for each reporting person.

    `text` has no markup; a row's words and its value may stand on one line or on several.
    """
    marks = list(_LABEL.finditer(text))
    starts = [at for at, one in enumerate(marks) if one.lastgroup == "name"]
    pages = []
    for at, first in enumerate(starts):
        last = starts[at + 1] if at + 1 < len(starts) else len(marks)
        rows: dict[str, tuple[int, int]] = {}
        for number in range(first, last):
            name = str(marks[number].lastgroup)
            stop = marks[number + 1].start() if number + 1 < len(marks) else len(text)
            stop = min(stop, marks[number].end() + 700)
            rows.setdefault(name, (marks[number].end(), stop))
        if "shares" in rows and ("percent" in rows or "kind" in rows):
            pages.append(_page(text, marks[first].start(), rows))
    return [page for page in pages if page.name]


def event_day(text: str) -> date | None:
    """The date of the event that requires the statement; null where none can be read."""
    mark = _EVENT.search(text)
    if mark is None:
        return None
    days = list(_DAY.finditer(text, max(0, mark.start() - 300), mark.start()))
    return _day(days[-1]) if days else None


def class_title(text: str) -> str:
    """The class of securities that the cover names; empty where it cannot be read."""
    mark = re.search(r"\(?\s*title\s+of\s+class\s+of\s+securities", text, re.IGNORECASE)
    if mark is None:
        return ""
    lines = [line.strip(" \t_-*|") for line in text[: mark.start()].splitlines()]
    return next((line for line in reversed(lines) if line), "")[:200]


def plain_text(markup: str) -> str:
    """Markup as plain text: a line a block or row, a tab between cells, no tags, no entities."""
    body = re.sub(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", " ", markup, flags=re.S | re.I)
    body = re.sub(r"<!--.*?(?:-->|\Z)", " ", body, flags=re.S)
    if re.search(r"<(?:p|div|table|br|body)\b", body, re.IGNORECASE):
        body = re.sub(r"\s+", " ", body)
    body = re.sub(
        r"</?(?:p|div|tr|table|br|li|h\d|center|page|hr)\b[^<>]*>", "\n", body, flags=re.I
    )
    body = re.sub(r"</t[dh]\s*>", "\t", body, flags=re.I)
    body = html.unescape(re.sub(r"<[^<>]*>", "", body)).replace("\xa0", " ")
    lines = (re.sub(r"[ \r\f]+", " ", line).strip() for line in body.split("\n"))
    return "\n".join(line for line in lines if line)


def _page(text: str, start: int, rows: dict[str, tuple[int, int]]) -> Cover:
    shares = _amount(text, rows.get("shares"))
    kinds = _KIND.findall(_value(text, rows.get("kind"))[:120])
    end_row = rows.get("kind") or rows.get("percent") or rows["shares"]
    end = _value_end(text, end_row)
    return Cover(
        _name(text, rows["name"]),
        _amount(text, rows.get("sole_vote")),
        _amount(text, rows.get("shared_vote")),
        shares,
        _fraction(text, rows.get("percent")),
        ", ".join(dict.fromkeys(kinds)),
        start,
        end,
    )


def _value(text: str, row: tuple[int, int] | None) -> str:
    if row is None:
        return ""
    said = text[row[0] : row[1]]
    items = _ITEMS.search(said)
    said = said[: items.start()] if items else said
    return said[tail.end() :] if (tail := _TAIL.match(said)) else said


def _value_end(text: str, row: tuple[int, int]) -> int:
    said = text[row[0] : row[1]]
    kind = _KIND.search(said) or _PERCENT.search(said) or _NUMBER.search(said)
    return row[0] + kind.end() if kind else row[0]


def _name(text: str, row: tuple[int, int]) -> str:
    for line in _value(text, row).split("\n"):
        said = " ".join(re.split(r"\t", line)).strip(" \t_-–*|:;()").lstrip(".")
        said = re.sub(r"\s{2,}.*|\s*\(?\d{2}-\d{7}\)?.*$", "", said)
        said = re.sub(r"^\(?\d{1,2}\)?\.?\s+|\s+\(?\d{1,2}\)?\.?$", "", said).strip(" ,;:–-")
        noise = re.match(
            r"(?:i\.?\s?r\.?\s?s\b|s\.\s?s\.|ss\b|#{2}|identification|no\.?s?\b|of above|above person)",
            said,
            re.I,
        )
        if len(re.findall(r"[A-Za-z]", said)) >= 3 and not noise:
            return said[:120]
    return ""


def _amount(text: str, row: tuple[int, int] | None) -> float | None:
    """The first count in a row; a number of a row, a footnote or an item is none."""
    said = _value(text, row)
    if _NONE.match(said.strip("\n")):
        return 0.0
    for line in said.split("\n"):
        for cell in line.split("\t"):
            words = re.sub(
                r"\((?:\d{1,2}|[a-z])\)|see\s+items?\s+\d+\b|\bitem\s+\d+\b|\brow\s*\(?\d+\)?",
                " ",
                cell,
                flags=re.I,
            )
            if _NONE.match(words):
                return 0.0
            found = [one for one in _NUMBER.findall(words) if not _row_number(one, words)]
            if found:
                return float(found[0].replace(",", ""))
    return None


def _row_number(number: str, words: str) -> bool:
    """Whether a small number alone in its cell is the number of the next row of the page."""
    return words.strip(" .()") == number and number.isdigit() and 4 <= int(number) <= 14


def _fraction(text: str, row: tuple[int, int] | None) -> float | None:
    said = _value(text, row)
    found = _PERCENT.search(said)
    if found:
        return round(float(found[1]) / 100, 8)
    bare = re.search(r"(?:^|[\n\t])\s*(\d{1,2}\.\d+|0)\s*(?:\*|\(|$|\n|\t)", said)
    return round(float(bare[1]) / 100, 8) if bare else None


def _day(found: "re.Match[str]") -> date | None:
    try:
        if found[1]:
            return datetime.strptime(f"{found[1]} {found[2]} {found[3]}", "%B %d %Y").date()
        return date(int(found[6]), int(found[4]), int(found[5]))
    except ValueError:
        return None


def names_once(pages: Sequence[Cover]) -> list[Cover]:
    """Pages with each name once; a second page of one name for another class is told apart."""
    seen: dict[str, int] = {}
    kept = []
    for page in pages:
        number = seen[page.name] = seen.get(page.name, 0) + 1
        if number == 1:
            kept.append(page)
    return kept
