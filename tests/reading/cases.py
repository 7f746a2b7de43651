"""What the tests of readers share: a document of a few words, and what a reader says of it."""

from collections.abc import Callable

from microcap.reading import Statement
from microcap.reading.document import Document
from microcap.reading.documents import open_document

Reader = Callable[[Document], list[Statement]]


def page(text: str, form: str = "10-K", company: str = "Quillfeather Mining Corp.") -> Document:
    """Words as a plain document of a form, under a cover page that names the company."""
    return open_document(f"FORM {form}\n\n{company}\n\n{text}\n".encode(), "invented.txt")[0]


def details(reader: Reader, text: str, form: str = "10-K") -> set[str]:
    """The details that a reader finds in some words."""
    return {one.detail for one in reader(page(text, form))}
