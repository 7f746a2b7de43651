"""What a document says of the terms of warrants."""

from microcap.reading import Statement, Value, reading
from microcap.reading.amounts import Amount, money, number_of, share_counts, whole
from microcap.reading.days import days
from microcap.reading.document import Document
from microcap.reading.items import by_outsider
from microcap.reading.passages import apart, statement
from microcap.reading.sentences import phrase
from microcap.reading.stance import hits, negated, possible

_TRIGGER = r"warrants? (?:to (?:purchase|acquire|buy|subscribe)|exercisable|entitl\w+|with an exercise|having an exercise|at an exercise|for the purchase|outstanding|(?:\S+ ){0,6}?(?:exercise|strike) price)|(?:each|the|these|such|pre-?funded|series [A-Z0-9-]+|public|private|placement|common|investor|purchase) warrants? (?:\S+ ){0,6}?(?:is|are|has|have|will|may|shall|expire|entitles?|contain|be)|[\d,]{3,} (?:\w+ ){0,4}warrants\b|(?:exercise|strike) price of the (?:\w+ )?warrants?"
_STRIKE = phrase(
    r"(?:exercise|strike|exercised at|purchase)(?: price)?(?: per (?:share|warrant|unit))?(?: \S+){0,7}? (?=(?:US)?\$ ?[\d.])|exercisable (?:\S+ ){0,12}?at (?:a price of )?(?=(?:US)?\$ ?[\d.])|"
    r"(?:shares?|stock) (?:\S+ ){0,8}?at (?:an? (?:exercise )?price of )?(?=(?:US)?\$ ?[\d.])|(?:with|having) (?:an? )?(?:exercise|strike) prices? (?:of|ranging from|between) (?=\$)"
)
_EXPIRY = phrase(r"expir\w+|terminat\w+|until|through|on or (?:before|prior to)|ending")
_TERM = phrase(
    r"(?P<number>\w+(?:-and-(?:a|one)-half)?(?: and (?:a|one)[- ]half)?)(?: \([\d.]{1,4}\))?[- ](?P<unit>year|month|day)s?(?:,)?(?: \S+){0,3}? ?(?:from|after|following|anniversary|term|period|warrants?|life|of the|commencing|,|\.|$)"
)
_ANNIVERSARY = phrase(
    r"(?P<number>first|second|third|fourth|fifth|sixth|seventh|tenth|[\w-]+-year) anniversary"
)
_ORDER = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "tenth": 10,
}
_WAYS = (
    ("pre_funded", r"pre-?funded"),
    (
        "reset",
        r"reset|reduc\w+ the exercise price|amended the exercise price|full ratchet|ratchet|(?:exercise price|price) (?:shall|will|is|may|was) (?:be )?(?:reduced|lowered|adjusted down|decreased)|repric|alternat(?:e|ive) cashless|zero exercise price",
    ),
    ("cashless", r"cashless|net exercise"),
)
_LOWERED = phrase(r"(?:reduc|lower|decreas|amend|repric)\w*(?: \S+){0,12}? from")
_VALUED = phrase(
    r"black-?scholes|volatility|risk-free|weighted[- ]average (?:grant|fair|remaining)|fair value of (?:the|these|each) (?:\w+ )?warrants? (?:was|were|is)|derivative liabilit|change in fair value"
)
_NOT_ONE = phrase(
    r"warrants? that (?:the|it|such)|represents? and warrants?|search warrant|warrants (?:that|to the)|(?:conditions|circumstances|business) (?:so )?warrants?|if (?:conditions|circumstances)"
)


@reading(
    kind="warrant_terms",
    reference="8-K item 1.01, Rule 424(b) prospectuses, notes on equity; exhibit 4",
)
def warrant_terms(document: Document) -> list[Statement]:
    """Terms of warrants: shares, strike, last day or term, cashless exercise, resets, pre-funding.

    `detail`: warrant, pre_funded, cashless, reset. "Represents and warrants", warrants that
    may be issued some day, and the inputs of an option formula are none.
    """
    found = []
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        at = max(0, words.lower().find(" ".join(match[0].lower().split())[:60]))
        if len(words) < 40 or _NOT_ONE.search(words) or _VALUED.search(words):
            continue
        detail = next((name for name, pattern in _WAYS if phrase(pattern).search(words)), "warrant")
        if by_outsider(document) or phrase(
            r"(?:pursuant to|upon|from) the exercise of [\d,]"
        ).search(words):
            continue
        says = _told(words)
        if says["strike"] is None and detail in {"warrant", "pre_funded"}:
            continue
        if detail in {"cashless", "reset"} and not phrase(r"exercis").search(words):
            continue
        guess = possible(words, before=at, reach=40) and phrase(
            r"(?:may|might|could|would) (?:also )?(?:issue|sell|offer|grant)|if we (?:issue|sell)"
        ).search(words)
        if guess or negated(words, at, 20):
            continue
        found.append(
            statement(document, "warrant_terms", detail, sentence, says, around=match.start())
        )
    return apart(found)


def _told(words: str) -> dict[str, Value]:
    strike: float | None = None
    strike_low: float | None = None
    warrant = phrase(r"warrants?").search(words)
    match = _STRIKE.search(words, warrant.start() if warrant else 0) or _STRIKE.search(words)
    if match:
        prices = money(words[max(0, match.end() - 12) : match.end() + 50])
        if prices and prices[0].value < 100_000:
            strike = prices[0].value
            strike_low = prices[0].low if prices[0].low != strike else None
            if strike_low is not None and _LOWERED.search(words):
                strike, strike_low = strike_low, None
    counts = [one for one in share_counts(words) if one.value > 1 and _of_warrants(words, one)]
    shares = whole(counts[0] if counts else None)
    if shares is None:
        before = [
            one
            for one in share_counts(words)
            if phrase(r"issuable (?:\S+ ){0,3}exercise of").search(words[one.end : one.end + 70])
        ]
        shares = whole(before[0] if before else None)
    if shares is None:
        counted = phrase(r"(?<![\d.])(?P<count>\d{1,3}(?:,\d{3})+) (?:\w+ ){0,4}warrants\b").search(
            words
        )
        shares = int(counted["count"].replace(",", "")) if counted else None
    return {
        "shares": shares,
        "strike": strike,
        "strike_at_least": strike_low,
        "expires": _expiry(words),
        "term_years": _term(words),
    }


def _of_warrants(words: str, count: Amount) -> bool:
    return phrase(r"warrants?\b(?: \S+){0,12} ?$").search(words[: count.start]) is not None


def _expiry(words: str) -> str | None:
    for match in _EXPIRY.finditer(words):
        found = days(words[match.end() : match.end() + 60])
        if found:
            return found[0].first.isoformat()
    return None


def _term(words: str) -> float | None:
    anniversary = _ANNIVERSARY.search(words)
    if anniversary:
        told = anniversary["number"].lower()
        number = _ORDER.get(told) or number_of(told.removesuffix("-year"))
        return float(number) if number else None
    for match in _TERM.finditer(words):
        half = 0.5 if "half" in match["number"].lower() else 0.0
        number = number_of(match["number"].lower().split("-and")[0].split(" ")[0])
        if number:
            part = {"year": 1.0, "month": 12.0, "day": 365.0}[match["unit"].lower()]
            return round((number + half) / part, 4)
    return None
