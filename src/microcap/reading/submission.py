"""A complete submission: its header, and where each of its documents begins and ends."""

import re
from dataclasses import dataclass

_DOCUMENT = re.compile(r"<DOCUMENT>", re.I)
_END = re.compile(r"</DOCUMENT>", re.I)
_TEXT = re.compile(r"<TEXT>", re.I)
_TYPE = re.compile(r"<TYPE>[ \t]*([^\s<][^<\r\n]*)", re.I)
_FILE = re.compile(r"<FILENAME>[ \t]*([^<\r\n]+)", re.I)
_WRAPPER = re.compile(r"[ \t\r\n]*<(?:XBRL|XML|PDF)>\s*", re.I)
_UNREADABLE = re.compile(
    r"GRAPHIC|ZIP|EXCEL|XML$|COVER$|EX-101|EX-100|EX-104|EX-99\.SDR|EX-2[67]$|EX-27\.", re.I
)
_PICTURE = re.compile(r"\.(?:jpe?g|gif|png|bmp|pdf|zip|xlsx?|xsd|css|js|json)$", re.I)
_ENCODED = re.compile(r"\s*(?:<PDF>\s*)?begin [0-7]{3} ", re.I)


@dataclass(frozen=True, slots=True)
class Header:
    """What a header tells of the whole submission; empty where it does not."""

    form: str = ""
    company: str = ""
    accession: str = ""
    filed: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a submission: where its text stands in the source."""

    start: int
    end: int
    type: str
    name: str
    readable: bool = True


def header_of(source: str) -> Header:
    """The header of a submission, in either of its two notations."""
    first = _DOCUMENT.search(source, 0, 200_000)
    head = source[: first.start() if first else 20_000]
    day = _one(head, r"FILED AS OF DATE:\s*(\d{8})", r"<FILING-DATE>\s*(\d{8})")
    subject = re.search(r"SUBJECT COMPANY:|<SUBJECT-COMPANY>|\nISSUER:|<ISSUER>", head)
    named = head[subject.start() :] if subject else head
    return Header(
        form=_one(
            head,
            r"CONFORMED SUBMISSION TYPE:[ \t]*(\S[^\r\n]*)",
            r"<SUBMISSION>\s*(?:<ACCESSION-NUMBER>[^<]*)?<TYPE>\s*([^<\r\n]+)",
        ),
        company=_one(
            named,
            r"COMPANY CONFORMED NAME:[ \t]*(\S[^\r\n]*)",
            r"<CONFORMED-NAME>\s*([^<\r\n]+)",
        ),
        accession=_one(
            head, r"ACCESSION NUMBER:\s*([\d-]{18,20})", r"<ACCESSION-NUMBER>\s*([\d-]{18,20})"
        ),
        filed=f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else "",
    )


def parts_of(source: str) -> list[Part]:
    """Every document of a submission; none where the source is no submission."""
    if not re.search(r"<(?:DOCUMENT|TYPE)>", source[:200_000], re.I):
        return []
    begins = [mark.end() for mark in _DOCUMENT.finditer(source)]
    if not begins:
        if not re.match(r"\s*<TYPE>", source, re.I):
            return []
        begins = [0]
    return [
        _part(source, begin, begins[at + 1] if at + 1 < len(begins) else len(source))
        for at, begin in enumerate(begins)
    ]


def _part(source: str, begin: int, limit: int) -> Part:
    ended = _END.search(source, begin, limit)
    end = ended.start() if ended else limit
    opened = _TEXT.search(source, begin, min(end, begin + 5_000))
    start = opened.end() if opened else begin
    head = source[begin:start]
    closed = source.rfind("</TEXT>", start, end)
    end = closed if closed >= 0 else end
    type_ = _one(head, _TYPE.pattern).strip()
    name = _one(head, _FILE.pattern).strip()
    wrapper = _WRAPPER.match(source, start, end)
    if wrapper:
        start = wrapper.end()
    readable = not (
        _UNREADABLE.match(type_)
        or _PICTURE.search(name)
        or _ENCODED.match(source, start, start + 200)
    )
    return Part(start, end, type_, name or type_, readable)


def _one(text: str, *patterns: str) -> str:
    for pattern in patterns:
        if found := re.search(pattern, text, re.I):
            return found.group(1).strip()
    return ""
