"""XML as lines of clean text: the name of each element, a tab, and what it holds.

Entities that a file defines are not expanded and nothing outside is asked, so that a small file
cannot become a large one.
"""

import re

from microcap.model.errors import Unreadable
from microcap.reading.lines import Line, runs_of

_ROOT = re.compile(
    r"[\ufeff\s]*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>\s*)?"
    r"<([A-Za-z][\w:.\-]*)[\s>/]",
    re.S,
)
_MARK = re.compile(
    r"<!--|<!\[CDATA\[|<!DOCTYPE\b|<(/?)([A-Za-z][\w.\-]*:)?([A-Za-z][\w.\-]*)[^<>]*>|<\?[^<>]*>"
)
_NOT_XML = frozenset(
    [
        "html",
        "body",
        "div",
        "p",
        "font",
        "page",
        "table",
        "pre",
        "type",
        "document",
        "sec-document",
        "submission",
    ]
)
MOST = 500_000
"""An electronic form has hundreds of elements; a file of this many is no form."""
_FORM = re.compile(r"<(?:\w+:)?(?:documentType|submissionType)>\s*([^<\s][^<]{0,20}?)\s*<")


def is_xml(source: str, start: int, end: int) -> bool:
    """Whether a text is XML other than a page of HTML."""
    root = _ROOT.match(source[start : min(end, start + 20_000)])
    return root is not None and root.group(1).lower() not in _NOT_XML


def xml_form(source: str, start: int) -> str:
    """The form that an electronic form names itself; empty where it does not."""
    found = _FORM.search(source, start, start + 20_000)
    return found.group(1) if found else ""


def xml_lines(source: str, start: int, end: int) -> list[Line]:
    """The lines of the XML in `source[start:end]`; attributes and comments are left out."""
    lines: list[Line] = [[]]
    at = start
    while mark := _MARK.search(source, at, end):
        _take(lines, source, at, mark.start())
        at = mark.end()
        found = mark.group()
        if found in ("<!--", "<![CDATA["):
            stop = source.find("-->" if found == "<!--" else "]]>", at, end)
            stop = end if stop < 0 else stop
            if found != "<!--":
                _take(lines, source, at, stop)
            at = min(end, stop + 3)
        elif found == "<!DOCTYPE":
            subset = re.compile(r"[^\[>]*(?:\[.*?\]\s*)?>", re.S).match(source, at, end)
            at = subset.end() if subset else at
        elif mark.group(3) and not mark.group(1):
            name = (mark.group(3), mark.start(3))
            if lines[-1]:
                lines.append([])
            if len(lines) > MOST:
                raise Unreadable(
                    f"asked for the words of an XML file, found more than {MOST:,} elements; "
                    "give the form alone"
                )
            lines[-1].append(name)
    _take(lines, source, at, end)
    return lines


def _take(lines: list[Line], source: str, start: int, end: int) -> None:
    if source[start:end].isspace() or start >= end:
        return
    held = list(runs_of(source, start, end))
    while held and held[0][0].isspace():
        held.pop(0)
    if not held:
        return
    lines[-1].append((" " if len(lines[-1]) > 1 else "\t", max(0, start - 1)))
    first, origin = held[0]
    bare = first.lstrip(" ")
    lines[-1].append((bare, origin + len(first) - len(bare)))
    lines[-1] += held[1:]
