"""The items of a current report, and which form a document is."""

import re
from dataclasses import dataclass

from microcap.reading.document import Document
from microcap.reading.forms import form_of_cover, plain_form
from microcap.reading.sentences import plain

_HEADING = re.compile(
    r"(?:^|\n)[ \t]*(?P<item>item)[ \t\u00a0]+(?P<number>\d{1,2}(?:\.\d\d)?)\s*[.:\t-]?\s*(?P<title>[^\n]{0,140})",
    re.IGNORECASE,
)
_SIGNATURES = re.compile(r"\n\s*SIGNATURES?\b", re.IGNORECASE)


_OUTSIDER = re.compile(r"SC 13|SCHEDULE 13|SC TO|(?:3|4|5|144)(?:/A)?$")


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a current report: its number, its heading, and the text below it."""

    number: str
    title: str
    start: int
    body: int
    """Where the text below the heading begins."""
    end: int


def form_of(document: Document) -> str:
    """The form that a document is, in capitals: by its header, else by its cover; else empty."""
    kind = document.type.upper().strip()
    if kind.startswith("EX"):
        return plain_form(document.form)
    return plain_form(document.form or kind) or form_of_cover(document.text)


def is_exhibit(document: Document) -> bool:
    """Whether the document is an exhibit of a filing and not the form itself."""
    return document.type.upper().strip().startswith("EX")


def by_outsider(document: Document) -> bool:
    """Whether a holder filed the document: what it tells of the company is told by another."""
    return _OUTSIDER.match(form_of(document)) is not None


def items(document: Document) -> list[Item]:
    """The items of a current report in order of their headings; of another form none.

    Numbers are `3.02` since August 2004 and `5` before; a filing on Form 8-K only.
    """
    if is_exhibit(document) or not form_of(document).startswith("8-K"):
        return []
    text = plain(document.text)
    heads = list(_HEADING.finditer(text))
    stop = len(text)
    signature = _SIGNATURES.search(text, heads[-1].end()) if heads else None
    if signature:
        stop = signature.start()
    found = []
    for place, head in enumerate(heads):
        end = heads[place + 1].start() if place + 1 < len(heads) else stop
        title, body = _title(head)
        found.append(Item(head["number"], title, head.start("item"), body, end))
    return found


def item(document: Document, number: str) -> Item | None:
    """The item of that number with the longest text, where the report has one."""
    found = [one for one in items(document) if one.number == number]
    return max(found, key=lambda one: one.end - one.body, default=None)


def _title(head: re.Match[str]) -> tuple[str, int]:
    """The heading's title; text that runs on in the same line belongs to the body."""
    title = head["title"].strip()
    cut = re.search(r"[a-z)]\.\s+[A-Z]", head["title"])
    if cut:
        return head["title"][: cut.start() + 1].strip(), head.start("title") + cut.start() + 2
    return title, head.end()
