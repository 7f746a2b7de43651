"""What a document says of shares sold into the market or drawn from a shelf or a credit line."""

import re

from microcap.reading import Statement, Value, reading
from microcap.reading.amounts import largest, money, share_counts, whole
from microcap.reading.days import first_day
from microcap.reading.document import Document
from microcap.reading.items import form_of, is_exhibit
from microcap.reading.names import NAME, tidy
from microcap.reading.passages import apart, context, statement
from microcap.reading.sentences import phrase, plain, sentence_at
from microcap.reading.stance import defines, hits, negated, possible

_TRIGGER = (
    r"at[- ]the[- ]market(?! (?:price|value|rate|bid))|\bATM (?:program|offering|agreement|facility|sales|equity|shares|prospectus)|(?:equity|controlled equity) (?:distribution|offering) (?:sales )?agreement|"
    r"open market sale agreement|(?<!asset\x20)(?<!receivables\x20)\bsales agreement|market issuance sales|"
    r"equity line(?: of credit)?|\bELOC\b|standby equity (?:purchase|distribution)|\bSEPA\b|committed equity (?:financing|facility)|"
    r"equity purchase agreement|(?:common )?stock purchase agreement with lincoln park|investment agreement|drawdown notice|put notice|"
    r"committed to (?:purchase|buy|subscribe)|right,? but not the obligation|"
    r"rule 415\(a\)\(4\)"
)
_ATM = phrase(
    r"at[- ]the[- ]market|\bATM\b|sales agents?|sales agreement,? with (?:\S+ ){0,8}?as agent|sold (?:\S+ ){0,10}?shares (?:\S+ ){0,8}?under (?:the|our) sales agreement|distribution agreement|sale agreement|415\(a\)\(4\)|equity distribution|controlled equity|through (?:\S+ ){0,4}as (?:our |its )?(?:sales )?agents?"
)
_LINE = phrase(
    r"equity line|\bELOC\b|standby equity|\bSEPA\b|committed equity|equity purchase agreement(?=.{0,200}(?:common stock|shares))|lincoln park|put notice|"
    r"committed to (?:purchase|buy|subscribe)(?=.{0,250}(?:from time to time|discretion|month|year|period))|"
    r"drawdown|right,? but not the obligation(?=.{0,120}(?:sell|put|direct|require))|at (?:our|its) (?:sole )?discretion.{0,60}(?:sell|put)"
)
_OTHER = phrase(
    r"real estate|property sales agreement|product sales|distribut(?:or|orship)|automated teller|\bATM (?:machine|network|card|fee)|customer|"
    r"purchase and sales agreement|exclusive sales agreement|valu(?:e|ed|ation)|fair market|expiration of the|sales representative|financial statements|disclosure schedules|stockholder proposals"
)
_SOLD = phrase(r"\b(?:sold|issued and sold|had sold|have sold|has sold|issued)\b")
_LEFT = phrase(r"remain(?:s|ed|ing|der)|available (?:for|to be)|may still|left|unsold|capacity")
_END = phrase(r"terminat|suspend|reduc(?:e|ed|ing)|no longer")
_ENTER = phrase(
    r"entered into|enter into|party to|establish|have a|has a|had an?|pursuant to|under (?:the|our|its)|filed|in accordance with|accordance|offer and sell|may offer|sell(?:ing)? (?:shares|up to)|deemed to be|will be"
)
_AGENT = phrase(
    rf"(?:agreement|program|facility|line)\S*(?: \([^)]*\))?,?(?: dated [^,]+, \d{{4}},?)? with (?P<name>{NAME})"
    rf"|through (?P<through>{NAME}),?(?: \([^)]*\))?,? (?:acting )?as (?:our |its |the )?(?:sole |exclusive )?(?:sales )?agent"
)
_TAKEDOWN = phrase(
    r"(?:we are offering|(?:is|are) offering|offering of)(?: \S+){0,12}? (?:shares|units|common stock|ADSs|warrants|ordinary shares)"
)
_SUPPLEMENT = re.compile(r"^424B[2345]")


@reading(kind="atm_or_takedown", reference="Rule 415(a)(4), Rule 424(b); 8-K item 1.01")
def atms_or_takedowns(document: Document) -> list[Statement]:
    """Sales into the market, from a shelf, or to a committed buyer: limit, sold, left, agent.

    `detail`: atm, eloc (equity line, standby purchase), takedown (a supplement to the prospectus of
    a shelf), sold, left, ended. "At the market price", cash machines, and other sales agreements
    are none; what the company may sell under an agreement that stands is one.
    """
    found = [*_takedown(document)]
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        at = max(0, words.lower().find(" ".join(match[0].lower().split())))
        if len(words) < 50 or _OTHER.search(words) or defines(words):
            continue
        told = context(document, sentence)
        line = _LINE.search(words) is not None
        shares_told = _ATM.search(told) and re.search(r"shares|common stock", told, re.IGNORECASE)
        if not line and not _ATM.search(words) and not shares_told:
            continue
        if "investment agreement" in match[0].lower() and not line:
            continue
        detail = _detail(words, line)
        if not detail:
            continue
        if negated(words, at, 45) or _guess(words, at):
            continue
        says = _told(words, detail)
        if detail in {"sold", "left"} and says["shares"] is None and says["dollars"] is None:
            continue
        agent = _AGENT.search(words) or _AGENT.search(told)
        says["agent"] = tidy(agent["name"] or agent["through"]) if agent else None
        found.append(
            statement(document, "atm_or_takedown", detail, sentence, says, around=match.start())
        )
    return apart(found)


def _guess(words: str, at: int) -> bool:
    """A risk or a plan: no agreement stands behind the words."""
    return possible(words, before=at, reach=60) and not phrase(
        r"entered into|sales? agreement|distribution agreement|up to (?:US)?\$|purchase agreement|prospectus supplement"
    ).search(words)


def _detail(words: str, line: bool) -> str:
    if _END.search(words) and not _LEFT.search(words):
        return "ended"
    if phrase(r"in no event|not (?:to )?exceed").search(words):
        return "eloc" if line else "atm"
    if _SOLD.search(words) and not possible(words, before=_place(_SOLD, words), reach=25):
        return "sold"
    if _LEFT.search(words) and money(words):
        return "left"
    if _ENTER.search(words) or money(words):
        return "eloc" if line else "atm"
    return ""


def _place(pattern: re.Pattern[str], words: str) -> int:
    match = pattern.search(words)
    return match.start() if match else 0


def _told(words: str, detail: str) -> dict[str, Value]:
    dollars = [one for one in money(words) if not one.per_share and one.value >= 1000]
    prices = [one for one in money(words) if one.per_share]
    left = [one for one in dollars if _LEFT.search(words[max(0, one.start - 80) : one.end + 60])]
    shown = left if detail == "left" and left else dollars
    return {
        "dollars": amount.value if (amount := largest(shown)) else None,
        "shares": whole(largest(share_counts(words))),
        "price": prices[0].value if prices else None,
        "day": first_day(words),
    }


def _takedown(document: Document) -> list[Statement]:
    """The offering that the cover of a prospectus supplement makes from a shelf."""
    if is_exhibit(document) or not _SUPPLEMENT.match(form_of(document)):
        return []
    head = plain(document.text)[:25_000]
    if not phrase(r"prospectus supplement").search(head):
        return []
    for match in _TAKEDOWN.finditer(head):
        sentence = sentence_at(document.text, match.start())
        if _ATM.search(sentence.words) or not (
            share_counts(sentence.words) or money(sentence.words)
        ):
            continue
        says = _told(sentence.words, "takedown")
        return [
            statement(document, "atm_or_takedown", "takedown", sentence, says, around=match.start())
        ]
    return []
