"""The headed parts of a document: items, notes, the auditor's report, risk factors."""

import re
from dataclasses import dataclass

from microcap.reading.document import Document, Section

_ITEM = re.compile(
    r"^[ \t]*(?:PART\s+[IV]{1,3}[\s,.:–—-]*)?ITEM[\s\xa0]*"
    r"([0-9]{1,2}(?:\.[0-9]{2}|[ \t]?\(?[A-Ca-c]\)?(?=[\s.:–—-]))?(?:T(?=[\s.:(]))?)[\s.:–—-]*([^\n]*)$",
    re.I | re.M,
)
_NOTE = re.compile(r"^[ \t]*NOTE[\s\xa0]*([0-9]{1,2})[\s.:–—\-)]+([^\n]{3,140})$", re.I | re.M)
_NUMBERED = re.compile(
    r"^[ \t]*\(?([0-9]{1,2})[.)][ \t\xa0]+([A-Z][A-Z ,&'’–/\-()]{5,90})[.:]?$", re.M
)
_TITLED = re.compile(
    r"^[ \t]*\(?([0-9]{1,2})[.)][ \t\xa0]*((?:Subsequent\s+Events?|Events\s+(?:After|Subsequent\s+to)|Related[\s-]Part(?:y|ies)|Going\s+Concern|"
    r"Commitments\s+and\s+Contingenc|Concentrations?\b|(?:Summary\s+of\s+)?Significant\s+Accounting|Income\s+Taxes|Notes\s+Payable|Convertible|Stockholders|Shareholders|"
    r"Organization|Nature\s+of|Basis\s+of|Legal\s+Proceedings|Litigation)[^\n.;]{0,70})$",
    re.M,
)
_REPORT = re.compile(
    r"^[ \t]*(?:(?:REPORT|OPINION)\s+OF\s+(?:OUR\s+)?(?:THE\s+)?INDEPENDENT\s+(?:REGISTERED\s+)?"
    r"(?:CERTIFIED\s+)?(?:PUBLIC\s+)?(?:ACCOUNT\w+|AUDITOR\w*)(?:\s+FIRM)?|"
    r"INDEPENDENT\s+(?:REGISTERED\s+PUBLIC\s+ACCOUNT\w+\s+FIRM|(?:CERTIFIED\s+)?(?:PUBLIC\s+)?ACCOUNTANTS?|AUDITORS?)"
    r"['’]?S?['’]?\s+(?:AUDIT\s+)?REPORT|REPORT\s+OF\s+(?:CERTIFIED\s+)?(?:PUBLIC\s+)?(?:ACCOUNTANTS|AUDITORS))\b[^\n]{0,60}$",
    re.I | re.M,
)
_STATEMENTS = re.compile(
    r"^[ \t]*(?:CONSOLIDATED\s+)?(?:BALANCE\s+SHEETS?|STATEMENTS?\s+OF\s+(?:FINANCIAL\s+(?:POSITION|CONDITION)|"
    r"OPERATIONS|INCOME|ASSETS))\b",
    re.I | re.M,
)
_HEADINGS = (
    (
        "risk factors",
        re.compile(
            r"^[ \t]*(?:CERTAIN\s+)?RISK\s+FACTORS[^\n]{0,40}$|^[ \t]*RISKS\s+RELATED\s+TO\s[^\n]{3,80}$",
            re.I | re.M,
        ),
    ),
    (
        "MD&A",
        re.compile(
            r"^[ \t]*MANAGEMENT['’]?S\s+DISCUSSION\s+AND\s+ANALYSIS[^\n]{0,90}$", re.I | re.M
        ),
    ),
    ("signatures", re.compile(r"^[ \t]*SIGNATURES?[ \t]*$", re.I | re.M)),
)
_OTHER_PARTS = re.compile(
    r"^[ \t]*(?:USE\s+OF\s+PROCEEDS|EXPERTS|LEGAL\s+(?:MATTERS|PROCEEDINGS)|DILUTION|CAPITALIZATION|DETERMINATION\s+OF\s+OFFERING\s+PRICE|"
    r"DESCRIPTION\s+OF\s+[^\n]{3,60}|PLAN\s+OF\s+DISTRIBUTION|UNDERWRITING|WHERE\s+YOU\s+CAN\s+FIND[^\n]{0,40}|(?:OUR\s+|DESCRIPTION\s+OF\s+)?BUSINESS|"
    r"MANAGEMENT|DIVIDEND\s+POLICY|INDEX\s+TO\s+[^\n]{3,60}|NOTES\s+TO\s+[^\n]{3,80}|PRINCIPAL\s+(?:STOCK|SHARE)HOLDERS|SELLING\s+(?:STOCK|SHARE)HOLDERS|"
    r"EXECUTIVE\s+COMPENSATION|(?:SPECIAL\s+|CAUTIONARY\s+)NOTE\s+[^\n]{3,80}|MARKET\s+FOR\s+[^\n]{3,80}|INCORPORATION\s+(?:OF\s+CERTAIN|BY)[^\n]{3,60}|THE\s+OFFERING)[ \t]*$",
    re.I | re.M,
)
_ENDS = re.compile(r"[.\d][ \t]*$")


@dataclass(frozen=True, slots=True)
class _Mark:
    name: str
    title: str
    start: int


def sections_of(document: Document) -> tuple[Section, ...]:
    """The items, notes, reports and headed parts, in the order in which they begin.

    Items run to the next item. The lines of a table of contents are no items: of several
    places with one number the one with the most text under it counts.
    """
    text = document.text
    eight = document.form.startswith("8-K") or (not document.form and _current(text))
    items = _items(text, eight=eight)
    found = items + _notes(text) + _reports(text)
    held = {one.name for one in items}
    if "1A" not in held:
        found += _headed(text, "risk factors", items)
    if "7" not in held:
        found += _headed(text, "MD&A", items)
    found += _headed(text, "signatures", items)
    return tuple(sorted(found, key=lambda one: (one.start, -one.end)))


def _current(text: str) -> bool:
    return re.search(r"^[ \t]*item\s+[1-9]\.[0-9]{2}\b", text, re.I | re.M) is not None


def _items(text: str, *, eight: bool) -> list[Section]:
    marks = []
    for found in _ITEM.finditer(text):
        number = re.sub(r"[\s()]", "", found.group(1)).upper()
        number = number.removesuffix("T") if len(number) > 1 else number
        marks.append(
            _Mark(f"8-K {number}" if eight else number, found.group(2).strip(), found.start())
        )
    sections = []
    for at, mark in enumerate(marks):
        end = marks[at + 1].start if at + 1 < len(marks) else len(text)
        sections.append(Section(mark.name, mark.title[:120], mark.start, end))
    return _without_contents(sections)


def _without_contents(sections: list[Section]) -> list[Section]:
    """Lines of a contents table out: short ones whose number comes again with more under it."""
    longest: dict[str, int] = {}
    for one in sections:
        longest[one.name] = max(longest.get(one.name, 0), one.end - one.start)
    kept: list[Section] = []
    for one in sections:
        size = one.end - one.start
        if size < 250 and longest[one.name] > size:
            if kept and kept[-1].end == one.start:
                last = kept[-1]
                kept[-1] = Section(last.name, last.title, last.start, one.end)
            continue
        kept.append(one)
    return kept


def _notes(text: str) -> list[Section]:
    marks = [
        _Mark(f"note {int(found.group(1))}", found.group(2).strip(), found.start())
        for pattern in (_NOTE, _NUMBERED, _TITLED)
        for found in pattern.finditer(text)
    ]
    marks.sort(key=lambda mark: mark.start)
    ends = [mark.start for mark in marks] + [found.start() for found in _ITEM.finditer(text)]
    ends.sort()
    return [
        Section(mark.name, mark.title[:120], mark.start, _next(ends, mark.start, len(text)))
        for mark in marks
    ]


def _reports(text: str) -> list[Section]:
    """Auditors' reports: from the heading to the first statement, at most 12,000 characters."""
    found = []
    for mark in _REPORT.finditer(text):
        head = text[mark.end() : mark.end() + 700]
        if not re.search(
            r"we\s+have\s+audited|opinion|stockholders|shareholders|board", head, re.I
        ):
            continue
        ends = _STATEMENTS.search(text, mark.end() + 400)
        end = min(ends.start() if ends else len(text), mark.end() + 12_000, len(text))
        found.append(Section("auditor's report", mark.group().strip()[:120], mark.start(), end))
    return found


def _headed(text: str, name: str, items: list[Section]) -> list[Section]:
    pattern = dict(_HEADINGS)[name]
    marks = [found for found in pattern.finditer(text) if not _ENDS.search(found.group())]
    ends = sorted(
        {one.start for one in items}
        | {found.start() for found in marks}
        | {found.start() for found in _OTHER_PARTS.finditer(text)}
    )
    found = [
        Section(
            name, mark.group().strip()[:120], mark.start(), _next(ends, mark.start(), len(text))
        )
        for mark in marks
    ]
    return [one for one in found if one.end - one.start > 400 or name == "signatures"]


def _next(places: list[int], after: int, last: int) -> int:
    return min((place for place in places if place > after), default=last)


def sections_at(document: Document, place: int) -> list[Section]:
    """The sections that hold a place, the narrowest last."""
    held = [one for one in document.sections if one.start <= place < one.end]
    return sorted(held, key=lambda one: one.start - one.end)
