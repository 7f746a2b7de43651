"""What a document says of notes and debentures that convert into shares."""

from microcap.reading import Statement, Value, reading
from microcap.reading.amounts import largest, money, percents
from microcap.reading.days import days
from microcap.reading.document import Document
from microcap.reading.items import by_outsider
from microcap.reading.passages import apart, context, statement
from microcap.reading.sentences import phrase
from microcap.reading.stance import hits, negated, possible

_TRIGGER = (
    r"convertible (?:\w+ ){0,4}?(?:notes?|debentures?|bonds?|loans?)|(?:notes?|debentures?) (?:\S+ ){0,6}?(?:is|are|was|were|be) convertible|"
    r"conver(?:t|tible) (?:\S+ ){0,8}?(?:principal|notes?|debentures?)|(?:notes?|debentures?) (?:\S+ ){0,10}?convertible (?:\S+ ){0,3}?into"
)
_PRINCIPAL = phrase(
    r"principal(?: amount| balance| sum)?(?: \S+){0,5}? (?=(?:US)?\$)|(?=(?:US)?\$[\d,.]+(?: (?:thousand|million|billion))?(?: \(\S+\))?(?: (?:in|of|the|our|its|aggregate|total|unsecured|secured|senior|subordinated|original|principal|outstanding|\S+%)){0,6}? (?:principal|convertible|face))|"
    r"(?:notes?|debentures?) (?:in the (?:aggregate )?(?:amount|sum) of|for|of|totaling|totalling|aggregating) (?=(?:US)?\$)|face (?:amount|value) of (?=\$)"
)
_PRICE = phrase(
    r"(?:conversion price|conver\w+(?: \S+){0,14}? (?:at|price))(?: \S+){0,8}? (?=(?:US)?\$ ?[\d.])|at (?:a )?(?:fixed )?(?:conversion )?(?:rate|price) (?:of|equal to) (?=\$)"
)
_DUE = phrase(
    r"matur(?:es?|ed|ing|ity)(?: date)?(?: \S+){0,3}|due(?: and payable)?(?: on| in)?|payable (?:in full )?(?:on|in)"
)
_MAY = phrase(
    r"(?:may|might|could|would) (?:\w+ ){0,3}(?:issue|sell|offer|be required to issue|enter)|if we (?:issue|sell|raise)|through the (?:issuance|sale) of"
)
_BASIC = phrase(
    r"if-converted|anti-?dilutive|diluted (?:earnings|net|loss)|ASU|FASB|accounting standard|adopt(?:ion|ed)|policy|represents? and|preferred stock issuable"
)
_GONE = phrase(
    r"repaid|retir(?:ed|ing)|repurchase|purchased \$|redeemed|extinguish|paid (?:off|in full)|no longer outstanding|were converted|was converted|converted (?:an aggregate|\$|all|the)"
)


@reading(
    kind="convertible_note", reference="8-K items 1.01 and 2.03; notes on debt; exhibits 4 and 10"
)
def convertible_notes(document: Document) -> list[Statement]:
    """Convertible notes and debentures: principal, conversion price, rate, when they fall due.

    `detail`: terms, or ended where the words tell of repayment or conversion. Notes that may be
    issued, accounting rules and dilution tables are none.
    """
    found = []
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        at = max(0, words.lower().find(" ".join(match[0].lower().split())[:60]))
        if len(words) < 50 or _BASIC.search(words) or _MAY.search(words):
            continue
        if negated(words, at, 25) or (possible(words, before=at, reach=40) and not days(words)):
            continue
        if by_outsider(document):
            continue
        says = _told(words)
        if says["principal"] is None and says["conversion_price"] is None:
            continue
        near = context(document, sentence, before=0, after=2)
        for key, value in _told(near).items():
            if says.get(key) is None and key in {"maturity", "rate", "conversion_price"}:
                says[key] = value
        gone = _GONE.search(words)
        found.append(
            statement(
                document,
                "convertible_note",
                "ended" if gone and says["maturity"] is None else "terms",
                sentence,
                says,
                around=match.start(),
            )
        )
    return apart(found)


def _told(words: str) -> dict[str, Value]:
    principal = []
    for match in _PRINCIPAL.finditer(words):
        found = [one for one in money(words[match.end() : match.end() + 40]) if not one.per_share]
        principal += [one for one in found[:1] if one.value >= 500]
    chosen = largest(principal)
    price = None
    for match in _PRICE.finditer(words):
        prices = [one for one in money(words[match.end() : match.end() + 60]) if one.value < 1000]
        if prices:
            price = prices[0].value
            break
    rates = [
        one for one in percents(words) if one.value <= 0.36 and _is_rate(words, one.start, one.end)
    ]
    return {
        "principal": chosen.value if chosen else None,
        "conversion_price": price,
        "maturity": _maturity(words),
        "rate": rates[0].value if rates else None,
    }


def _is_rate(words: str, start: int, end: int) -> bool:
    around = words[max(0, start - 50) : end + 30].lower()
    return "interest" in around or "per annum" in around or "coupon" in around


def _maturity(words: str) -> str | None:
    for match in _DUE.finditer(words):
        found = days(words[match.start() : match.end() + 45])
        if found:
            return found[0].first.isoformat()
    return None
