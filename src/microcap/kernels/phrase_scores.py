"""Sums of the weights of the distinct phrases that many texts hold, in one pass over their bytes.

Words are cut as `words_of` of the reading room cuts them: runs of letters, digits, bars and the bytes
0 (nothing) and 1 (a foreign letter), and the marks $ % !. A word is a 64-bit number made of its
folded letters, a phrase one made of its words' numbers; a table of open addresses holds the weights.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from microcap.kernels.compiled import compiled

Bytes = NDArray[np.uint8]
Counts = NDArray[np.int64]
Floats = NDArray[np.float64]
Keys = NDArray[np.uint64]

_FIRST = np.uint64(0xCBF29CE484222325)
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_JOIN = np.uint64(0xD6E8FEB86659FD93)
_SHIFT = np.uint64(29)
_LEFT, _RIGHT = np.uint64(5), np.uint64(59)
_MASK = (1 << 64) - 1
_WEIGHED, _BEGINS, _ENGLISH, _FOREIGN = 1, 2, 4, 8
_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class Phrases:
    """A table of phrases by their number; an empty place has the number 0."""

    keys: Keys
    weights: Floats
    flags: Bytes
    letters: Bytes
    """What each byte is: 0 a gap, its folded letter inside a word, or a class above 127."""


@dataclass(frozen=True, slots=True)
class Scores:
    """For each text the sum of weights, and counts: words, numbers, English, foreign, phrases."""

    sums: Floats
    counts: Counts
    rough: NDArray[np.bool_]
    """Whether markup, an entity or an address may begin in it, which others take out before."""


def _numbers() -> Keys:
    """A number for each letter, by the generator SplitMix64 (Steele, Lea & Flood 2014)."""
    found = []
    for letter in range(1, 257):
        number = (letter * 0x9E3779B97F4A7C15) & _MASK
        number = ((number ^ number >> 30) * 0xBF58476D1CE4E5B9) & _MASK
        number = ((number ^ number >> 27) * 0x94D049BB133111EB) & _MASK
        found.append(number ^ number >> 31)
    return np.array(found, np.uint64)


_OF_LETTER = _numbers()
"""A word's number is that of its letters, each turned by its place: a multiplication a word, not a
letter."""


def phrase_table(
    weights: Mapping[str, float], english: AbstractSet[str], foreign: AbstractSet[str]
) -> Phrases:
    """The table of phrases of up to three words, each in the spelling of `words_of`."""
    held: dict[int, tuple[float, int]] = {}

    def add(phrase: str, weight: float, flag: int) -> None:
        before, flags = held.get(number_of(phrase), (0.0, 0))
        held[number_of(phrase)] = (before + weight, flags | flag)

    for phrase, weight in weights.items():
        add(phrase, weight, _WEIGHED)
        words = phrase.split(" ")
        for length in range(1, len(words)):
            add(" ".join(words[:length]), 0.0, _BEGINS)
    for word in english:
        add(word, 0.0, _ENGLISH)
    for word in foreign:
        add(word, 0.0, _FOREIGN)
    size = 1 << (4 * len(held) + 8).bit_length()
    # one place more than keys, for what is in no place
    keys, sums = np.zeros(size, np.uint64), np.zeros(size + 1)
    flags = np.zeros(size + 1, np.uint8)
    for number, (weight, flag) in held.items():
        place = number & (size - 1)
        while keys[place]:
            place = (place + 1) & (size - 1)
        keys[place], sums[place], flags[place] = number, weight, flag
    return Phrases(keys, sums, flags, _letters())


def number_of(phrase: str) -> int:
    """The number of a phrase: of its first word, joined with each that follows."""
    number = 0
    for word in phrase.split(" "):
        one = int(_FIRST)
        for letter in word.encode("ascii"):
            one = ((one << int(_LEFT)) & _MASK | one >> int(_RIGHT)) ^ int(_OF_LETTER[letter])
        one = (one * int(_PRIME)) & _MASK
        one ^= one >> int(_SHIFT)
        if not number:
            number = one
        else:
            number = ((number * int(_JOIN)) & _MASK) ^ one
            number ^= number >> int(_SHIFT)
    return number or 1


def scores_of(buffer: Bytes, offsets: Counts, phrases: Phrases) -> Scores:
    """Scores of the texts whose bytes stand in the buffer from one offset to the next."""
    sums = np.zeros(len(offsets) - 1)
    counts = np.zeros((len(offsets) - 1, _COLUMNS), np.int64)
    rough = np.zeros(len(offsets) - 1, np.bool_)
    _score(
        buffer,
        offsets,
        phrases.keys,
        phrases.weights,
        phrases.flags,
        phrases.letters,
        _OF_LETTER,
        _NUMBERED,
        sums,
        counts,
        rough,
    )
    return Scores(sums, counts, rough)


_NOTHING, _DIGIT_ONE, _DIGIT_ZERO, _DIGIT, _BAR, _MARK, _ROUGH = 128, 129, 130, 131, 132, 133, 134


def _letters() -> Bytes:
    table = np.zeros(256, np.uint8)
    for letter in range(ord("a"), ord("z") + 1):
        table[letter] = table[letter - 32] = ord("i") if letter == ord("l") else letter
    table[1] = 1
    table[0] = _NOTHING
    table[ord("0") : ord("9") + 1] = _DIGIT
    table[ord("0")], table[ord("1")], table[ord("|")] = _DIGIT_ZERO, _DIGIT_ONE, _BAR
    for mark in b"$%!":
        table[mark] = _MARK
    for mark in b"<&:":
        table[mark] = _ROUGH
    return table


_NUMBERED = np.where(
    (_letters() > 1) & (_letters() < _NOTHING), _OF_LETTER[_letters()], np.uint64(0)
)
"""The number of each byte that is a plain letter, whatever its case; 0 of any other."""


_WWW = np.uint64(number_of("www"))
_COLON, _SLASH, _DOT = ord(":"), ord("/"), ord(".")


@compiled
def _place(number: np.uint64, keys: Keys) -> np.int64:
    """Where a number stands in the table; behind its end where it does not."""
    mask = np.uint64(len(keys) - 1)
    at = number & mask
    while keys[at] != np.uint64(0):
        if keys[at] == number:
            return np.int64(at)
        at = (at + np.uint64(1)) & mask
    return np.int64(len(keys))


@compiled
def _joined(first: np.uint64, second: np.uint64) -> np.uint64:
    number = (first * _JOIN) ^ second
    number ^= number >> _SHIFT
    return number


@compiled
def _score(  # noqa: C901, PLR0912, PLR0913 - one pass over bytes: a call a letter costs more than the work
    buffer: Bytes,
    offsets: Counts,
    keys: Keys,
    weights: Floats,
    flags: Bytes,
    letters: Bytes,
    of_letter: Keys,
    numbered: Keys,
    sums: Floats,
    counts: Counts,
    rough: NDArray[np.bool_],
) -> None:
    seen = np.full(len(keys) + 1, -1, np.int32)
    gap = np.uint64(0)
    for text in range(len(offsets) - 1):
        at, end = offsets[text], offsets[text + 1]
        total = 0.0
        words = numbers = english = foreign = found = 0
        # phrases of the last one and two words that may go on
        one, two = gap, gap
        last = np.int64(0)
        while at < end:
            kind = letters[buffer[at]]
            if kind == 0 or kind == _ROUGH:
                if kind != 0 and (
                    buffer[at] != _COLON or (at + 1 < end and buffer[at + 1] == _SLASH)
                ):
                    rough[text] = True
                at += 1
                continue
            word = _FIRST
            alone = np.int64(0)
            strange = False
            if kind == _MARK:
                alone = np.int64(buffer[at])
                at += 1
            else:
                has_letter = has_digit = False
                while True:
                    begin = at
                    # most bytes are letters, which need one look and no question
                    while at < end:
                        number = numbered[buffer[at]]
                        if number == gap:
                            break
                        word = (word << _LEFT | word >> _RIGHT) ^ number
                        at += 1
                    has_letter = has_letter or at > begin
                    kind = letters[buffer[at]] if at < end else np.uint8(0)
                    if kind == 0 or kind >= _MARK:
                        break
                    letter = kind
                    at += 1
                    if kind == 1:
                        has_letter = strange = True
                    elif kind == _NOTHING:
                        continue
                    else:
                        has_digit = has_digit or kind != _BAR
                        letter = np.uint8(105)
                        if kind == _DIGIT_ZERO:
                            letter = np.uint8(111)
                        elif kind == _DIGIT:
                            letter = buffer[at - 1]
                    word = (word << _LEFT | word >> _RIGHT) ^ of_letter[letter]
                word *= _PRIME
                word ^= word >> _SHIFT
                if not has_letter:
                    if not has_digit:
                        continue
                    alone = np.int64(35)
            if alone != 0:
                if last == alone:
                    continue
                word = (_FIRST << _LEFT | _FIRST >> _RIGHT) ^ of_letter[alone]
                word *= _PRIME
                word ^= word >> _SHIFT
            last = alone
            if alone == 35:
                numbers += 1
            elif alone == 0:
                words += 1
                foreign += strange
            if word == _WWW and at < end and buffer[at] == _DOT:
                rough[text] = True
            place = _place(word, keys)
            new_one, new_two = gap, gap
            flag = flags[place]
            english += (flag >> 2) & 1
            foreign += (flag >> 3) & 1
            if flag & _WEIGHED and seen[place] != text:
                seen[place] = text
                total += weights[place]
                found += 1
            if flag & _BEGINS:
                new_one = word
            if one != gap:
                pair = _joined(one, word)
                place = _place(pair, keys)
                if flags[place] & _WEIGHED and seen[place] != text:
                    seen[place] = text
                    total += weights[place]
                    found += 1
                if flags[place] & _BEGINS:
                    new_two = pair
            if two != gap:
                place = _place(_joined(two, word), keys)
                if flags[place] & _WEIGHED and seen[place] != text:
                    seen[place] = text
                    total += weights[place]
                    found += 1
            one, two = new_one, new_two
        sums[text] = total
        counts[text, 0] = words
        counts[text, 1] = numbers
        counts[text, 2] = english
        counts[text, 3] = foreign
        counts[text, 4] = found
