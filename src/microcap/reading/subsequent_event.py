"""What happened after the day of the accounts and before they were issued."""

import re

from microcap.reading import Statement, reading
from microcap.reading.amounts import largest, money, share_counts, whole
from microcap.reading.days import deed_days
from microcap.reading.document import Document, Section
from microcap.reading.passages import apart, is_contract, statement
from microcap.reading.sentences import Sentence, phrase, sentences
from microcap.reading.stance import possible
from microcap.reading.whose import whereabouts

_TITLE = re.compile(
    r"subsequent\s+events?|events?\s+(?:after|subsequent\s+to|occurring\s+after)\s", re.I
)
_AFTER = phrase(
    r"^\W*(?:\([a-z0-9]+\) )?(?:subsequent to|(?:subsequently|thereafter),? (?:on|in)|after) (?:the )?(?:(?:fiscal |calendar )?(?:year|quarter|period|balance sheet|reporting|december|january|february|march|april|may(?! \d)|june|july|august|september|october|november|date)\b)"
)
_EVALUATED = phrase(
    r"(?:evaluated|reviewed|considered|assessed) (?:\S+ ){0,8}?(?:subsequent )?events|events (?:\S+ ){0,6}?(?:through|up to|that occurred)|no (?:material |other |such )?(?:subsequent )?events|ASC 855|SFAS (?:no\. )?165|ASU 20"
)
_MOST = 12
"""A note lists what matters first; the first dozen sentences of it are quoted."""


@reading(kind="subsequent_event", reference="ASC 855; IAS 10")
def subsequent_events(document: Document) -> list[Statement]:
    """Event after the balance sheet's day: its day, and dollars or shares where they are told.

    That events were looked for and none was found is not one.
    """
    if is_contract(document):
        return []
    found = []
    for sentence in _candidates(document):
        words = sentence.words
        if len(words.split()) < 8 or _EVALUATED.search(words):
            continue
        told = deed_days(words)
        dollars = largest([one for one in money(words) if one.unit == "USD" and not one.per_share])
        shares = largest(share_counts(words))
        if not told and dollars is None and shares is None:
            continue
        if possible(words, before=min(len(words), 90), reach=90):
            continue
        says = {
            "day": told[0].first.isoformat() if told else None,
            "amount": dollars.value if dollars else None,
            "shares": whole(shares),
            "where": whereabouts(document, sentence.start) or None,
        }
        found.append(statement(document, "subsequent_event", "", sentence, says))
    return apart(found)


def _candidates(document: Document) -> list[Sentence]:
    notes: list[Section] = [
        one
        for one in document.sections
        if one.name.startswith("note ") and _TITLE.search(one.title)
    ]
    every = sentences(document.text)
    found: dict[int, Sentence] = {}
    for note in notes:
        end = min(note.end, note.start + 8_000)
        inside = [
            one for one in every if note.start < one.start < end and not _TITLE.match(one.words)
        ]
        found |= {one.start: one for one in inside[:_MOST]}
    found |= {one.start: one for one in every if _AFTER.search(one.words)}
    return [found[start] for start in sorted(found)]
