"""A passage of a document as a statement, cut so that the telling words stay in the quote."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping

from microcap.reading import LONGEST, Statement, Value, quoted
from microcap.reading.document import Document
from microcap.reading.sentences import Sentence, plain, sentences

CONTRACTS = ("EX-1", "EX-2", "EX-3", "EX-4", "EX-10")
"""Exhibits that are agreements: what they foresee has not happened."""


def statement(
    document: Document,
    kind: str,
    detail: str,
    place: Sentence | tuple[int, int],
    says: Mapping[str, Value] | None = None,
    *,
    around: int | None = None,
) -> Statement:
    """A statement of the words at a place; a long place is cut to words around `around`.

    What is null in `says` is left out: what the words do not tell is not told.
    """
    start, end = (place.start, place.end) if isinstance(place, Sentence) else place
    if end - start > LONGEST and around is not None:
        start = max(start, around - LONGEST // 2)
        end = min(end, start + LONGEST - 2)
        start, end = _at_words(document.text, start, end)
    words, span = quoted(document, start, end)
    told = {key: value for key, value in (says or {}).items() if value is not None}
    return Statement(kind, detail, words, span, told)


def apart(found: Iterable[Statement]) -> list[Statement]:
    """The statements in order of their place, each detail with the same words once."""
    seen: dict[tuple[str, str], Statement] = {}
    for one in found:
        seen.setdefault((one.detail, one.quote), one)
    return sorted(seen.values(), key=lambda one: one.span)


def telling(found: Iterable[Statement], key: str = "") -> list[Statement]:
    """Of passages that overlap, or say the same of `key`, the one that tells the most."""
    kept: list[Statement] = []
    for one in apart(found):
        if kept and one.detail == kept[-1].detail:
            last = kept[-1]
            same = key and one.says.get(key) is not None and one.says.get(key) == last.says.get(key)
            if one.span[0] < last.span[1] or same:
                kept[-1] = one if len(one.says) > len(last.says) else last
                continue
        kept.append(one)
    return kept


def context(document: Document, at: Sentence, *, before: int = 1, after: int = 1) -> str:
    """The words of a sentence together with those of its neighbours."""
    start, end = reach(document, at, before=before, after=after)
    return plain(document.text)[start:end]


def reach(document: Document, at: Sentence, *, before: int = 1, after: int = 1) -> tuple[int, int]:
    """Begin and end of a sentence and its neighbours, none of them farther than 1,500 characters."""
    found = sentences(document.text)
    low = bisect_left(found, at.start, key=lambda one: one.start)
    first = found[max(0, low - before)].start
    last = found[min(len(found) - 1, low + after)].end
    return max(first, at.start - 1500), min(last, at.end + 1500)


def whole_sentences(
    document: Document, at: Sentence, *, before: int, after: int
) -> tuple[int, int]:
    """The place of a sentence and its neighbours, for a quote: no heading or cell ahead of it."""
    start, end = reach(document, at, before=before, after=after)
    found = sentences(document.text)
    low = bisect_left(found, at.start, key=lambda one: one.start)
    while low > 0 and found[low - 1].start >= start:
        if not found[low - 1].words.rstrip("\"'\u2019\u201d").endswith((".", ";", ":", "?", "!")):
            break
        low -= 1
    return found[low].start if found else start, end


def is_contract(document: Document) -> bool:
    """Whether the document is an exhibit that is an agreement, by its type."""
    kind = document.type.upper()
    return any(kind == one or kind.startswith(one + ".") for one in CONTRACTS)


def _at_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and start > 0 and not text[start - 1].isspace():
        start += 1
    while end > start and end < len(text) and not text[end].isspace():
        end -= 1
    return start, end
