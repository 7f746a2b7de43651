"""How a sentence means its words: as a fact, a possibility, a printed form, or not at all."""

import re
from collections.abc import Iterable, Iterator

from microcap.reading.anchors import stretches
from microcap.reading.document import Document
from microcap.reading.sentences import Sentence, phrase, plain, sentence_at

_POSSIBLE = re.compile(
    r"\b(?:(?-i:may|MAY)(?!\s+\d)|might|could|would|should|can|cannot|if|unless|whether|in\s+the\s+event|were\s+to|"
    r"no\s+assurance|possib(?:le|ility|ly)|potential(?:ly)?|hypothetical(?:ly)?|assum(?:es|ing)|"
    r"from\s+time\s+to\s+time|any\s+(?:such\s+)?(?:future|potential)|future|upon\s+(?:a|any|the\s+occurrence)|"
    r"in\s+case\s+of|risks?\s+(?:of|that|relat(?:ing|ed)))\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:not|no(?!\.\s*\d)|none|never|neither|nor|without|n't|didn't|hasn't|haven't|nothing|nil)\b",
    re.IGNORECASE,
)
_FORM_WORDS = re.compile(
    r"indicate\s+by\s+check\s*mark|check\s+the\s+(?:appropriate|following)\s+box|\[\s?[xX]?\s?\]\s+"
    r"(?:written|soliciting|pre-?commencement)|^\W*if\s+(?:any\s+of\s+the\s+securities|the\s+only\s+securities|this\s+form|an\s+emerging)"
    r"|securities\s+registered\s+pursuant\s+to\s+section\s+12|calculation\s+of\s+registration\s+fee",
    re.IGNORECASE,
)

_DEFINES = phrase(
    r"^\W*[\"'][^\"']{2,60}[\"'] (?:means|shall mean|has the meaning|shall have the meaning|refers to)\b"
)

OFTEN = 3
"""A sentence that says a thing more often than this is a list; it is not read once more."""


def hits(document: Document, trigger: str) -> Iterator[tuple[re.Match[str], Sentence]]:
    """Each match of a trigger in the document's text, with the sentence that holds it.

    A blank in the trigger stands for any white space, and letter case does not matter. Of a
    sentence that repeats the trigger the first `OFTEN` matches are given.
    """
    text = plain(document.text)
    last, times = -1, 0
    for start, end in stretches(text, trigger):
        for match in phrase(trigger).finditer(text, start, end):
            sentence = sentence_at(text, match.start())
            times = times + 1 if sentence.start == last else 1
            last = sentence.start
            if times <= OFTEN:
                yield match, sentence


def possible(words: str, *, before: int | None = None, reach: int = 90) -> bool:
    """Whether the words ahead of a place speak of what may happen, not of what did.

    Only the last `reach` characters ahead of it count: a "may" in another clause governs nothing.
    """
    if before is None:
        return _POSSIBLE.search(words) is not None
    return _POSSIBLE.search(words, max(0, before - reach), before) is not None


def negated(words: str, before: int, reach: int = 40) -> bool:
    """Whether a denial stands in the last `reach` characters ahead of a place."""
    return _NEGATED.search(words, max(0, before - reach), before) is not None


def printed_form(words: str) -> bool:
    """Whether these are words of the form itself, which every filer repeats."""
    return _FORM_WORDS.search(words) is not None


def defines(words: str) -> bool:
    """Whether a sentence only says what a capitalised word stands for in a contract."""
    return _DEFINES.search(words[:120]) is not None


def matches_any(patterns: Iterable[str], words: str) -> bool:
    """Whether one of the patterns is found; a blank stands for any white space."""
    return any(phrase(pattern).search(words) for pattern in patterns)
