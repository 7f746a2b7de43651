"""A document as clean text, with the way back from each character to the source."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a document: an item of an annual report, a note, an exhibit."""

    name: str
    """`1A`, `7`, `9A`, `8-K 4.01`, `note 2`, `auditor's report` ..."""
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a filing."""

    name: str
    """File name."""
    form: str
    """The form of the filing, where the document or its header tells it; else empty."""
    type: str
    """The type of this document in the filing: the form itself, EX-99.1 ...; else empty."""
    text: str
    """Clean text: a line a block, cells of a table row parted by a tab, no markup, no entities."""
    starts: Sequence[int]
    """Places in `text`, rising from 0, from which the source runs on without a jump ..."""
    origins: Sequence[int]
    """... and the place in the decoded source of each of them."""
    sections: tuple[Section, ...] = ()
    company: str = ""
    accession: str = ""
    filed: str = ""
    """ISO day, where a header tells it."""

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the decoded source."""
        return self._source(start), self._source(max(start, end - 1)) + 1

    def _source(self, place: int) -> int:
        at = max(0, bisect_right(self.starts, place) - 1)
        return self.origins[at] + place - self.starts[at] if self.starts else place

    def section(self, name: str) -> str:
        """The text of the named sections, joined; empty where there is none."""
        return "\n".join(
            self.text[one.start : one.end] for one in self.sections if one.name == name
        )
