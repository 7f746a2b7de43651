"""What an insider traded, means to sell, or holds, by Forms 3, 4, 5 and 144.

The form's own fields are read where the document has them; the page that EDGAR renders of them,
and the forms of before 2003, are read row by row.
"""

import re
from collections.abc import Iterator

from microcap.reading import LONGEST, Statement, Value, quoted, reading
from microcap.reading.document import Document
from microcap.reading.form_fields import Block, blocks, field, has_fields
from microcap.sources.submission_text import day_of, number_of

CODES = {
    "P": "purchase",
    "S": "sale",
    "A": "award",
    "M": "exercise",
    "C": "conversion",
    "X": "exercise",
    "O": "exercise",
    "E": "expiration",
    "H": "expiration",
    "F": "tax_withholding",
    "D": "disposition_to_issuer",
    "G": "gift",
    "V": "voluntary_report",
    "I": "plan_transaction",
    "J": "other",
    "K": "equity_swap",
    "L": "small_acquisition",
    "U": "tender",
    "W": "inheritance",
    "Z": "voting_trust",
}
"""The transaction codes of the General Instructions to Forms 4 and 5, in a word each."""

_TRANSACTIONS = ("nonDerivativeTransaction", "derivativeTransaction")
_HOLDINGS = ("nonDerivativeHolding", "derivativeHolding")
_MONEY = r"\$?\s*(?:\d[\d,]*(?:\.\d+)?|\.\d+)"
_NOTE = r"(?:\s*\(\d{1,2}\)|\s*\[\d{1,2}\])*"
_GAP = r"[\t ]+"
_DATE = r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})"
_ROW = re.compile(
    rf"^(?P<title>[A-Za-z][^\t\n]{{2,90}}?){_NOTE}{_GAP}(?P<day>{_DATE}){_NOTE}{_GAP}"
    rf"(?:{_DATE}{_GAP})?(?P<code>[PSAMCXOEHFDGIJKLUWZ])(?:/[A-Z])?{_NOTE}{_GAP}(?:V{_GAP})?"
    rf"(?P<shares>\d[\d,]*(?:\.\d+)?){_NOTE}{_GAP}\(?(?P<side>[AD])\)?{_NOTE}"
    rf"(?:{_GAP}(?P<price>{_MONEY}){_NOTE})?(?:{_GAP}(?P<after>\d[\d,]*(?:\.\d+)?))?",
    re.MULTILINE,
)
_OPTION = re.compile(
    rf"^(?P<title>[A-Za-z][^\t\n]{{2,90}}?){_NOTE}{_GAP}(?P<strike>{_MONEY}){_NOTE}{_GAP}"
    rf"(?P<day>{_DATE}){_NOTE}{_GAP}(?:{_DATE}{_GAP})?(?P<code>[PSAMCXOEHFDGIJKLUWZ])(?:/[A-Z])?"
    rf"{_NOTE}{_GAP}(?:V{_GAP})?(?P<shares>\d[\d,]*(?:\.\d+)?)",
    re.MULTILINE,
)
_CHANGES = re.compile(
    r"statement\s+of\s+changes\s+(?:in|of)\s+beneficial\s+ownership", re.IGNORECASE
)
_NOTICE = re.compile(r"notice\s+of\s+proposed\s+sale\s+of\s+securities", re.IGNORECASE)
_HEAD = 6000
_OWNER = re.compile(
    r"name\s+and\s+address\s+of\s+reporting\s+person[^\n]*?\n+[\t ]*([A-Za-z][^\n\t]{2,60})", re.I
)
_SELLER = re.compile(
    r"name\s+of\s+person\s+for\s+whose\s+account[^\n\t]*?sold[\s:\t]*\n?([A-Za-z][^\n\t]{2,60})",
    re.I,
)
_TO_SELL = re.compile(
    r"^(?P<title>[A-Za-z][^\t\n]{2,60})\t(?:[^\n]*?\t)?(?P<shares>\d[\d,]*)\t\$?\s*(?P<value>\d[\d,]*"
    rf"(?:\.\d+)?)\t(?P<outstanding>\d[\d,]*)\t(?P<day>{_DATE})",
    re.MULTILINE,
)


@reading(kind="insider_transaction", reference="17 CFR 240.16a-3; 17 CFR 230.144(h)")
def insider_transactions(document: Document) -> list[Statement]:
    """A trade of an insider, or a sale that an affiliate announces, as the form writes it."""
    if has_fields(document):
        if document.form.startswith("144"):
            return list(_announced(document))
        return list(_traded(document))
    head = document.text[:_HEAD]
    if document.form.startswith("144") or _NOTICE.search(head):
        return list(_announced_in_words(document))
    if document.form.partition("/")[0] in {"4", "5"} or _CHANGES.search(head):
        return list(_traded_in_words(document))
    return []


@reading(kind="insider_holding", reference="17 CFR 240.16a-3")
def insider_holdings(document: Document) -> list[Statement]:
    """What an insider holds without having traded it, as a Form 3, 4 or 5 lists it."""
    if not has_fields(document):
        return []
    owners = _owners(document.text)
    found = []
    for one in blocks(document.text, *_HOLDINGS):
        says: dict[str, Value] = {
            **owners,
            "security": one.get("securityTitle"),
            "owned": one.number("sharesOwnedFollowingTransaction"),
            "underlying_shares": one.number("underlyingSecurityShares"),
            "exercise_price": one.number("conversionOrExercisePrice"),
            "expires": one.day("expirationDate"),
            "direct": one.get("directOrIndirectOwnership") == "D",
        }
        found.append(_said(document, "insider_holding", "holding", one, says))
    return [one for one in found if one is not None]


def _traded(document: Document) -> Iterator[Statement]:
    owners = _owners(document.text)
    planned = field(document.text, "aff10b5One").lower()
    for one in blocks(document.text, *_TRANSACTIONS):
        code = one.get("transactionCode").upper()
        says: dict[str, Value] = {
            **owners,
            "code": code or None,
            "day": one.day("transactionDate"),
            "security": one.get("securityTitle"),
            "shares": one.number("transactionShares"),
            "price": one.number("transactionPricePerShare"),
            "acquired": {"A": True, "D": False}.get(one.get("transactionAcquiredDisposedCode")),
            "owned_after": one.number("sharesOwnedFollowingTransaction"),
            "exercise_price": one.number("conversionOrExercisePrice"),
            "derivative": one.name.lower().startswith("derivative"),
            "planned": {"1": True, "true": True, "0": False, "false": False}.get(planned),
        }
        made = _said(document, "insider_transaction", CODES.get(code, "other"), one, says)
        if made is not None:
            yield made


def _announced(document: Document) -> Iterator[Statement]:
    seller = field(document.text, "nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold")
    role = field(document.text, "relationshipToIssuer")
    for one in blocks(document.text, "securitiesInformation"):
        says: dict[str, Value] = {
            "owner": seller or None,
            "role": role or None,
            "security": one.get("securitiesClassTitle"),
            "shares": one.number("noOfUnitsSold", "noOfUnitsToBeSold"),
            "value": one.number("aggregateMarketValue"),
            "outstanding": one.number("noOfUnitsOutstanding"),
            "day": one.day("approxSaleDate"),
            "broker": one.get("name") or None,
        }
        made = _said(document, "insider_transaction", "planned_sale", one, says)
        if made is not None:
            yield made


def _traded_in_words(document: Document) -> Iterator[Statement]:
    owner = _OWNER.search(document.text)
    name = " ".join(owner[1].split()) if owner else None
    rows = [*_ROW.finditer(document.text), *_OPTION.finditer(document.text)]
    for row in sorted(rows, key=lambda one: one.start()):
        held = row.groupdict()
        words, span = quoted(document, *row.span())
        says: dict[str, Value] = {
            "owner": name,
            "code": held["code"],
            "day": _slashed(held["day"]),
            "security": " ".join(held["title"].split()),
            "shares": _number(held["shares"]),
            "price": _number(held.get("price") or ""),
            "acquired": {"A": True, "D": False}.get(held.get("side") or ""),
            "owned_after": _number(held.get("after") or ""),
            "exercise_price": _number(held.get("strike") or ""),
        }
        detail = CODES[held["code"]]
        yield Statement("insider_transaction", detail, words, span, _told(says))


def _announced_in_words(document: Document) -> Iterator[Statement]:
    seller = _SELLER.search(document.text)
    for row in _TO_SELL.finditer(document.text):
        words, span = quoted(document, *row.span())
        says: dict[str, Value] = {
            "owner": " ".join(seller[1].split()) if seller else None,
            "security": " ".join(row["title"].split()),
            "shares": _number(row["shares"]),
            "value": _number(row["value"]),
            "outstanding": _number(row["outstanding"]),
            "day": _slashed(row["day"]),
        }
        yield Statement("insider_transaction", "planned_sale", words, span, _told(says))


def _said(
    document: Document, kind: str, detail: str, block: Block, says: dict[str, Value]
) -> Statement | None:
    """The values of a block as the quote: the names of its fields are the form's, not the owner's."""
    if not block.fields:
        return None
    span = document.source_span(block.fields[0].start, block.fields[-1].end)
    quote = " ".join(one.value for one in block.fields)[:LONGEST]
    return Statement(kind, detail, quote, span, _told(says))


def _owners(text: str) -> dict[str, Value]:
    people = list(blocks(text, "reportingOwner"))
    names = [one.get("rptOwnerName") for one in people if one.get("rptOwnerName")]
    ciks = [one.get("rptOwnerCik").lstrip("0") for one in people if one.get("rptOwnerCik")]
    roles = [
        word
        for one in people
        for word, name in (
            ("director", "isDirector"),
            ("officer", "isOfficer"),
            ("ten_percent_owner", "isTenPercentOwner"),
            ("other", "isOther"),
        )
        if one.get(name).lower() in {"1", "true", "y"}
    ]
    return {
        "owner": "; ".join(names) or None,
        "owner_cik": "; ".join(ciks) or None,
        "role": ",".join(dict.fromkeys(roles)) or None,
        "symbol": field(text, "issuerTradingSymbol") or None,
    }


def _number(text: str) -> float | None:
    return number_of(text) if text else None


def _slashed(text: str) -> str | None:
    month, day, year = text.split("/")
    if len(year) == 2:
        year = ("19" if int(year) > 60 else "20") + year
    made = day_of(f"{month}/{day}/{year}")
    return made.isoformat() if made else None


def _told(says: dict[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in says.items() if value is not None and value != ""}
