"""What a document says of the company's own bankruptcy or receivership."""

import re

from microcap.reading import Statement, reading
from microcap.reading.days import deed_days
from microcap.reading.document import Document
from microcap.reading.passages import apart, context, is_contract, statement
from microcap.reading.reported_item import reported
from microcap.reading.sentences import phrase
from microcap.reading.stance import defines, hits
from microcap.reading.whose import is_own, of_a_person, of_others, whereabouts

_TRIGGER = (
    r"chapter (?:11|7|15|eleven|seven|XI|X)\b|voluntary petitions?|involuntary (?:\w+ )?petitions?|bankruptcy (?:court|code|petition|filing|proceedings?|case|trustee|protection)|"
    r"(?:filed|declared|petition\w*) (?:\w+ ){0,3}?(?:for )?bankruptcy|plan of reorgani[sz]ation|\breceivers?(?:hip)?\b|debtors?[- ]in[- ]possession|assignment for the benefit of creditors|emerg\w+ from (?:chapter|bankruptcy)|"
    r"(?:joint|provisional|special) (?:administrators?|liquidators?|managers? and)|(?:in)?to (?:voluntary |special )?administration\b|wind(?:ing)?[- ]up (?:petition|order)|judicial management|"
    r"insolvency proceedings?|companies' creditors arrangement|voluntary administration|provisional liquidat\w+"
)
_OWN = phrase(
    r"(?:\bthe \"?|[\"(])(?:company|registrant|corporation|partnership|debtors?)\b|\b(?:we|our|us|the company's|the registrant's|its (?:\S+ ){0,3}?subsidiar\w+|the bank|the parent|the trust|the issuer)\b"
)
_FILED = phrase(
    r"(?:filed|filing|commenced|initiated|submitted) (?:\S+ ){0,12}?(?:petitions?|chapter|bankruptcy|case|relief|protection|reorgani[sz]ation)|petitions? (?:\S+ ){0,8}?(?:was|were) filed|sought (?:bankruptcy )?protection|"
    r"filed (?:for )?bankruptcy|declared bankruptcy|order for relief"
)
_INVOLUNTARY = phrase(r"involuntary")
_CONFIRMED = phrase(
    r"confirm(?:ed|ing|ation)|plan (?:of reorgani[sz]ation )?(?:became|was) effective|effective date (?:of the plan )?occurred|approved the (?:\S+ ){0,4}?plan"
)
_PENDING = phrase(
    r"(?:subject to|seek\w*|pending|await\w*|obtain\w*|hearing on|upon) (?:\S+ ){0,2}?$"
)
_EMERGED = phrase(
    r"emerged from|emergence from|consummated (?:the|its) plan|discharged from bankruptcy"
)
_DISMISSED = phrase(
    r"(?:petition|case|proceeding)s? (?:\S+ ){0,8}?(?:was|were|been) dismissed|dismiss(?:ed|ing|al of) (?:\S+ ){0,6}?(?:petition|case|proceeding|bankruptcy)"
)
_CONVERTED = phrase(
    r"convert(?:ed|ing) (?:\S+ ){0,8}?(?:to|into) (?:a )?(?:case(?:s)? under )?chapter 7"
)
_RECEIVER = phrase(
    r"(?:appoint(?:ed|ing|ment of)|named) (?:\S+ ){0,12}?receiver|receiver (?:\S+ ){0,8}?(?:was|has been|is) appointed|placed (?:\S+ ){0,4}?(?:in|into) receivership|receiver (?:for|of) the (?:bank|company)|appoint(?:ed|ment of)? (?:\S+ ){0,10}?(?:joint |special |provisional |voluntary )(?:administrators?|liquidators?)|"
    r"appointed (?:\S+ ){0,10}?(?:administrators?|liquidators?)|(?:placed|went|entered|put) (?:\S+ ){0,4}?(?:in)?to (?:voluntary |special )?administration|"
    r"wind(?:ing)?[- ]up (?:petition|order) (?:\S+ ){0,6}?(?:presented|made|filed|granted|served)|placed (?:\S+ ){0,4}?under judicial management"
)
_ASSIGNED = phrase(
    r"(?:made|executed|entered into|commenced) (?:\S+ ){0,5}?assignment for the benefit of creditors"
)
_POSSIBLE = phrase(
    r"\b(?:if|unless|may(?! \d)|might|could|would|should|shall|in the event|were to|upon|any|whether|risk|potential|possible|can|consider\w*|explor\w*|ability|forced|seek|cannot assure|no assurance|including without limitation|such as|upon the occurrence|events? of default|certain events|or other|similar law)\b"
)
_BOILERPLATE = phrase(
    r"enforceab\w+|applicable bankruptcy|bankruptcy,? insolvency,?(?: fraudulent| reorgani| moratorium| or| and)|liquidation preference|event of default|indenture|trustee shall|mortgage loans?|bankruptcy remote|"
    r"bankruptcies of|loss given|preference(?:s)? (?:action|claim)|general equity|during the past (?:five|ten) years|within (?:the past )?(?:two|five|ten) years|general partner or executive officer|of which such person|"
    r"indicate by check mark|registrants involved in bankruptcy"
)
_NAMED_FIRST = re.compile(
    r"(?:(?:In|On)\s[^,]{3,25},\s)?(?P<name>[A-Z][\w&'-]+(?:\s(?:[A-Z&][\w&.'-]*)){0,5}),\s(?:which|who|that|an?|one\sof|our\s(?!parent|wholly|subsidiar)|formerly)\s"
)
_OWN_SUBSIDIARY = phrase(
    r"(?:our|its|company's|registrant's|corporation's|debtors'?) [^.;]{0,60}?(?:subsidiar\w+|affiliated debtors)"
)
_OTHERS_FILED = phrase(
    r"(?:customers?|clients?|suppliers?|vendors?|tenants?|lessees?|borrowers?|licensees?|distributors?|competitors?|debtor's|guarantors?|contractors?|sellers?|predecessors?|landlords?|purchasers?|partners?|insurers?|retailers?|operators?|airlines?|lenders?|counterpart(?:y|ies)|"
    r"former (?:parent|affiliate|owner|employer|subsidiary)|joint venture)\b"
)


@reading(kind="bankruptcy", reference="8-K item 1.03 (item 3 before August 2004)")
def bankruptcies(document: Document) -> list[Statement]:
    """Bankruptcy, receivership or the like of the company itself or its subsidiaries.

    `detail`: petition, involuntary, confirmed (a plan), emerged, dismissed, converted, receiver,
    assignment. A customer's or a supplier's bankruptcy, the record of a director, and what the
    law would do are not.
    """
    if is_contract(document):
        return []
    found = []
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        where = whereabouts(document, sentence.start)
        item = where in ("8-K 1.03", "8-K 3")
        at = max(0, words.lower().find(" ".join(match[0].lower().split())))
        detail = _detail(
            document, words, at, item=item, around=context(document, sentence, before=1, after=0)
        )
        if detail:
            told = deed_days(words)
            chapter = re.search(r"chapter\s+(11|7|15)", words, re.I)
            court = re.search(
                r"(?:for|in) the ((?:\w+ )?District of (?-i:[A-Z]\w+(?: [A-Z]\w+)?))", words, re.I
            )
            says = {
                "chapter": int(chapter[1]) if chapter else None,
                "court": court[1] if court else None,
                "day": told[0].first.isoformat() if told else None,
                "where": where or None,
            }
            found.append(
                statement(document, "bankruptcy", detail, sentence, says, around=match.start())
            )
    return apart(found) or reported(
        document,
        "bankruptcy",
        {"8-K 1.03": "bankruptcy|receivership", "8-K 3": "bankruptcy|receivership"},
    )


def _detail(document: Document, words: str, at: int, *, item: bool, around: str) -> str:
    if len(words.split()) < 7 or _BOILERPLATE.search(words) or defines(words):
        return ""
    if of_a_person(words) and not item:
        return ""
    done = _deed(words)
    if done is None:
        return ""
    detail, place = done
    ahead = words[max(0, place - 130) : place]
    if _POSSIBLE.search(ahead[-90:]) and not (item and re.search(r"court", ahead, re.I)):
        return ""
    if re.search(r"\b(?:not|never|neither|nor|no)\b", ahead[-50:], re.I):
        return ""
    if item:
        return detail
    if not _OWN.search(words):
        return ""
    if _subject_is_other(document, words, place):
        return ""
    return detail


def _deed(words: str) -> tuple[str, int] | None:
    for detail, pattern in (
        ("dismissed", _DISMISSED),
        ("converted", _CONVERTED),
        ("emerged", _EMERGED),
        ("receiver", _RECEIVER),
        ("assignment", _ASSIGNED),
    ):
        if found := pattern.search(words):
            return detail, found.start()
    confirmed = _CONFIRMED.search(words)
    if (
        confirmed
        and not _PENDING.search(words[: confirmed.start()])
        and re.search(r"plan|reorgani[sz]", words, re.I)
        and re.search(r"bankruptcy|chapter|court", words, re.I)
    ):
        return "confirmed", confirmed.start()
    filed = _FILED.search(words)
    if filed and re.search(
        r"chapter|bankruptcy|reorgani[sz]|insolvency|creditors arrangement", words, re.I
    ):
        return ("involuntary" if _INVOLUNTARY.search(words) else "petition"), filed.start()
    return None


def _subject_is_other(document: Document, words: str, place: int) -> bool:
    """Whether the nearest subject ahead of the deed is a customer or another company."""
    ahead = words[:place]
    first = _NAMED_FIRST.match(words)
    if first and not is_own(document, first["name"]):
        return True
    if _OWN_SUBSIDIARY.search(ahead):
        return False
    own = [one.end() for one in _OWN.finditer(ahead)]
    others = [one.end() for one in _OTHERS_FILED.finditer(ahead)]
    if others and (not own or others[-1] >= own[-1]):
        return True
    names = [
        one
        for one in re.finditer(
            r"(?-i:[A-Z][\w&'-]+(?:,? (?:[A-Z][\w&.'-]+|Inc\.|Corp\.|LLC|L\.P\.|Ltd\.)){1,5})",
            ahead,
        )
        if re.search(
            r"\b(?:Inc|Corp|Corporation|LLC|L\.P|Ltd|Company|Co|Airlines|Stores|Holdings|Group)\b",
            one[0],
        )
    ]
    if names and (not own or names[-1].end() > own[-1]):
        return not is_own(document, names[-1][0])
    return not own and of_others(words, place)
