"""The sentence by which a current report tells that the chief financial officer leaves."""

import re
from dataclasses import replace

from microcap.reading.document import Document
from microcap.reading.passages import statement
from microcap.reading.reported_item import under
from microcap.reading.sections import sections_of
from microcap.reading.sentences import plain

_TITLE = (
    r"(?:chief financial(?: (?:and|&) \w+)? officer|chief \w+ and financial officer|"
    r"principal financial(?: and (?:principal )?accounting)? officer|principal accounting and financial officer|\bCFO\b)"
)
_LEFT = (
    r"(?:resign(?:ed|s|ation|ing)?\b|retire(?:d|s|ment)?\b|retiring\b|depart(?:ed|s|ure|ing)?\b|"
    r"step(?:ped|ping|s)? down\b|remov(?:ed|al)\b|terminat(?:ed|ion|ing)\b|dismiss(?:ed|al)\b|separat(?:ed|ion)\b|"
    r"ceas(?:ed|es|ing) (?:to (?:be|serve|act)|serving|acting|being|employment|his|her)\b|left the company\b|"
    r"transition(?:ed|ing)? (?:from|out)\b|no longer (?:serve|be|act)\w*)"
)
_OTHER_DEED = (
    r"who|whom|appoint\w*|elect\w*|promot\w*|succe\w+|replac\w*|named|serv(?:e|es|ed)(?! as)"
)
_SAME_DEED = rf"(?:(?!\b(?:{_OTHER_DEED})\b)[^.;])"
_SAME_PERSON = rf"(?:(?!\b(?:Mr|Ms|Mrs|Dr|{_OTHER_DEED})\b)[^.;])"
_FROM_OFFICE = re.compile(
    rf"{_LEFT}{_SAME_DEED}{{0,120}}?\b(?:as|from|of|position|role|office)\b{_SAME_PERSON}{{0,120}}?{_TITLE}",
    re.IGNORECASE,
)
_HOLDER = re.compile(
    rf"{_TITLE}{_SAME_DEED}{{0,170}}?\b{_LEFT}(?P<after>[^.;]{{0,90}})", re.IGNORECASE
)
_OF_ANOTHER = re.compile(
    r"^\s*(?:of (?:Mr|Ms|Mrs|Dr)\b|(?:\w+ ){0,2}(?:as|from) (?:an? |the |our |its )?(?:\w+ ){0,4}"
    r"(?:director|board|chief (?:executive|operating|technology|legal|marketing)|president|chair))",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:if|may(?! \d)|might|would(?! (?:resign|retire|leave|depart|step))|in the event|unless|"
    r"upon (?:a|any|his|her|such) (?:termination|resignation)|without cause|good reason|"
    r"prior to joining|previously served|formerly|until (?:his|her) (?:retirement|resignation|departure)|"
    r"from (?:\w+ )?(?:19|20)\d\d (?:to|until|through))\b",
    re.IGNORECASE,
)


def finance_officer_leaves(document: Document) -> str:
    """The words by which item 5.02 tells that the finance officer leaves; empty where none do.

    What an agreement says for the case that someone leaves, and where people worked before, is
    not that. A sentence on an officer who stays when another leaves is not either.
    """
    held = document
    if not held.sections:
        held = replace(document, sections=sections_of(document))
    for sentence in under(held, "8-K 5.02", ""):
        words = " ".join(plain(sentence.words).replace("Mr.", "Mr").replace("Ms.", "Ms").split())
        words = re.sub(r"\b(Mrs|Dr|Inc|Corp|Co|Ltd|Jr|Sr|[A-Z])\.", r"\1", words)
        if _SUPPOSED.search(words):
            continue
        if _leaves(words):
            return statement(held, "finance_officer", "", sentence).quote
    return ""


def _leaves(words: str) -> bool:
    if _FROM_OFFICE.search(words):
        return True
    told = _HOLDER.search(words)
    return told is not None and not _OF_ANOTHER.search(told["after"])
