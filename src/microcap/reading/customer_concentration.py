"""What a document says of single customers that the company lives on."""

import re

from microcap.reading import Statement, reading
from microcap.reading.amounts import percents
from microcap.reading.document import Document
from microcap.reading.passages import apart, is_contract, statement
from microcap.reading.sentences import phrase
from microcap.reading.stance import hits
from microcap.reading.whose import whereabouts

_NAMED = r"(?:the )?(?-i:[A-Z][\w&'-]+)(?:(?: of| and| for)? (?-i:[A-Z&][\w&.'-]*)){0,6}(?:, (?:Inc|Corp|LLC|Ltd|L\.P|Co)\b\.?)?(?: \([^)]{1,30}\))?"
_SHARE = r"(?:account\w* for|represent\w*|compris\w+|constitut\w+)(?: \S+){0,3}? \d{2}(?:\.\d+)? ?(?:%|per ?cent)"
_INSTITUTION = phrase(
    r"\b(?:Inc|Corp|Corporation|LLC|L\.P|Ltd|Limited|plc|GmbH|S\.A|Co|Company|Stores|Department of|Departments?|Agency|Army|Navy|Air Force|Administration|NASA|DoD|U\.S\. government|federal government)\b"
)
_PLACE = phrase(
    r"^(?:the )?(?:U\.?S\.?A?\.?$|united|north|south|latin|central|east|west|northern|southern|eastern|western|middle|europe|EMEA|asia|pacific|canad|mexic|brazil|china|chinese|japan|korea|taiwan|"
    r"hong|singapore|india|german|france|french|ital|spain|israel|austral|africa|russia|puerto|international|domestic|export|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|company|segment|medicare|medicaid)"
)
_TRIGGER = (
    r"\b(?:customers?|clients?|distributors?|purchasers?|licensees?|wholesalers?|retailers?|tenants?|partners?|resellers?|end users?)\b(?:[^.;]|\.\d){0,160}?(?:account\w+ for|represent\w+|compris\w+|constitut\w+|generat\w+|contribut\w+|made up|were|was|exceed\w+)|"
    r"(?:account\w+ for|represent\w+|derived|compris\w+|constitut\w+|attributable to|concentrat\w+|sales to|revenues? from|dependent (?:on|upon))(?:[^.;]|\.\d){0,160}?\b(?:customers?|clients?|distributors?|wholesalers?|tenants?)\b|"
    rf"(?P<to>(?:sales|revenues?|receivables?|shipments|amounts) (?:made |earned |due |derived )?(?:to|from|with) {_NAMED}(?:[^.;%]|\.\d){{0,80}}?{_SHARE})|"
    rf"(?P<named>{_NAMED}(?: and {_NAMED})?,? (?:which |who |each |alone |individually |also )*{_SHARE})"
)
_OF_SALES = phrase(
    r"\b(?:(?:net |total |gross |consolidated |company's |our |its |product |annual |contract |rental )*(?:sales|revenues?|receivables?|rents?|turnover|billings|business))\b"
)
_MORE = phrase(
    r"(?:more than|greater than|in excess of|over|exceed\w*|at least|ten percent or more|10% or more) (?:\S+ ){0,3}?(?:10|ten) ?(?:%|percent|per cent)|(?:10|ten) ?(?:%|percent|per cent) or (?:more|greater)"
)
_NO = phrase(
    r"\b(?:no (?:one |single |individual |other |customer|client)|none of|not (?:have|had) (?:any|a)|did not have|no customers?|nor did any|neither|each less than|less than|does not (?:have|depend)|not dependent|no sales to)\b"
)
_POSSIBLE = phrase(r"\b(?:if|could|might|would|loss of any|expects?|anticipates?|may(?! \d))\b")
_NOT_CUSTOMERS = phrase(
    r"(?:customers?|sales|revenues?) (?:located |based |domiciled )?(?:in|outside|within|from) (?:of )?(?:the )?(?:europe|asia|united states|north america|latin|international|foreign|canada|china|japan)|geograph|international (?:sales|operations|revenue)|export|gross (?:margin|profit)|cost of (?:sales|revenue|goods)|growth|increase[ds]? (?:of|by)|decrease[ds]? (?:of|by)|expenses? (?:as|were|was)|interest rate|outstanding (?:shares|common)|voting|suppliers? account|deposits|tax rate|discount|ownership|stockholders?"
)
LEAST = 0.10
"""Below a tenth no disclosure is asked for (ASC 280-10-50-42), and none is repeated here."""


@reading(kind="customer_concentration", reference="ASC 280-10-50-42; Regulation S-K item 101")
def customer_concentrations(document: Document) -> list[Statement]:
    """Customer that accounts for a tenth or more of sales or receivables, with the shares told.

    `detail`: revenue or receivables. `says.largest` is the highest share named. That no customer
    reaches a tenth is not one.
    """
    if is_contract(document):
        return []
    found = []
    last = -1
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        if sentence.start == last or not _OF_SALES.search(words) or _NOT_CUSTOMERS.search(words):
            continue
        if not _is_a_customer(match):
            continue
        at = max(0, words.lower().find(" ".join(match[0].lower().split())[:20]))
        denied = _NO.search(words[: at + 120])
        if denied and not any(one.value >= LEAST for one in percents(words[: denied.start()])):
            continue
        if _POSSIBLE.search(words[max(0, at - 60) : at]):
            continue
        shares = [one.value for one in percents(words) if LEAST <= one.value <= 1]
        above = _MORE.search(words)
        named = [value for value in shares if not (above and abs(value - LEAST) < 1e-9)]
        if not named and not (
            above
            and re.search(
                r"\b(?:one|two|three|four|five|\d) (?:\w+ )?(?:customer|client|distributor)",
                words,
                re.I,
            )
        ):
            continue
        last = sentence.start
        count = re.search(
            r"\b(one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:\w+ ){0,2}?(?:customer|client|distributor)s?",
            words,
            re.I,
        )
        says = {
            "largest": max(named) if named else None,
            "customers": count[1].lower() if count else None,
            "where": whereabouts(document, sentence.start) or None,
        }
        detail = (
            "receivables"
            if re.search(r"receivable", words, re.I)
            and not re.search(r"sales|revenue", words, re.I)
            else "revenue"
        )
        found.append(
            statement(
                document, "customer_concentration", detail, sentence, says, around=match.start()
            )
        )
    return apart(found)


def _is_a_customer(match: re.Match[str]) -> bool:
    """Whether a name that stands without the word customer is one's, and no place or product."""
    if match["to"]:
        name = phrase(r" (?:to|from|with) ").split(match["to"], maxsplit=1)[1]
        return _PLACE.search(name) is None
    if match["named"]:
        return _INSTITUTION.search(match["named"]) is not None
    return True
