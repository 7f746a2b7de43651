"""What a document says of a court's custodian over the company, or of a charter brought back."""

from microcap.reading import Statement, Value, reading
from microcap.reading.days import first_day
from microcap.reading.document import Document
from microcap.reading.names import LEGAL, NAME, tidy
from microcap.reading.passages import apart, is_contract, statement
from microcap.reading.sentences import phrase
from microcap.reading.stance import hits, possible
from microcap.reading.whose import of_others

_TRIGGER = (
    r"\bcustodianship\b|(?:court[- ]appointed|appointed|as|the|sole|its|our) custodian\b|"
    r"reinstate(?:d|ment)?\b|\brevive[dr]?\b|certificate of (?:revival|reinstatement|renewal)"
)
_APPOINTED = phrase(
    r"(?:appoint(?:ed|ing|ment of)|award(?:ed|ing)|grant(?:ed|ing)|named) (?:\S+ ){0,14}?(?:custodian|custodianship)|"
    r"custodian(?:ship)? (?:\S+ ){0,10}?(?:was|were|has been|had been|is) (?:appointed|awarded|granted)|"
    r"court[- ]appointed custodian|as (?:the |our |its )?custodian (?:of|for|to) (?:the |our )?(?:company|corporation|registrant|issuer)"
)
_PETITION = phrase(
    r"(?:petition|application|motion|complaint)(?:ed|s)? (?:\S+ ){0,14}?custodian(?:ship)?"
)
_DISCHARGED = phrase(
    r"(?:discharg|terminat|end|releas|conclud|dissolv)\w* (?:\S+ ){0,10}?custodian(?:ship)?|"
    r"custodian(?:ship)? (?:\S+ ){0,8}?(?:was|were|has been|had been|is) (?:\w+ )?(?:discharged|terminated|ended|released|concluded)"
)
_CHARTER = phrase(
    r"(?:reinstat|reviv|renew)\w* (?:\S+ ){0,8}?(?:charter|articles|corporate (?:existence|status)|good standing|certificate of incorporation|corporation|company|registrant)|"
    r"(?:charter|articles|corporate (?:existence|status)|corporation|company|registrant|we) (?:\S+ ){0,8}?(?:reinstated|revived)|certificate of (?:revival|reinstatement)"
)
_COURT = phrase(
    r"\bcourts?\b|district|chancery|petition|judge|order|NRS 78\.347|section 226|shareholder"
)
_BANK = phrase(
    r"custodian (?:bank|of (?:the |our )?(?:assets|securities|fund|portfolio|cash|records|trust))|"
    r"custodial|depositar|trust account|global (?:note|certificate|securit)|\bDTC\b|UTMA|UGMA|minor|"
    r"\bIRA\b|retirement|digital assets?|bitcoin|\bfunds?'s?\b|investment adviser|safekeeping|securities intermediary|"
    r"revived and reinstated|indenture|rights? (?:\S+ ){0,3}?reinstated|obligations? (?:\S+ ){0,6}?reinstated|policy|policies|dividend"
)
_CALLED_SO = phrase(
    r"(?-i:(?:[A-Z][\w&'-]* ){0,4}Custod(?:ial|ian)(?: [A-Z][\w&'-]*){0,4}?,? "
    rf"(?:{LEGAL}|Services|Partners|Ventures|Group|Capital|Holdings|Management|Solutions)\b)\.?"
)
"""A custodian's own name that has the word in it says nothing of what it keeps."""
_WHO = phrase(
    rf"(?:appoint(?:ed|ing)|award(?:ed|ing)(?: custodianship to)?|grant(?:ed|ing)(?: custodianship to)?|named) (?P<one>{NAME})"
    rf"|(?P<other>{NAME}),? (?:was|were|has been|had been) appointed(?: \S+){{0,3}}? custodian"
)


@reading(kind="custodianship", reference="NRS 78.347; 8 Del. C. 226 and 312; 10-K items 1 and 5")
def custodianships(document: Document) -> list[Statement]:
    """Custodianship of the company by a court's order, or its charter reinstated.

    `detail`: appointed, petition, discharged, reinstated (the charter or the good standing). A
    custodian of securities, of a trust account or of a minor is none, nor is a right that a
    contract reinstates. Many dormant companies were brought back so, by the law's own procedure.
    """
    if is_contract(document):
        return []
    found = []
    for match, sentence in hits(document, _TRIGGER):
        words = _CALLED_SO.sub(lambda name: "Z" * len(name[0]), sentence.words)
        at = max(0, words.lower().find(" ".join(match[0].lower().split())))
        detail = _detail(words)
        if not detail or _BANK.search(words) or of_others(words, at, 60):
            continue
        if possible(words, before=at, reach=60):
            continue
        says: dict[str, Value] = {"day": first_day(words), "who": _who(sentence.words)}
        found.append(
            statement(document, "custodianship", detail, sentence, says, around=match.start())
        )
    return apart(found)


def _detail(words: str) -> str:
    custodian = "custodian" in words.lower()
    if custodian and _DISCHARGED.search(words):
        return "discharged"
    if custodian and _APPOINTED.search(words) and _COURT.search(words):
        return "appointed"
    if custodian and _PETITION.search(words):
        return "petition"
    return "reinstated" if _CHARTER.search(words) else ""


def _who(words: str) -> str | None:
    match = _WHO.search(words)
    return tidy(match["one"] or match["other"]) if match else None
