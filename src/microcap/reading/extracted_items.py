"""A JSON file of the items that a program took out of a filing, as one document."""

import json
import re
from collections.abc import Iterator

from microcap.model.errors import Unreadable
from microcap.reading.document import Document, Section
from microcap.reading.forms import plain_form
from microcap.reading.lines import Line, assembled, words
from microcap.reading.plain_text import plain_lines

_OPENING = re.compile(r"\s*\{")
_ITEM = re.compile(r"(?:part_\d+_+)?item[_ ]*([0-9]{1,2}(?:\.[0-9]{2})?[A-C]?)", re.I)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.S)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.S)
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": " ", "f": "\n"}
_KEYS = ("company", "filing_type", "filing_date", "complete_text_filing_link", "filename")


def is_extracted(source: str) -> bool:
    """Whether a source is such a file: an object of which a key begins with `item`."""
    return (
        bool(_OPENING.match(source))
        and re.search(r'"(?:part_\d+_+)?item[_ ]*\d', source) is not None
    )


def extracted_document(source: str, name: str) -> Document:
    """The items in the order of the file, each a section. Raises `Unreadable` for broken JSON."""
    try:
        held = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise Unreadable(
            f"{name}: begins as JSON of extracted items and is none ({str(error)[:80]}); get it again"
        ) from None
    if not isinstance(held, dict):
        raise Unreadable(
            f"{name}: asked for extracted items, found a list; give an object of items"
        )
    told = {key: held[key] if isinstance(held.get(key), str) else "" for key in _KEYS}
    form = plain_form(told["filing_type"])
    lines: list[Line] = []
    marks: list[tuple[str, str, int]] = []
    for key, start, end in _pairs(source):
        item = _ITEM.fullmatch(key)
        if item is None:
            continue
        found = _lines(source, start, end)
        if found:
            title = words(found[0])[:120]
            eight = form.startswith("8-K") or "." in item.group(1)
            marks.append(
                (f"8-K {item.group(1)}" if eight else item.group(1).upper(), title, len(lines))
            )
            lines += found
    text, starts, origins = assembled(lines)
    sections = _sections(text, starts, origins, lines, marks)
    link = re.search(
        r"(\d{10})-?(\d\d)-?(\d{6})",
        f"{told['complete_text_filing_link']} {told['filename']} {name}",
    )
    return Document(
        name,
        form,
        form,
        text,
        starts,
        origins,
        sections,
        company=told["company"],
        accession="-".join(link.groups()) if link else "",
        filed=told["filing_date"],
    )


def _sections(
    text: str,
    starts: list[int],
    origins: list[int],
    lines: list[Line],
    marks: list[tuple[str, str, int]],
) -> tuple[Section, ...]:
    """Sections found again in the assembled text by the source place where each item begins."""
    begins = []
    at = 0
    for _, _, line in marks:
        origin = lines[line][0][1]
        while at < len(origins) and origins[at] < origin:
            at += 1
        begins.append(starts[at] if at < len(starts) else len(text))
    ends = [*begins[1:], len(text)]
    return tuple(
        Section(name, title, begin, max(begin, end))
        for (name, title, _), begin, end in zip(marks, begins, ends, strict=True)
    )


def _pairs(source: str) -> Iterator[tuple[str, int, int]]:
    """Keys whose value is a string, and where that begins and ends."""
    key = ""
    for found in _STRING.finditer(source):
        rest = source[found.end() : found.end() + 20].lstrip()
        if rest.startswith(":"):
            key = found.group(1)
        elif key:
            yield key, found.start(1), found.end(1)
            key = ""


def _lines(source: str, start: int, end: int) -> list[Line]:
    """The lines of one item; an escape is one character at the place of its backslash."""
    letters: list[str] = []
    places: list[int] = []
    at = start
    for escape in _ESCAPE.finditer(source, start, end):
        letters.append(source[at : escape.start()])
        places += range(at, escape.start())
        code, letter = escape.groups()
        shown = chr(int(code, 16)) if code else _PLAIN.get(letter, letter)
        # half of a pair of surrogates is no letter
        letters.append("\ufffd" if "\ud800" <= shown <= "\udfff" else shown)
        places.append(escape.start())
        at = escape.end()
    letters.append(source[at:end])
    places += range(at, end)
    flat = "".join(letters)
    return [_placed(line, places) for line in plain_lines(flat, 0, len(flat))]


def _placed(line: Line, places: list[int]) -> Line:
    """A line whose runs lead to places of the unescaped item, led to those of the source."""
    moved: Line = []
    for text, origin in line:
        begin = 0
        for at in range(1, len(text) + 1):
            here = origin + at
            if at == len(text) or places[here] != places[here - 1] + 1:
                moved.append((text[begin:at], places[origin + begin]))
                begin = at
    return moved
