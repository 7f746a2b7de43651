"""What a document says of a change of the company's own name."""

import re
from datetime import date

from microcap.reading import Statement, reading
from microcap.reading.days import spans
from microcap.reading.document import Document
from microcap.reading.items import form_of
from microcap.reading.names import NAME, same_company, tidy
from microcap.reading.passages import apart, is_contract, statement
from microcap.reading.sentences import phrase
from microcap.reading.stance import hits, negated, possible

_TRIGGER = (
    r"chang(?:e|ed|es|ing)(?: of| in)?(?: its| our| the)?(?: company's| corporation's| registrant's)?"
    r"(?: corporate| company| legal| present| registered)? name\b|name change|"
    r"name (?:\S+ ){0,6}?(?:was|has been|be|is|were|will be|is being) (?:\w+ )?changed|renamed (?:itself|the (?:company|corporation))|"
    r"new (?:corporate |company )?name (?:is|will be|of)|corporate name (?:to|from)|(?:we|company|registrant|corporation) (?:was|were|has been) renamed|"
    r"(?:do|doing|operate|operating|begin operating) (?:business )?under (?:its|the|our) new (?:corporate )?name"
)
_Q = r"[\"'(]*"
_FROM_TO = phrase(
    rf"(?:from|name:?|name of) {_Q}(?P<old>{NAME}){_Q}(?:,? \(?(?:a|the) [^)]{{1,40}}\)?,?)?,? (?:and |be changed )?to(?: the new name)?(?: of)? {_Q}(?P<new>{NAME})"
)
_TO = phrase(
    rf"(?:name|named|renamed)(?: \S+){{0,8}}? (?:to|as|is|be|of) (?:be )?{_Q}(?P<new>{NAME})"
)
_OTHER = phrase(
    r"subsidiar|\bfunds?\b|portfolio|\bseries\b|joint venture|(?:accounting|audit|law) firm|accountants?|auditors?|"
    r"unaffiliated|in which we (?:hold|own)|customer|supplier|\blenders?\b|landlord|vendor|tenant|distributor|licensee|competitor|transfer agent|underwriter|\bplan\b|\bproduct|\bbrand|trademark|stadium|building|vessel|"
    r"(?:his|her) name|domain name|street name|beneficiar|name of the (?:bank|trust|plan|fund)|"
    r"signature|certificate(?:s)? representing|transferee|stockholder's name|(?:change|correction) of address"
)
_OWN = phrase(
    r"\b(?:the|our) (?:company|registrant|corporation|issuer|partnership|trust)(?:'s)?\b|(?<!which\x20)\bwe\b|\bour (?:corporate )?name|"
    r"\bregistrant\b|parent(?: company)?\b|holding company"
)
_HISTORY = phrase(
    r"(?:was |originally |were |initially )(?:\w+ )?(?:incorporated|organi[sz]ed|formed|founded|established)|predecessor|"
    r"formerly|subsequently|thereafter|in (?:19|20)\d\d,?"
)
_APPROVED = phrase(r"approv|adopt|authori[sz]|resol|consent|vot")
_PLANNED = phrase(
    r"propos|intend|plan|will (?:be )?(?:chang|seek)|expects? to|to be changed|seek|anticipat|to vote|subject to"
)
_DONE = phrase(
    r"chang(?:ed|ing)|changes its name|to effect|amended|is changing|was effect|became effective|effective (?:as of|on|at)?|filed|effect(?:ed|uat)|renamed"
)
_DISMISS = phrase(
    r"merger sub(?:'s| (?:changed|will change))|names? of (?:its|our|the|their|his) (?:\S+ ){0,8}?(?:subsidiar|fund|plan|portfolio|division)|name or address|address or name|name,? (?:and )?address|former name or former address|"
    r"if changed since last report|(?:change|merger|dividend)s? in (?:the )?name of|"
    r"covenant|shall (?:not )?(?:change|cause)|(?:prior )?notice of|without (?:the )?prior"
)
_NEWS_FORM = re.compile(r"(?:8-K|6-K|DEF|PRE|10-C|1-U)")
OLD_NEWS = 540
"""A change this many days before the filing is history, not news."""


@reading(kind="name_change", reference="8-K item 5.03, DEF 14A/14C, note on organisation")
def name_changes(document: Document) -> list[Statement]:
    """Name change of the company itself: new and old name, the day it takes effect.

    `detail`: effective, approved, planned, history (told in the story of the company). A change
    of the name of a subsidiary, a fund, a plan, an auditor or a product is not one.
    """
    if is_contract(document) and not document.type.upper().startswith("EX-3"):
        return []
    found = []
    for match, sentence in hits(document, _TRIGGER):
        words = sentence.words
        at = max(0, words.lower().find(" ".join(match[0].lower().split())))
        if _DISMISS.search(words) or negated(words, at):
            continue
        names = _FROM_TO.search(words)
        later = _TO.search(words, max(0, at - 10))
        new = tidy((names or later)["new"]) if (names or later) else None  # type: ignore[index]
        old = tidy(names["old"]) if names else None
        if not _of_the_company(document, words, at, old, new):
            continue
        unsure = possible(words, before=at, reach=70)
        if unsure and not (_APPROVED.search(words) or _PLANNED.search(words)):
            continue
        day = _day(words, at)
        if new is None and day is None and not _APPROVED.search(words):
            continue
        says = {"new": new, "old": old, "day": day}
        detail = _detail(document, words, day)
        found.append(
            statement(document, "name_change", detail, sentence, says, around=match.start())
        )
    return apart(found)


def _of_the_company(
    document: Document, words: str, at: int, old: str | None, new: str | None
) -> bool:
    ours = [name for name in (old, new) if name and document.company]
    if any(same_company(name, document.company) for name in ours):
        return True
    for name in (old, new):
        words = words.replace(name, " " * len(name)) if name else words
    head = words[:at]
    other = list(_OTHER.finditer(words[: at + 60]))
    own = list(_OWN.finditer(head)) or list(_OWN.finditer(words[at : at + 60]))
    if not other:
        return bool(own) or new is not None
    if not own:
        return False
    # the subject nearest to the verb is whose name changes
    before = [one.start() for one in own if one.start() < at]
    others = [one.start() for one in other]
    return (
        bool(before)
        and max(before) > max(others)
        and not re.search(r"subsidiar\w+,?\s*$|subsidiar\w+,[^,]{1,60},\s*$", head)
    )


def _day(words: str, at: int) -> str | None:
    found = spans(words)
    if phrase(r"incorporated|organi[sz]ed|formed|founded").search(words[:at]):
        found = [one for one in found if one.start > at] or found[-1:]
    single = [one for one in found if one.is_day]
    if single:
        for match in phrase(r"effective").finditer(words):
            after = [one for one in single if match.end() <= one.start <= match.end() + 60]
            if after:
                return after[0].first.isoformat()
        return single[0].first.isoformat()
    return found[0].first.isoformat() if found else None


def _detail(document: Document, words: str, day: str | None) -> str:
    if day and document.filed:
        age = (date.fromisoformat(document.filed) - date.fromisoformat(day)).days
        if age > OLD_NEWS:
            return "history"
    if not day and not _NEWS_FORM.match(form_of(document) or "8-K") and not _PLANNED.search(words):
        return "history"
    if _HISTORY.search(words) and not phrase(r"effective|approv").search(words):
        return "history"
    if _APPROVED.search(words) and not phrase(
        r"became effective|effective (?:as of|on)|has changed|changed its name"
    ).search(words):
        return "approved"
    if _PLANNED.search(words) and not phrase(r"changed its name|effective").search(words):
        return "planned"
    return "effective" if _DONE.search(words) else "planned"
