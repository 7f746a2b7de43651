"""Lines of clean text that know where each of their characters stands in the source."""

import html
import re
from collections.abc import Iterable, Iterator

Run = tuple[str, int]
"""Characters that stand in the source one for one, and where they begin there."""
Line = list[Run]

ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
_PIECE = re.compile(
    rf"{ENTITY}|[\s\x00]{{2,}}|[\n\r\t\x0b\x0c\x00\x85\xa0\u2028\u2029]|\u200b|\xad"
)


def runs_of(source: str, start: int, end: int) -> Iterator[Run]:
    """The text of `source[start:end]` without entities, white space runs as one space.

    An entity that names white space is a space; one that stands for several letters is given as
    the first of them at its place, the rest at the same place.
    """
    at = start
    for piece in _PIECE.finditer(source, start, end):
        if piece.start() > at:
            yield source[at : piece.start()], at
        at = piece.end()
        found = piece.group()
        if found[0] == "&":
            found = html.unescape(found)
            found = " " if found.isspace() or found == "\x00" else found
            if found in ("\u200b", "\xad"):
                continue
            for letter in found:
                yield letter, piece.start()
        elif found not in ("\u200b", "\xad"):
            yield " ", piece.start()
    if at < end:
        yield source[at:end], at


def words(line: Line) -> str:
    """The line as a string."""
    return "".join(text for text, _ in line)


_NO_WORD = re.compile(r"\S{1000,}")


def _worded(line: Line) -> Line:
    """The line without runs of a thousand letters that no blank parts: data, and no words."""
    if all(len(text) < 1000 for text, _ in line):
        return line
    kept: Line = []
    for text, origin in line:
        at = 0
        for junk in _NO_WORD.finditer(text):
            kept.append((text[at : junk.start()], origin + at))
            at = junk.end()
        kept.append((text[at:], origin + at))
    return kept


def trimmed(line: Line) -> Line:
    """The line without white space at its ends, and without a second space after a first."""
    kept: Line = []
    blank = True
    for text, origin in line:
        if blank:
            bare = text.lstrip(" ")
            origin += len(text) - len(bare)
            text = bare
        if text:
            kept.append((text, origin))
            blank = text[-1] in " \t"
    while kept:
        text, origin = kept[-1]
        bare = text.rstrip(" \t")
        if bare:
            kept[-1] = (bare, origin)
            return kept
        kept.pop()
    return kept


_NUMBER_OF_PAGE = re.compile(
    r"[-–—\s]*(?:page\s+)?(?:[A-Z]{1,2}-)?(?:\d{1,3}|[ivxl]{1,6})(?:\s+of\s+\d{1,3})?[-–—\s]*",
    re.I,
)
_WAY_BACK = re.compile(
    r"(?:back to\s+|return to\s+)?(?:table of contents|index to (?:consolidated )?financial statements)",
    re.I,
)


def furniture(line: Line) -> bool:
    """Whether a line is a page's number or its link back, and no part of what is said."""
    shown = words(line)
    if len(shown) > 60:
        return False
    shown = shown.strip()
    return bool(_NUMBER_OF_PAGE.fullmatch(shown) or _WAY_BACK.fullmatch(shown))


def assembled(lines: Iterable[Line]) -> tuple[str, list[int], list[int]]:
    """Lines as one text, with the places from which the source runs on, and where that is.

    Furniture of pages is left out, and a sentence that a page's end parts is put together again.
    """
    parts: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    last = ""
    cut = False
    for line in lines:
        line = trimmed(_worded(line))
        if not line:
            continue
        if furniture(line):
            cut = True
            continue
        goes_on = cut and last.isalnum() | (last in ",-") and line[0][0][0].islower()
        if parts:
            starts.append(length)
            origins.append(line[0][1] - 1 if line[0][1] else 0)
            parts.append(" " if goes_on else "\n")
            length += 1
        for text, origin in line:
            starts.append(length)
            origins.append(origin)
            parts.append(text)
            length += len(text)
        last = line[-1][0][-1]
        cut = False
    return "".join(parts), starts, origins
