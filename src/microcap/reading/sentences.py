"""Where the sentences of a document begin and end, in characters of its text."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache

_PLAIN = str.maketrans(
    {
        "\u00a0": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u200b": " ",
        "\u2018": "'",
        "\u2019": "'",
        "\u0092": "'",
        "\u0091": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u0093": '"',
        "\u0094": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u0096": "-",
        "\u0097": "-",
        "\u00ad": "-",
    }
)

_ABBREVIATION = re.compile(
    r"(?:\b(?:No|Nos|Inc|Corp|Co|Ltd|LLC|L\.L\.C|LP|L\.P|LLP|P\.C|N\.A|S\.A|N\.V|plc|Bros|Mr|Mrs|Ms|"
    r"Dr|Jr|Sr|St|Messrs|Prof|Hon|Esq|Gen|Gov|Sen|Rep|vs|v|U\.S|U\.K|D\.C|U\.S\.C|C\.F\.R|e\.g|"
    r"i\.e|et al|etc|cf|approx|est|Art|Sec|Sect|Reg|Rel|Ch|Vol|Fig|Ex|Exh|para|pp|p|ca|Jan|Feb|"
    r"Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|a\.m|p\.m|Ave|Blvd|Rd|Ste|Bldg|Pty|Bhd|Sdn)"
    r"|(?<![A-Za-z])[A-Z]|\b[A-Z]\.[A-Z])$",
)
_LEGAL = re.compile(
    r"(?:Inc|Corp|Co|Ltd|LLC|L\.P|LLP|N\.A|S\.A|N\.V|U\.S|etc|a\.m|p\.m|D\.C|P\.C)$"
)
_STARTER = re.compile(
    r"(?:The|On|In|As|This|These|Such|Each|We|Our|It|Its|Pursuant|Under|If|All|No|Any|There|For|At|"
    r"Upon|However|Also|He|She|They|Neither|Accordingly|Item|ITEM|After|During|Following|To|By|An?)\b"
)
_END = re.compile(r'[.!?]["\')\]]*(?=\s)|\n')
_BULLET = re.compile(r"\s*(?:[\u2022\u25cf\u00b7\u25aa*]|\(?[a-z0-9]{1,3}\)|[0-9]{1,2}\.\s)")
_ITEM = re.compile(r"\s*item\s+\d", re.IGNORECASE)
_TAIL = re.compile(r"(?:,|\b[a-z]{1,15}|\b(?:Inc|Co|Corp|No|Mr|Ms|Dr)\.|[$&(-])$")
_WRAPPED = 45
"""A line this long that ends in the middle of a phrase was wrapped by its writer."""
_SHORT = 4000
"""Texts below this many characters are not worth a place among the few that are kept."""
LONGEST = 2500
"""Words without an end for this long are a table, not a sentence; they are cut at a blank."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: where it begins and ends, and its words with white space made plain."""

    start: int
    end: int
    words: str


def plain(text: str) -> str:
    """The text with one kind of blank, quote mark and dash; every character keeps its place."""
    if text.isascii():
        return text
    return text.translate(_PLAIN) if len(text) < _SHORT else _plain_document(text)


@lru_cache(maxsize=8)
def _plain_document(text: str) -> str:
    return text.translate(_PLAIN)


@cache
def phrase(pattern: str) -> re.Pattern[str]:
    """A pattern in which a blank stands for any white space and letter case does not matter."""
    loose = re.sub(r" [?*]", r"\\s*", pattern).replace(" ", r"\s+")
    return re.compile(loose, re.IGNORECASE)


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order; headings, list items and table rows stand alone.

    A full stop ends a sentence unless an abbreviation, an initial or a number goes on. A line
    end ends one unless the line was wrapped: it is long and stops amid a phrase, or the next line
    goes on in lower case.
    """
    return _cut(plain(text))


def sentence_at(text: str, place: int) -> Sentence:
    """The sentence that holds the place; of a place between two, the one before."""
    found = sentences(text)
    if not found:
        return Sentence(0, len(text), " ".join(text.split()))
    return found[max(0, bisect_right(_begins(plain(text)), place) - 1)]


def neighbours(text: str, place: int, *, before: int = 0, after: int = 0) -> tuple[int, int]:
    """Begin and end of the sentence at a place, with some sentences before and after it."""
    found = sentences(text)
    if not found:
        return 0, len(text)
    at = max(0, bisect_right(_begins(plain(text)), place) - 1)
    return found[max(0, at - before)].start, found[min(len(found) - 1, at + after)].end


@lru_cache(maxsize=8)
def _begins(text: str) -> tuple[int, ...]:
    return tuple(one.start for one in _cut(text))


@lru_cache(maxsize=8)
def _cut(text: str) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    begin = 0
    for match in _END.finditer(text):
        if match.start() < begin:
            continue
        stop = match.end()
        ends = _line_ends(text, match.start()) if match[0] == "\n" else _stop_ends(text, match)
        if ends or stop - begin > LONGEST:
            _keep(found, text, begin, stop)
            begin = stop
    _keep(found, text, begin, len(text))
    return tuple(found)


def _keep(found: list[Sentence], text: str, begin: int, end: int) -> None:
    while end - begin > 2 * LONGEST:
        blank = text.rfind(" ", begin, begin + LONGEST)
        cut = blank if blank > begin else begin + LONGEST
        _keep(found, text, begin, cut)
        begin = cut
    words = text[begin:end]
    first = begin + len(words) - len(words.lstrip())
    last = end - len(words) + len(words.rstrip())
    if first < last:
        found.append(Sentence(first, last, " ".join(words.split())))


def _stop_ends(text: str, match: re.Match[str]) -> bool:
    head = text[max(0, match.start() - 24) : match.start()]
    rest = text[match.end() : match.end() + 40].lstrip()
    if not rest or match[0][0] != ".":
        return True
    if rest[0].islower():
        return False
    if re.search(r"(?:^|\n)\s*(?:item\s+)?\(?[\dIVXivx]{1,4}$", head, re.IGNORECASE):
        return False  # the number of a heading or of a list item
    if re.search(r"\bitem\s+\d{1,2}(?:\.\d\d)?[A-C]?$", head, re.IGNORECASE):
        return False
    if rest[0].isdigit() and head.endswith(("NO", "NOS")):
        return False
    if _ABBREVIATION.search(head):
        return bool(_LEGAL.search(head)) and bool(_STARTER.match(rest))
    return True


def _line_ends(text: str, place: int) -> bool:
    begin = text.rfind("\n", 0, place) + 1
    before = text[begin:place].strip()
    end = text.find("\n", place + 1)
    after = text[place + 1 : end if end >= 0 else len(text)]
    next_line = after.strip()
    if not before or not next_line or "\t" in before or "\t" in after:
        return True
    if _ITEM.match(after) or _BULLET.match(after) or before.endswith((":", ";")):
        return True
    if next_line[0].islower():
        return False
    return not (len(before) >= _WRAPPED and len(before) < 140 and _TAIL.search(before))
