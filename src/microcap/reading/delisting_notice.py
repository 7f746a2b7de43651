"""What a document says of notices from its exchange."""

import re

from microcap.reading import Statement, reading
from microcap.reading.days import days, deed_days
from microcap.reading.document import Document
from microcap.reading.passages import apart, context, is_contract, statement
from microcap.reading.reported_item import reported
from microcap.reading.sentences import phrase
from microcap.reading.stance import hits
from microcap.reading.whose import of_a_person, of_others, whereabouts

_VENUE = (
    r"(?:nasdaq|new york stock exchange|\bNYSE\b|\bAMEX\b|american stock exchange|NYSE american|NYSE MKT|NYSE arca|listing qualifications|"
    r"national association of securities dealers|\bNASD\b|\bTSX\b|toronto stock exchange|the exchange\b|stock exchange|stock market|boston stock exchange|pacific (?:stock )?exchange|hearings? panel|otc bulletin board|\bOTCBB\b|\bOTCQ[BX]\b|otc markets)"
)
_IS_VENUE = phrase(_VENUE)
_TRIGGER = (
    r"delist\w*|not in compliance|(?:no longer|not) (?:currently )?(?:compl(?:y|ies|ied|iant)|meets?|satisf(?:y|ies|ied))|failed to (?:comply|meet|maintain|satisfy)|fail(?:s|ure) to (?:comply|meet|maintain|satisfy)|"
    r"non-?compliance|deficien(?:cy|t|cies)|(?:regain\w*|(?:returned|back|restored) (?:to|in)) compliance|(?:now|currently|again) in compliance|below (?:the )?\$?1|minimum bid|"
    r"staff determination|removed? from (?:listing|quotation)|removal from (?:listing|quotation)|(?:transfer|withdraw|mov)\w* (?:\S+ ){0,9}?(?:listing|quotation)|continued listing|suspen(?:d|sion)\w* (?:of )?trading|trading (?:\S+ ){0,8}?suspended|form 25"
)
_RECEIVED = phrase(
    r"(?:receiv\w+|was (?:also )?(?:notified|advised|informed)|were (?:notified|advised|informed)|has been (?:notified|advised|informed)|been (?:notified|advised|informed)|notified|advised|informed|issued|sent|delivered|determined|determination|letter|notice|notification)"
)
_BAD = phrase(
    r"not in compliance|(?:no longer|not) (?:currently )?(?:compl|meet|satisf)|fail\w* to|non-?compliance|deficien|below|delist|minimum (?:bid|\$)|does not|did not|has not|less than|suspend|removed"
)
_REGAINED = phrase(
    r"(?:has |have |had )?(?:regained|returned to|back in|again in|restored) (?:\w+ )?compliance|(?:now|is|are|was|were) (?:now |currently )?in compliance with (?:\S+ ){0,14}?(?:listing|minimum|bid|requirement|rule)|matter is (?:now )?closed"
)
_NOT_YET = phrase(
    r"\b(?:to|if|unless|until|must|may(?! \d)|could|would|will|can|cannot|not|whether|plans?|intends?|efforts?|attempt\w*|able|ability|time|days|period|order|deadline|extension|fail\w*|steps?|date|has until|in order)\b(?: \S+){0,5}? (?:regain|demonstrat|return|evidence|achiev|be (?:back )?in)"
)
_VOLUNTARY = phrase(
    r"voluntar\w+ (?:\S+ ){0,6}?(?:delist|withdraw|transfer|remov)|(?:elected|decided|determined|intention|intends|notified|gave notice|notice|approved|plan(?:s|ned)?) (?:\S+ ){0,16}?(?:to (?:voluntarily )?(?:transfer|withdraw|delist|move|switch)|transfer(?:ring)? of|of its intention to)|"
    r"(?:transfer(?:red|ring|s)?|switch\w*|mov\w+) (?:\S+ ){0,9}?(?:listing|trading)(?: \S+){0,10}? (?:from|to) "
)
_BY_VENUE = phrase(
    r"(?:nasdaq|NYSE|\bAMEX\b|exchange|staff|panel|commission|committee|regulation)(?: LLC)?(?: \([^)]*\))? (?:has |have |had )?(?:\w+ )?(?:determined|decided|elected|notified|suspended|filed|announced)\b"
)
_DELISTED = phrase(
    r"(?:was|were|has been|have been|had been|been|being|is|will be|be) (?:\w+ )?(?:delisted|removed from (?:listing|quotation|the))|(?:determin|decid)\w* (?:\S+ ){0,6}?to delist|delisted (?:our|the|its)|filed? (?:a )?form 25|suspend\w* trading|trading (?:\S+ ){0,8}?suspended"
)
_GONE = phrase(
    r"\b(?:was|were|has been|have been) (?:\w+ )?(?:delisted|removed from (?:listing|quotation))"
)
_EXTENDED = phrase(
    r"(?:grant\w+|approv\w+|determin\w+|decid\w+) (?:\S+ ){0,10}?(?:request for continued listing|continued listing|an? (?:\S+ ){0,2}?(?:extension|exception)|additional (?:\S+ ){0,4}?(?:period|days))"
)
_TOLD = phrase(
    r"received|(?:was|been|were) (?:notified|advised|informed)|(?:advised|notified|informed|confirm\w+|acknowledg\w+) (?:to )?(?:us|the company|that|the registrant)"
)
_NEVER = phrase(r"\b(?:not|never|nor|neither)\b")
_OWN_SHARES = phrase(
    r"\b(?:our|its|the company|the registrant|company's|registrant's|we|us|common stock|ordinary shares|ADSs?|securities|units|warrants)\b"
)
_POSSIBLE = phrase(
    r"\b(?:if|unless|may(?! \d)|might|could|would|risk of|no assurance|cannot assure|in the event|can be no assurance|potential|possible|were to|result in|subject to|future|threat)\b"
)
_DEFINITIONS = phrase(
    r"(?:shall|means|indenture|noteholder|holders? of the notes|fundamental change|termination of trading|change (?:of|in) control|event of default|forward-looking|covenant|pricing committee|deficiency letter from the (?:fda|sec)|comment letter)"
)
_CASH_MATTERS = phrase(
    r"(?:financial|loan|credit|debt|indenture|bank|capital|working capital|stockholders'|shareholders') (?:\w+ )?(?:covenants?|deficien\w+|deficit)|significant deficienc|control deficienc|deficiency (?:in|of) (?:internal|design)|material weakness|tax deficienc|notice of deficiency|section 16|environmental"
)


@reading(kind="delisting_notice", reference="8-K item 3.01; exchange listing rules")
def delisting_notices(document: Document) -> list[Statement]:
    """Notice that the shares fail a listing rule, and what followed from it.

    `detail`: received, regained (compliance), extended (time was granted), delisted, voluntary (the company itself withdraws
    or moves its listing). What may happen to a listing is not a notice.
    """
    if is_contract(document):
        return []
    found = []
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        where = whereabouts(document, sentence.start)
        item = where == "8-K 3.01"
        at = max(0, words.lower().find(" ".join(match[0].lower().split())))
        detail = _detail(
            words, at, item=item, around=context(document, sentence, before=1, after=0)
        )
        if detail:
            told = deed_days(words)
            venue = _IS_VENUE.search(words)
            says = {
                "venue": venue[0] if venue else None,
                "day": told[0].first.isoformat() if told else None,
                "rule": _rule(words),
                "where": where or None,
            }
            found.append(
                statement(
                    document, "delisting_notice", detail, sentence, says, around=match.start()
                )
            )
    return apart(found) or reported(document, "delisting_notice", {"8-K 3.01": "listing|delist"})


def _detail(words: str, at: int, *, item: bool, around: str) -> str:
    if len(words.split()) < 7 or _CASH_MATTERS.search(words):
        return ""
    if not item and (of_others(words, at, 60) or _DEFINITIONS.search(words) or of_a_person(words)):
        return ""
    venue = _IS_VENUE.search(words) or (item and _IS_VENUE.search(around))
    if not venue and not re.search(r"delist|listing", words, re.I):
        return ""
    if _regained(words):
        return "regained"
    if _voluntary(words, at, item=item):
        return "voluntary"
    if venue and _received(words):
        return "received"
    if venue and _delisted(words, item=item):
        return "delisted"
    extended = _EXTENDED.search(words) if venue and days(words) else None
    if extended is None or _POSSIBLE.search(
        words[max(0, extended.start() - 60) : extended.start()]
    ):
        return ""
    return "extended"


def _regained(words: str) -> bool:
    found = _REGAINED.search(words)
    if found is None or _NEVER.search(words[max(0, found.start() - 60) : found.start()]):
        return False
    if found[0].lower().split()[0] in ("is", "are", "was", "were", "now") and not _TOLD.search(
        words
    ):
        return False
    ahead = words[max(0, found.start() - 70) : found.end()]
    possible = _POSSIBLE.search(words[max(0, found.start() - 60) : found.start()])
    return not _NOT_YET.search(ahead) and not possible


def _voluntary(words: str, at: int, *, item: bool) -> bool:
    if _VOLUNTARY.search(words) is None or _POSSIBLE.search(words[max(0, at - 70) : at]):
        return False
    if re.search(r"fail|deficien|not in compliance|below", words, re.I):
        return False
    if _BY_VENUE.search(words):
        return False
    return item or (
        re.search(r"voluntar|delist|listing", words, re.I) is not None and bool(days(words))
    )


def _received(words: str) -> bool:
    found = _RECEIVED.search(words)
    if found is None or not _BAD.search(words) or not _OWN_SHARES.search(words):
        return False
    if not days(words) and not _TOLD.search(words):
        return False
    if _POSSIBLE.search(words[max(0, found.start() - 60) : found.start()]):
        return False
    return not re.search(r"\b(?:not|never)\b (?:yet )?(?:been |received)", words, re.I)


def _delisted(words: str, *, item: bool) -> bool:
    found = _DELISTED.search(words)
    if found is None or not _OWN_SHARES.search(words):
        return False
    if _POSSIBLE.search(words[max(0, found.start() - 80) : found.end()]):
        return False
    if re.search(r"\bnot\b", words[max(0, found.start() - 25) : found.end()], re.I):
        return False
    return item or bool(days(words)) or _GONE.search(words) is not None


def _rule(words: str) -> str | None:
    found = re.search(
        r"(?:marketplace |listing )?rules? (\d{3,4}(?:\([a-zA-Z0-9]+\))*)|section (\d{3,4}(?:\.\d\w*)?)",
        words,
        re.I,
    )
    return next((one for one in found.groups() if one), None) if found else None
