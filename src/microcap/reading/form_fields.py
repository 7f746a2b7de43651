"""The fields of an electronic form, read back from its clean text.

The text of a form's XML is a line for each element: its name, a tab, and what it holds. A block
begins with a line that names it, and ends where the next block or part of the form begins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from microcap.reading.document import Document
from microcap.sources.submission_text import day_of, number_of

_ROOTS = ("ownershipDocument", "edgarSubmission")
_PARTS = frozenset(
    {
        *("nonderivativetable", "derivativetable", "footnotes", "ownersignature", "signatureinfo"),
        *("nonderivativetransaction", "nonderivativeholding", "derivativetransaction"),
        *("derivativeholding", "items1to7", "items", "signatureinformation", "reportingowner"),
        *("reportingpersoninfo", "coverpageheaderreportingpersondetails", "securitiestobesold"),
        *("securitiessoldinpast3months", "noticesignature", "securitiesinformation", "remarks"),
        *("aff10b5one", "nothingtoreportflagonsecuritiessoldinpast3months"),
    }
)
"""Elements at which a block ends, in lower case."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its name, its value on one line, and where the value stands in the text."""

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A block of fields that hold something, in the order of the form."""

    name: str
    fields: tuple[Field, ...]

    def get(self, *names: str) -> str:
        """The value of the first field that has one of the names; empty where there is none."""
        for name in names:
            for one in self.fields:
                if one.name.lower() == name.lower():
                    return one.value
        return ""

    def number(self, *names: str) -> float | None:
        """The same as a number; null where it is none, a reference to a footnote for instance."""
        return number_of(self.get(*names))

    def day(self, *names: str) -> str | None:
        """The same as an ISO day; null where it is none."""
        day = day_of(self.get(*names))
        return day.isoformat() if day else None


def has_fields(document: Document) -> bool:
    """Whether the document is an electronic form of owners: 3, 4, 5, 144, 13D or 13G."""
    return document.text.lstrip().startswith(_ROOTS)


def fields(text: str) -> Iterator[Field]:
    """Every line as a field; the `value` of an element is the element's own."""
    at, before = 0, ""
    for line in text.split("\n"):
        name, tab, value = line.partition("\t")
        start = at + len(name) + len(tab)
        at += len(line) + 1
        if name == "value" and before:
            name = before
        yield Field(name, value.strip(), start, start + len(value))
        before = name if not value else ""


def blocks(text: str, *names: str) -> Iterator[Block]:
    """The blocks that begin with one of the names."""
    wanted = {name.lower() for name in names}
    name, held = "", list[Field]()
    for one in fields(text):
        if one.name.lower() in _PARTS and (not one.value or one.name.lower() not in wanted):
            if held:
                yield Block(name, tuple(held))
            name, held = (one.name if one.name.lower() in wanted else ""), []
        elif one.value and name:
            held.append(one)
    if held:
        yield Block(name, tuple(held))


def field(text: str, *names: str) -> str:
    """The value of the first field of the whole form that has one of the names; else empty."""
    for name in names:
        found = re.search(rf"^{name}\t([^\n]+)$", text, re.MULTILINE | re.IGNORECASE)
        if found:
            return found[1].strip()
    return ""
