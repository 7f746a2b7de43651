"""What a document says of weak controls over the company's own reports."""

import re

from microcap.reading import Statement, reading
from microcap.reading.document import Document
from microcap.reading.passages import apart, is_contract, statement
from microcap.reading.sentences import phrase
from microcap.reading.stance import hits
from microcap.reading.whose import of_others, whereabouts

_TRIGGER = (
    r"material weakness(?:es)?|reportable conditions?|"
    r"internal controls? over (?:our |its )?financial reporting (?:was|were|is|are) (?:not effective|ineffective)|"
    r"(?:did not|failed to) maintain effective (?:internal )?controls?|not maintained effective internal control|"
    r"not effective (?:\S+ ){0,14}?internal controls? over|ineffective internal controls?"
)
_REMEDIED = phrase(
    r"(?:has|have|had) (?:now |been |since |fully |successfully |previously |both |all ){0,3}remediated|(?:was|were|been) (?:\w+ )?(?:remediated|corrected|eliminated|remedied)|remediation (?:of|was) (?:\S+ ){0,12}?(?:complete|completed)|"
    r"completed (?:the |our |its )?remediation|no longer (?:a |exist|constitut)\w*"
)
_NOT_REMEDIED = phrase(
    r"\b(?:not|cannot|until|if|once|when|whether|to be|will be|would be|before|unless|intend\w*|plan\w*|expect\w*|in order|can be|considered|deemed)\b(?: \S+){0,8}? (?:remediat|correct|eliminat|remed)"
)
_NONE = phrase(
    r"\b(?:no|not(?! (?:effective|remediated|maintain\w*|sufficient|adequate\w*|design\w*|operat\w*|properly|have (?:sufficient|adequate|effective|an?)))|nor|neither|never|without|absence of|any|free of)\b(?: \S+){0,9}? (?:material weakness|reportable condition)|"
    r"\bno (?:\S+ ){1,24}?(?:consider\w*|deem\w*|believe[sd]?) (?:\S+ ){0,3}?(?:material weakness|reportable condition)"
)
_NONE_LATER = phrase(
    r"(?:material weakness(?:es)?|reportable conditions?)[^.;]{0,70}\b(?:were not|was not|not (?:been )?(?:identified|noted|found|discovered)|none)\b"
)
_IN_FACT = phrase(
    r"(?:identified|reported|disclosed|existed|exists|exist|found|discovered|noted|concluded|determined|resulted|due to|because of|as a result of|despite|notwithstanding|related to|include[sd]?|following|had|have|has|were|was|are|is|advised|remain\w*|in light of|constitut\w+|remediat\w+|address|correct)"
)
_HYPOTHETICAL = phrase(
    r"\b(?:if|may(?! \d)|might|could|would|can|whether|unless|any|risk that|possib\w+|in the future|future|potential\w*|fail(?:ure)? to|ability to|there is a reasonable possibility|discover|should|to be|were to)\b"
)
_TAKEN_FOR = phrase(
    r"(?:consider(?:s|ed)?|deem(?:s|ed)?|believe[sd]?|determined|found|concluded|judged) (?:it |them )?to be"
)
_STANDARD = phrase(
    r"(?:a|one or more) material weakness(?:es)? (?:is|are|means?|exists?\b(?! (?:in|at|as)))|is defined|defin\w+|assessing the risk|testing and evaluating|identify all|detect all|all (?:material weaknesses|deficiencies)|"
    r"preclud\w+|required to (?:disclose|report|evaluate|include)|sarbanes-oxley act requires|section 404 requires|"
    r"all significant deficiencies and material weaknesses in the design|which are reasonably likely to adversely affect|standards of the public company|purpose of expressing"
)
_DUTIES = phrase(
    r"(?:audit committee|duties|responsib\w+|oversee\w*|oversight|charter|reviews?) (?:\S+ ){0,40}?(?:resolution|assessments?|existence|report\w*) (?:\S+ ){0,12}?(?:of|on|any) (?:\S+ ){0,6}?material weakness"
)
_OWN = phrase(
    r"\b(?:we|our|us|its|the company|the registrant|management|company's|registrant's|auditors?|accountants?|accounting firm|deloitte|"
    r"the (?:following|above|foregoing|material weakness)|these|this|partnership|trust|bank|llp)\b"
)


@reading(kind="material_weakness", reference="Regulation S-K item 308; 10-K item 9A")
def material_weaknesses(document: Document) -> list[Statement]:
    """Material weakness in the company's own internal control over financial reporting.

    `detail`: identified, or remediated where it is said to be mended. Definitions, risk factors
    that say what a weakness could do, and reports that there is none are not.
    """
    if is_contract(document) or document.type.upper().startswith(("EX-31", "EX-32")):
        return []
    found = []
    last = -1
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        if sentence.start == last or len(words.split()) < 7:
            continue
        at = max(0, words.lower().find(" ".join(match[0].lower().split())))
        detail = _detail(words, at, match[0].lower())
        if detail:
            last = sentence.start
            says = {"where": whereabouts(document, sentence.start) or None}
            found.append(
                statement(
                    document, "material_weakness", detail, sentence, says, around=match.start()
                )
            )
    return apart(found)


def _detail(words: str, at: int, what: str) -> str:
    if _STANDARD.search(words) and not re.search(
        r"we (?:have )?identified|has been identified|have been identified", words, re.I
    ):
        return ""
    if _DUTIES.search(words) or re.search(
        r"ineffective internal control[^.;]{0,50}\b(?:could|may(?! \d)|might|would)\b", words, re.I
    ):
        return ""
    if not _OWN.search(words) or of_others(words, at, 60):
        return ""
    ahead = words[max(0, at - 120) : at]
    if not what.startswith(("material", "report")):
        clause = re.split(r"\b(?:and|that|because|,)\b", ahead)[-1]
        return (
            ""
            if _HYPOTHETICAL.search(clause[-60:]) or re.search(r"\bif\b", ahead, re.I)
            else "identified"
        )
    if _NONE.search(words) or _NONE_LATER.search(words):
        return ""
    if not _IN_FACT.search(words):
        return ""
    near = re.split(
        r"[;:]|,\s*(?:and|but|which)\b|\bbecause\b|\bdue to\b|\bas a result of\b|\bwe (?:have )?identified\b|\bdespite\b|\bconcluded that\b",
        ahead,
    )[-1]
    if _HYPOTHETICAL.search(_TAKEN_FOR.sub(" ", near[-90:])):
        return ""
    if re.search(r"\bif\b", words[:at], re.I) and not re.search(
        r"\b(?:have|has|had|were|was|been) identified\b", words, re.I
    ):
        return ""
    behind = words[at : at + 60]
    if re.match(
        r"material weakness(?:es)?(?: in [^,.;]{0,60})? (?:may(?! \d)|might|could|would|can)\b",
        behind,
        re.I,
    ) and not re.search(r"\b(?:this|these|the|our|such)\b(?: \w+){0,3} $", ahead[-40:], re.I):
        return ""
    if _REMEDIED.search(words) and not _NOT_REMEDIED.search(words):
        return "remediated"
    return "identified"
