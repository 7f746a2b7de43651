"""Documents invented for the tests of the readers; no company of these names is known."""

from collections.abc import Callable, Mapping

from microcap.reading import Statement, Value
from microcap.reading.document import Document

Reader = Callable[[Document], list[Statement]]


def document_of(
    text: str, *, form: str = "8-K", type: str = "", company: str = "", filed: str = ""
) -> Document:
    """A document whose text is its own source: a place in one is the same place in the other."""
    return Document("invented.txt", form, type or form, text, (0,), (0,), (), company, "", filed)


def read(reader: Reader, text: str, form: str = "8-K", filed: str = "") -> list[Statement]:
    """What a reader finds in an invented text, each quote checked against the place it gives."""
    found = reader(document_of(text, form=form, filed=filed))
    for one in found:
        words = " ".join(text[one.span[0] : one.span[1]].split())
        assert one.quote.removesuffix(" …") in words, one
    return found


def told(found: list[Statement], detail: str, expected: Mapping[str, Value]) -> bool:
    """Whether one of the statements is of that detail and says all that is expected."""
    return any(
        one.detail == detail and all(one.says.get(key) == value for key, value in expected.items())
        for one in found
    )
