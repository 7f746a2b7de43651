"""What a document says of who is paid how much for making its shares known."""

from microcap.reading import Statement, Value, reading
from microcap.reading.amounts import largest, money, share_counts, whole
from microcap.reading.days import first_day
from microcap.reading.document import Document
from microcap.reading.names import NAME, tidy
from microcap.reading.passages import apart, context, reach, statement
from microcap.reading.sentences import phrase
from microcap.reading.stance import hits, negated, possible

_TRIGGER = (
    r"(?:investor|shareholder|public|media|press)(?: and (?:public|media|shareholder|financial|investor))? relations\b|financial (?:public )?relations\b|"
    r"(?:investor|stock|market|shareholder|corporate|brand|public|financial) (?:market )?awareness|awareness (?:campaign|program|services)|increase awareness|"
    r"promot(?:e|ion|ional|ing) (?:of )?(?:the )?(?:services|campaign|consult|company's (?:common )?(?:stock|shares)|our (?:common )?stock|activities)|stock promotion|"
    r"(?:digital|social media|email|e-mail) (?:marketing|media)(?: and \w+)? (?:services|campaign|agreement|program|consult)|media (?:campaign|services|production) |"
    r"marketing and (?:promotion|awareness|investor)|newsletter|capital markets? (?:advis|consult)|advertorial|market[- ]making services"
)
_DEAL = phrase(
    r"agree(?:ment|d|s)|engag(?:ed|es|ing|ement)|retain(?:ed|s|ing|er)|contract(?:ed)?|hired|in (?:exchange|consideration|return|payment) (?:for|of)|as (?:compensation|consideration|payment)|"
    r"consult(?:ant|ants|ing)|(?:for|provid\w+) (?:\S+ ){0,6}services|(?:was|were|been|be) (?:paid|compensated|issued)|will (?:pay|receive)"
)
_PAID = phrase(
    r"paid|pay\b|pays|payable|payment|issu(?:ed|e|ance)|compensat|receiv|fees?\b|grant|retainer|consideration|per month|monthly|exchange for|for services|compris"
)
_COST = phrase(
    r"(?:increase|decrease|higher|lower|expenses? (?:for|of|were|was|increased|decreased|consist)|costs? (?:for|of|were|associated|relat)|primarily (?:due|attributable)|general and administrative|compared (?:to|with)|"
    r"selling, general|budget|estimated costs?)"
)
_STAFF = phrase(
    r"(?:vice president|director|head|manager|officer|chief|evp|svp|vp)(?: of|,|-)? (?:\S+ ){0,4}(?:investor|public|media|shareholder)|employment agreement|base salary|annual salary|"
    r"contact:|website|free of charge|telephone|conference call|request|severance|public relations (?:officer|director)"
)
_FIRM = phrase(
    rf"(?:agreement\S*|contract|engaged|retained|hired|issued|paid|compensated)(?: \([^)]*\))?(?: dated [^,]+, \d{{4}},?)?(?: \S+){{0,9}}? (?:with|to|by)? ?(?P<name>{NAME})(?=,| to| for| \(| as| in| where| under| pursuant|\.|$)"
)
_VALUED = phrase(
    r"(?:shares?|common stock|warrants|options),? (?:\S+ ){0,3}?(?:valued|fair value|market value|value|worth) (?:of |at )?(?:approximately )?$"
)
_OPTION = phrase(r"(?:stock )?options?|warrants?")
_TERM = phrase(
    r"(?:term|period) of (?P<words>[\w()-]+(?: [\w()-]+)?)[- ](?P<unit>months?|years?|days|weeks)|(?P<figure>\w+)(?: \(\d+\))?[- ](?P<span>month|year|day|week)(?:s)?(?:,)? (?:term|period|agreement|contract|campaign|consulting|engagement)"
)


@reading(
    kind="ir_contract",
    reference="Securities Act section 17(b); Exchange Act Rule 10b-5; S-K item 701",
)
def ir_contracts(document: Document) -> list[Statement]:
    """Contract for investor relations, awareness or promotion: who, how much cash, how many shares.

    `detail`: investor_relations, promotion. The company's own staff, a contact line, and what
    the accounts spent on investor relations without a party are not one.
    """
    found = []
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        if len(words) < 50 or _STAFF.search(words):
            continue
        at = max(0, words.lower().find(" ".join(match[0].lower().split())))
        told = context(document, sentence, before=1, after=2)
        if not _DEAL.search(words) or negated(words, at, 30):
            continue
        if _COST.search(words) and not phrase(r"agreement|engaged|retained").search(words):
            continue
        if possible(words, before=at, reach=50) and not first_day(words):
            continue
        paid = words if _PAID.search(words) and _amounts(words) else told
        if not (_PAID.search(paid) and _amounts(paid)):
            continue
        says = _told(words, paid)
        place = sentence if paid is words else reach(document, sentence, before=0, after=2)
        sort = phrase(r"awareness|promot|campaign|newsletter|advertorial|marketing").search(words)
        detail = "promotion" if sort else "investor_relations"
        found.append(statement(document, "ir_contract", detail, place, says, around=match.start()))
    return apart(found)


def _amounts(words: str) -> bool:
    return bool(money(words) or share_counts(words))


def _told(words: str, paid: str) -> dict[str, Value]:
    cash = [
        one
        for one in money(paid)
        if not one.per_share
        and one.value >= 50
        and not _VALUED.search(paid[max(0, one.start - 70) : one.start])
    ]
    counts = share_counts(paid)
    options = [one for one in counts if _OPTION.search(paid[max(0, one.start - 40) : one.start])]
    shares = [one for one in counts if one not in options]
    names = (tidy(match["name"]) for match in _FIRM.finditer(words))
    term = _TERM.search(paid)
    length = None
    if term:
        number = term["words"] or term["figure"]
        length = f"{number} {term['unit'] or term['span']}"
    return {
        "who": next((name for name in names if name), None),
        "cash": amount.value if (amount := largest(cash)) else None,
        "monthly": True if phrase(r"per month|monthly|a month|each month").search(paid) else None,
        "shares": whole(largest(shares)),
        "options": whole(largest(options)),
        "term": length,
        "day": first_day(words),
    }
