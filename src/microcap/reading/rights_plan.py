"""What a document says of a shareholder rights plan, the poison pill."""

import re

from microcap.reading import Statement, reading
from microcap.reading.days import days
from microcap.reading.document import Document
from microcap.reading.passages import apart, statement
from microcap.reading.sentences import phrase
from microcap.reading.stance import hits, negated, possible, printed_form

_TRIGGER = (
    r"(?:share|stock|unit)holders?'?s? (?:protection )?rights? (?:plan|agreement|protection)|"
    r"(?:preferred )?(?:share|stock)(?: purchase)? rights? (?:plan|agreement)|"
    r"preferred (?:share|stock) purchase rights?|poison pill|rights plan|"
    r"tax (?:benefits?|asset|attributes?) (?:preservation|protection) (?:rights )?(?:plan|agreement)|"
    r"(?:section )?382 rights (?:plan|agreement)|NOL rights (?:plan|agreement)|"
    r"dividend (?:distribution )?(?:of|consisting of) one (?:\w+ ){0,4}rights?|"
    r"(?<!registration\x20)(?<!investor\x20)(?<!voting\x20)(?<!value\x20)(?<!appreciation\x20)(?<!exchange\x20)rights agreement"
)
_NOT_ONE = phrase(
    r"registration rights|investors?'? rights|(?:share|stock)holders?'?s? agreement|appreciation rights|contingent value|"
    r"rights offering|voting rights agreement|information rights|co-sale|subscription rights|exchange rights|conversion rights"
)
_PILL = phrase(
    r"preferred|acquiring person|rights agent|poison|dividend|share purchase|stock purchase|shareholder|stockholder|"
    r"shareholders|stockholders|382|exercis|distribution date|rights plan"
)
_WAYS = (
    (
        "redeemed",
        r"redeem(?:ed|ing|s)? (?:all |of )?(?:the |its |outstanding )*(?:\w+ ){0,4}rights|redemption of (?:the |all )?(?:\w+ )*rights",
    ),
    (
        "expired",
        r"(?:expired|expiration of|(?:was|were|been) terminated|terminat(?:ed|ing|es|ion of)|(?:will|to|shall) (?:expire|terminate)|accelerat\w+ the (?:final )?expir)",
    ),
    ("amended", r"amend(?:ed|ment|ments|ing|s)?|supplement(?:ed)?|restated"),
    (
        "adopted",
        r"adopt(?:ed|s|ion|ing)|declar(?:ed|es|ing)|entered into|approved|enter(?:ing)? into|authori[sz]ed|implement(?:ed|ing)|issued a dividend|renew(?:ed|al)|replac",
    ),
    (
        "in_force",
        r"(?:have|has|had|maintain\w*|is party to|our|pursuant to (?:the|our|its)|attached|accompan\w+|includ\w+)",
    ),
)
_EXHIBIT = phrase(
    r"incorporated (?:herein )?by reference|^\W*\d{1,2}\.\d{1,2}\b|(?:filed|attached) (?:herewith )?as exhibit|to be entered into"
)
_STRONG = phrase(
    r"board (?:of directors )?(?:\S+ ){0,12}?(?:adopted|declared|approved|authorized|redeemed|amended)|(?:company|we|registrant) (?:\S+ ){0,20}?(?:entered into|adopted|amended|redeemed|executed)|declared a dividend"
)
_TERMS = phrase(
    r"(?:as such terms? (?:is|are) )?defined in the|meaning (?:set forth|ascribed)|capitali[sz]ed terms"
)


@reading(kind="rights_plan", reference="8-K items 1.01, 3.03 and 5.03; Form 8-A; 10-K")
def rights_plans(document: Document) -> list[Statement]:
    """Shareholder rights plan: adopted, amended, redeemed, expired or in force.

    Registration rights, investors' rights, rights offerings and stock appreciation rights are not
    such plans; that a board may adopt one some day is no statement.
    """
    found = []
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        here = " ".join(match[0].lower().split())
        at = max(0, words.lower().find(here))
        near = words[max(0, at - 25) : at + len(here) + 25]
        if _NOT_ONE.search(near) and "purchase right" not in here:
            continue
        if here == "rights agreement" and not _PILL.search(words):
            continue
        if _EXHIBIT.search(words) and not _STRONG.search(words):
            continue
        if possible(words, before=at, reach=60) or negated(words, at) or printed_form(words):
            continue
        if len(words) < 40 or "\t" in document.text[sentence.start : sentence.end]:
            continue
        detail = _way(words, at)
        if detail:
            says = {"day": _day(words)}
            found.append(
                statement(document, "rights_plan", detail, sentence, says, around=match.start())
            )
    return apart(found)


def _way(words: str, at: int) -> str:
    for detail, pattern in _WAYS:
        for verb in phrase(rf"\b(?:{pattern})").finditer(words):
            if detail == "in_force" and not 0 < at - verb.start() < 40:
                continue
            if possible(words, before=verb.start(), reach=40):
                continue
            if detail == "amended" and re.search(
                r"as\s+$", words[max(0, verb.start() - 4) : verb.start()], re.IGNORECASE
            ):
                continue
            if abs(verb.start() - at) < 160:
                return "" if detail == "in_force" and _TERMS.search(words) else detail
    return ""


def _day(words: str) -> str | None:
    found = [
        one
        for one in days(words)
        if not phrase(r"expiration|until|through|to $").search(
            words[max(0, one.start - 28) : one.start]
        )
    ]
    return found[0].first.isoformat() if found else None
