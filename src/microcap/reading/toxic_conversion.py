"""What a document says of securities that convert below the market."""

import re

from microcap.reading import Statement, Value, reading
from microcap.reading.amounts import money, number_of, percents
from microcap.reading.document import Document
from microcap.reading.passages import apart, context, statement
from microcap.reading.sentences import phrase
from microcap.reading.stance import hits, negated

_MARKET = (
    r"(?:VWAPs?|volume[- ]weighted average (?:trading |sales? )?prices?|(?:lowest|average|mean|median|closing|trading|market|bid|intra-?day|last sale|sales?|daily)"
    r"(?: \S+){0,6}? (?:prices?|bids?|VWAPs?))"
)
_TRIGGER = (
    rf"(?:(?<![\d.])\d{{2}}(?:\.\d+)? ?%|(?:ten|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]\w+)? percent(?: \(\d+ ?%\))?)(?: \([^)]{{1,40}}\))? (?:of|multiplied by|times|discount)(?: \S+){{0,14}}? {_MARKET}|"
    rf"discount (?:of|equal to)?(?: \S+){{0,6}}? (?:to|from|off|on)(?: \S+){{0,8}}? {_MARKET}|{_MARKET}(?: \S+){{0,20}}? (?:less|discount(?:ed)?(?: of| by)?|multiplied by) (?:an? )?(?:\S+ ){{0,3}}?\d{{2}} ?%|"
    r"full[- ]ratchet|most[- ]favou?red[- ]nations?|\bMFN\b|floorless|no floor|(?:variable|floating) (?:rate )?(?:conversion|price conver)|"
    r"conversion price (?:shall |will |is |may )?(?:be )?(?:reset|adjust)\w*|alternat(?:e|ive) conversion price|"
    r"lowest (?:closing |trading |daily |intra-?day |traded |one |two |three |single |individual )*(?:price|bid|VWAP)|death spiral"
)
_CONVERT = phrase(
    r"conver(?:t|ts|ted|sion|tible|ting)|exercise price|preferred|debenture|note\b|notes\b|warrants?"
)
_BENIGN = phrase(
    r"acquiring person|each right|rights plan|options? (?:granted|to purchase)|employee stock purchase|ESPP|purchase plan|redemption price|make-?whole|dividend reinvest|repurchase|incentive plan|fair (?:market )?value of (?:each|the) option|"
    r"closing (?:bid )?price (?:was|of our common stock on)|premium|(?:capped|collar)|conversion (?:rate|trigger)|at least 1[0-9]{2}|exceed(?:s|ed)? 1[0-9]{2}|greater than 1[0-9]{2}|1[2-9]\d ?% of the (?:applicable )?conversion|"
    r"less than 98 ?%|98 ?% of the product|lack of marketability|marketability discount|tariff|trade relations|risk-free|high and low"
)
_EACH = (
    ("ratchet", r"ratchet"),
    ("most_favoured", r"most[- ]favou?red|\bMFN\b"),
    (
        "reset",
        r"reset|conversion price (?:shall |will |is |may )?(?:be )?adjust|alternat(?:e|ive) conversion price",
    ),
)
_LOOKBACK = phrase(
    r"(?P<days>\d{1,3}|(?:five|ten|fifteen|twenty|thirty|three|two|seven|twelve|twenty-five|forty|sixty)(?:[- ](?:one|two|three|five))?)(?: \(\d{1,3}\))? (?:consecutive )?(?:prior )?(?:full )?(?:trading|business|calendar)?[- ]?days?"
)
_FLOOR = phrase(
    r"floor(?: price)?(?: \S+){0,6}? \$|(?:not|no event)(?: \S+){0,8}? (?:less|lower) than \$|minimum (?:conversion )?price of"
)
_NO_FLOOR = phrase(r"no floor|floorless|without (?:a )?floor|not subject to (?:a|any) floor")
_OF_MARKET = phrase(
    rf"(?<![\d.])(?P<part>\d{{2}}(?:\.\d+)?) ?%\)?,? (?:of|multiplied by|times)(?: \S+){{0,14}}? {_MARKET}"
)
_OFF_MARKET = phrase(
    r"(?P<off>\d{2}(?:\.\d+)?) ?%\)?,? (?:discount|reduction|below|less)|discount (?:of|equal to)(?: \S+){0,3}? (?P<off2>\d{2}(?:\.\d+)?) ?%"
)
_SPELT_OF = phrase(
    r"(?P<part>\w+(?:-\w+)?) percent(?: \(\d+ ?%\))? of(?: \S+){0,12}? (?:lowest|average|market|closing|VWAP|trading)"
)


@reading(
    kind="toxic_conversion",
    reference="8-K items 1.01, 2.03 and 3.02; exhibits 4 and 10; notes on debt",
)
def toxic_conversions(document: Document) -> list[Statement]:
    """Conversion at a discount to a trailing price, resets, ratchets, most-favoured clauses.

    `detail`: discount_to_market, reset, ratchet, most_favoured, no_floor. Says the discount as a
    fraction, the days looked back, the lowest or the average price, and the floor where there is one. Terms of
    an agreement count: they say what may be converted. Purchase plans and options do not.
    """
    found = []
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        at = max(0, words.lower().find(" ".join(match[0].lower().split())[:60]))
        told = context(document, sentence)
        if (
            len(words) < 40
            or _BENIGN.search(words)
            or not (_CONVERT.search(words) or _CONVERT.search(told))
        ):
            continue
        here = " ".join(match[0].split())
        detail = next((name for name, pattern in _EACH if phrase(pattern).search(here)), "")
        if not detail:
            detail = "no_floor" if _NO_FLOOR.search(here) else "discount_to_market"
        if detail != "no_floor" and negated(words, at, 25):
            continue
        says = _told(words, told)
        if detail == "discount_to_market" and says["discount"] is None:
            if not phrase(r"variable|floating|lowest").search(here) or not _CONVERT.search(words):
                continue
            if "lowest" in here.lower() and not _LOOKBACK.search(words):
                continue
        if detail in {"reset", "most_favoured"} and not phrase(
            r"conver|note|debenture|preferred|warrant|purchase agreement|financing|offering"
        ).search(words):
            continue
        if detail == "reset" and not phrase(
            r"lower|below|market|VWAP|trading|subsequent|issu|reset"
        ).search(words):
            continue
        found.append(
            statement(document, "toxic_conversion", detail, sentence, says, around=match.start())
        )
    return apart(found)


def _told(words: str, told: str) -> dict[str, Value]:
    days = _LOOKBACK.search(words)
    lookback = number_of(days["days"]) if days else None
    floor = None
    match = _FLOOR.search(told)
    if match:
        prices = money(told[match.start() : match.end() + 30])
        floor = prices[0].value if prices else None
    trailing = None
    if re.search(r"\blowest\b", words, re.IGNORECASE):
        trailing = "lowest"
    elif re.search(r"\baverage\b|VWAP", words, re.IGNORECASE):
        trailing = "average"
    return {
        "discount": _discount(words),
        "lookback_days": int(lookback) if lookback else None,
        "price": trailing,
        "floor": floor,
        "no_floor": True if _NO_FLOOR.search(told) else None,
    }


def _discount(words: str) -> float | None:
    of = _OF_MARKET.search(words)
    if of and 10 <= float(of["part"]) < 100:
        return round(1 - float(of["part"]) / 100, 12)
    off = _OFF_MARKET.search(words)
    if off:
        part = float(off["off"] or off["off2"])
        return part / 100 if 0 < part < 100 else None
    spelt = _SPELT_OF.search(words)
    number = number_of(spelt["part"]) if spelt else None
    if number and 10 <= number < 100:
        return round(1 - number / 100, 12)
    found = [one.value for one in percents(words) if 0.05 <= one.value < 1]
    if found and phrase(r"discount").search(words):
        return found[0] if found[0] <= 0.6 else round(1 - found[0], 12)
    return None
