"""Where a document tells of dealings with its own insiders, and what they were."""

import re
from bisect import bisect_left

from microcap.reading import Statement, reading
from microcap.reading.amounts import largest, money, share_counts, whole
from microcap.reading.document import Document
from microcap.reading.items import form_of, is_exhibit
from microcap.reading.passages import apart, statement
from microcap.reading.sentences import phrase, plain, sentences

_HEADING = re.compile(
    r"(?:^|\n)[ \t]*(?:item[ \t]*\d{1,2}[A-C]?[.:\s-]*|\(?[A-Z0-9]{1,2}[.)][ \t]+|note[ \t]*\d+[.:\s-]*|[IVX]+\.[ \t]+)?"
    r"(?P<title>certain[ \t]+relationships(?:,)?[ \t]*(?:and|&)?[^\n]{0,90}|certain[ \t]+transactions[^\n]{0,60}|"
    r"certain[ \t]+(?:related[ \t-]+(?:party|person)|affiliate)[ \t]+transactions[^\n]{0,60}|"
    r"(?:transactions[ \t]+with[ \t]+)?related[ \t-]+(?:party|parties|person|persons)(?:[ \t]+transactions?)?[^\n]{0,60}|"
    r"transactions[ \t]+with[ \t]+(?:management|affiliates|related|certain|directors)[^\n]{0,60}|"
    r"interests?[ \t]+of[ \t]+management[ \t]+and[ \t]+others[^\n]{0,60})[ \t]*(?=\n)",
    re.IGNORECASE,
)
_POLICY = re.compile(
    r"polic(?:y|ies)|procedure|approval of|review (?:of|and)|risk|controls|indemnif", re.IGNORECASE
)
_ELSEWHERE = phrase(
    r"incorporated (?:herein |in this \S+ |into \S+ )?by reference|(?:is|are|will be) (?:set forth|contained|included|found|presented|provided) (?:in|under)|"
    r"(?:proxy|information) statement|see (?:note|item|\"|part)|omitted"
)
_NONE = phrase(
    r"^\W*(?:none|not applicable|n/?a)\b|(?:there (?:were|was|have been|has been|are) (?:no|not any)|no (?:related|transactions?|such)|(?:has|have|had|did) not (?:been |be |have |had )?(?:engaged?|enter|part|any|a party))"
)
_REFERRED = phrase(r"incorporated (?:herein )?by reference|polic(?:y|ies)|must|shall|exceeds?")
_PARTY = phrase(
    r"director|officer|chief|president|chairman|affiliate|(?:stock|share)holder|spouse|wife|husband|brother|sister|son\b|daughter|father|"
    r"family|founder|owned by|controlled by|related part|sponsor|management|principal (?:stock|share)holder|(?:mr|ms|mrs|dr)\. "
)
_DEALING = phrase(
    r"loan|lent|advance|lease|rent|paid|pay|consult|fees?|purchas|sold|sale|issued|note|agreement|services|due (?:to|from)|guarant|owed|owes|borrow|compensation|repaid|royalt|sublease|reimburs"
)
_THRESHOLD = phrase(r"in excess of|lesser of|greater than|more than|exceed|at least")
_HELD_HERE = re.compile(r"(?:DEF|PRE|20-F|S-1|F-1|S-4|10-12G|1-A|424B)")
"""Forms that carry the section themselves; a 10-K may say "none" and mean its proxy statement."""
LONGEST_SECTION = 12_000
"""A section is read for this many characters below its heading."""


@reading(
    kind="related_party_section",
    reference="10-K item 13, Schedule 14A item 7, 20-F item 7.B; ASC 850",
)
def related_party_sections(document: Document) -> list[Statement]:
    """Dealings with insiders that a headed section tells of, sentence by sentence, with amounts.

    `detail`: transaction (one sentence of the section), section (a section without an amount), none
    (a proxy statement, 20-F or prospectus that says there were none). A heading with nothing below
    it, one that sends the reader to a proxy statement, "none" in a 10-K, and a policy on approvals
    alone are no such section.
    """
    text = plain(document.text)
    heads = list(_HEADING.finditer(text))
    found: list[Statement] = []
    for place, head in enumerate(heads):
        if "\t" in head[0].strip() or re.search(r"\d\s*$", head["title"]):
            continue  # a line of a table of contents
        stop = heads[place + 1].start() if place + 1 < len(heads) else len(text)
        stop = min(stop, head.end() + LONGEST_SECTION, _next_item(text, head.end()))
        found += _section(document, head.end(), stop, _POLICY.search(head["title"]) is not None)
    return apart(found)


def _next_item(text: str, place: int) -> int:
    match = re.compile(
        r"\n[ \t]*(?:item[ \t]+\d{1,2}[A-C]?\b|signatures?[ \t]*\n|part[ \t]+[IV]+\b|(?:executive|director|summary)[ \t]+compensation|section[ \t]+16|(?:director|board)[ \t]+independence|security[ \t]+ownership|code[ \t]+of[ \t]+(?:ethics|conduct|business)|audit[ \t]+committee|principal[ \t]+account|proposal[ \t]+|delinquent[ \t]+section|compensation[ \t]+(?:discussion|of)|legal[ \t]+proceedings|[ \t]*(?:note[ \t]*)?\d{1,2}[.)][ \t]+[A-Z]{4})",
        re.IGNORECASE,
    ).search(text, place, place + LONGEST_SECTION + 1)
    return match.start() if match else len(text)


def _section(document: Document, start: int, end: int, policy: bool) -> list[Statement]:
    held = sentences(document.text)
    first = bisect_left(held, start, key=lambda one: one.start)
    last = bisect_left(held, end, key=lambda one: one.start)
    inside = [one for one in held[first:last] if len(one.words) > 30]
    body = " ".join(one.words for one in inside)
    dealings = []
    for one in inside:
        if not (_PARTY.search(one.words) and _DEALING.search(one.words)):
            continue
        paid = [
            amount
            for amount in money(one.words)
            if not amount.per_share
            and not (amount.value == 120_000 and _THRESHOLD.search(one.words))
        ]
        shares = share_counts(one.words)
        if (
            (paid or shares)
            and not _NONE.search(one.words)
            and not re.search(r"exceed", one.words, re.IGNORECASE)
        ):
            says = {
                "dollars": amount.value if (amount := largest(paid)) else None,
                "shares": whole(largest(shares)),
            }
            dealings.append(statement(document, "related_party_section", "transaction", one, says))
    if dealings:
        return dealings
    if _ELSEWHERE.search(body[:250]):
        return []
    if _NONE.search(body[:600]):
        told = [one for one in inside if _NONE.search(one.words)]
        named = _HELD_HERE.match(form_of(document)) and not is_exhibit(document)
        return (
            [statement(document, "related_party_section", "none", told[0])]
            if named and told
            else []
        )
    if policy or len(body) < 120:
        return []
    telling = [
        one
        for one in inside
        if not re.search(r"independen|underwriters|agents and", one.words, re.IGNORECASE)
        and not _REFERRED.search(one.words)
    ]
    telling = [one for one in telling if _PARTY.search(one.words) and _DEALING.search(one.words)]
    return [statement(document, "related_party_section", "section", one) for one in telling[:1]]
