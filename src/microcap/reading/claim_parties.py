"""Who says a claim, and who is the other side of what it tells."""

import re

from microcap.reading.document import Document
from microcap.reading.names import NAME, same_company, tidy
from microcap.reading.sentences import Sentence, phrase, plain

_OTHER = phrase(
    rf"\b(?:with|from|by|to|of|acquire|acquires|acquired|against) (?:the |its |an? |one of )?(?P<name>(?-i:(?:City|County|State|Department|Ministry|University|Bank|Government) of {NAME})|{NAME})"
)
_SAID = phrase(
    rf"\b(?:said|says|stated|commented|added|noted|remarked) (?P<first>{NAME})(?:, (?P<title>[^.;\"]{{3,70}}))?|(?P<second>{NAME})(?:, (?P<title2>[^.;\"]{{3,70}}))?,? (?:said|stated|commented|added|noted|remarked)\b"
)
_NOT_A_SIDE = phrase(
    r"^(?:the |its |an? )?(?:company|nasdaq|nyse|new york stock exchange|board|form|item|section|exhibit|series|class|phase|sec\b|securities and exchange|rule|u\.?s\.?$|united states$|north america|europe|germany|canada|china|japan|asia|texas|california|new york$|florida|january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]\b|fiscal|first|second|third|fourth|fortune|common stock|shares?|directors?|merger|agreement|plan\b|convertible|notes?\b|lender|loan|purchasers?|sellers?|investors?|representatives?|several|holders?)"
)
_PERSON = re.compile(r"[^\d$%]+ [^\d$%]+")
"""A person has two names; "We added" has one, and "September 30, 2024, said" is a day."""
_NEAR = 160


def other_side(
    document: Document, words: str, match: re.Match[str], *, of: bool = True
) -> str | None:
    """The company or office on the other side, as the words near a match name it; else null.

    "A leading manufacturer" is nobody's name; the filer's own name is not the other side. `of`:
    the word "of" may lead to it, as in "acquisition of".
    """
    begin, end = max(0, match.start() - 20), min(len(words), match.end() + _NEAR)
    for one in _OTHER.finditer(words, begin):
        if one.start() >= end:
            break
        if not of and one[0].lower().startswith("of "):
            continue
        name = tidy(one["name"])
        if name is None or _NOT_A_SIDE.search(name) or re.match(r"[\d$]", name):
            continue
        if words[one.end("name") : one.end("name") + 1].isalnum():
            continue
        if document.company and same_company(document.company, name):
            continue
        if " " not in name and not name.isupper():
            continue  # a single word is a defined term more often than a name
        return name[:120]
    return None


def speaker(document: Document, sentence: Sentence) -> str | None:
    """Who says a quoted sentence: name and title as the same paragraph gives them; else null."""
    text = document.text
    begin = text.rfind("\n", 0, sentence.start) + 1
    end = text.find("\n", sentence.end)
    end = len(text) if end < 0 else end
    begin, end = max(begin, sentence.start - 1500), min(end, sentence.end + 1500)
    block = plain(text[begin:end])
    own = _sayer(sentence.words)
    inside = block[: sentence.start - begin].count('"') % 2 == 1
    quotes = '"' in block[sentence.start - begin : sentence.end - begin]
    return own or (_sayer(block) if inside or quotes else None)


def _sayer(words: str) -> str | None:
    place = 0
    while (found := _SAID.search(words, place)) is not None:
        place = max(found.end("first"), found.end("second"))
        name = tidy(found["first"] or found["second"])
        if name is not None and _PERSON.fullmatch(name):
            title = (found["title"] or found["title2"] or "").strip(" ,")
            return f"{name}, {title}"[:160] if title else name
    return None
