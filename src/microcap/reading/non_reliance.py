"""What a document says of accounts that should no longer be relied upon."""

import re

from microcap.reading import Statement, reading
from microcap.reading.days import deed_days
from microcap.reading.document import Document
from microcap.reading.passages import apart, context, is_contract, statement
from microcap.reading.reported_item import reported
from microcap.reading.sentences import phrase
from microcap.reading.stance import hits
from microcap.reading.whose import of_others, whereabouts

_TRIGGER = (
    r"(?:no longer|not|neither) (?:to )?be (?:considered (?:to be )?)?reli(?:ed|able)|(?:no longer|not) rely (?:on|upon)|(?:may(?! \d)|can) (?:no longer|not) be relied|"
    r"cannot (?:any longer )?be relied|non-?reliance (?:on|upon)|not be relied|reliance (?:should|may(?! \d)) (?:not|no longer) be placed|"
    r"no longer relied (?:up)?on|"
    r"withdr[ae]w\w* (?:its|their|the) (?:audit )?(?:report|opinion)s?|(?:audit )?(?:report|opinion)s? (?:[^\s.;]+ ){0,12}?(?:withdrawn|no longer be associated)"
)
_ACCOUNTS = phrase(
    r"financial statements?|financial (?:information|data|results)|audit(?:or'?s?'?)? reports?|audit opinion|audited|unaudited|previously issued|previously (?:filed|reported|furnished)|"
    r"balance sheets?|quarterly reports?|annual reports?|form 10-?[KQ]|form 20-F|earnings releases?|completed interim review|internal control"
)
_HEADING = phrase(
    r"item 4\.02|non-?reliance on previously issued financial statements or a related audit report"
)
_NOT_IT = phrase(
    r"relied (?:up)?on (?:by|as|for|to)|relied (?:up)?on in (?:making|connection)|rely (?:up)?on (?:any|the information|information|forward|these forward|this|such forward|statements)|"
    r"(?:indicat(?:ion|ive|or)|predict\w+|guarantee) of|forward-looking|projections?|estimates? and|different information|unauthorized|other information|"
    r"peer|third[- ]part|research reports?|legal advice|investment advice|representations and warranties|section 10A of|estoppel|rule 2-02"
)
_STRONG = phrase(
    r"no longer (?:relied|rely) (?:up)?on|should no longer be relied|no longer be relied|not be relied upon (?:because|due|and|pending|as a result|in light)|concluded that (?:\S+ ){1,60}?should not be relied (?:up)?on|previously (?:issued|filed|reported)|restat|non-?reliance"
)
_POSSIBLE = phrase(r"\b(?:if|could|might|would|may need|whether|unless|risk that|in the event)\b")


@reading(kind="non_reliance", reference="8-K item 4.02")
def non_reliances(document: Document) -> list[Statement]:
    """Accounts issued before that should no longer be relied upon.

    `detail`: restatement where one is announced beside it, withdrawn where the auditor took a
    report back, else empty. A warning not to rely on forecasts or on outsiders is not one.
    """
    if is_contract(document):
        return []
    found = []
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        at = max(0, words.lower().find(" ".join(match[0].lower().split())))
        if _HEADING.search(words) and len(words.split()) < 22:
            continue
        around = context(document, sentence, before=1, after=1)
        where = whereabouts(document, sentence.start)
        if not (_ACCOUNTS.search(words) or (where == "8-K 4.02" and _ACCOUNTS.search(around))):
            continue
        if _NOT_IT.search(words) and not _STRONG.search(words):
            continue
        if where != "8-K 4.02" and not _STRONG.search(words):
            continue
        if _POSSIBLE.search(words[max(0, at - 120) : at]) or of_others(words, at):
            continue
        told = deed_days(words)
        withdrawn = re.match(r"withdr|(?:audit )?(?:report|opinion)", match[0], re.I)
        detail = (
            "withdrawn"
            if withdrawn
            else "restatement"
            if re.search(r"restat", around, re.I)
            else ""
        )
        says = {"day": told[0].first.isoformat() if told else None, "where": where or None}
        found.append(
            statement(document, "non_reliance", detail, sentence, says, around=match.start())
        )
    return apart(found) or reported(document, "non_reliance", {"8-K 4.02": "relian"})
