"""A complete submission as EDGAR serves it: what its header says, and the documents in it.

Two shapes are read: the text file of the archive (`<SEC-HEADER>`, `ACCESSION NUMBER:`) and the
dissemination feed (`<SUBMISSION>`, `<ACCESSION-NUMBER>`). A bare document has an empty header.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import polars as pl

from microcap.model.tables import TABLES
from microcap.sources import Raw
from microcap.sources.sec_rows import EASTERN

LARGEST = 64 * 2**20
"""Bytes of a submission that are read; larger ones carry pictures and are no ownership reports."""
_HEADER = 200_000
"""Characters in which the header is looked for."""

_ACCESSION = re.compile(r"(?<!\d)(\d{10})[-_](\d{2})[-_](\d{6})(?!\d)")
_DIGITS = re.compile(r"(?<!\d)(\d{10})(\d{2})(\d{6})(?!\d)")
_FIELDS = {
    "accession": r"(?:ACCESSION NUMBER:|<ACCESSION-NUMBER>)\s*([\d-]{18,20})",
    "form": r"(?:CONFORMED SUBMISSION TYPE:|<SUBMISSION>\s*(?:<[^>]*>[^<]*)??<TYPE>)[ \t]*([^\s<][^\n\r<]{0,19})",
    "filed": r"(?:FILED AS OF DATE:|<FILING-DATE>)\s*(\d{8})",
    "period": r"(?:CONFORMED PERIOD OF REPORT:|<PERIOD>)\s*(\d{8})",
    "accepted": r"<ACCEPTANCE-DATETIME>\s*(\d{14})",
}
_ROLE = re.compile(
    r"^\s*(SUBJECT COMPANY|FILED BY|ISSUER|REPORTING-OWNER|FILER|FILED FOR)\s*:\s*$"
    r"|<(SUBJECT-COMPANY|FILED-BY|ISSUER|REPORTING-OWNER|FILER|FILED-FOR)>",
    re.MULTILINE,
)
_NAME = re.compile(r"(?:COMPANY CONFORMED NAME:|<CONFORMED-NAME>)[ \t]*([^\n\r<]*)")
_CIK = re.compile(r"(?:CENTRAL INDEX KEY:|<CIK>)\s*(\d{1,10})")
_DOCUMENT = re.compile(r"<DOCUMENT>(.*?)(?:</DOCUMENT>|\Z)", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody whom a header names: in which role, under which name and CIK."""

    role: str
    """subject_company, filed_by, issuer, reporting_owner, filer, filed_for."""
    name: str
    cik: str


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a submission says; empty or null where there is none."""

    form: str = ""
    accession: str = ""
    filed: date | None = None
    period: date | None = None
    accepted: datetime | None = None
    """The acceptance in UTC; the header writes it in Eastern time."""
    parties: tuple[Party, ...] = ()

    def of(self, *roles: str) -> tuple[Party, ...]:
        """The parties in one of the roles."""
        return tuple(party for party in self.parties if party.role in roles)


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a submission, and where its body stands in the text."""

    type: str
    name: str
    start: int
    end: int


def decoded(raw: Raw) -> str:
    """The bytes as text: UTF-8, or what old filings use instead; refused above `LARGEST`."""
    body = raw.body(LARGEST)
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body.decode("utf-16", errors="replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", errors="replace")


def header(text: str, name: str = "") -> Header:
    """What the header says; the accession number, where it has none, from the file's name."""
    start = text[:_HEADER]
    ends = re.search(r"</SEC-HEADER>|<DOCUMENT>|<edgarSubmission|<ownershipDocument", start)
    start = start[: ends.start()] if ends else start[:4096]
    said = {key: re.search(shape, start) for key, shape in _FIELDS.items()}
    found = {key: match[1].strip() for key, match in said.items() if match}
    return Header(
        found.get("form", ""),
        dashed(found.get("accession", "")) or accession_in(name),
        _day(found.get("filed", "")),
        _day(found.get("period", "")),
        _moment(found.get("accepted", "")),
        _parties(start),
    )


def parts(text: str) -> tuple[Part, ...]:
    """The documents of a submission; a bare document is one part without type."""
    found = []
    for one in _DOCUMENT.finditer(text):
        start, end = one.span(1)
        head = text[start : start + 2000]
        body = re.search(r"<TEXT>", head, re.IGNORECASE)
        kind = re.search(r"<TYPE>\s*([^\n\r<]*)", head, re.IGNORECASE)
        file = re.search(r"<FILENAME>\s*([^\n\r<]*)", head, re.IGNORECASE)
        begin = start + body.end() if body else start
        found.append(
            Part(kind[1].strip() if kind else "", file[1].strip() if file else "", begin, end)
        )
    return tuple(found) or (Part("", "", 0, len(text)),)


def accession_in(name: str) -> str:
    """The accession number in a file's name, with dashes; empty where it has none."""
    found = _ACCESSION.search(name) or _DIGITS.search(name)
    return "-".join(found.groups()) if found else ""


def dashed(number: str) -> str:
    """An accession number with its dashes; empty unless it has eighteen digits."""
    digits = number.replace("-", "")
    if len(digits) != 18 or not digits.isdigit():
        return ""
    return f"{digits[:10]}-{digits[10:12]}-{digits[12:]}"


def day_of(text: str) -> date | None:
    """A day as forms write it: 2024-06-28, with or without time, 06/28/2024, 20240628; else null."""
    text = text.strip()
    iso = re.match(r"(\d{4})-(\d{2})-(\d{2})", text)
    slashed = re.match(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})$", text)
    if iso:
        return _made(iso[1], iso[2], iso[3])
    if slashed:
        return _made(slashed[3], slashed[1], slashed[2])
    return _day(text)


def _day(digits: str) -> date | None:
    found = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", digits)
    return _made(*found.groups()) if found else None


def _made(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _moment(digits: str) -> datetime | None:
    if not digits:
        return None
    try:
        local = datetime.strptime(digits, "%Y%m%d%H%M%S")
    except ValueError:
        return None
    return local.replace(tzinfo=ZoneInfo(EASTERN)).astimezone(UTC)


def _parties(start: str) -> tuple[Party, ...]:
    found = list(_ROLE.finditer(start))
    parties = []
    for at, one in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(start)
        block = start[one.end() : end]
        cik, name = _CIK.search(block), _NAME.search(block)
        if cik:
            role = (one[1] or one[2]).lower().replace(" ", "_").replace("-", "_")
            parties.append(Party(role, name[1].strip() if name else "", str(int(cik[1]))))
    return tuple(parties)


def public_at(head: Header) -> datetime | None:
    """When a submission could be read: at acceptance, or at 06:00 Eastern of a later filing date.

    The rule of `sec_rows.public_moment`, for one submission. Null where no acceptance is held.
    """
    if head.accepted is None:
        return None
    zone = ZoneInfo(EASTERN)
    if head.filed is None or head.accepted.astimezone(zone).date() >= head.filed:
        return head.accepted
    return datetime.combine(head.filed, time(6), zone).astimezone(UTC)


def number_of(text: str) -> float | None:
    """A number as forms write it, `1,500`, `$.25`, `757756.00`; null where it is none."""
    plain = text.strip().replace(",", "").removeprefix("$").strip().removesuffix("%").strip()
    good = re.fullmatch(r"-?(\d{1,18}(\.\d{0,12})?|\.\d{1,12})", plain)
    return float(plain) if good else None


def identifier(head: Header, raw: Raw) -> str:
    """The accession number, or the hash of a document that came without one."""
    return head.accession or f"sha256:{raw.sha256[:16]}"


def rows_of(table: str, rows: Sequence[dict[str, object]]) -> pl.DataFrame:
    """Rows in the columns and types of a table, with `known_at`; nothing read gives no rows."""
    left_out = {"assumed", "revision", "withdrawn", "source", "raw"}
    held = TABLES[table].schema
    schema = {name: dtype for name, dtype in held.items() if name not in left_out}
    return pl.DataFrame(rows, schema=schema, orient="row")
