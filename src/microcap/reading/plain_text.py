"""Plain text as lines of clean text: a wrapped paragraph is one line, a row of a table is one."""

import re

from microcap.reading.lines import Line, runs_of, words

_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>")
_LAYOUT = re.compile(
    r"</?(?:PAGE|TABLE|CAPTION|S|C|FN|TEXT|PRE|F\d{1,3}|BTB|UL|B|I|U|R|CENTER)\b[^<>]*>", re.I
)
_GAP = re.compile(r"[ \t\xa0]{3,}|\t")
_LEADER = re.compile(r"(?:\. ?){4,}|[-_=]{4,}")
_HEADED = re.compile(
    r"(?:PART\s+[IVX]+\b|ITEM\s+\d|NOTE\s+\d|EXHIBIT\s+\d|\(?[a-z0-9]{1,3}[.)]\s|[-*•]\s)", re.I
)
_FIGURE = re.compile(r"[$(\d–—-]")
_ENDED = re.compile(r"[.:;!?)”\"']$")


def plain_lines(source: str, start: int, end: int) -> list[Line]:
    """The lines of a plain text; tags of the old submissions are left out, rows stay rows."""
    lines: list[Line] = []
    before: _Physical | None = None
    longest = _width(source, start, end)
    for at, stop in _physical(source, start, end):
        here = _Physical(source, at, stop)
        if not here.runs:
            before = None
            continue
        if before is not None and _joins(before, here, longest):
            lines[-1].append((" ", max(start, at - 1)))
            lines[-1] += here.runs
        else:
            lines.append(here.runs)
        before = here
    return lines


def _physical(source: str, start: int, end: int) -> "list[tuple[int, int]]":
    places = []
    at = start
    for mark in re.finditer(r"\r\n|\n|\r|\x0c|\u2028", source[start:end]):
        places.append((at, start + mark.start()))
        at = start + mark.end()
    places.append((at, end))
    return places


def _width(source: str, start: int, end: int) -> int:
    """How wide the lines are wrapped: the width that nine in ten of the filled lines keep."""
    filled = sorted(
        len(line)
        for line in source[start : min(end, start + 200_000)].splitlines()
        if len(line) > 30
    )
    return filled[9 * len(filled) // 10] if filled else 80


class _Physical:
    """One line as it stands: its runs, how far it is indented, whether it is a row of a table."""

    __slots__ = ("indent", "length", "row", "runs", "shown")

    def __init__(self, source: str, start: int, end: int) -> None:
        pieces: Line = []
        at = start
        for tag in _TAG.finditer(source, start, end):
            if not _LAYOUT.fullmatch(tag.group()):
                continue
            pieces.append((source[at : tag.start()], at))
            at = tag.end()
        pieces.append((source[at:end], at))
        raw = "".join(text for text, _ in pieces).rstrip()
        body = raw.lstrip()
        self.indent = len(raw.expandtabs()) - len(body.expandtabs())
        self.length = len(raw.expandtabs())
        gaps = list(_GAP.finditer(body))
        self.row = bool(
            len(gaps) > 1 or _LEADER.search(body) or (gaps and _FIGURE.match(body, gaps[0].end()))
        )
        self.runs: Line = []
        for text, origin in pieces:
            if text.strip():
                self._take(source, origin, origin + len(text))
        self.shown = words(self.runs)

    def _take(self, source: str, start: int, end: int) -> None:
        bare = source[start:end]
        start += len(bare) - len(bare.lstrip())
        at = start
        for gap in _GAP.finditer(source, start, end):
            self.runs += runs_of(source, at, gap.start())
            self.runs.append(("\t", gap.start()))
            at = gap.end()
        self.runs += runs_of(source, at, end)
        while self.runs and not self.runs[-1][0].strip():
            self.runs.pop()


def _joins(before: _Physical, here: _Physical, longest: int) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    if before.row or here.row or _HEADED.match(here.shown):
        return False
    if before.shown.isupper() != here.shown.isupper() and before.shown.isupper():
        return False
    if here.shown[:1].islower() and not _ENDED.search(before.shown):
        return True
    if longest > 160:
        # lines that were never wrapped are paragraphs already
        return False
    if here.indent > before.indent + 2 and _ENDED.search(before.shown):
        return False
    return before.length >= 0.72 * longest
