"""The words of a message in one spelling, whatever its disguise, each with its place.

The steps: `plain_letters` (look-alike and invisible letters, markup), then `words_of` (words, numbers
and the three marks that touts live on). Both keep places, so that a phrase can be quoted as it was
written. `microcap.kernels.phrase_scores` cuts words by the same rules; a law holds the two together.
"""

import re
import unicodedata
from collections.abc import Iterator

INVISIBLE, FOREIGN = "\x00", "\x01"
"""A letter that nobody sees, which does not end a word; a letter of another alphabet."""

NUMBER = "#"
MARKS = "$%!"
"""Kept as words of their own; a row of one mark, or of numbers, is one word."""

LONGEST = 3_000
"""Characters of a message that are judged; what follows is read for disclosures only."""

_WORD = re.compile(r"[a-z0-9|\x00\x01]+|[$%!]")
_LETTER = re.compile(r"[a-z\x01]")
_FOLD = str.maketrans({"l": "i", "|": "i", "1": "i", "0": "o", INVISIBLE: None})
_MARKUP = re.compile(
    r"<!--.{0,20000}?-->|<(style|script)\b[^<>]{0,2000}>.{0,200000}?</\1\s{0,9}>|</?[a-z!][^<>]{0,2000}>",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"']{1,2000}", re.IGNORECASE)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ENTITY = re.compile(r"&(?:#?[a-z0-9]{2,8});", re.IGNORECASE)
_LOOK_ALIKE = {
    **dict(zip("авекмнорстухіјѕԁɡһԛԝӏп", "abekmhopctyxijsdghqwin", strict=True)),
    **dict(zip("АВЕКМНОРСТУХІЈЅԚԜӀ", "ABEKMHOPCTYXIJSQWI", strict=True)),
    **dict(zip("αβγεικνορτυχωΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abyeiknoptuxwABEZHIKMNOPTYX", strict=True)),
    **dict(zip("ıłøđħæœßþ", "ilodhaesp", strict=True)),
}


class _Letters(dict[int, str]):
    """One ASCII letter for each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = letter = _ascii(chr(code))
        return letter


_LETTERS = _Letters()


def ascii_letters(text: str) -> str:
    """The text in ASCII as `plain_letters` has it, with its markup and addresses."""
    if text.isascii():
        return text
    # only what is not ASCII is looked up: most of a long message is
    return _NOT_ASCII.sub(lambda found: found[0].translate(_LETTERS), text)


def plain_letters(text: str) -> str:
    """The text in ASCII, every character in its place; markup and addresses become blanks.

    Look-alikes of other alphabets, full-width and mathematical letters become the letters they
    pass for, accents are dropped; a letter of another alphabet is `FOREIGN`, an invisible one
    `INVISIBLE`, and pictures are blanks.
    """
    text = ascii_letters(text)
    if "://" in text or "www." in text:
        text = _ADDRESS.sub(_blank, text)
    if "<" in text:
        text = _MARKUP.sub(_blank, text)
    if "&" in text:
        text = _ENTITY.sub(_blank, text)
    return text


def words_of(plain: str) -> Iterator[tuple[str, int, int]]:
    """Each word of what `plain_letters` gave, in one spelling, with its begin and end.

    Lower case; l, | and 1 are i and 0 is o inside a word, so that disguises of letters as digits
    are one with the plain spelling; any number is `NUMBER`. An apostrophe parts words: "don't" and
    the "don ' t" of some archives are the same two.
    """
    last = ""
    for match in _WORD.finditer(plain.lower()):
        word = match[0]
        if word not in MARKS:
            if _LETTER.search(word):
                word = word.translate(_FOLD)
            elif word.strip("|\x00"):
                word = NUMBER
            else:
                continue
        if word == last and (word == NUMBER or word in MARKS):
            continue
        last = word
        yield word, match.start(), match.end()


def phrase_of(words: str) -> str:
    """A phrase in the spelling of `words_of`, its words parted by one blank; # is any number."""
    figures = words.replace(NUMBER, "0")
    return " ".join(word for word, _, _ in words_of(plain_letters(figures)))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _ascii(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter in _LOOK_ALIKE:
        return _LOOK_ALIKE[letter]
    if unicodedata.category(letter) in {"Cf", "Mn", "Me", "Cc"}:
        return INVISIBLE
    first = unicodedata.normalize("NFKD", letter)[0]
    if first.isascii() and first not in "<>&":
        return first
    if first in _LOOK_ALIKE:
        return _LOOK_ALIKE[first]
    return FOREIGN if letter.isalpha() else " "
