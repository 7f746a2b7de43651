"""What a document says, and how well documents are read, as text."""

from collections.abc import Mapping, Sequence

from microcap.faces.terminal import TableColumn, clean, percent, plain, table, wrap
from microcap.reading import Statement, Value
from microcap.reading.document import Document
from microcap.reading.sections import sections_at
from microcap.research.reading_score import KindScore, ReadingScore, Share


def said(name: str, documents: Sequence[Document], found: Sequence[Statement], width: int) -> str:
    """The statements of one file: kind, detail, the words, where they stand."""
    lines = [*wrap(_heading(name, documents), width, 0), ""]
    if not found:
        lines += wrap(
            "No statement of the kinds that microcap reads was found in these words.", width, 2
        )
    for one in found:
        detail = f": {clean(one.detail, 60)}" if one.detail else ""
        lines.append(f"  {clean(one.kind, 40)}{detail}")
        lines += wrap(f"“{clean(one.quote, 700)}”", width, 6)
        where = _where(documents, one)
        told = _told(one.says)
        lines += wrap(f"{where}{'; ' if told else ''}{told}", width, 6)
        lines.append("")
    return "\n".join(lines).rstrip("\n")


def _heading(name: str, documents: Sequence[Document]) -> str:
    first = documents[0]
    parts = [
        clean(name, 120),
        f"form {clean(first.form, 20)}" if first.form else "form cannot be told",
        clean(first.company, 80),
        f"filed {clean(first.filed, 12)}" if first.filed else "",
        clean(first.accession, 24),
    ]
    return ", ".join(part for part in parts if part)


def _where(documents: Sequence[Document], one: Statement) -> str:
    place = f"characters {one.span[0]:,}-{one.span[1]:,}"
    for document in documents:
        at = place_of(document, one.span[0])
        if at is None:
            continue
        held = sections_at(document, at)
        kind = f"{clean(document.type, 20)}, " if len(documents) > 1 and document.type else ""
        return f"{kind}{clean(held[-1].name, 40)}, {place}" if held else f"{kind}{place}"
    return place


def place_of(document: Document, origin: int) -> int | None:
    """The place in a document's text of a place in its source; null outside it."""
    from bisect import bisect_right

    if not document.origins or not document.origins[0] <= origin:
        return None
    at = bisect_right(document.origins, origin) - 1
    place = document.starts[at] + origin - document.origins[at]
    return place if place <= len(document.text) else None


def _told(says: Mapping[str, Value]) -> str:
    return ", ".join(
        f"{clean(key, 40)} {clean(_value(value), 80)}"
        for key, value in says.items()
        if value is not None
    )


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return plain(value)
    return str(value)


def clean_text(documents: Sequence[Document]) -> str:
    """The clean text of every document of a file, with its type where there are several."""
    parts = []
    for one in documents:
        body = "\n".join(_row(line) for line in one.text.split("\n"))
        head = f"--- {clean(one.type or one.name, 60)} ---\n" if len(documents) > 1 else ""
        parts.append(head + body)
    return "\n".join(parts)


def _row(line: str) -> str:
    return "\t".join(clean(cell, max(1, len(cell) + 1)) for cell in line.split("\t"))


def sections(documents: Sequence[Document]) -> str:
    """The sections of a file, one a line with their length."""
    rows = [
        (
            clean(one.type or one.name, 20),
            clean(held.name, 30),
            plain(held.end - held.start),
            clean(held.title, 100),
        )
        for one in documents
        for held in one.sections
    ]
    columns = (
        TableColumn("document", align="left"),
        TableColumn("section", align="left"),
        TableColumn("length", "characters"),
        TableColumn("title", align="left"),
    )
    return "\n".join(table(columns, rows)) if rows else "no headed parts were found"


def score(value: ReadingScore, width: int) -> str:
    """Precision and recall per label, with counts and exact intervals."""
    columns = (
        TableColumn("label", align="left"),
        TableColumn("with"),
        TableColumn("without"),
        TableColumn("precision"),
        TableColumn("recall"),
    )
    rows = [
        (
            one.label,
            plain(one.positives),
            plain(one.negatives),
            _share(one.precision, one),
            _share(one.recall, one),
        )
        for one in value.kinds
    ]
    lines = [
        f"{value.documents} documents read; intervals are exact for a binomial count, at {percent(value.confidence, 0)}",
        "",
        *table(columns, rows, width=width),
        "",
    ]
    for one in value.kinds:
        for word, names in (("missed", one.missed), ("read where no label stands", one.wrong)):
            if names:
                lines += wrap(
                    f"{one.label} {word}: {', '.join(clean(name, 80) for name in names)}", width, 2
                )
    if value.without_reader:
        lines += wrap(f"no reader: {', '.join(value.without_reader)}", width, 2)
    for sentence in value.unreadable:
        lines += wrap(f"not read: {clean(sentence, 300)}", width, 2)
    return "\n".join(lines)


def _share(one: Share, of: KindScore) -> str:
    if of.status != "measured":
        return f"not measured ({one.hits} of {one.of})"
    if one.value is None or one.low is None or one.high is None:
        return f"none of {one.of}"
    return f"{one.value:.2f} ({one.low:.2f}-{one.high:.2f})"
