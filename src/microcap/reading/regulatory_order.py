"""What a document says of orders and inquiries of regulators against the company."""

import re

from microcap.reading import Statement, reading
from microcap.reading.days import deed_days
from microcap.reading.document import Document
from microcap.reading.passages import apart, is_contract, statement
from microcap.reading.sentences import phrase
from microcap.reading.stance import hits
from microcap.reading.whose import names_filer, of_a_person, of_others, whereabouts

_DETAILS: tuple[tuple[str, str], ...] = (
    ("cease_and_desist", r"(?:order to )?cease[- ]and[- ]desist"),
    (
        "consent_order",
        r"consent (?:order|decree|judgment|agreement)|stipulation and consent|stipulated order|consent(?:ed|ing)? to the (?:issuance|entry)|final judgment",
    ),
    (
        "written_agreement",
        r"(?:written|formal|supervisory) (?:supervisory )?agreement|memorandum of understanding|order to comply|prompt corrective action directive|\bPCA directive|supervisory directive|corrective (?:action )?order",
    ),
    ("cease_trade_order", r"cease[- ]trad(?:e|ing) order"),
    ("wells_notice", r"wells (?:notice|letter|submission|notification)"),
    ("subpoena", r"subpoenas?(?:ed)?\b|civil investigative demand"),
    (
        "warning_letter",
        r"warning letter|form (?:fda )?483|untitled letter|clinical hold|refuse[- ]to[- ]file letter",
    ),
    (
        "investigation",
        r"formal (?:order of )?(?:private )?investigation|(?:formal|informal) (?:inquiry|investigation)",
    ),
    (
        "trading_suspension",
        r"(?:temporar\w+ )?suspen(?:ded|sion of|ding) (?:the )?trading|trading suspension|order of suspension",
    ),
    (
        "stop_order",
        r"stop[- ]order|order revoking|revocation of (?:the )?registration|revoked the registration",
    ),
    (
        "injunction",
        r"permanent(?:ly)? (?:injunction|enjoin\w+)|civil (?:money )?penalt\w+|administrative proceedings?|enforcement action",
    ),
)
_TRIGGER = "|".join(f"(?:{pattern})" for _, pattern in _DETAILS)
_REGULATOR = phrase(
    r"securities and exchange commission|\bSEC\b|\bthe commission\b|food and drug administration|\bFDA\b|federal deposit insurance|\bFDIC\b|office of thrift supervision|\bOTS\b|comptroller of the currency|\bOCC\b|federal reserve|"
    r"department of (?:financial institutions|banking|justice|financial services|insurance|labor)|division of (?:banks|banking|financial institutions)|(?:banking|insurance|securities|state) (?:commissioner|department|regulator|board|division)|attorney general|\bDOJ\b|\bFINRA\b|\bNASD\b|\bCFTC\b|\bFTC\b|federal trade commission|"
    r"united states attorney|u\.s\. attorney|\bEPA\b|environmental protection agency|\bDFI\b|\bFCC\b|\bDEA\b|\bPCAOB\b|\bFERC\b|regulators?|commissioner|\w+ securities (?:commission|authorit\w+)|division of enforcement|staff"
)
_GENERIC = frozenset(
    [
        "staff",
        "regulator",
        "regulators",
        "commissioner",
        "the commission",
        "division of enforcement",
    ]
)
_OWN = phrase(
    r"(?:\bthe \"?|[\"(])(?:company|registrant|bank|corporation)\b|\b(?:the partnership|we|our|us|its (?:wholly[- ]owned )?(?:\w+ )?subsidiar\w+|the (?:wholly[- ]owned |principal |bank(?:ing)? )*subsidiary of|the issuer|the savings bank|the association|company's|bank's)\b"
)
_DONE = phrase(
    r"\b(?:received|issued|entered|entering|consented|agreed|served|instituted|imposed|ordered|executed|filed|commenced|announced|subject to|stipulated|required by|under the|pursuant to the|notified|terminated|lifted|settled|suspended|obtained|accepted|joined|became|placed|requires|required|complied|revoked|enjoined|stipulating|responded|cooperat\w+)\b"
)
_IMPOSED = phrase(
    r"\b(?:entered|filed|institut\w+|imposed|consented|agreed|ordered|commenced|paid|pay|settle\w*|enjoin\w+|brought|named)\b"
)
_POSSIBLE = phrase(
    r"\b(?:may(?! \d)|might|could|would|can|if|unless|authority|power\w*|empowered|potential\w*|including|such as|any|risk|subject (?:us|the company|a|an|to (?:a|an|possible|potential|civil|fines|enforcement|regulatory|various|administrative)|institutions)|results? in|whether|future|fail(?:ure|s)?|violat\w+ (?:may(?! \d)|could)|range of|fines|generally|authorizes?|permits?|in the event|possible)\b"
)
_DEFINED = re.compile(
    r"\b(?:the|this|such|said)\s+(?:\w+\s+)?(?:Order|Agreement|MOU|Directive|Consent\s+Order|Subpoena|Warning\s+Letter)\b"
)
_CONTRACTUAL = phrase(
    r"consent agreement of (?:the )?(?:lender|holder)|voting agreement|written agreement (?:with|between) (?:the )?(?:executive|employee|customer|lender|landlord|purchaser|seller|underwriter|holder)|"
    r"in (?:our|the|this) industry|other (?:companies|banks|issuers|institutions|manufacturers)|"
    r"indemnif|material contract|letter of intent|nonbinding|non-binding memorandum|joint venture|independent auditor'?s? consent|discovery|third[- ]party subpoena"
)


@reading(kind="regulatory_order", reference="8-K items 1.01, 8.01; Regulation S-K item 103")
def regulatory_orders(document: Document) -> list[Statement]:
    """Order, agreement or inquiry of a regulator that binds or names the company or its bank.

    `detail`: cease_and_desist, consent_order, written_agreement, cease_trade_order, wells_notice, subpoena,
    warning_letter, investigation, trading_suspension, stop_order, injunction. What regulators
    have the power to do, and the record of directors, are not.
    """
    if is_contract(document) and not document.type.upper().startswith("EX-10"):
        return []
    found = []
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        at = max(0, words.lower().find(" ".join(match[0].lower().split())))
        if not _is_own(document, words, at):
            continue
        told = deed_days(words)
        named = [one[0] for one in _REGULATOR.finditer(words)]
        regulator = next((one for one in named if one.lower() not in _GENERIC), None)
        says = {
            "regulator": regulator or (named[0] if named else None),
            "day": told[0].first.isoformat() if told else None,
            "where": whereabouts(document, sentence.start) or None,
        }
        detail = next(name for name, pattern in _DETAILS if phrase(pattern).match(match[0]))
        if detail == "injunction" and not _IMPOSED.search(words):
            continue
        found.append(
            statement(document, "regulatory_order", detail, sentence, says, around=match.start())
        )
    return apart(found)


def _is_own(document: Document, words: str, at: int) -> bool:
    if len(words.split()) < 8 or not _REGULATOR.search(words) or _CONTRACTUAL.search(words):
        return False
    if of_a_person(words) or of_others(words, at, 80):
        return False
    if not (_OWN.search(words) or _DEFINED.search(words) or names_filer(document, words)):
        return False
    ahead = words[max(0, at - 150) : at]
    if not _DONE.search(words[max(0, at - 170) : at + 130]):
        return False
    if re.search(r"\b(?:not|no|nor|neither|never|without)\b", ahead[-60:], re.I):
        return False
    return not _POSSIBLE.search(ahead[-110:]) and not re.search(
        r"^\W*(?:if|unless|any)\b", words, re.I
    )
