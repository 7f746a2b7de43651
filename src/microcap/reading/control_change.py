"""What a document says of a change in control of the company."""

from microcap.reading import Statement, Value, reading
from microcap.reading.amounts import money, percents, share_counts, whole
from microcap.reading.days import first_day
from microcap.reading.document import Document
from microcap.reading.items import Item, items
from microcap.reading.names import NAME, tidy
from microcap.reading.passages import apart, context, is_contract, statement
from microcap.reading.sentences import phrase, plain
from microcap.reading.stance import hits, negated, possible, printed_form

_TRIGGER = r"chang(?:e|es|ed|ing)(?: in| of) (?:the )?control|acquired (?:voting )?control of|gained control of|control of (?:the (?:company|registrant)|our company)|controlling (?:stock|share)holder|(?:majority|controlling) (?:interest|stake) in (?:the company|us|the registrant)"
_COMPANY = r"(?:the |our )?(?:company|registrant|issuer|corporation|us|parent)\b"
_FACT = (
    rf"(?:result(?:ed|ing|s)? in|constitut(?:ed|es|ing)|effect(?:ed|ing)|caus(?:ed|ing)|gave rise to|deemed to (?:be|constitute)) (?:\S+ ){{0,5}}?change(?: in| of) (?:the )?control(?:(?: in| of) (?:the )?(?:voting )?{_COMPANY})?",
    r"(?:there (?:was|has been|occurred)|(?:underwent|experienced|completed|consummated)) (?:\S+ ){0,3}?change(?: in| of) (?:the )?control",
    rf"change(?: in| of) (?:the )?control (?:(?:in|of) {_COMPANY} )?(?:\S+ ){{0,4}}?(?:occurred|took place|was (?:completed|effected|consummated)|has occurred)",
    rf"(?:acquired|gained|obtained|assumed|took|purchased) (?:voting |majority |effective )?control (?:of|over) {_COMPANY}",
    r"(?:became|is now|are now|become) (?:the |our |its )?(?:new )?(?:majority|controlling) (?:stock|share)holder",
    rf"(?:acquired|purchased|sold|transferred) (?:\S+ ){{0,8}}?(?:majority|controlling) (?:interest|stake|block) (?:in|of) {_COMPANY}",
    r"control of (?:the (?:company|registrant)|our company) (?:passed|was (?:transferred|acquired)|changed)",
    r"change(?: in| of) control of (?:the )?(?:registrant|company) (?:as|when|upon|by)",
)
_DEFINED = phrase(
    r"severance|employment agreement|vest(?:s|ed|ing)?\b|terminat\w+ (?:without|for) |good reason|change (?:in|of) control (?:\w+ )?(?:agreement|plan|provision|payment|"
    r"benefit|price|offer|severance|period|arrangement)|means|shall|definition|defined|indenture|holders? of the notes|following a|in connection with a|"
    r"after a|prior to a|upon a|event of a|section 382|ownership change|net operating loss|golden|anti-?takeover|credit (?:agreement|facility)|"
    r"delay|deter|prevent|discourag|except (?:as|for)|no arrangements|know of no|not aware|other than"
)
_EMPTY = phrase(r"^\W*(?:not applicable|none|n/?a)\b")
_REFERENCE = phrase(
    r"incorporated (?:herein )?by reference|set forth (?:in|under|above)|described (?:in|under|above)"
)
_HOLDER = phrase(
    rf"(?P<name>{NAME})(?:,? (?:\([^)]{{1,60}}\)|an? [^,]{{3,80}}),?)? (?:\w+ ){{0,4}}?(?:now )?(?:acquired|purchased|holds?|owns?|beneficially|became|controls?|obtained|received)"
)


@reading(kind="control_change", reference="8-K item 5.01 (item 1 before August 2004)")
def control_changes(document: Document) -> list[Statement]:
    """Change in control of the company: who now holds what part, since when, for how much.

    `detail`: item (the 8-K's item), stated (in prose). What a contract calls a change in control,
    severance, indentures, takeover defences and what might happen are not one.
    """
    if is_contract(document):
        return []
    found = []
    held = []
    for item in items(document):
        if item.number == "5.01" or (
            item.number == "1" and phrase(r"chang\w+ in control").search(item.title)
        ):
            held.append(item)
            one = _of_item(document, item)
            if one:
                found.append(one)
    for match, sentence in hits(document, _TRIGGER):
        if any(one.start <= match.start() < one.end for one in held):
            continue
        words = sentence.words
        fact = next((m for p in _FACT if (m := phrase(p).search(words))), None)
        if fact is None or _DEFINED.search(words) or printed_form(words):
            continue
        if (
            possible(words, before=fact.start())
            or possible(fact[0])
            or negated(words, fact.start())
        ):
            continue
        told = context(document, sentence, before=2, after=1)
        says = _told(words, told)
        found.append(
            statement(document, "control_change", "stated", sentence, says, around=match.start())
        )
    return apart(found)


def _of_item(document: Document, item: Item) -> Statement | None:
    text = plain(document.text)
    body = " ".join(text[item.body : item.end].split())
    if len(body) < 120 and _EMPTY.search(body):
        return None
    says = _told(body, body)
    if _REFERENCE.search(body) and "fraction" not in {k for k, v in says.items() if v is not None}:
        told = " ".join(
            text[one.body : one.end]
            for one in items(document)
            if one.number in {"1.01", "2.01", "5.02"}
        )
        says = {**_told(told, told), "referred": True}
    end = max(item.start + 20, min(item.end, item.body + 580))
    return statement(document, "control_change", "item", (item.start, end), says)


def _told(words: str, around: str) -> dict[str, Value]:
    held = [one for one in percents(words) or percents(around) if 0.05 <= one.value <= 1]
    names = [tidy(match["name"]) for match in _HOLDER.finditer(words)]
    holder = next((name for name in names if name), None)
    paid = [one for one in money(around) if not one.per_share and one.value >= 100]
    shares = share_counts(around)
    return {
        "holder": holder,
        "fraction": max((one.value for one in held), default=None),
        "shares": whole(max(shares, key=lambda one: one.value, default=None)),
        "dollars": max((one.value for one in paid), default=None),
        "day": first_day(words) or first_day(around),
    }
