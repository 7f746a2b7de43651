"""What a document says of securities registered for sale from time to time."""

import re

from microcap.reading import Statement, Value, reading
from microcap.reading.amounts import money, share_counts, whole
from microcap.reading.days import first_day
from microcap.reading.document import Document
from microcap.reading.items import by_outsider, form_of, is_exhibit
from microcap.reading.passages import apart, is_contract, statement
from microcap.reading.sentences import phrase, plain, sentence_at
from microcap.reading.stance import hits, negated, possible, printed_form

_SHELF_FORM = re.compile(r"^(?:S-3|F-3|S-1|F-1|SB-2|S-2|N-2|POS AM|POSASR|S-11|F-10)")
_TRIGGER = (
    r"shelf registration|universal shelf|[\"']shelf[\"'] (?:registration|process|offering)|shelf offering|"
    r"registration statement on form (?:S-3|F-3|S-1|F-1|SB-2)\b|(?:S-3|F-3) (?:shelf )?registration|resale registration statement|"
    r"form (?:S-3|F-3) (?:universal )?(?:shelf|registration)|rule 415\b|post-effective amendment|"
    r"registration statement (?:\S+ ){0,6}?(?:register|regist)\w* (?:for resale|the resale)"
)
_SHELF = phrase(
    r"shelf|from time to time|form [SF]-3|resale|selling (?:stock|share|security)\s?holders?|delayed or continuous|rule 415|post-effective"
)
_RESALE = phrase(r"resale|selling (?:stock|share|security)\s?-?holders?|re-?offer")
_WAYS = (
    (
        "deregistered",
        r"(?:remov\w+ from registration|deregister\w*|terminate the effectiveness|withdraw\w+ from registration)",
    ),
    ("withdrawn", r"(?:withdr\w+ (?:of )?the registration|request\w* (?:the )?withdrawal)"),
    ("post_effective", r"post-effective amendment"),
    (
        "effective",
        r"(?:declared effective|became effective|was effective|went effective|has been declared|is effective|effective (?:on|as of) (?:\w+ \d|\d))",
    ),
    (
        "filed",
        r"(?:\bfiled|files\b|filing (?:of )?(?:a|an|our|its|the)|submitted|have on file|has on file)",
    ),
    (
        "used",
        r"(?:pursuant to|prospectus supplement|part of (?:a|the)|under (?:the|our|its|this) (?:shelf|registration)|offered by means)",
    ),
)
_COVENANT = phrase(
    r"agree(?:d|s)? to (?:file|use|register)|obligat|shall|required to|registration rights|demand|(?:within|no later than) \w+ (?:\(\d+\) )?(?:calendar |business )?days"
)
_EMPLOYEE = phrase(
    r"form S-8|form S-4|exhibit \d|incorporated (?:herein )?by reference (?:to|from|herein)|previously filed|consent of|we consent|hereby consent"
)
_UNDERTAKING = phrase(
    r"to file,? during any period|undertakes?|remove from registration by means of a post-effective amendment any|each (?:such )?post-effective amendment|any post-effective amendment|commitment expires|attorneys?-in-fact|power of (?:attorney|substitution)|to reflect in the prospectus|meets all of the requirements (?:for|of) (?:filing|form)|further consent|(?:named|identified|described) in (?:the|an) (?:applicable )?(?:prospectus supplement|post-effective)|purposes? of determining"
)
_BEGINNING = phrase(r"after (?:this|the) registration|after the effective|approximate date")
_DEBT = phrase(
    r"\b(?:senior|subordinated|medium-term|fixed[- ]rate|floating[- ]rate) (?:unsecured |secured )?(?:notes|debentures)|the notes\b|notes due"
)
_EQUITY = phrase(
    r"shares?\b|common|preferred|equity|units?\b|warrants?|ADSs?\b|depositary|convertible|any combination|securities described|variety of"
)
_UP_TO = phrase(r"(?:up to|aggregate|maximum|not to exceed|total)")


@reading(
    kind="shelf_registration", reference="Securities Act Rule 415; Forms S-3, F-3, S-1 for resale"
)
def shelf_registrations(document: Document) -> list[Statement]:
    """Shelf or resale registration: amount, shares, whether filed, effective, amended or ended.

    `detail`: filed, effective, used (an offering made from it), post_effective, deregistered,
    withdrawn; `resale` is true where holders sell, not the company. A promise to register, employee
    plans, debt alone, powers of attorney and lists of exhibits are not one.
    """
    form = form_of(document)
    if is_contract(document) or by_outsider(document):
        return []
    found = []
    own = not is_exhibit(document) and _SHELF_FORM.match(form)
    if not own and not is_exhibit(document) and form.startswith("424B"):
        found += [one for one in _cover(document, form) if one.says.get("resale")]
    if own:
        found += _cover(document, form)
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        if printed_form(words) or _UNDERTAKING.search(words):
            continue
        if len(words) < 50 or _EMPLOYEE.search(words) or not _SHELF.search(words):
            continue
        if _DEBT.search(words) and not _EQUITY.search(words):
            continue
        at = max(0, words.lower().find(" ".join(match[0].lower().split())))
        if negated(words, at, 50) or (possible(words, before=at, reach=70)):
            continue
        detail = _way(words)
        if not detail or (_COVENANT.search(words) and detail not in {"effective", "deregistered"}):
            continue
        says = {**_told(words), "day": first_day(words), "resale": bool(_RESALE.search(words))}
        found.append(
            statement(document, "shelf_registration", detail, sentence, says, around=match.start())
        )
    return apart(found)


def _cover(document: Document, form: str) -> list[Statement]:
    """What the cover of the registration statement or its prospectus registers."""
    text = plain(document.text)
    head = text[: min(len(text), 40_000)]
    detail = "post_effective" if form.startswith("POS") else "filed"
    pattern = phrase(
        r"from time to time|selling (?:stock|share|security)\s?holders?|delayed or continuous basis pursuant to rule 415"
    )
    first: Statement | None = None
    for match in pattern.finditer(head):
        sentence = sentence_at(document.text, match.start())
        words = sentence.words
        if re.match(r"if (?:any|the only)", words, re.IGNORECASE) or len(words) < 40:
            continue
        if _UNDERTAKING.search(words):
            continue
        told = _told(words)
        says = {**told, "resale": bool(_RESALE.search(words)), "form": form}
        found = statement(
            document, "shelf_registration", detail, sentence, says, around=match.start()
        )
        if told["dollars"] is not None or told["shares"] is not None:
            return [found]
        if first is None or _BEGINNING.search(first.quote):
            first = found
    return [first] if first else []


def _way(words: str) -> str:
    for detail, pattern in _WAYS:
        match = phrase(pattern).search(words)
        if match and not possible(words, before=match.start(), reach=40):
            return detail
    return ""


def _told(words: str) -> dict[str, Value]:
    dollars = [one for one in money(words) if not one.per_share and one.value >= 10_000]
    shares = share_counts(words)
    number = re.search(r"\b(33\d-\d{3,6})", words)
    return {
        "dollars": max((one.value for one in dollars), default=None),
        "shares": whole(max(shares, key=lambda one: one.value, default=None)),
        "file_number": number[1] if number else None,
    }
