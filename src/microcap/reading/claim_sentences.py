"""Which sentences of a text may claim something, and where in them the words of each kind stand.

What is cheap is asked first: most sentences of a filing hold none of the letters that any kind
needs, and of the others most hold none of its words.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from microcap.reading.anchors import anchors
from microcap.reading.claim_kinds import ClaimKind, claim_kinds
from microcap.reading.promised_days import may_promise
from microcap.reading.sentences import Sentence, phrase, plain, sentences
from microcap.reading.stance import printed_form

_SHORTEST, _LONGEST = 10, 1500
_MOST_WORDS = 50_000
_DATED = 1 << 60
"""The bit of a word that can name a time ahead."""
_BOILERPLATE = phrase(
    r"forward-?looking\b|^\W*(?:such|these|those)(?: \S+){0,3} includ(?:es?|ing)\b|\bidentify (?:such|these|forward)|risks? and uncertaint|(?:could|may|might) cause actual results|differ materially|there (?:can|could) be no (?:assurance|guarantee)|no assurance|"
    r"words such as|safe harbor|private securities litigation reform|not (?:constitute|an) (?:an )?offer|shall not (?:constitute|be deemed)|undertakes? no (?:duty|obligation)|"
    r"may not be able|if we (?:fail|are unable|do not)|fail(?:ure)? to|could be (?:adversely|materially)|adversely affect|risk factors|incorporated (?:herein )?by reference|"
    r"pursuant to (?:the )?requirements of|filed as exhibit|attached (?:hereto|as)|copy of (?:the|this|which)|full text|for more information|qualified in its entirety|within the meaning of|issued an? (?:press|news) release|performance (?:shares?|awards?|period)|compensation committee|incentive plan|\bbonus|^\W*\d{1,2}\.\d{1,2}\b|no obligation|in the event (?:that|of|the)|upon (?:the )?exercise|each (?:right|preferred share)\b"
)
_OF_OTHERS = phrase(
    r"(?:global|worldwide|addressable|overall|total) (?:\S+ ){0,5}?market\b|\bmarket (?:size|is expected|is projected)|\b(?:industry|sector)(?:'s)? (?:revenues?|sales|is expected)|\banalysts\b|according to (?:\w+ ){1,4}(?:research|report|analysts?|firm)|prior to joining|^\W*(?:Mr|Ms|Mrs)\. |\b(?:he|she) (?:has|was|is|served|holds|joined)\b|degrees? in"
)
_ZONE = phrase(
    r"^\W*(?:about [A-Z0-9]|forward-?looking statements?\b|safe harbor|cautionary (?:note|statement)|important (?:information|notice)|disclaimer|non-?GAAP financial|use of non-?GAAP|additional information|contacts?\b)"
)
_MAIL = re.compile(r"https?://\S+|www\.\S+")
_COMMON = frozenset(
    [
        "the", "of", "a", "an", "to", "in", "for", "its", "has", "have", "with", "was", "were",
        "is", "are", "will", "on", "by", "we", "our", "and", "that", "from", "first", "new", "next",
        "it", "this", "they", "more", "than", "had",
    ]
)  # fmt: skip
_FOREIGN = frozenset(
    [
        "der", "die", "das", "und", "den", "dem", "einen", "eine", "mit", "von", "für", "ist", "wird",
        "la", "le", "les", "un", "une", "des", "et", "est", "dans", "pour", "avec", "el", "los",
        "las", "que", "para", "con", "del", "una", "het", "een", "voor", "van", "och", "det", "som",
        "os", "da", "em",
    ]
)  # fmt: skip
"""The commonest words of other languages, as far as English does not use them often."""
_WORD = re.compile(r"[^\W\d_]+")
_DOUBTED = re.compile(r"\?[\"')\s]*$|\bden(?:y|ies|ied)\b")
"""A question claims nothing, and a denial is no claim of what it denies."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may claim something: its words, and the kinds whose words stand in it."""

    sentence: Sentence
    words: str
    """As they stand in the text, with one kind of quote mark and dash."""
    found: tuple[tuple[ClaimKind, re.Match[str]], ...]
    """Each kind with the first place of its words, or of its words of promise."""
    heading: bool


def candidates(text: str) -> Iterator[Candidate]:
    """The sentences of a text that may claim something, in order.

    Safe-harbour words, "About" paragraphs, tables, words on others and words of another language
    are left out.
    """
    text = plain(text)
    low = text.lower()
    whole = len(low) == len(text)
    silent = False
    for one in sentences(text):
        words = one.words
        long = len(words)
        heading = long < 160 and words[-1] not in ".!?\"'" and not words[0].islower()
        if _ZONE.match(words):
            silent = True
        elif silent and heading and long < 90 and "\t" not in text[one.start : one.end]:
            silent = len(words.split()) > 14 or bool(_MAIL.search(words))
        if silent or not _SHORTEST <= long <= _LONGEST:
            continue
        small = low[one.start : one.end] if whole else words.lower()
        kinds = _kinds(small)
        if not kinds or text.count("\t", one.start, one.end) > 1 or not _english(small):
            continue
        raw = text[one.start : one.end]
        found = tuple((kind, at) for kind in kinds if (at := _place(kind, raw)) is not None)
        if found and not _silent(words):
            yield Candidate(one, raw, found, heading)


@cache
def _letters() -> tuple[tuple[str, int], ...]:
    """Letters that words of kinds hold, each with those kinds as bits in the order of the kinds.

    Bits of the words of promise follow those of the kinds.
    """
    kinds = tuple(claim_kinds().values())
    held: Counter[str] = Counter()
    for place, kind in enumerate(kinds):
        for letters in _least(kind.words):
            held[letters] |= 1 << place
        for letters in _least(kind.promise_words) if kind.promise_words else ():
            held[letters] |= 1 << (len(kinds) + place)
    return tuple(held.items())


def _least(pattern: re.Pattern[str]) -> list[str]:
    """The anchors of a pattern without those that hold another of them."""
    found = anchors(pattern.pattern).reach
    return [one for one in found if not any(two != one and two in one for two in found)]


class _Words(dict[str, int]):
    """The bits of each word in small letters, worked out when it is first met.

    Anchors hold no blank, so that a sentence holds one where one of its words does.
    """

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_WORDS:
            self.clear()
        bits = _DATED if may_promise(word) else 0
        for letters, of in _letters():
            if letters in word:
                bits |= of
        self[word] = bits
        return bits


_WORDS = _Words()


def _kinds(small: str) -> list[ClaimKind]:
    told = 0
    for word in small.split():
        told |= _WORDS[word]
    if told in (0, _DATED):
        return []
    found = []
    kinds = claim_kinds()
    ahead = told >> len(kinds) if told & _DATED else 0
    for place, kind in enumerate(kinds.values()):
        own = told >> place & 1 and (not kind.also or any(one in small for one in kind.also))
        if own or ahead >> place & 1:
            found.append(kind)
    return found


def _place(kind: ClaimKind, words: str) -> re.Match[str] | None:
    found = kind.words.search(words)
    if found is None and kind.promise_words is not None:
        found = kind.promise_words.search(words)
    return found


def _silent(words: str) -> bool:
    """Whether a sentence is of those that every release repeats, or tells of others."""
    return bool(
        _DOUBTED.search(words)
        or _BOILERPLATE.search(words)
        or _OF_OTHERS.search(words)
        or printed_form(words)
    )


def _english(small: str) -> bool:
    """Whether the words are English, as far as its commonest words tell; a headline has few."""
    if small.count(" ") < 3:
        return True
    words = _WORD.findall(small)
    common = sum(one in _COMMON for one in words)
    return common > 0 and common >= sum(one in _FOREIGN for one in words)
