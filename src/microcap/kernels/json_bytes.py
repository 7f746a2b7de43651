"""JSON written without blanks, byte by byte: words that must stand, strings, plain values.

Every function takes a place and gives the place behind what it read, or -1 where something else
stands; a place of -1 gives -1, so that steps can follow one another and be asked once. A string
that is passed over is checked as far as JSON asks: no control character, no escape but its own.
"""

import numpy as np
import numpy.typing as npt

from microcap.kernels.compiled import compiled_on_borrowed
from microcap.kernels.eight_bytes import eight, word_of

Bytes = npt.NDArray[np.uint8]
Whole = npt.NDArray[np.int64]

QUOTE, COMMA, CLOSE, END_OF_LIST = (ord(one) for one in '",}]')
"""Marks of JSON."""
_BACKSLASH, _ZERO, _SMALL_U = (ord(one) for one in "\\0u")


def text_word(text: str) -> Bytes:
    """A word of any length for `behind_text`."""
    return np.frombuffer(text.encode(), np.uint8)


def long_word(text: str) -> tuple[int, int, int]:
    """A word of eight to sixteen characters for `behind_long`: first and last eight, and how many."""
    return word_of(text[:8]), word_of(text[-8:]), len(text)


_NULL = text_word("null")
_SIMPLE_ESCAPES = text_word('"\\/bfnrt')


@compiled_on_borrowed
def behind_text(text: Bytes, at: int, word: Bytes) -> int:
    """The place behind a word that must stand at `at`; -1 where it does not."""
    size = len(word)
    if at < 0 or at + size > len(text):
        return -1
    differs = 0
    for place in range(size):
        differs |= text[at + place] ^ word[place]
    return at + size if differs == 0 else -1


@compiled_on_borrowed
def behind_long(text: Bytes, at: int, word: tuple[int, int, int]) -> int:
    """The place behind a word of eight to sixteen bytes that must stand at `at`; else -1."""
    first, last, size = word
    if at < 0 or at + size > len(text):
        return -1
    differs = (eight(text, at) ^ first) | (eight(text, at + size - 8) ^ last)
    return at + size if differs == 0 else -1


@compiled_on_borrowed
def behind_short(text: Bytes, at: int, word: int, mask: int, size: int) -> int:
    """The same for a word of fewer bytes."""
    if at < 0 or at + 8 > len(text):
        return -1
    return at + size if (eight(text, at) ^ word) & mask == 0 else -1


@compiled_on_borrowed
def behind_name(text: Bytes, at: int, names: Whole, place: int, behind: Bytes) -> int:
    """Note begin and end of a key at `at`; the place behind it and the marks that follow."""
    if at < 0 or at >= len(text) or text[at] != QUOTE:
        return -1
    end = end_of_plain(text, at + 1)
    names[place], names[place + 1] = at + 1, end
    return behind_text(text, end, behind)


@compiled_on_borrowed
def end_of_plain(text: Bytes, at: int) -> int:
    """Where a string without escapes ends; -1 where it has one, or never ends."""
    if at < 0:
        return -1
    while at < len(text):
        byte = text[at]
        if byte == QUOTE:
            return at
        if byte < 32 or byte == _BACKSLASH:
            return -1
        at += 1
    return -1


@compiled_on_borrowed
def behind_skipped(text: Bytes, at: int) -> int:
    """The place behind a null or a string, whose escapes are such as JSON has."""
    if at < 0 or at >= len(text):
        return -1
    if text[at] != QUOTE:
        return behind_text(text, at, _NULL)
    at += 1
    while at < len(text):
        byte = text[at]
        if byte == QUOTE:
            return at + 1
        if byte < 32:
            return -1
        at = _escaped(text, at + 1) if byte == _BACKSLASH else at + 1
        if at < 0:
            return -1
    return -1


@compiled_on_borrowed
def _escaped(text: Bytes, at: int) -> int:
    if at >= len(text):
        return -1
    for mark in _SIMPLE_ESCAPES:
        if text[at] == mark:
            return at + 1
    if text[at] != _SMALL_U or at + 4 >= len(text):
        return -1
    for place in range(at + 1, at + 5):
        byte = text[place] | 32
        if not (48 <= text[place] <= 57 or 97 <= byte <= 102):
            return -1
    return at + 5


@compiled_on_borrowed
def behind_scalar(text: Bytes, at: int) -> int:
    """The place behind a null, a string without escapes, or a whole number above zero."""
    if at < 0 or at >= len(text):
        return -1
    if text[at] == QUOTE:
        end = end_of_plain(text, at + 1)
        return end + 1 if end >= 0 else -1
    first = at
    while at < len(text) and text[at] - _ZERO <= 9 and text[at] >= _ZERO:
        at += 1
    if at > first:
        return at if text[first] != _ZERO else -1
    return behind_text(text, at, _NULL)
