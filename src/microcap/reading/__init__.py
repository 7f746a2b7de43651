"""What a document says: text in, passages out.

A *reading* is a pure function of a `Document`: it returns the statements of one kind that the
document makes, each with the words and where they stand in the source, so that a reader can check
it. It reports what is said and judges nothing. A document that says nothing of the kind returns
an empty list; whether the document was all there is to read is not a reading's question.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from microcap.model.catalogue import enter
from microcap.model.errors import Contradiction
from microcap.reading.document import Document

Value = str | float | int | bool | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing a document says: its kind, the words, where they stand, what was read out of them."""

    kind: str
    detail: str
    """What of the kind: raised, alleviated; resigned, engaged ...; empty where there is one only."""
    quote: str
    """The words, with white space made plain; never more than `LONGEST` characters."""
    span: tuple[int, int]
    """Where the words begin and end, in characters of the decoded source."""
    says: Mapping[str, Value] = field(default_factory=dict)
    """Amounts (USD, shares, fractions), days (ISO) and names read out of the words."""

    def __post_init__(self) -> None:
        if not self.quote.strip() or not 0 <= self.span[0] < self.span[1]:
            raise Contradiction(f"a statement of {self.kind!r} without words; quote the passage")


LONGEST = 600
"""A quote is cut here, at a word, with an ellipsis."""

Reader = TypeVar("Reader", bound=Callable[[Document], "list[Statement]"])


def reading(*, kind: str, reference: str) -> Callable[[Reader], Reader]:
    """Enter a reader of one kind of statement into the catalogue; it is returned unchanged.

    `kind` is the public name in `microcap read`; `reference` is the rule or item that makes
    filers say it. One reader may return several details of its kind, and no other kind.
    """
    return enter("reading", name=kind, reference=reference)


def quoted(document: Document, start: int, end: int) -> tuple[str, tuple[int, int]]:
    """The words of `document.text[start:end]` as a quote, and their span in the source."""
    words = " ".join(document.text[start:end].split())
    if len(words) > LONGEST:
        words = words[: LONGEST - 2].rsplit(" ", 1)[0] + " …"
    return words, document.source_span(start, end)
