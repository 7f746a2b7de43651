"""What stands under an item of a current report, where the item itself tells what happened."""

import re

from microcap.reading import Statement
from microcap.reading.days import deed_days
from microcap.reading.document import Document
from microcap.reading.passages import statement
from microcap.reading.sentences import Sentence, sentences

_NOTHING = re.compile(
    r"^\W*(?:none|not\s+applicable|inapplicable|n/a|no\s+(?:events?|change)|omitted)\W*$", re.I
)
_ELSEWHERE = re.compile(
    r"incorporated\s+(?:herein\s+|into\s+this\s+item\s+)?by\s+reference|set\s+forth\s+(?:in|under)\s+item|see\s+item",
    re.I,
)


def under(document: Document, name: str, heading: str) -> list[Sentence]:
    """The sentences below the heading of an item whose heading holds the word `heading`.

    Of several places with the number the longest counts; an item that says that there is
    nothing to say has no sentences.
    """
    held = [
        one
        for one in document.sections
        if one.name == name and re.search(heading, document.text[one.start : one.start + 260], re.I)
    ]
    if not held:
        return []
    longest = max(held, key=lambda one: one.end - one.start)
    found = [
        one
        for one in sentences(document.text)
        if longest.start <= one.start < longest.end
        and len(one.words.split()) > 5
        and not re.match(r"item\s+\d", one.words, re.I)
        and not (one.words.isupper() and len(one.words) < 120)
    ]
    body = " ".join(document.text[longest.start : longest.end].split()[8:])
    return [] if _NOTHING.match(body) or len(body) < 60 else found


def reported(document: Document, kind: str, items: dict[str, str]) -> list[Statement]:
    """One statement of the first sentence under one of the items; none where there is none.

    For use where no sentence of the item was understood: the item's heading tells the kind,
    nobody knows the detail, and the words are quoted as they are.
    """
    for name, heading in items.items():
        for sentence in under(document, name, heading):
            if _ELSEWHERE.search(sentence.words):
                continue
            told = deed_days(sentence.words)
            says = {"day": told[0].first.isoformat() if told else None, "where": name}
            return [statement(document, kind, "", sentence, says)]
    return []
