"""Who audited the accounts: the firm that signed the report, and its PCAOB number."""

import re

from microcap.reading import Statement, reading
from microcap.reading.days import days
from microcap.reading.document import Document, Section
from microcap.reading.passages import apart, statement
from microcap.reading.sentences import plain
from microcap.reading.whose import whereabouts

_LEGAL = (
    r"(?:L\.?\s?L\.?\s?P\.?|LLC|L\.L\.C\.|P\.?\s?C\.?|P\.?\s?A\.?|PLLC|P\.?L\.?L\.?C\.?|PLC|S\.?C\.?|C\.?P\.?A\.?(?:'?s)?(?:,?\s+(?:P\.?C\.?|P\.?A\.?|LLC|LLP|Inc\.?|Ltd\.?|Limited))?|"
    r"Ltd\.?|Limited|Inc\.?|(?:&|and)\s+(?:Co(?:mpany)?\.?|Associates|Partners|Sons)(?:,?\s+(?:L\.?L\.?P\.?|LLC|P\.?C\.?|P\.?A\.?|PLLC|S\.?C\.?|Ltd\.?|Limited|CPAs?))?)"
)
_TOKEN = r"[A-Z][\w.'&+-]*"
_FIRM = rf"(?:{_TOKEN}(?:,?[ \t]+(?:&[ \t]+|and[ \t]+|de[ \t]+)?{_TOKEN}){{0,6}}?,?[ \t]+{_LEGAL}|Ernst[ \t]+&[ \t]+Young|Arthur[ \t]+Andersen|Coopers[ \t]+&[ \t]+Lybrand|Deloitte[ \t]+&[ \t]+Touche|Grant[ \t]+Thornton|Price[ \t]+Waterhouse|Davidson[ \t]+&[ \t]+Company)"
_SIGNED = re.compile(rf"(?:/s/|\(signed\)|^)[ \t]*(?P<firm>{_FIRM})[ \t]*\.?[ \t]*$", re.M | re.I)
_PCAOB = re.compile(
    r"(?:PCAOB|Public\s+Company\s+Accounting\s+Oversight\s+Board|Auditor(?:'?s)?\s+Firm|Firm)\s*(?:\(?(?:U\.?S\.?)\)?\s*)?(?:Auditor\s+)?(?:Firm\s+|Registration\s+)?"
    r"(?:I\.?D\.?|Identification|Registration)(?:\s+\(?Firm\)?)?(?:\s+(?:No|Number|Code))?[\s.:#()\t]*(?:No\.?\s*)?(?P<number>\d{1,5})\b",
    re.I,
)
_NAME_LABEL = re.compile(rf"Auditor\s+Name[\s:\t]+(?P<firm>{_FIRM}|[A-Z][^\n\t]{{2,70}})", re.I)
_PLACE_LABEL = re.compile(
    r"(?:Auditor\s+)?(?:Location|Firm\s+Location)[\s:\t]+(?P<place>[A-Z][^\n\t]{2,60})", re.I
)
_BY = re.compile(
    rf"(?:audited\s+by|report\s+of|our\s+(?:independent\s+)?(?:registered\s+public\s+accounting\s+firm|auditors?|accountants?)(?:\s+(?:is|was|has\s+been|,))?)\s+(?P<firm>{_FIRM})"
)
_SINCE = re.compile(
    r"(?:served\s+as\s+(?:the\s+Company's|our|the\s+Group's|the\s+Partnership's)\s+auditors?|been\s+(?:the\s+Company's|our)\s+auditors?)\s+since\s+(?:\w+\s+)?(?P<year>(?:19|20)\d\d)",
    re.I,
)


@reading(kind="auditor", reference="Regulation S-X rule 2-02; 10-K item 14; PCAOB Rule 2100")
def auditors(document: Document) -> list[Statement]:
    """The firm that signed the auditor's report, or that the document names, with its PCAOB id.

    `detail`: report (it signed one), pcaob_id (a number stands beside it), named (in prose).
    """
    found: list[Statement] = []
    text = plain(document.text)
    reports = [one for one in document.sections if one.name == "auditor's report"]
    for report in reports:
        signed = _signature(document, text, report)
        if signed is not None:
            found.append(signed)
    found += _numbers(document, text)
    if not found:
        found += _named(document, text)
    return apart(found)


def _signature(document: Document, text: str, report: Section) -> Statement | None:
    body = text[report.start : report.end]
    if not re.search(r"we\s+have\s+audited|in\s+our\s+opinion", body, re.I):
        return None
    matches = list(_SIGNED.finditer(body))
    if not matches:
        return None
    signed = next((one for one in matches if one[0].lstrip().startswith("/")), matches[-1])
    after = body[signed.end() : signed.end() + 260]
    told = days(after)
    number = _PCAOB.search(after)
    place = re.search(r"^\s*(?P<place>[A-Z][A-Za-z. ]+,\s+(?:[A-Z][A-Za-z. ]+))\s*$", after, re.M)
    since = _SINCE.search(body)
    says = {
        "firm": _plain(signed["firm"]),
        "pcaob_id": int(number["number"]) if number else None,
        "day": told[0].first.isoformat() if told else None,
        "place": " ".join(place["place"].split()) if place else None,
        "since": int(since["year"]) if since else None,
        "where": "auditor's report",
    }
    start = report.start + signed.start("firm")
    end = report.start + signed.end("firm") + (number.end() if number else 0)
    return statement(document, "auditor", "report", (start, end), says)


def _numbers(document: Document, text: str) -> list[Statement]:
    found = []
    for match in _PCAOB.finditer(text):
        start, end = max(0, match.start() - 220), min(len(text), match.end() + 200)
        around = text[start:end]
        here = match.start() - start
        labelled = _NAME_LABEL.search(around)
        names = [
            one
            for one in re.finditer(_FIRM, around)
            if not around[one.end() : one.end() + 1].isalnum()
            and (one.end() <= here + 2 or one.start() >= here)
        ]
        before = [one for one in names if one.end() <= here + 2]
        nearest = before[-1] if before else (names[0] if names else None)
        firm = labelled["firm"] if labelled else nearest[0] if nearest else None
        place = _PLACE_LABEL.search(around)
        begin = start + nearest.start() if nearest and nearest.end() <= here + 2 else match.start()
        says = {
            "firm": _plain(firm) if firm else None,
            "pcaob_id": int(match["number"]),
            "place": " ".join(place["place"].split()) if place else None,
            "where": whereabouts(document, match.start()) or None,
        }
        found.append(statement(document, "auditor", "pcaob_id", (begin, match.end()), says))
    return found


def _named(document: Document, text: str) -> list[Statement]:
    found: dict[str, Statement] = {}
    for match in _BY.finditer(text):
        firm = _plain(match["firm"])
        if not re.search(
            r"LLP|L\.L\.P|CPA|C\.P\.A|P\.?C\.?$|P\.?A\.?$|PLLC|&|Andersen|Thornton|Waterhouse", firm
        ):
            continue
        says = {"firm": firm, "where": whereabouts(document, match.start()) or None}
        found.setdefault(
            firm, statement(document, "auditor", "named", (match.start(), match.end()), says)
        )
    return list(found.values())


def _plain(firm: str) -> str:
    name = " ".join(firm.split()).rstrip(",; ")
    return (
        name[:-1]
        if re.search(r"(?:LLP|LLC|PLLC|PLC|Limited|Company|Associates|CPAs?)\.$", name)
        else name
    )
