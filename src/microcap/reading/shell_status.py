"""Whether the company says that it is a shell."""

import re

from microcap.reading import Statement, reading
from microcap.reading.document import Document
from microcap.reading.passages import apart, is_contract, statement
from microcap.reading.reported_item import reported
from microcap.reading.sentences import phrase, plain
from microcap.reading.stance import hits
from microcap.reading.whose import of_others, whereabouts

_BOX = re.compile(
    r"whether\s+the\s+registrant\s+is\s+a\s+shell\s+company[^?]{0,120}?(?:Act|12b-2)\s*\)?[\s.:)]*(?P<boxes>[^\n]{0,60}(?:\n[^\n]{0,60}){0,3})",
    re.I,
)
_MARK = r"(?:\[?\s?[xX✓✔þý☒☑]\s?\]?|\u00fe|\u00fd|\u2612|\u2611|\u2714|_[xX]_|\([xX]\))"
_EMPTY = r"(?:\[\s*\]|\(\s*\)|☐|¨|o\b|□|_{2,}|\u2610|\u00a8)"
_YES = re.compile(rf"(?:\bYes\b\s*:?\s*{_MARK})|(?:{_MARK}\s*Yes\b)", re.I)
_NO = re.compile(rf"(?:\bNo\b\s*:?\s*{_MARK})|(?:{_MARK}\s*No\b)", re.I)
_TRIGGER = r"\bshell\"? (?:company|corporation|entity)\b|\bblank[- ]check\b|\bpublic shell\b|\bno (?:or|and) nominal (?:assets|operations)|\bnominal operations\b|special purpose acquisition"
_IS = phrase(
    r"\b(?:we|the company|the registrant|our company|the corporation|company) (?:\S+ ){0,4}?(?:is|are|was|became|remains?|may be deemed|be deemed to be|considered|am|meets? the definition of|has been|have been) (?:\S+ ){0,6}?(?:\"?shell|\"?blank|special purpose|public shell)|"
    r"\b(?:as|being) (?:a|an) (?:\w+ ){0,2}?\"?(?:shell|blank check)|(?:is|are) (?:an? )?(?:\w+ ){0,4}?(?:blank[- ]check|shell) (?:company|corporation)|our status as a (?:\w+ )?shell|"
    r"(?:we|company|registrant) (?:\S+ ){0,4}?(?:has|have|had|with) (?:no|only) (?:\S+ ){0,3}?nominal (?:operations|assets)"
)
_CEASED = phrase(
    r"(?:ceas(?:ed|ing)|no longer|not longer) (?:to be |being |is |was )?(?:\S+ ){0,3}?(?:a )?\"?shell|change in shell company status"
)
_DENIED = phrase(
    r"\b(?:not|never|nor|neither)\b(?: \S+){0,7}? (?:\"?shell|blank)|other than (?:a )?(?:\w+ )*shell|if (?:we|the (?:company|issuer|registrant))|former(?:ly)?(?: \S+){0,4} shell|merger with (?:a|an|and into) (?:\S+ ){0,4}?\"?(?:shell|blank|special purpose)|previously(?: \S+){0,6} shell|"
    r"whether the registrant|by check ?mark|combination related shell|prior to the (?:merger|exchange|acquisition)|rule 144\(i\)|issued by (?:\S+ ){0,4}?shell|preferred stock|risk of"
)


@reading(kind="shell_status", reference="Rule 12b-2; 8-K item 5.06; cover page of 10-K and 10-Q")
def shell_statuses(document: Document) -> list[Statement]:
    """Shell status: by the box on the cover, by the company's own words, or its end.

    `detail`: yes, no (the cover's box), stated (prose says it is a shell or blank check), ceased.
    A box of which no mark can be read says nothing.
    """
    if is_contract(document):
        return []
    found = _boxes(document)
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        at = max(0, words.lower().find(" ".join(match[0].lower().split())))
        where = whereabouts(document, sentence.start)
        if len(words.split()) < 6 or (of_others(words, at, 60) and where != "8-K 5.06"):
            continue
        if _CEASED.search(words) and not re.search(
            r"\b(?:if|until|when|would|will|may(?! \d))\b", words[:at], re.I
        ):
            detail = "ceased"
        elif _IS.search(words) and not _DENIED.search(words):
            detail = "stated"
        else:
            continue
        found.append(
            statement(
                document,
                "shell_status",
                detail,
                sentence,
                {"where": where or None},
                around=match.start(),
            )
        )
    return apart(found) or reported(document, "shell_status", {"8-K 5.06": "shell"})


def _boxes(document: Document) -> list[Statement]:
    text = plain(document.text[:20_000])
    found = []
    for box in _BOX.finditer(text):
        boxes = box["boxes"]
        yes, no = _YES.search(boxes), _NO.search(boxes)
        if (yes is None) == (no is None):
            marked = _between(boxes)
            if not marked:
                continue
        else:
            marked = "yes" if yes else "no"
        found.append(
            statement(
                document, "shell_status", marked, (box.start(), box.end()), {"where": "cover"}
            )
        )
    return found[:1]


def _between(boxes: str) -> str:
    """Which of `Yes [ ] No [X]` is marked, where a mark could belong to the word on either side."""
    after = re.search(
        rf"\bYes\b\s*:?\s*(?P<yes>{_MARK}|{_EMPTY})\s*\bNo\b\s*:?\s*(?P<no>{_MARK}|{_EMPTY})",
        boxes,
        re.I,
    )
    before = re.search(
        rf"(?P<yes>{_MARK}|{_EMPTY})\s*\bYes\b\s*(?P<no>{_MARK}|{_EMPTY})\s*\bNo\b", boxes, re.I
    )
    found = after or before
    if found is None:
        return ""
    marks = [re.fullmatch(_MARK, found[name].strip()) is not None for name in ("yes", "no")]
    return "" if marks[0] == marks[1] else "yes" if marks[0] else "no"
