"""HTML as lines of clean text: blocks are lines, cells are parted by a tab, nothing is executed.

No tree is built: one pass over the tags, so that neither nesting nor a tag that never ends can
cost more than the length of the source.
"""

import re

from microcap.reading.lines import Line, runs_of
from microcap.reading.plain_text import plain_lines

_TAG = re.compile(r"<(?:!--|[!?/]?[A-Za-z][^<>]*>)")
_NAME = re.compile(r"</?([A-Za-z][\w:.\-]*)")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "hr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "caption",
        "center",
        "blockquote",
        "address",
        "section",
        "article",
        "header",
        "footer",
        "page",
        "pre",
        "form",
        "body",
        "html",
        "title",
        "tr",
    ]
)
_ROW = frozenset({"tr", "table"})
_CELL = frozenset({"td", "th"})
_SILENT = frozenset({"script", "style", "title", "ix:header", "noscript", "xbrl:hidden"})
_VOID = frozenset(["br", "hr", "img", "input", "meta", "link", "col", "page"])
_HTML = re.compile(r"<(?:html|body|div|td|font|br|p|span)\b[^<>]*>", re.I)
_PAGE = re.compile(r"[\ufeff\s]*(?:<[!?][^>]*>\s*)*<html\b", re.I)
_NONE, _SPACE, _BLOCK, _TAB, _LINE = range(5)


def is_markup(source: str, start: int, end: int) -> bool:
    """Whether a text is HTML, and not the old plain text with a few tags of its own."""
    if _PAGE.match(source, start, min(end, start + 3_000)):
        return True
    found = 0
    for _ in _HTML.finditer(source, start, end):
        found += 1
        if found == 3:
            return True
    return found > 0 and end - start < 5_000


def markup_lines(source: str, start: int, end: int) -> list[Line]:
    """The lines of the HTML in `source[start:end]`; what it hides from a reader is left out.

    An element that hides its content and never ends is read as if it hid nothing.
    """
    shown: frozenset[str] = frozenset()
    while True:
        reader = _Lines(source, shown)
        unended = reader.read(start, end)
        if not unended:
            return reader.lines
        shown |= {unended}


class _Lines:
    """The lines so far, and what stands between the last text and the next."""

    def __init__(self, source: str, shown: frozenset[str]) -> None:
        self.source = source
        self.shown = shown
        self.lines: list[Line] = [[]]
        self.between = _NONE
        self.where = 0

    def read(self, start: int, end: int) -> str:
        """Take everything in; the name of an element that hides to the end, if there is one."""
        source, at = self.source, start
        hiding, depth = "", 0
        comments = True
        while tag := _TAG.search(source, at, end):
            if not hiding and tag.start() > at:
                self._text(at, tag.start())
            at = tag.end()
            found = tag.group()
            if found == "<!--":
                close = source.find("-->", at, end) if comments else -1
                comments = comments and close >= 0
                at = close + 3 if close >= 0 else at
                continue
            named = _NAME.match(found)
            if named is None:
                continue
            name = named.group(1).lower()
            closing = found[1] == "/"
            if hiding:
                if name == hiding:
                    depth += -1 if closing else (0 if found[-2] == "/" or name in _SILENT else 1)
                    hiding = hiding if depth > 0 else ""
                continue
            if not closing and self._hides(name, found):
                hiding, depth = name, 1
                continue
            if name == "pre" and not closing:
                at = self._pre(at, end)
                continue
            self._between(name, tag.start())
        if not hiding and at < end:
            self._text(at, end)
        return hiding

    def _hides(self, name: str, tag: str) -> bool:
        if tag[-2] == "/" or name in _VOID or name in self.shown:
            return False
        return name in _SILENT or (len(tag) > 16 and _UNSEEN.search(tag) is not None)

    def _pre(self, at: int, end: int) -> int:
        close = re.compile(r"</pre\s*>", re.I).search(self.source, at, end)
        stop = close.start() if close else end
        self.lines += [*plain_lines(self.source, at, stop), []]
        self.between = _NONE
        return close.end() if close else end

    def _between(self, name: str, where: int) -> None:
        if name in _CELL:
            wanted = _TAB
        elif name in _ROW:
            wanted = _LINE
        elif name in _BLOCKS:
            wanted = _BLOCK
        else:
            return
        if wanted > self.between:
            self.between, self.where = wanted, where

    def _text(self, start: int, end: int) -> None:
        for text, origin in runs_of(self.source, start, end):
            if text == " " or text.isspace():
                if self.between == _NONE:
                    self.between, self.where = _SPACE, origin
                continue
            bare = text.lstrip(" ")
            if len(bare) < len(text) and self.between == _NONE:
                self.between, self.where = _SPACE, origin
            origin += len(text) - len(bare)
            ended = bare.rstrip(" ")
            self._separate()
            self.lines[-1].append((ended, origin))
            if len(ended) < len(bare):
                self.between, self.where = _SPACE, origin + len(ended)

    def _separate(self) -> None:
        if self.between in (_BLOCK, _LINE):
            if self.lines[-1]:
                self.lines.append([])
        elif self.between != _NONE and self.lines[-1]:
            self.lines[-1].append(("\t" if self.between == _TAB else " ", self.where))
        self.between = _NONE
