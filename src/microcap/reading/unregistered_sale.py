"""What a document says of securities sold without registration."""

import re

from microcap.reading import Statement, Value, reading
from microcap.reading.amounts import largest, money, share_counts, unit_counts, whole
from microcap.reading.days import first_day
from microcap.reading.document import Document
from microcap.reading.items import Item, by_outsider, is_exhibit, items
from microcap.reading.passages import context, is_contract, statement, telling, whole_sentences
from microcap.reading.sentences import phrase, plain
from microcap.reading.stance import hits, possible, printed_form

_EXEMPTION = (
    r"section 4 ?\(a\) ?\(2\)|section 4 ?\(2\)|section 3 ?\(a\) ?\((?:9|10)\)|rule 506 ?(?:\([bc]\))?|rule 50[45]\b|regulation D\b|"
    r"regulation S\b|rule 144A|exempt(?:ed|ion)? from (?:the )?registration|exemption (?:provided|afforded|available|set forth|"
    r"contained|under)|not (?:been |be )?(?:\w+ )?registered under the (?:u\.s\. )?(?:federal )?securities act|"
    r"unregistered (?:sales?|shares|securities|equity|common)|without registration under|private placement"
)
_ACT = phrase(
    r"(?:sold|issued(?! and outstanding)|issuance|sale|issue|granted|completed|closed|consummated|entered into|agreed to (?:sell|issue)|sell and issue|exchanged|converted)"
)
_EQUITY = phrase(
    r"shares?\b|common stock|warrants?|convertible|preferred|units?\b|equity|options|ADSs|membership interests|debentures?|\bSAFEs?\b"
)
_NONE = phrase(
    r"(?:not applicable|^\W*none\b|^\W*n/a\b|there (?:were|was|have been|are) no|no (?:unregistered|recent sales?|sales? of unregistered|such (?:sales|issuances)|"
    r"(?:equity )?securities (?:were )?sold)|(?:did|has|have) not (?:sell|sold|issue|made)|none\.?$|without exemption)"
)
_EMPLOYEES = phrase(r"employee stock purchase plan|401\(k\)|registration rights agreement,? dated")
_BOILERPLATE = phrase(
    r"(?:may|can) not be (?:offered or )?(?:re)?sold|does not constitute|shall not constitute|no offer|offer to sell|legend|certificates? (?:evidencing|representing)|"
    r"(?:re)?sold pursuant to (?:rule 144|an exemption)|eligible for (?:re)?sale|may be (?:re)?sold|in the absence of"
)
_CLIENTS = phrase(
    r"(?:corporate finance|investment bank\w+|our clients|for (?:our )?clients|emerging companies|we typically|as (?:a )?placement agent for|advisory services)|to be issued separately"
)
_REFERENCE = phrase(
    r"incorporated (?:herein )?by reference|set forth (?:in|under|above)|disclosed (?:in|under)|see item|described (?:in|under|above)"
)
_STATUTE = (
    ("4(a)(2)", r"4 ?\(a\) ?\(2\)|4 ?\(2\)"),
    ("506", r"rule 506|regulation D\b"),
    ("Regulation S", r"regulation S\b"),
    ("3(a)(9)", r"3 ?\(a\) ?\(9\)"),
    ("3(a)(10)", r"3 ?\(a\) ?\(10\)"),
    ("144A", r"rule 144A"),
)
_CONVERTED = phrase(
    r"conver(?:sion|ted|ting) (?:of|an?|the|\$|its|notes?|principal)|upon (?:the )?conversion|exchange (?:for|of) (?:\w+ ){0,4}(?:notes?|debt)"
)


@reading(kind="unregistered_sale", reference="8-K item 3.02; Regulation S-K item 701")
def unregistered_sales(document: Document) -> list[Statement]:
    """Equity sold or issued without registration: shares, dollars, exemption.

    `detail`: item (the 8-K's item 3.02), conversion, sale. The words on restricted resale that every
    press release repeats, "none" below the heading, and what a contract foresees are not one.
    """
    if is_contract(document):
        return []
    found = [one for item in items(document) if (one := _of_item(document, item))]
    held = [one for one in items(document) if one.number == "3.02"]
    for match, sentence in hits(document, _EXEMPTION):
        if any(one.start <= match.start() < one.end for one in held):
            continue
        words = sentence.words
        if printed_form(words) or _EMPLOYEES.search(words) or len(words) < 40:
            continue
        around = context(document, sentence, before=2, after=1)
        if (
            by_outsider(document)
            or _CLIENTS.search(words)
            or _BOILERPLATE.search(words)
            or _NONE.search(words)
        ):
            continue
        sold = _ACT.search(words)
        alone = sold and _EQUITY.search(words) and _amounts(words)
        told = words if alone else around
        if not (_ACT.search(told) and _EQUITY.search(told)) or (
            possible(told[:400]) and not first_day(told)
        ):
            continue
        says = _told(told)
        if not _amounts(told) or (
            says["exemption"] is None and told is words and says["day"] is None
        ):
            continue
        if is_exhibit(document) and not sold:
            continue
        place = (
            sentence if told is words else whole_sentences(document, sentence, before=2, after=1)
        )
        detail = "conversion" if _CONVERTED.search(told) else "sale"
        found.append(
            statement(document, "unregistered_sale", detail, place, says, around=match.start())
        )
    return telling(found)


def _of_item(document: Document, item: Item) -> Statement | None:
    """The statement that an 8-K makes under item 3.02, with amounts from where it refers to."""
    if item.number != "3.02":
        return None
    text = plain(document.text)
    body = " ".join(text[item.body : item.end].split())
    if len(body) < 15:
        return None
    if len(body) < 200 and _NONE.search(body):
        return None
    says = _told(body)
    if says["shares"] is None and says["dollars"] is None and _REFERENCE.search(body):
        told = " ".join(
            text[one.body : one.end]
            for one in items(document)
            if one.number in {"1.01", "2.01", "2.03", "3.03", "5.01", "8.01"}
        )
        says = {**_told(told), "exemption": says["exemption"], "referred": True}
    end = min(item.end, item.body + 580)
    return statement(
        document, "unregistered_sale", "item", (item.start, max(end, item.start + 20)), says
    )


def _amounts(words: str) -> bool:
    return bool(
        share_counts(words) or unit_counts(words) or [m for m in money(words) if m.value >= 100]
    )


def _told(words: str) -> dict[str, Value]:
    spent = [one for one in money(words) if not one.per_share and one.value >= 100]
    price = [one for one in money(words) if one.per_share]
    exemptions = [name for name, pattern in _STATUTE if phrase(pattern).search(words)]
    return {
        "shares": whole(largest(share_counts(words))),
        "units": whole(largest(unit_counts(words))),
        "dollars": amount.value if (amount := largest(spent)) else None,
        "price": price[0].value if price else None,
        "exemption": ", ".join(exemptions) or None,
        "day": first_day(words),
    }


def is_none(words: str) -> bool:
    """Whether the words below a heading say that there is nothing to tell."""
    return (
        re.fullmatch(r"\W*(?:none|not applicable|n/?a)\W*", words.strip(), re.IGNORECASE)
        is not None
    )
