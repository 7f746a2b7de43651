"""What a document says of doubt that the company itself can go on."""

import re

from microcap.reading import Statement, reading
from microcap.reading.document import Document
from microcap.reading.passages import apart, context, is_contract, statement
from microcap.reading.sentences import Sentence, phrase
from microcap.reading.stance import hits
from microcap.reading.whose import is_own, of_others, whereabouts, without_others

_TRIGGER = (
    r"(?:substantial|significant|serious|considerable|material) (?:doubts?|uncertaint(?:y|ies))|"
    r"\bdoubts? (?:about|as to|regarding|concerning) (?:our|its|the company's|the registrant's)|going[- ]concern"
)
_DOUBT = phrase(
    r"(?:substantial|significant|serious|considerable|material) (?:doubts?|uncertaint(?:y|ies))|\bdoubts? (?:about|as to)"
)
_CONTINUE = phrase(
    r"going[- ]concern|(?:ability|able) to continue (?:in (?:business|existence|operation)|(?:its|our|the company's|their) (?:operations|existence|business))|"
    r"continued existence|continue in (?:business|existence)"
)
_HYPOTHETICAL = phrase(
    r"\b(?:whether|if|unless|when|could|might|would|should|in the event|were to|no assurance|future|until|potential)\b|"
    r"\bmay (?:also |again |in the future |subsequently )?(?:be|issue|express|conclude|determine|include|contain|receive|need|exist|have)"
)
_MAY = phrase(
    r"\b(?:may(?! \d)|might|could) (?:\w+ )?(?:raise|cast|create|indicate|give rise to|lead to)\b"
)
_DEMONSTRATIVE = phrase(
    r"\b(?:this|these|those|such|the (?:above|foregoing|aforementioned)|which|that|material uncertaint\w+|(?:recurring|continu\w+|net) (?:operating )?loss\w*|"
    r"deficit|deficiency|conditions?(?: exist)?|circumstances)\b"
)
_COMING = phrase(
    r"(?:may(?! \d)|might|could|would|will) (?:come into existence|arise|emerge|develop|exist|occur|result)"
)
_IF = phrase(r"\b(?:if|unless|in the event|should we|were we|whether)\b")
_STANDARD = phrase(
    r"ASU|accounting standards? update|FASB|financial accounting standards board|2014-15|pronouncement|exposure draft|"
    r"new (?:standard|guidance)|IAASB|auditing standards?|auditor's responsibilit|our responsibilit|(?:this|the|new) (?:guidance|standard|amendments?|update)|"
    r"SAS (?:no\. )?(?:34|59)|AS 2415|companies act"
)
_REQUIRES = phrase(
    r"requir\w+|whether|provid\w+ guidance|responsib\w+|evaluat\w+|assess\w+|define\w*|early adopt|adopt\w*|effective for|disclosures? (?:of|about)"
)
_CONCLUDED = phrase(
    r"(?:concluded|determined|believes?|identified|found|noted) (?:that )?.{0,80}(?:substantial|significant) (?:doubts?)|"
    r"(?:substantial|significant) doubts? .{0,120}\bexists?\b|there (?:is|was|are|were) (?:a )?(?:substantial|significant) doubt"
)
_NOT = phrase(
    r"\b(?:no|not|never|neither|nor|without|free (?:of|from)|absence of|didn't|doesn't|don't|isn't|none)\b(?! (?:limited|only|yet (?:generated|achieved)|assurance|able))"
)
_EASED = phrase(
    r"alleviat\w+|mitigat\w+|no longer|overc[ao]me|eliminat\w+|remov\w+|resolv\w+|dispel\w*|ceased to exist|remediat\w+"
)
_NOT_EASED = phrase(
    r"\b(?:not|only|when|once|cannot|no assurance|insufficient|unable|fail\w*|nor|neither|never|whether|if|seek|intend|attempt|need(?:ed|s)? to|in order to|to be able to|until)\b.{0,90}?(?:alleviat|mitigat|overc[ao]m|eliminat|remov|resolv|remediat)"
    r"|(?:alleviat|mitigat|eliminat|remov)\w*.{0,60}\b(?:not|only|when|once|if|until)\b"
)
_WHOSE = phrase(
    r"(?:doubts?|uncertaint(?:y|ies))(?: (?:exists?|existed))?,? (?:about|as to|regarding|concerning|on|upon|over|of|with respect to|relating to|related to|in) (?:the )?"
    r"(?:ability of (?P<of>[^.;]{2,60}?) to|(?P<whose>[^.;]{2,60}?)(?:'s|s'|') (?:continued )?(?:ability|existence)|(?P<pronoun>our|its|their|his) (?:\w+ )?ability)"
)
_THAT = phrase(
    r"(?:doubts?|uncertaint(?:y|ies))(?: \w+){0,2} (?:that|whether) (?P<whose>[^.;]{2,60}?) (?:will|can|would|may(?! \d)|could|is|are)\b"
)
_REPORTED = phrase(
    r"going[- ]concern (?:opinion|qualification|explanatory (?:paragraph|language)|paragraph|modification|emphasis|doubt|uncertaint\w+|issues?|exception|disclosure|note|risk)"
)
_PARAGRAPH = phrase(
    r"(?:explanatory|emphasis|going[- ]concern)(?:[- ]of[- ]matter)? (?:paragraph|language|note|matter|section)s?,?.{0,90}"
    r"(?:going[- ]concern|(?:ability|able) to continue)"
)
_GIVEN = phrase(
    r"(?:contain|includ|receiv|issu|express|provid|render|qualif|modif|has|had|have|carr|add|with a|subject to)\w*"
)
_DEPENDS = phrase(
    r"(?:ability to|to) (?:continue|operate|exist) as a going[- ]concern (?:is|are|will be|was|depends?|remains?|would)\b.{0,60}"
    r"(?:depend|contingent|uncertain|doubt|in question|jeopard|subject to)|"
    r"(?:may(?! \d)|might|will) (?:not|no longer) be able to (?:continue|remain|operate) (?:\w+ )?as a going[- ]concern|unable to continue as a going[- ]concern|"
    r"(?:question\w*|concerns? (?:about|regarding|as to)|uncertainty (?:about|regarding|as to|relating to)) (?:our|its|the company's|the registrant's|the ability of the company to) ?(?:ability to )?(?:continue )?as a going[- ]concern|"
    r"question\w* (?:\S+ ){0,4}?(?:ability|able) to continue as a going[- ]concern|"
    r"uncertain\w* .{0,60}(?:continue|continuation) as a going[- ]concern|"
    r"threaten\w* .{0,60}(?:continue|continuation) as a going[- ]concern|"
    r"continuation (?:of the (?:company|business) )?as a going[- ]concern (?:is|depends)"
)
_FORWARD = phrase(
    r"forward-looking|\brisks?(?: and uncertaint(?:y|ies))? (?:includ\w+|such as|that|factors)"
)
_OWN_FACTS = phrase(
    r"recurring (?:net )?(?:operating )?loss|net loss|losses from operations|accumulated deficit|working capital defici|negative cash flow|"
    r"stockholders' defici|shareholders' defici|default|liquidity"
)


@reading(
    kind="going_concern_doubt",
    reference="AS 2415 (SAS 59); ASC 205-40 (ASU 2014-15); IAS 1.25",
)
def going_concern_doubts(document: Document) -> list[Statement]:
    """Doubt that the company itself can continue as a going concern.

    `detail`: raised, or alleviated where plans are said to remove it. Not one: the text of a
    standard, a denial, what would happen if, the doubt about a customer or another company.
    `says.where` tells whether the auditor, a note, a risk factor or another part says it.
    """
    if is_contract(document):
        return []
    found = []
    last = -1
    for match, sentence in hits(document, _TRIGGER):
        if sentence.start == last:
            continue
        around = context(document, sentence, before=1, after=1)
        if _CONTINUE.search(sentence.words) is None and not (
            _DOUBT.search(sentence.words) and _CONTINUE.search(around)
        ):
            continue
        detail = _detail(document, sentence, around)
        if detail:
            last = sentence.start
            says = {"where": whereabouts(document, sentence.start) or None}
            found.append(
                statement(
                    document, "going_concern_doubt", detail, sentence, says, around=match.start()
                )
            )
    return apart(found)


def _detail(document: Document, sentence: Sentence, around: str) -> str:
    words = sentence.words
    doubt = _DOUBT.search(words)
    if doubt is None:
        return _without_doubt(document, words)
    ahead = words[max(0, doubt.start() - 170) : doubt.start()]
    if _of_another(document, words, doubt.start()):
        return ""
    if _STANDARD.search(words) and _REQUIRES.search(words) and not _CONCLUDED.search(words):
        return ""
    eased = _EASED.search(words)
    if eased and not _NOT_EASED.search(words):
        hypothetical = _HYPOTHETICAL.search(ahead) and not re.search(r"no longer", words, re.I)
        return "" if hypothetical else "alleviated"
    if eased is None and _denied(words, doubt.start()):
        return ""
    if eased and re.search(r"\bwhether\b", ahead, re.I) and not _CONCLUDED.search(words):
        return ""
    if _hypothetical(ahead, words, doubt.start()):
        return ""
    if _is_a_title(words):
        return "raised" if _OWN_FACTS.search(around) and _DEPENDS.search(around) else ""
    return "raised"


def _of_another(document: Document, words: str, place: int) -> bool:
    tail = words[place:]
    named = _WHOSE.search(tail) or _THAT.search(tail)
    if named is None:
        return of_others(words, place) and not re.search(r"\b(?:we|our|the company)\b", words, re.I)
    held = named.groupdict()
    if held.get("pronoun"):
        pronoun = held["pronoun"].lower()
        return pronoun != "our" and _subject_is_other(document, words[:place])
    whose = held.get("of") or held.get("whose") or ""
    if of_others(whose):
        return True
    whose = (
        re.sub(r"^(?:the|that|about|whether)\s+", "", whose.strip(), flags=re.I)
        if not re.match(
            r"the (?:company|registrant|corporation|partnership|issuer|group|trust|bank)",
            whose,
            re.I,
        )
        else whose
    )
    if re.fullmatch(
        r"(?:an?|any|such)\s+(?:entity|organization|company|issuer|business)", f"{whose}", re.I
    ) or whose.lower() in ("entity", "an entity", "organization"):
        return not re.search(r"\bsuch\b", whose, re.I)
    return not is_own(document, whose)


def _subject_is_other(document: Document, words: str) -> bool:
    if re.search(
        r"\b(?:we|our|us|the company|the registrant|the partnership|the group)\b",
        without_others(words),
        re.I,
    ):
        return False
    return of_others(words)


def _denied(words: str, place: int) -> bool:
    """A denial that governs the doubt: `no substantial doubt`, `does not raise`, `did not identify`."""
    ahead = words[max(0, place - 110) : place]
    for denial in _NOT.finditer(ahead):
        between = ahead[denial.end() :]
        if re.search(
            r"[;:]|,\s*(?:and|but|which|raising|these|this)\b|\b(?:these|which|this|and there|has|have|had)\b",
            between,
            re.I,
        ) and not re.match(
            r"\s*(?:identif|believ|aware|conclude|consider|raise|exist|any)", between, re.I
        ):
            continue
        return True
    after = words[place : place + 200]
    return bool(
        re.search(
            r"going[- ]concern[^.;]{0,40}\b(?:does|do|did|no longer|has)\s*(?:not)?\s*exist",
            after,
            re.I,
        )
        and re.search(r"\bnot\b|no longer", after, re.I)
    )


def _hypothetical(ahead: str, words: str, place: int) -> bool:
    if re.search(r"\bwhether\b", ahead, re.I):
        return not _CONCLUDED.search(words)
    if _COMING.search(words[place:]) is not None:
        return True
    may = _MAY.search(ahead)
    if may:
        if _IF.search(words[:place]):
            return True
        return not _DEMONSTRATIVE.search(words[: max(0, place)])
    clause = re.split(r"[;:]|,\s*(?:and|which|raising|therefore|thus|so)\b|\bthat\b", ahead)[-1]
    if _CONCLUDED.search(words) and not _IF.search(clause):
        return False
    return _HYPOTHETICAL.search(clause) is not None


def _is_a_title(words: str) -> bool:
    """A heading or a list's item that names the matter and asserts nothing."""
    return len(words.split()) <= 9 and not re.search(
        r"\b(?:is|are|was|were|has|have|had|raises?|raised|casts?|exists?|existed|expressed|there)\b",
        words,
        re.I,
    )


def _without_doubt(document: Document, words: str) -> str:
    """Sentences that say it in other words: a qualified report, a continuance that depends."""
    if _STANDARD.search(words) and _REQUIRES.search(words):
        return ""
    paragraph = _PARAGRAPH.search(words)
    if paragraph and not of_others(words, paragraph.end()):
        ahead = words[max(0, paragraph.start() - 80) : paragraph.start()]
        return "" if _HYPOTHETICAL.search(ahead) or _NOT.search(ahead[-50:]) else "raised"
    reported = _REPORTED.search(words)
    if reported:
        ahead = words[max(0, reported.start() - 140) : reported.start()]
        behind = words[reported.end() : reported.end() + 60]
        denied = _NOT.search(ahead[-60:]) or re.search(
            r"\b(?:removed|without|no longer)\b", words, re.I
        )
        if (
            denied
            or _IF.search(words)
            or re.search(
                r"\b(?:may(?! \d)|could|might|would|will|shall|must|future)\b", ahead + behind, re.I
            )
        ):
            return ""
        own = re.search(
            r"\b(?:we|our|us|the company|the registrant|its|auditors?|accountants?)\b", words, re.I
        )
        given = _GIVEN.search(ahead[-60:]) or _GIVEN.search(behind)
        return "raised" if own and given and not of_others(words, reported.start()) else ""
    depends = _DEPENDS.search(words)
    if depends and not of_others(words, depends.start()):
        conditional = _IF.search(words[: depends.start()]) or _IF.search(words[depends.end() :])
        return (
            ""
            if conditional
            or _FORWARD.search(words[: depends.start()])
            or re.search(r"\b(?:could|would|might)\b", words[: depends.start() + 20], re.I)
            else "raised"
        )
    return ""
