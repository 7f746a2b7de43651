"""What a document says of auditors who came and went."""

import re

from microcap.reading import Statement, reading
from microcap.reading.days import days, deed_days
from microcap.reading.document import Document
from microcap.reading.names import NAME, tidy
from microcap.reading.passages import apart, is_contract, reach, statement
from microcap.reading.reported_item import reported
from microcap.reading.sentences import Sentence, phrase
from microcap.reading.stance import hits
from microcap.reading.whose import whereabouts

_AUDITOR = (
    r"(?:certifying|independent|principal|public|registered|external|outside|new|successor|predecessor|former|statutory|chartered)"
    r"(?: (?:certified|independent|registered|public|chartered|external))* (?:accountants?|auditors?|accounting firm)|"
    r"(?:certifying|principal) accountants?|auditors?|(?:independent |public )?(?:accounting|audit) firm|"
    r"accountants|\bLLP\b|\bC\.?P\.?A\.?'?s?\b|chartered accountants|& (?:co|company|associates)\b"
)
_IS_AUDITOR = phrase(_AUDITOR)
_TRIGGER = (
    r"\bresign(?:ed|s|ation|ing)\b|dismiss(?:ed|es|al|ing)?\b|terminat(?:ed|ion|ing)\b|discharg(?:ed|ing)\b|replac(?:ed|es|ing|ement)\b|"
    r"\bengag(?:ed|es|ement|ing)\b|appoint(?:ed|s|ment|ing)?\b|retain(?:ed|s|ing)?\b|select(?:ed|ion|ing)\b|hired\b|"
    r"declin\w+|not (?:to )?stand(?:ing)? for (?:re-?election|re-?appointment)|not be (?:re-?appointed|re-?engaged|renewed|retained)|"
    r"ceased (?:its|their|to|serving|acting|being)|relationship[^.;]{0,90}(?:has|had|have) ceased|withdr[ae]w\w*|changed (?:its|our|their) (?:\w+ )*(?:accountants?|auditors?|accounting firm)|"
    r"disagreements?\b"
)
_FIRM = (
    r"(?:(?:independent|certified|registered|public|certifying|principal|external|outside|chartered|company's|registrant's|its|our|the|new|former|current|prior|previous|successor) )*"
    r"(?:accountants?|auditors?|accounting firms?|audit firm)"
)
_NAMED = rf"(?:{NAME}(?:,? \(?(?:[\"(]|the)[^)]{{1,60}}\)?)?|{_FIRM})"
_RESIGNED = phrase(
    rf"(?P<firm>{_NAMED})(?:,? [^.;]{{0,140}}?,?)? (?:(?:had |has |have )?(?:formally |voluntarily )?(?:resigned|withdr[ae]w\w*|tendered (?:its|their) resignation)|"
    rf"(?:that|informing|informed|advised|notified|stating|of)[^.;]{{0,80}}(?:resign(?:ed|ing|ation|s)?))|"
    r"resignation (?:of|from|letter)|(?:letter of|accepted the|its|their) resignation|client[- ]auditor relationship[^.;]{0,60}(?:has )?ceased"
)
_DECLINED = phrase(
    r"declin\w+ to (?:stand|be (?:re-?appointed|re-?engaged|re-?elected)|seek|continue|renew|serve|act)|not (?:to )?stand(?:ing)? for (?:re-?election|re-?appointment)"
)
_DISMISSED = phrase(
    rf"dismiss(?:ed|al|ing)\b|discharged|terminated (?:the )?(?:(?:engagement|services|appointment|relationship|retention|its relationship|{_FIRM})|(?-i:[A-Z]))|"
    r"(?:engagement|services|appointment|relationship) (?:\S+ ){0,14}?(?:was|were|has been|have been|had been) (?:\w+ )?terminated|"
    r"termination of (?:the )?(?:engagement|services|appointment|relationship|\S+ (?:llp|& ))|replaced\b|"
    r"changed (?:its|our|their) (?:\w+ )*(?:accountants?|auditors?|accounting firm)|ceased (?:to be|serving|acting|being)|"
    r"not be (?:re-?appointed|re-?engaged|renewed|retained)"
)
_ENGAGED = phrase(
    r"\b(?:engaged|engages|engaging|engagement of|appointed|appoints|appointment of|retained|selected|hired|selection of|retention of)\b"
)
_AS_AUDITOR = phrase(
    rf"(?:as|to (?:serve|act) as|to be|to become|to (?:re)?audit|as an?|to replace|in place of|to perform|to succeed|for the audit)[^.;]{{0,70}}(?:{_AUDITOR}|audit|financial statements)|"
    rf"(?:{_AUDITOR})"
)
_DISAGREED = phrase(
    r"(?:there (?:was|were|has been|have been)|had|following|certain|except (?:for|that|as)[^.;]{0,90}|describ\w+|constitut\w+|resulted in|the subject of) "
    r"(?:\w+ ){0,4}?disagreements?\b|disagreements? (?:with|between) (?:\S+ ){1,12}?(?:arose|occurred|concerned|related to|was not resolved|were not resolved)"
)
_NO = phrase(r"\b(?:no|not|nor|neither|any|without|if|would have|whether|none|never)\b")
_OTHER_PEOPLE = phrase(
    r"(?:director|officer|president|chairman|chairwoman|employee|trustee|treasurer|secretary|transfer agent|underwriter|counsel|law firm|consultant|adviser|advisor|broker|chief \w+ officer|controller|manager|executive|audit committee (?:member|chair)|member of (?:the|our) (?:board|audit))"
)
_POSSIBLE = phrase(
    r"\b(?:may(?! \d)|might|could|would|should|can|if|unless|authority|power|responsib\w+|oversee\w*|oversight|authoriz\w+ to|duties|sole(?:ly)?|evaluat\w+|approv\w+ (?:of )?(?:all|any)|"
    r"ratif\w+|annually|each year|recommend\w*|pre-approv\w*|proposal)\b"
)
_FORMERLY = phrase(
    r"(?:partner|manager|member|employee|principal|accountant|associate|worked|served) (?:of|at|with|in|for|by) "
)
_NEW = phrase(
    r"\bnew\b|replac|succe(?:ed|ssor)|dismiss|resign|previous(?:ly)?|former|prior (?:to|auditor)|in place of|change|effective|terminat|formally|consult\w+ (?:with )?|\bon (?:or about )?(?:january|february|march|april|may(?! \d)|june|july|august|september|october|november|december)"
)
_EARLIER = phrase(
    r"prior to (?:the )?(?:engag|appoint|retain)|(?:engag|appoint)\w+[^.;]{0,30}(?:did not|has not|had not|have not)|during (?:the|our|its) (?:two|three)|consult"
)


@reading(
    kind="auditor_change",
    reference="8-K item 4.01 (item 4 before August 2004); Regulation S-K item 304",
)
def auditor_changes(document: Document) -> list[Statement]:
    """Change of the auditor: who resigned, was dismissed or engaged, and when.

    `detail`: resigned, declined (to stand again), dismissed, engaged, disagreement. A denial of
    disagreements, a yearly ratification of the same firm, and the duties of an audit committee
    are not changes.
    """
    if is_contract(document):
        return []
    found = []
    for match, sentence in hits(document, _TRIGGER):
        where = whereabouts(document, sentence.start)
        item = where in ("8-K 4.01", "8-K 4")
        detail = _detail(document, sentence, match, item=item)
        if detail:
            found.append(
                statement(
                    document,
                    "auditor_change",
                    detail,
                    sentence,
                    _says(sentence.words, detail, where),
                    around=match.start(),
                )
            )
    return apart(found) or reported(
        document, "auditor_change", {"8-K 4.01": "accountant", "8-K 4": "accountant"}
    )


def _detail(document: Document, sentence: Sentence, match: re.Match[str], *, item: bool) -> str:
    words = sentence.words
    what = match[0].lower()
    at = max(0, " ".join(words.lower().split()).find(" ".join(what.split())))
    if len(words.split()) < 6:
        return ""
    if what.startswith("disagree"):
        return _disagreement(document, sentence, words, item=item)
    if not _IS_AUDITOR.search(words) and not item:
        return ""
    clause = words[max(0, at - 110) : at + 110]
    noun = re.match(r"dismissal|resignation|terminati|replacement|ceas|engagement", what)
    if noun and re.search(
        r"disagreement|adverse opinion|reportable event|furnish|letter\s+(?:[^.;]{0,40}\s)?(?:commission|SEC\b|addressed)|consult",
        words,
        re.I,
    ):
        return ""
    if re.search(
        r"(?:did|does|has|have|had) not (?:been )?(?:resign|dismiss|terminat)|no (?:independent|principal) accountant",
        words,
        re.I,
    ):
        return ""
    if _POSSIBLE.search(words[max(0, at - 90) : at]) and not (
        item and re.search(r"approv|recommend|authoriz|ratif", words[max(0, at - 90) : at], re.I)
    ):
        return ""
    if what.startswith(("declin", "not stand", "not to stand", "not standing")):
        return "declined" if _DECLINED.search(words) and _IS_AUDITOR.search(words) else ""
    if what.startswith("relationship"):
        return "resigned"
    if what.startswith(("resign", "withdr")):
        return _resignation(words, at, item=item)
    if what.startswith(("engag", "appoint", "retain", "select", "hired")):
        return _engagement(document, sentence, words, at, item=item)
    if _DISMISSED.search(clause) and (item or _near_auditor(words, at)):
        if what.startswith("replac") and not re.search(
            r"replac\w+ (?:\S+ ){0,6}?(?:" + _FIRM + r"|LLP)|" + _FIRM + r"[^.;]{0,40}replac",
            words,
            re.I,
        ):
            return ""
        if what.startswith("ceased") and not item and not re.search(_FIRM, words[at:], re.I):
            return ""
        return "dismissed"
    return ""


def _resignation(words: str, at: int, *, item: bool) -> str:
    ahead = words[max(0, at - 160) : at]
    behind = words[at : at + 160]
    if re.match(
        r"withdr\w+ (?:[^.;]{0,30} )?(?:report|opinion|consent|request|proposal)", behind, re.I
    ):
        return ""
    if _FORMERLY.search(ahead) and _OTHER_PEOPLE.search(ahead):
        return ""
    if _OTHER_PEOPLE.search(ahead[-90:]) and not _IS_AUDITOR.search(ahead[-60:]):
        return ""
    if _OTHER_PEOPLE.search(behind[:80]) and not _IS_AUDITOR.search(ahead + behind[:60]):
        return ""
    if re.match(
        r"\w+ (?:from (?:the|our) (?:board|audit committee)|as (?:an? )?(?:director|officer|chair|chief|president|member))",
        behind,
        re.I,
    ):
        return ""
    if not item and not _near_auditor(words, at):
        return ""
    return (
        "resigned"
        if _RESIGNED.search(words) or re.search(r"resign(?:ed|ation)", words, re.I)
        else ""
    )


def _near_auditor(words: str, at: int, width: int = 170) -> bool:
    return re.search(
        rf"{_FIRM}|\bLLP\b", words[max(0, at - width) : at + width], re.I
    ) is not None and not re.search(
        r"\b(?:attestation|audit committee) (?:member|chair)",
        words[max(0, at - 60) : at + 60],
        re.I,
    )


def _engagement(document: Document, sentence: Sentence, words: str, at: int, *, item: bool) -> str:
    if _ENGAGED.search(words, max(0, at - 2)) is None:
        return ""
    behind = words[at : at + 260]
    ahead = words[max(0, at - 120) : at]
    if not _AS_AUDITOR.search(behind) or _OTHER_PEOPLE.search(behind[:60]):
        return ""
    if _EARLIER.search(words[max(0, at - 40) : at + 40]) or re.search(
        r"\b(?:not|nor|neither)\b", ahead[-40:], re.I
    ):
        return ""
    if re.search(r"terminat\w* (?:\S+ ){0,3}$", ahead, re.I) or re.search(
        r"^\w+ (?:[^.;]{0,60} )?(?:was|were|has been|have been) terminated", behind, re.I
    ):
        return ""
    if re.search(r"re-?appoint|re-?engag|continue", words[max(0, at - 15) : at + 60], re.I):
        return ""
    if re.search(
        r"(?:evaluat|valuation|apprais|actuar|engineer|geolog|tax (?:return|advice)|forensic|internal audit)",
        behind[:160],
        re.I,
    ):
        return ""
    if item:
        return "engaged"
    start, end = reach(document, sentence, before=1, after=1)
    around = document.text[start:end]
    changed = re.search(
        r"\bnew\b|replac|successor|dismiss|resign|in place of|change in (?:our |its )?(?:\w+ )*(?:auditor|accountant)",
        words + around,
        re.I,
    )
    yearly = re.search(
        r"ratif|proposal|recommend|annual meeting|stockholders? (?:to|are|will)|for the (?:fiscal )?year ending",
        words,
        re.I,
    )
    return "engaged" if changed and not yearly and days(words) else ""


def _disagreement(document: Document, sentence: Sentence, words: str, *, item: bool) -> str:
    told = _DISAGREED.search(words)
    if told is None or (not item and not _IS_AUDITOR.search(words)):
        return ""
    if re.search(
        r"(?:description|statement|existence|absence) of (?:\w+ )?disagreement|changes in and disagreements",
        words,
        re.I,
    ):
        return ""
    at = words.lower().find("disagreement", told.start())
    ahead = words[max(0, at - 100) : at]
    excepted = re.search(r"except(?: for| that| as)|other than", ahead, re.I)
    if _NO.search(ahead) and not excepted:
        return ""
    if excepted is None and re.search(r"\bnone\b|\bno such\b", words[at : at + 120], re.I):
        return ""
    if excepted and re.search(r"\b(?:no|not)\b", ahead[excepted.end() :], re.I):
        return ""
    return "disagreement"


def _says(words: str, detail: str, where: str) -> dict[str, str | None]:
    named = [
        tidy(one)
        for one in re.findall(
            r"(?-i:(?:[A-Z][\w.'&-]*,? (?:& |and )?){1,6}(?:LLP|L\.L\.P\.|LLC|P\.?C\.|P\.A\.|PLLC|CPAs?|C\.P\.A\.(?:'s)?|(?:& )?(?:Co\.|Company|Associates|Partners)))",
            words,
        )
    ]
    firms = [one for one in named if one and "Committee" not in one]
    firms = [
        re.split(r"^(?:.*\b(?:Company|Corporation|Committee|Board)) and ", one)[-1] for one in firms
    ]
    told = deed_days(words)
    firm = (firms[-1] if detail == "engaged" and len(firms) > 1 else firms[0]) if firms else None
    return {
        "firm": firm,
        "day": told[0].first.isoformat() if told else None,
        "where": where or None,
    }
