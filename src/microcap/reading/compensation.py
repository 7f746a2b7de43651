"""Who was paid, by whom, how much and in what, to speak of a stock: Section 17(b) disclosures."""

import re
from collections.abc import Iterator
from dataclasses import replace

from microcap.reading import LONGEST, Statement, Value, reading
from microcap.reading.amounts import largest, money, share_counts, whole
from microcap.reading.around_words import around_words
from microcap.reading.document import Document
from microcap.reading.passages import apart, statement
from microcap.reading.sentences import Sentence, phrase, plain, sentences
from microcap.reading.spelling import ascii_letters, plain_letters

_WORTH = re.compile(r"paid|ompensat|ecei[vp]|etained|hired|\bfee\b|in exchange", re.IGNORECASE)
_NEAR = r"paid|ompensat|ecei[vp]|etained|hired|\bfee\b|exchange|payment|onsideration|accept"
"""Every passage that `_PAID`, `_DENIED` or `_POSSIBLE` finds has one of these."""
_REACH, _MOST = 2_000, 500_000
"""Of a message longer than `_MOST` the characters around such words are read, `_MOST` in all."""
_PAID = phrase(
    r"\b(?:(?:was|were|is|are|been|be|being|gets?|got) (?:also |previously |separately )?(?:paid|compensated|retained|hired)|"
    r"(?:paid|compensated) (?:us|to us)\b|paid [^.;]{0,60} for (?:this|the|our) (?:report|newsletter|article|profile|alert|message|mailing|coverage)|the receipt of|received? (?:a fee |a payment |compensation |payment |cash |\$ ?\d|\d|[a-z-]+ (?:thousand|hundred))|"
    r"receiv(?:ed|ing) (?:[\w,.-]+ ){0,8}(?:shares|dollars|compensation|payment)|(?:expects?|expected) to (?:be paid|receive)|"
    r"paid (?:advertisement|advertorial|promotion|advertising|endorsement)|(?:cash|monetary) compensation of|for a fee of|compensation (?:of|for this|was)|in exchange for (?:this|the) (?:profile|report|coverage))"
)
_FOR = phrase(
    r"\b(?:newsletter|advertis\w+|advertorial|dissemination|disseminat\w+|distribut\w+ of (?:this|the)|awareness|promot\w+|marketing|"
    r"(?:this|the|our) (?:e ?-? ?mail|email|report|profile|message|publication|article|alert|release|post|communication|campaign|feature|content|coverage|web ?site|mailing)|"
    r"profil\w+|circulation|news coverage|coverage|electronic|sponsor\w*|investor relations|publicity|(?:mailing|email|e-mail) (?:services|list)|publish\w*|editor\w*|preparation of this|production of|endorse\w+|its creation|featur\w+|one-day|day (?:of )?campaign|special situation|campaign)\b"
)
_BUYING = phrase(
    r"affiliates?|shares? of (?:the|our) (?:common|profiled)|securities of|may (?:buy|sell)"
)
_STAFF = phrase(
    r"executive (?:officer|compensation|vice)|(?:base|annual) (?:compensation|pay)|named executive|salar(?:y|ies)|directors?(?:'s?)? (?:fee|compensation|who)|non-employee|employees?\b|severance|pension|bonus|"
    r"compensation committee|dividend|interest (?:of|on|rate)|underwrit|placement agent|auditors?\b|audit fees|royalt|proxy solicit|solicitation of proxies|transfer agent|settlement|finder's|purchase price|tuition|\brent\b"
)
_THIS = phrase(
    r"third ?- ?part|(?:preparation|production|circulation|distribution)(?: and \w+)? of this"
)
_DENIED = phrase(
    r"\b(?:(?:was|were|is|are|has|have|had|been|be) (?:not|never)(?: been| being)? (?:paid|compensated|received|retained)|(?:not|never|no(?:r|t)?) (?:been |being )?(?:paid|compensated)|"
    r"no (?:\w+ ){0,3}(?:compensation|payment|consideration|fee)\b|without (?:any )?(?:compensation|payment)|(?:did|do|does|has|have|will) (?:not|never) (?:(?:been |be )?(?:paid|compensated)|(?:receiv\w+|accept\w*) (?:any |such |other |cash |monetary ){0,3}(?:compensation|payments?|fees?|money|shares|consideration)))"
)
_POSSIBLE = phrase(
    r"\b(?:may|might|could) (?:also |be |have |from time to time |in the future )*(?:be |been )?(?:paid|receive|compensated)"
)
_NAME = r"(?:(?:[A-Z][\w&'.-]*|of|and|the|&|[A-Z]\.)[ ,]{1,2}){0,6}(?:[A-Z][\w&'-]*\.?(?:com)?|LLC|L\.L\.C\.|Inc\.?|Ltd\.?|Corp\.?)"
_THIRD = r"(?:an? |the )?(?:non-?affiliat\w+ |non-?affiliated |unaffiliated |independent |undisclosed |unrelated )*third[ -]part(?:y|ies)(?:[ ,]{1,2}(?:share ?holders?|non-?affiliate|investors?|\w+ LLC))?"
_COMPANY = r"the (?:profiled |featured |subject |above )?(?:company|issuer|compan(?:y|ies) (?:profiled|mentioned|featured)|client)|(?:an? |the )?(?:non-?affiliated )?(?:share ?holders?|stock ?holders?)(?: of the (?:company|issuer))?"
_BY = re.compile(
    rf"\b(?:[Pp]aid|[Cc]ompensated|[Hh]ired|[Rr]etained|[Ss]hares|[Dd]ollars|[Cc]ash|USD|[Ww]ire|[Tt]ransfer|\d)[^.;]{{0,90}}?\s+(?<!issued )(?<!published )(?<!prepared )(?<!written )(?:by|from)\s+(?P<name>{_THIRD}|{_COMPANY}|{_NAME})"
)
_PAYER_FIRST = re.compile(
    rf"(?P<name>{_NAME}|{_THIRD})\s*,?\s+(?:has\s+|have\s+|had\s+)?(?:agreed\s+to\s+pay|paid|compensated)\s+(?:us|(?P<payee>{_NAME})|\$|[a-z-]+\s+thousand)"
)
_PAYEE = re.compile(
    rf"(?P<name>[Ww]e|{_NAME}|[Tt]he\s+(?:publisher|author|editor|writer)s?|[Tt]his\s+(?:newsletter|publication|site|publisher)|(?:[Oo]ur|[Tt]his)\s+(?:firm|company))\s*(?:\([^)]{{1,60}}\)\s*)?,?\s+"
    r"(?:has\s+|have\s+|had\s+|is\s+|was\s+|were\s+|are\s+|been\s+|being\s+|also\s+|expects?\s+to\s+|will\s+|be\s+|and\s+its\s+\w+\s+)*(?:paid|compensated|receiv\w+|retained|hired|got)\b"
)
_MONTHLY = phrase(r"per month|monthly|a month|each month")
_RESTRICTED = phrase(r"restricted|rule 144|unregistered")
_OPTIONS = phrase(r"options?|warrants?")


@reading(kind="compensation_disclosure", reference="Securities Act section 17(b)")
def compensation_disclosures(document: Document) -> list[Statement]:
    """Disclosure of pay for speaking of a stock: who paid whom, how much cash, how many shares.

    `detail`: paid, not_paid, may_be_paid. `says` holds `payer`, `payee`, `cash` (USD), `shares`,
    `options`, `monthly`, `restricted` where the words tell them. What a company pays its officers,
    auditors and underwriters is not one.
    """
    if not _FOR.search(plain(document.text)):
        return []
    found = []
    told = sentences(document.text)
    for at, sentence in enumerate(told):
        words = plain(sentence.words)
        denied = _DENIED.search(words)
        match = denied or _POSSIBLE.search(words) or _PAID.search(words)
        if match is None or (_STAFF.search(words) and not _THIS.search(words)):
            continue
        around = " ".join(one.words for one in told[max(0, at - 1) : at + 2])
        if not _FOR.search(words) and not (_amount(words) and _FOR.search(around)):
            continue
        detail = _detail(words)
        says = _says(words) if detail == "paid" else {}
        if detail == "paid" and not (says or phrase(r"is a paid|paid (?:adv|promo)").search(words)):
            continue
        begin = sentence.start + max(0, sentence.words.find(match[0]))
        place = Sentence(sentence.start, sentence.end, words)
        found.append(
            statement(document, "compensation_disclosure", detail, place, says, around=begin)
        )
    return apart(found)


def disclosed(text: str) -> list[Statement]:
    """The same of a bare message; the spans are characters of the message.

    Of a message longer than 500,000 characters no more than these are read, around the words of pay
    from its head and from its foot.
    """
    folded = ascii_letters(text)
    if len(text) <= _MOST:
        if not _WORTH.search(text) and text.isascii():
            return []
        spans: tuple[tuple[int, int], ...] = ((0, len(text)),)
    else:
        spans = around_words(folded, _NEAR, reach=_REACH, most=_MOST)
    found = [one for begin, end in spans for one in _in_message(folded, begin, end)]
    return apart(replace(one, quote=_cut(text[one.span[0] : one.span[1]])) for one in found)


def _in_message(text: str, begin: int, end: int) -> Iterator[Statement]:
    shown = re.sub(r"[\x00\x01]", " ", plain_letters(text[begin:end]))
    # a mail is wrapped wherever its line is full: one line end does not end a sentence
    shown = re.sub(r"(?<![\r\n])\r?\n(?![\r\n])", lambda end: " " * len(end[0]), shown)
    for one in compensation_disclosures(Document("message", "", "", shown, (0,), (0,))):
        yield replace(one, span=(begin + one.span[0], begin + one.span[1]))


def _cut(words: str) -> str:
    plainly = " ".join(words.split())
    if len(plainly) > LONGEST:
        return plainly[: LONGEST - 2].rsplit(" ", 1)[0] + " …"
    return plainly


def _detail(words: str) -> str:
    if _DENIED.search(words) and not (_amount(words) and _PAID.search(words)):
        return "not_paid"
    if _POSSIBLE.search(words) and not _amount(words):
        return "may_be_paid"
    return "paid"


def _amount(words: str) -> bool:
    return bool(money(_joined(words)) or share_counts(_joined(words)))


def _joined(words: str) -> str:
    """Amounts in figures, where an archive has parted or a sender disguised them: `$ 2 o , ooo`."""
    words = re.sub(r"\bdo ?[l|i1] ?[l|i1] ?ars", "dollars", words)
    words = re.sub(r"(?<=\d) ?([oO]+)\b", lambda found: "0" * len(found[1]), words)
    words = re.sub(r"(?<=, )[oO]{3}\b", "000", words)
    words = re.sub(r"(?<=\d) ?, ?(?=\d{3}\b)", ",", words)
    return re.sub(r"\$ (?=\d)", "$", words)


def _says(words: str) -> dict[str, Value]:
    told = _joined(words)
    cash = [one for one in money(told) if not one.per_share and one.value >= 50]
    counts = [one for one in share_counts(told) if one.value > 0]
    options = [one for one in counts if _OPTIONS.search(told[one.start : one.end + 40])]
    amount, shares = largest(cash), whole(largest([one for one in counts if one not in options]))
    payer, payee = _payer(told), _named(_PAYEE.search(told))
    says: dict[str, Value] = {
        "payer": payer,
        "payee": payee if payee != payer else None,
        "cash": amount.value if amount else None,
        "shares": shares,
        "options": whole(largest(options)),
        "monthly": True if amount and _MONTHLY.search(told) else None,
        "restricted": True if shares and _RESTRICTED.search(told) else None,
    }
    return {key: value for key, value in says.items() if value is not None}


def _payer(words: str) -> str | None:
    return _named(_BY.search(words)) or _named(_PAYER_FIRST.search(words))


def _named(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    name = re.sub(r"\s+", " ", match["name"]).strip(" ,")
    name = re.sub(r"^(?:And|But|Also|In|For|Disclosure|Disclaimer)\b:?\s*", "", name)
    return name[:120] or None
