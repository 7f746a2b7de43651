"""What a document says of what a merger with a blank-check company left behind."""

from microcap.reading import Statement, Value, reading
from microcap.reading.amounts import largest, money, percents, share_counts, whole
from microcap.reading.days import first_day
from microcap.reading.document import Document
from microcap.reading.passages import apart, context, statement
from microcap.reading.sentences import phrase
from microcap.reading.stance import hits, negated, possible

_TRIGGER = (
    r"redeem(?:ed|ing)?\b|redemptions?\b|trust account|founder shares|sponsor (?:shares|earn-?out)|earn-?out (?:shares|consideration)|\bearnout\b|"
    r"forward (?:share )?purchase (?:agreement|transaction)|(?:prepaid forward|forward purchase)|\bPIPE (?:investors?|investment|shares|financing)|private placement (?:units|warrants)|backstop agreement"
)
_SPAC = phrase(
    r"business combination|sponsor\b|blank check|special purpose acquisition|\bSPAC\b|extension meeting|public shares|class A ordinary|de-?SPAC"
)
_REDEEMED = phrase(r"(?:redeem|redemption|exercised (?:their|its) right)")
_EACH = (
    ("forward_purchase", r"forward (?:share )?purchase|prepaid forward|backstop"),
    ("earn_out", r"earn-?out"),
    ("pipe", r"\bPIPE\b"),
    (
        "redemption",
        r"redeem(?:ed|ing)?|(?:exercised|elected|properly)(?: \S+){0,10}? redempt|redemptions? (?:of|by|request)",
    ),
    (
        "trust_left",
        r"(?:remain(?:s|ed|ing)?|left|balance|held|funds)(?: \S+){0,16}? trust account|trust account(?: \S+){0,12}? (?:remain|held|balance|contain)",
    ),
    ("sponsor_shares", r"founder shares|sponsor (?:shares|earn)"),
)
_GENERIC = phrase(
    r"will (?:be entitled|have the (?:right|opportunity)|provide)|are entitled to|may (?:elect|redeem)|(?:shall|would) (?:be )?redeem|redemption rights|redeem(?:ed)? (?:the|these|our) (?:notes|warrants|preferred|bonds|debentures)|"
    r"if (?:we|the company)|mandatory redemption|series [A-Z] (?:\w+ )?preferred|net asset value|fund shares|unit redemption"
)


@reading(
    kind="spac_remnant", reference="8-K items 2.01, 3.02, 5.07; proxy on a business combination"
)
def spac_remnants(document: Document) -> list[Statement]:
    """Redemptions, trust left, sponsor, PIPE and earn-out shares, forward purchase agreements.

    `detail`: redemption, trust_left, sponsor_shares, pipe, earn_out, forward_purchase; says shares,
    dollars, dollars a share, fraction. Rights that holders have but did not use, and redemptions of
    notes, preferred shares or fund shares are none.
    """
    if not _SPAC.search(document.text):
        return []
    found = []
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        if len(words) < 50 or _GENERIC.search(words):
            continue
        if not (
            _SPAC.search(words) or _SPAC.search(context(document, sentence, before=2, after=2))
        ):
            continue
        at = max(0, words.lower().find(" ".join(match[0].lower().split())))
        if negated(words, at, 30) or (
            possible(words, before=at, reach=60) and not first_day(words)
        ):
            continue
        detail = next((name for name, p in _EACH if phrase(p).search(words)), "")
        says = _told(words)
        if not detail or (says["shares"] is None and says["dollars"] is None):
            continue
        found.append(
            statement(document, "spac_remnant", detail, sentence, says, around=match.start())
        )
    return apart(found)


def _told(words: str) -> dict[str, Value]:
    dollars = [one for one in money(words) if not one.per_share and one.value >= 1000]
    each = [one for one in money(words) if one.per_share]
    left = [
        one
        for one in dollars
        if phrase(r"remain|left|trust account").search(words[max(0, one.start - 60) : one.end + 60])
    ]
    parts = percents(words)
    chosen = largest(dollars)
    return {
        "shares": whole(largest(share_counts(words))),
        "dollars": chosen.value if chosen else None,
        "left": left[-1].value
        if left and len(dollars) > 1 and phrase(r"remain|left").search(words)
        else None,
        "dollars_per_share": each[0].value if each else None,
        "fraction": parts[0].value if parts else None,
        "day": first_day(words),
    }
