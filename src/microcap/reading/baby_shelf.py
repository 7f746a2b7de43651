"""What a document says of the limit on what a small company may sell from its shelf."""

from microcap.reading import Statement, Value, reading
from microcap.reading.amounts import money, share_counts, whole
from microcap.reading.days import days
from microcap.reading.document import Document
from microcap.reading.passages import reach, statement, telling, whole_sentences
from microcap.reading.sentences import phrase, plain
from microcap.reading.stance import hits

_TRIGGER = (
    r"general instructions? I\.? ?B\.? ?[56]\.?|instruction I\.? ?B\.? ?[56]\b|baby[- ]shelf|"
    r"one-third (?:\(?1/3(?:rd)?\)? )?of (?:\S+ ){0,4}?(?:public float|market value|non-affiliate)|"
    r"(?:aggregate )?market value of (?:\S+ ){0,8}?(?:non-?affiliates?|public float)"
)
_RULE = phrase(r"I\.? ?B\.? ?[56]|baby[- ]shelf|one-third")
_FLOAT = phrase(
    r"(?:aggregate market value|public float|market value)(?: \S+){0,30}? (?:was|is|of|rose to|fell to|equal(?:s|ed)? to|totaled|approximately)(?: approximately| about| equal to)* (?=(?:US)?\$)"
)
_SOLD = phrase(
    r"(?:sold|offered|issued)(?: \S+){0,14}? (?=(?:US)?\$)|(?:securities|shares) with an aggregate (?:market value|offering price|sales price) of (?:approximately )?(?=\$)"
)
_NOTHING = phrase(
    r"(?:have|has) not (?:offered(?: or| and)? sold|sold|offered|issued)|no securities|without (?:offering|selling)"
)
_PRICE = phrase(r"(?:price|at|based on)(?: \S+){0,8}? (?=\$ ?\d)")
_COVER = phrase(
    r"indicate by check|as of the last business day of the registrant|second fiscal quarter"
)


@reading(kind="baby_shelf", reference="Form S-3 General Instruction I.B.6; Form F-3 I.B.5")
def baby_shelves(document: Document) -> list[Statement]:
    """Limit of a third of the float in twelve months: float held by outsiders, sold so far.

    `float_value` and `sold` in USD (0 where the words say that nothing was sold), `price` the one at
    which the float is valued, `float_shares` held by outsiders. `detail`: limit, exempt.
    """
    text = plain(document.text)
    found = []
    for match, sentence in hits(document, _TRIGGER):
        place = reach(document, sentence, before=2, after=2)
        told = " ".join(text[place[0] : place[1]].split())
        if not _RULE.search(told) or (
            _COVER.search(sentence.words) and not _RULE.search(sentence.words)
        ):
            continue
        says = _told(told)
        bound = phrase(
            r"we are|we have|our (?:public float|ability)|limit|subject to|may (?:not|only)"
        ).search(sentence.words)
        if says["float_value"] is None and says["sold"] is None and not bound:
            continue
        exempt = phrase(r"no longer (?:subject|limited)|not (?:currently )?subject to").search(told)
        found.append(
            statement(
                document,
                "baby_shelf",
                "exempt" if exempt else "limit",
                whole_sentences(document, sentence, before=2, after=2),
                says,
                around=match.start(),
            )
        )
    return telling(found, "float_value")


def _told(words: str) -> dict[str, Value]:
    value = None
    match = _FLOAT.search(words)
    if match:
        found = [one for one in money(words[match.end() : match.end() + 40]) if one.value > 10_000]
        value = found[0].value if found else None
    sold: float | None = None
    if _NOTHING.search(words):
        sold = 0.0
    else:
        for one in _SOLD.finditer(words):
            spent = [m for m in money(words[one.end() : one.end() + 40]) if m.value >= 1000]
            if spent:
                sold = spent[0].value
                break
    prices = [one for one in money(words) if one.per_share]
    if not prices:
        prices = [
            m
            for one in _PRICE.finditer(words)
            for m in money(words[one.end() : one.end() + 20])
            if m.value < 1000
        ]
    outside = [
        one
        for one in share_counts(words)
        if phrase(r"non-?affiliat").search(words[max(0, one.start - 60) : one.end + 90])
    ]
    named = days(words)
    return {
        "float_value": value,
        "sold": sold,
        "price": prices[0].value if prices else None,
        "float_shares": whole(outside[0] if outside else None),
        "day": named[0].first.isoformat() if named else None,
    }
