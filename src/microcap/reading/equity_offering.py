"""What a document says of shares sold, or being sold, to raise money."""

import re

from microcap.reading import Statement, Value, reading
from microcap.reading.amounts import Amount, largest, money, share_counts, unit_counts, whole
from microcap.reading.days import first_day
from microcap.reading.document import Document
from microcap.reading.items import by_outsider, form_of, is_exhibit
from microcap.reading.names import NAME, tidy
from microcap.reading.passages import apart, context, is_contract, statement
from microcap.reading.sentences import phrase, plain, sentence_at
from microcap.reading.stance import hits, negated, possible, printed_form

_TRIGGER = (
    r"we are offering|(?:is|are) being offered|(?:the )?company is offering|hereby offer|public offering|underwriting agreement|"
    r"registered direct|private placement|\bPIPE\b|initial public offering|securities purchase agreement|subscription agreements?|"
    r"rights offering|(?:priced|pricing of|closing of|closed|completed|consummated)(?: \S+){0,8}? offering|best efforts offering|"
    r"placement agen(?:t|cy) agreement|offering of (?:\S+ ){0,6}?(?:shares|units|common stock|ADSs)|firm commitment|"
    r"stock purchase agreement|(?:gross|net) proceeds"
)
_EQUITY = phrase(
    r"(?:common|ordinary|capital|class [AB]|preferred) (?:stock|shares?|equity)|shares of|ordinary shares|ADSs?\b|\bunits?\b|warrants?|american depositary|\bshares\b"
)
_DEBT_ONLY = phrase(
    r"(?:senior|subordinated|unsecured|secured|exchange) (?:\w+ ){0,3}notes|debentures|bonds|credit facility|term loan|revolving"
)
_ACT = phrase(
    r"we are offering|(?:is|are) (?:hereby )?(?:being )?offer(?:ing|ed)|agreed to (?:issue and )?(?:sell|purchase|issue)|(?:issued and )?sold|issue and sell|sell and issue|"
    r"announced (?:the )?(?:pricing|closing|commencement)|priced|closed|completed|consummated|raised|received|entered into|"
    r"pricing of|closing of|offering price|selling|purchased"
)
_OTHERS = phrase(
    r"after giving effect|pro forma|would (?:increase|decrease)|each \$?1\.00|(?:merger|acquisition|asset purchase) agreement|acquire all|exercise of (?:stock )?options|repurchase|tender offer|employee stock purchase|"
    r"lease|sale of (?:the )?(?:property|assets|building|business|subsidiary)|incentive plan|secondary market|equity compensation|our competitors"
)
_STALE = phrase(
    r"prior to (?:the|our) (?:initial )?public offering|since (?:the|our) initial public|lock-?up|following (?:the|our) initial public offering|use of proceeds|we intend to use"
)
_WAYS = (
    ("registered_direct", r"registered direct"),
    ("rights_offering", r"rights offering"),
    ("ipo", r"initial public offering|\bIPO\b"),
    ("pipe", r"\bPIPE\b|private investment in public equity"),
    (
        "private_placement",
        r"private placement|not registered|unregistered|accredited investors?|regulation [DS]\b|subscription agreement",
    ),
    ("underwritten", r"underwrit|book-?running|over-?allotment|firm commitment"),
    ("best_efforts", r"best efforts|placement agent"),
    ("public", r"public offering|prospectus|we are offering"),
)
_UNDERWRITER = phrase(
    rf"(?:underwriting|placement agen(?:t|cy)|purchase) agreement(?: \S+){{0,6}}? with (?P<first>{NAME})"
    rf"|(?P<second>{NAME}),?(?: \([^)]*\))?,? (?:is |are |was |were |acted |acting |served |serving |to act )+(?:as )?(?:the |our |its |an? )?(?:sole |lead |joint |exclusive |representative )*(?:book-?running|underwriter|placement agent|representative|manag)"
    rf"|(?P<third>{NAME}),? as (?:the )?(?:representative|underwriter|sole|lead|exclusive|placement)"
)
_NAMED = phrase(
    r"raised|gross proceeds|aggregate (?:gross )?(?:proceeds|purchase price|offering price)|proceeds|purchase price of|total of|for \$"
)
_PROSPECTUS = re.compile(r"(?:424B|S-1|F-1|SB-2|S-11|1-A|253G)")
_OFFERED = phrase(
    r"we are offering|we are selling|(?:is|are) offering|(?:initial |firm commitment |best efforts )?public offering of|offer and sell|offer and sale|"
    r"(?:shares?|stock|units?|securities|warrants|ADSs) (?:\S+ ){0,6}?offered (?:hereby|by this prospectus)|(?:are|is) being (?:offered|sold) (?:hereby )?by|"
    r"relates? to the (?:offer|sale|issuance)|hereby offer|(?:aggregate|maximum|total) offering price of"
)
_HOLDERS = phrase(r"selling (?:stock|share|security|unit)\s?-?holders?|(?:holders?|persons) named")
_MARKET = phrase(r"at[- ]the[- ]market(?! (?:price|value))")
_WHOLE = phrase(
    r"(?:this is|our) (?:the |an )?initial public offering|firm commitment|underwritten"
)
COVER = 12_000
"""The cover and the first page of a prospectus, in characters."""
_WARRANT = phrase(
    r"warrants? to (?:purchase|acquire)|(?:pre-?funded|series [A-Z]|common(?: stock)?|accompanying|investor) warrants?"
)


@reading(
    kind="equity_offering",
    reference="8-K items 1.01 and 8.01; Rule 424(b) prospectuses; 10-K liquidity",
)
def equity_offerings(document: Document) -> list[Statement]:
    """Offering of shares: how many, at what price, for what gross proceeds, through whom.

    `detail`: underwritten, registered_direct, private_placement, pipe, ipo, rights_offering,
    best_efforts, public. Debt alone, acquisitions, options exercised and what may be raised some
    day are not one; a sentence without shares, price or proceeds is none either.
    """
    if is_contract(document) or by_outsider(document):
        return []
    found = _cover(document)
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        at = max(0, words.lower().find(" ".join(match[0].lower().split())))
        if not _EQUITY.search(words) or _OTHERS.search(words) or _STALE.search(words):
            continue
        act = _ACT.search(words)
        if act is None or possible(words, before=act.start(), reach=50) or negated(words, at, 30):
            continue
        shares, price, proceeds = _counts(words), _price(words), _proceeds(words)
        if sum(one is not None for one in (shares, price, proceeds)) < 2:
            continue
        if _DEBT_ONLY.search(words) and shares is None and price is None:
            continue
        told = context(document, sentence, before=1, after=2)
        warrants = None
        if _WARRANT.search(words):
            counts = [one for one in share_counts(words) if _after_warrant(words, one)]
            warrants = whole(largest(counts))
        says: dict[str, Value] = {
            "shares": shares,
            "price": price,
            "proceeds": proceeds,
            "warrants": warrants,
            "underwriter": _underwriter(words) or _underwriter(told),
            "day": first_day(words),
        }
        detail = _sort(words, told)
        found.append(
            statement(document, "equity_offering", detail, sentence, says, around=match.start())
        )
    return apart(found)


def _cover(document: Document) -> list[Statement]:
    """What the cover of a prospectus offers, also where it gives a limit and no number."""
    if is_exhibit(document) or not _PROSPECTUS.match(form_of(document)):
        return []
    text = plain(document.text)[:COVER]
    for match in _OFFERED.finditer(text):
        sentence = sentence_at(document.text, match.start())
        words = sentence.words
        if not _EQUITY.search(words) or len(words) < 40 or printed_form(words):
            continue
        if _HOLDERS.search(words[: match.start() - sentence.start]):
            continue
        spent = [one for one in money(words) if not one.per_share and one.value >= 1000]
        limit = largest(spent)
        if (
            _counts(words) is None
            and limit is None
            and _price(words) is None
            and not _WHOLE.search(words)
        ):
            continue
        says: dict[str, Value] = {
            "shares": _counts(words),
            "price": _price(words) or _price(context(document, sentence, before=0, after=2)),
            "at_most": limit.value if limit else None,
            "underwriter": _underwriter(words),
        }
        detail = "at_the_market" if _MARKET.search(text) else _sort(words, text)
        return [
            statement(document, "equity_offering", detail, sentence, says, around=match.start())
        ]
    return []


def _sort(words: str, told: str) -> str:
    return next((d for d, p in _WAYS if phrase(p).search(words)), None) or next(
        (d for d, p in _WAYS if phrase(p).search(told)), "public"
    )


def _counts(words: str) -> int | None:
    counts = [
        one for one in share_counts(words) if one.value >= 10 and not _after_warrant(words, one)
    ]
    return whole(next(iter(counts or unit_counts(words)), None))


def _after_warrant(words: str, count: Amount) -> bool:
    return phrase(r"warrants? (?:\S+ ){0,6}$").search(words[: count.start]) is not None


def _price(words: str) -> float | None:
    prices = [one for one in money(words) if one.per_share or _is_price(words, one)]
    return prices[0].value if prices else None


def _is_price(words: str, amount: Amount) -> bool:
    head = words[max(0, amount.start - 45) : amount.start].lower()
    return amount.value < 1000 and "price" in head and "exercise" not in head


def _proceeds(words: str) -> float | None:
    spent = [one for one in money(words) if not one.per_share and one.value >= 1000]
    named = [one for one in spent if _NAMED.search(words[max(0, one.start - 70) : one.start])]
    chosen = largest(named)
    return chosen.value if chosen else None


def _underwriter(words: str) -> str | None:
    for match in _UNDERWRITER.finditer(words):
        name = tidy(match["first"] or match["second"] or match["third"])
        if name and not phrase(r"investors?|purchasers?|underwriters?|company").search(name):
            return name
    return None
