"""Where in a text a pattern can match at all, told by letters that every match of it holds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

SHORTEST = 3
"""Fewer letters than this stand nearly everywhere; they narrow nothing."""
FARTHEST = 800
"""A match is taken to run no farther than this many characters to either side."""
_OPEN_END = 24
"""Letters that an unlimited repetition, such as the rest of a word, is taken to run to."""
_BLANK = 8
_REPEAT = re.compile(r"(?:(?P<sign>[?*+])|\{(?P<least>\d*)(?P<comma>,?)(?P<most>\d*)\})[?+]?")
_OPENING = re.compile(r"\((?:\?(?:P<\w+>|[a-zA-Z-]*:|(?P<aside><?[=!])))?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)


Reach = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Anchors:
    """Letters of which every match holds one, and how far a match may run around them."""

    reach: Mapping[str, Reach]
    """For letters in lower case the characters ahead of where they begin, and from there to the
    end of a match; empty where a pattern has no letters that every match must hold."""


@dataclass(frozen=True, slots=True)
class _Part:
    letter: str
    """One letter, or empty where the part may be any of several."""
    within: Mapping[str, Reach]
    """Letters of which every match of this part holds one; empty where there are none."""
    width: int


_NOTHING: Mapping[str, Reach] = {}


@cache
def anchors(pattern: str) -> Anchors:
    """The anchors of a pattern in which a blank stands for white space, as `phrase` takes it.

    Look-around says nothing of the letters of a match and is passed over. Of a branch the longest
    letters are chosen that no repetition makes optional.
    """
    reach, _, _ = _choice(pattern, 0)
    return Anchors(reach)


def stretches(text: str, pattern: str) -> Iterator[tuple[int, int]]:
    """Begin and end of the parts of a text in which the pattern may match, in order and apart."""
    reach = anchors(pattern).reach
    low = _lowered(text)
    if not reach or len(low) != len(text):
        yield 0, len(text)
        return
    begin = end = -1
    for first, last in _around(low, reach):
        if first > end:
            if begin >= 0:
                yield begin, end
            begin = first
        if last > end:
            end = _word_end(text, last)
    if begin >= 0:
        yield begin, end


@lru_cache(maxsize=4)
def _lowered(text: str) -> str:
    return text.lower()


def _around(low: str, reach: Mapping[str, Reach]) -> list[tuple[int, int]]:
    places = []
    for word, (ahead, behind) in reach.items():
        ahead, behind = min(ahead, FARTHEST), min(behind, FARTHEST)
        at = low.find(word)
        while at >= 0:
            places.append((max(0, at - ahead - 1), at + behind + _OPEN_END))
            at = low.find(word, at + 1)
    return sorted(places)


def _word_end(text: str, place: int) -> int:
    while place < len(text) and not text[place].isspace():
        place += 1
    return min(place, len(text))


def _choice(pattern: str, at: int) -> tuple[Mapping[str, Reach], int, int]:
    """Anchors and width of the branches from a place on, and where they end."""
    every: dict[str, Reach] = {}
    sure = True
    width = 0
    while True:
        parts, at = _branch(pattern, at)
        reach = _best(parts)
        sure = sure and bool(reach)
        for word, around in reach.items():
            every[word] = _wider(every.get(word, (0, 0)), around)
        width = max(width, sum(one.width for one in parts))
        if at >= len(pattern) or pattern[at] != "|":
            return (every if sure else _NOTHING), width, at
        at += 1


def _wider(one: Reach, other: Reach) -> Reach:
    return max(one[0], other[0]), max(one[1], other[1])


def _branch(pattern: str, at: int) -> tuple[list[_Part], int]:
    parts: list[_Part] = []
    while at < len(pattern) and pattern[at] not in "|)":
        part, at = _part(pattern, at)
        least, most, at = _repeated(pattern, at)
        if most == 1 and least == 1:
            parts.append(part)
            continue
        if least:
            within = part.within or ({part.letter: (0, 1)} if part.letter else _NOTHING)
            parts.append(_Part("", within, part.width))
        parts.append(_Part("", _NOTHING, part.width * (most - min(least, 1))))
    return parts, at


def _part(pattern: str, at: int) -> tuple[_Part, int]:
    sign = pattern[at]
    if sign == "(":
        opening = _OPENING.match(pattern, at)
        reach, width, at = _choice(pattern, opening.end() if opening else at + 1)
        if opening and opening["aside"]:
            return _Part("", _NOTHING, 0), at + 1
        return _Part("", reach, width), at + 1
    if sign == "[":
        end = _CLASS.match(pattern, at)
        return _Part("", _NOTHING, 1), end.end() if end else at + 1
    if sign == "\\":
        escape = _ESCAPE.match(pattern, at)
        whole = escape[0] if escape else sign
        bare = len(whole) == 2 and not whole[1].isalnum()
        width = 0 if whole in (r"\b", r"\B", r"\A", r"\Z") else 1
        return _Part(whole[1] if bare else "", _NOTHING, width), at + len(whole)
    if sign == " ":
        return _Part("", _NOTHING, _BLANK), at + 1
    if sign in "^$.":
        return _Part("", _NOTHING, int(sign == ".")), at + 1
    return _Part(sign.lower(), _NOTHING, 1), at + 1


def _repeated(pattern: str, at: int) -> tuple[int, int, int]:
    """How often at least and at most the part before a place stands, and where that is told."""
    found = _REPEAT.match(pattern, at)
    if found is None:
        return 1, 1, at
    if found["sign"]:
        return int(found["sign"] == "+"), 1 if found["sign"] == "?" else _OPEN_END, found.end()
    least = int(found["least"] or 0)
    most = int(found["most"]) if found["most"] else (_OPEN_END if found["comma"] else least)
    return least, most, found.end()


def _best(parts: list[_Part]) -> Mapping[str, Reach]:
    """The letters, of all that a branch needs, whose shortest are longest."""
    total = sum(one.width for one in parts)
    offers: list[Mapping[str, Reach]] = []
    run, ahead = "", 0
    for one in [*parts, _Part("", _NOTHING, 1)]:
        if one.letter:
            run += one.letter
        elif one.width:
            if run:
                begin = ahead - len(run)
                offers.append({run: (begin, total - begin)})
            run = ""
            offers.append(
                {
                    word: (ahead + inner[0], inner[1] + total - ahead - one.width)
                    for word, inner in one.within.items()
                }
            )
        ahead += one.width
    good = [one for one in offers if one and min(map(len, one)) >= SHORTEST]
    return max(good, key=lambda one: (min(map(len, one)), -len(one)), default=_NOTHING)
