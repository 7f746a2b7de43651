"""Everything that a document says, of every kind that there is a reader for."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from microcap.model import catalogue
from microcap.model.errors import NoSuchThing
from microcap.reading import Statement
from microcap.reading.document import Document


def kinds() -> list[str]:
    """The kinds of statements that can be read, sorted."""
    catalogue.load("reading")
    return list(catalogue.entries("reading"))


def said_in(documents: Iterable[Document], only: Sequence[str] = ()) -> list[Statement]:
    """The statements of some documents in the order of the source; `only` the kinds named.

    The same words of one kind and detail are said once. Raises `NoSuchThing` for a kind that
    nothing reads.
    """
    known = kinds()
    for kind in only:
        if kind not in known:
            near = get_close_matches(kind, known, n=3, cutoff=0.4)
            raise NoSuchThing(
                f"asked for statements of kind {kind[:40]!r}, which nothing reads; "
                f"{'did you mean ' + ', '.join(near) if near else 'there are ' + ', '.join(known)}"
            )
    readers = [
        entry.function
        for name, entry in catalogue.entries("reading").items()
        if not only or name in only
    ]
    found: dict[tuple[str, str, str], Statement] = {}
    for document in documents:
        for reader in readers:
            for one in reader(document):
                found.setdefault((one.kind, one.detail, one.quote), one)
    return sorted(found.values(), key=lambda one: (one.span, one.kind, one.detail))
