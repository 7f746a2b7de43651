"""Whom a sentence speaks of: the company that files the document, or another."""

import re

from microcap.reading.document import Document
from microcap.reading.names import same_company
from microcap.reading.sections import sections_at
from microcap.reading.sentences import phrase, plain

_OWN = phrase(
    r"(?:(?:the|our|this|such|said) )?(?:compan(?:y|ies)|registrant|corporation|partnership|issuer|group|trust|bank|"
    r"fund|organization|enterprise|entity|consolidated companies|debtors?|combined company|parent)|"
    r"our|its|their|we|us|it|the (?:company and its subsidiaries)"
)
_OUTSIDERS = (
    r"(?:customers?|clients?|suppliers?|vendors?|tenants?|lessees?|borrowers?|licensees?|licensors?|"
    r"distributors?|franchisees?|investees?|portfolio compan(?:y|ies)|counterpart(?:y|ies)|competitors?|"
    r"debtors of|guarantors?|affiliated compan(?:y|ies)|joint ventures?|equity[- ]method|target|seller|"
    r"airlines?|carriers?|retailers?|contractors?|collaborators?|(?:collaboration|strategic|development|manufacturing) partners?|"
    r"(?:former|previous) (?:parent|subsidiary|employer|owner)|predecessors?|acquired (?:business|company)|"
    r"sellers?|insurers?|operators? of|obligors?|mortgagors?|manufacturers?|lenders?|"
    r"(?:unaffiliated|unrelated|third-party) (?:company|corporation|issuer)|in which (?:we|the company) (?:hold|own)s?)"
)
_OTHERS = phrase(rf"\b{_OUTSIDERS}\b")
_OF_OURS = phrase(
    rf"\b(?:one of |some of |certain of )?(?:our|its|the (?:company|registrant)'s) (?:[\w-]+ ){{0,4}}?{_OUTSIDERS}\b"
)
_PERSONS = phrase(
    r"\b(?:director|executive officer|promoter|control person|such person|nominee|general partner or executive|"
    r"mr\.|ms\.|he |she |his |her )"
)


def own_words(whose: str) -> bool:
    """Whether words such as `the Company`, `our`, `its` stand for the filer."""
    return (
        _OWN.fullmatch(whose.strip(" ,.'\"()").removesuffix("'s").removesuffix("'").strip())
        is not None
    )


def is_own(document: Document, whose: str) -> bool:
    """Whether a name, or words that stand for one, are those of the filer.

    A name counts as the filer's where the header or the cover bears it, or where the document
    gives it a short form: `Quillfeather Mining Corp. ("Quillfeather", "we")`.
    """
    words = " ".join(whose.split()).strip(" ,.'\"()").removesuffix("'s").strip("' ")
    if not words or own_words(words):
        return True
    if document.company and same_company(document.company, words):
        return True
    first = next(
        (part for part in re.findall(r"[A-Za-z0-9&]{3,}", words) if part.lower() not in _EMPTY), ""
    )
    if not first:
        return True
    name = rf"\b{re.escape(first)}"
    cover = plain(document.text[:6_000])
    titled = any(len(line) <= 90 and re.search(name, line, re.I) for line in cover.split("\n"))
    return titled or re.search(rf"{name}[^.;\n]{{0,80}}?{_SHORT_FORM}", cover, re.I) is not None


_SHORT_FORM = r"\([^)]{0,40}[\"'](?:the |our )?(?:company|registrant|corporation|we|us|our|partnership|bank|issuer)\b"
_EXACT_NAME = re.compile(
    r"(?:^|\n)(?P<name>[^\n]{3,90})\n\W*\(?\s*exact\s+name\s+of\s+(?:the\s+)?(?:small\s+business\s+issuer|registrant|company|issuer)",
    re.I,
)
_COMMON = frozenset(
    ["first", "national", "american", "united", "general", "bank", "company", "group", "holdings"]
)
_EMPTY = frozenset(["the", "and", "our", "its", "any", "each", "both", "such", "inc", "corp"])


def of_others(words: str, before: int | None = None, reach: int = 120) -> bool:
    """Whether the words ahead of a place name a customer, a supplier or another outsider."""
    if before is None:
        return _OTHERS.search(words) is not None
    return _OTHERS.search(words, max(0, before - reach), before) is not None


def without_others(words: str) -> str:
    """The words without `our largest customer` and the like: there "our" is not the subject."""
    return _OF_OURS.sub(" ", words)


def names_filer(document: Document, words: str) -> bool:
    """Whether the words bear the first word of the filer's name that is no common word."""
    first = next(
        (
            part
            for part in re.findall(r"[A-Za-z0-9&]{4,}", document.company or _on_cover(document))
            if part.lower() not in _EMPTY | _COMMON
        ),
        "",
    )
    return bool(first) and re.search(rf"\b{re.escape(first)}\b", words, re.I) is not None


def _on_cover(document: Document) -> str:
    """The registrant's name as the cover prints it above the words `Exact name of registrant`."""
    found = _EXACT_NAME.search(plain(document.text[:6_000]))
    return found["name"] if found else ""


def of_a_person(words: str) -> bool:
    """Whether a sentence is of the kind that tells the record of a director or an officer."""
    return _PERSONS.search(words) is not None


def whereabouts(document: Document, place: int) -> str:
    """The part of a document in which a place stands, in words.

    `auditor's report`, `notes`, `risk factors`, `MD&A`, `controls`, `8-K 4.01`, `exhibit`, or
    the number of the item; empty where no heading was found.
    """
    names = [one.name for one in sections_at(document, place)]
    if not names:
        return "exhibit" if document.type.upper().startswith("EX") else ""
    if "auditor's report" in names:
        return "auditor's report"
    if any(name.startswith("8-K") for name in names):
        return next(name for name in names if name.startswith("8-K"))
    if any(name.startswith("note") for name in names):
        return "notes"
    for name in reversed(names):
        told = _OF_FORM.get(document.form[:4], {}).get(name) or _PARTS.get(name)
        if told:
            return told
    return names[-1]


_OF_FORM = {
    "10-Q": {"1": "financial statements", "2": "MD&A", "4": "controls"},
    "20-F": {"3": "risk factors", "5": "MD&A", "15": "controls", "18": "financial statements"},
}
"""Where a form counts its items otherwise than an annual report on Form 10-K."""

_PARTS = {
    "1A": "risk factors",
    "risk factors": "risk factors",
    "7": "MD&A",
    "MD&A": "MD&A",
    "8": "financial statements",
    "9A": "controls",
}
