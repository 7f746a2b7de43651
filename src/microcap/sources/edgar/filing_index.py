"""The index page of a filing: when it was accepted, who filed it, and which documents it has."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

import polars as pl

from microcap.model.tables import MOMENT
from microcap.sources import Raw, Source, Tables
from microcap.sources.edgar.addresses import safe_name
from microcap.sources.sec_payload import expect_keys, head, json_object, refuse_error_page
from microcap.sources.sec_rows import EASTERN, before_its_day, caveat_rows, public_moment

_WANTED = "the index page of a filing"
_LIMIT = 16 * 2**20
_ROLES = ("Issuer", "Subject", "Filer", "Filed by", "Reporting")
"""Whose filing it is, of several that it names: the first of these."""
_CAVEATS = {
    "page of today": "the page names a filer as it is called today, and gives the time of "
    "acceptance in Eastern time",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A document of a filing, as the page lists it."""

    sequence: str
    title: str
    name: str
    """File name; empty for filings before 2001, whose documents are in the full text alone."""
    type: str
    """The form itself, EX-99.1, GRAPHIC ...; empty for the full text."""
    size: int | None


@dataclass(frozen=True, slots=True)
class FilingPage:
    """What the page says of a filing."""

    accession: str
    form: str
    day: date
    accepted: datetime | None
    """In UTC; null where the page gives midnight, which is only a day."""
    report_day: date | None
    items: str | None
    parties: tuple[tuple[str, str], ...]
    """CIK without leading zeros, and the role: Filer, Issuer, Subject, Filed by, Reporting."""
    documents: tuple[Listed, ...] = field(default=())

    @property
    def issuer(self) -> str:
        """Whose filing it is: the issuer or subject before the filer, these before the owner."""
        by_role = {role: cik for cik, role in reversed(self.parties)}
        return next((by_role[role] for role in _ROLES if role in by_role), self.parties[0][0])


def filing_page(raw: Raw) -> FilingPage:
    """The page taken apart; raises `Unreadable` for another page, with what is missing."""
    from selectolax.lexbor import LexborHTMLParser

    refuse_error_page(raw, _WANTED)
    body = raw.body(_LIMIT)
    tree = LexborHTMLParser(body.decode("utf-8", errors="replace"))
    facts = _facts(tree)
    number = re.search(r"\d{10}-\d{2}-\d{6}", _text(tree.css_first("#secNum")))
    form = re.match(r"Form\s+(.+)", _text(tree.css_first("#formName strong")))
    day = _day(facts.get("Filing Date", ""))
    parties = _parties(tree)
    missing = [
        name
        for name, there in (
            ("accession number", number),
            ("form", form),
            ("filing date", day),
            ("filer with a CIK", parties),
        )
        if not there
    ]
    raw.expect(
        not missing, f"{_WANTED} lacks its {', '.join(missing) or 'parts'}; get the page again"
    )
    assert number and form and day
    items = re.findall(r"Item\s+(\d{1,2}(?:\.\d{2})?)\b", facts.get("Items", ""))
    return FilingPage(
        number[0],
        form[1].strip(),
        day,
        _accepted(facts.get("Accepted", "")),
        _day(facts.get("Period of Report", "")),
        ",".join(items) or None,
        parties,
        _documents(tree),
    )


def filing_index_read(raw: Raw) -> Tables:
    """The filing under each CIK that it names, with its acceptance, and caveats.

    The documents are told by `filing_page`; they become rows with their text, when it is fetched.
    """
    page = filing_page(raw)
    main = next((one for one in page.documents if one.name and one.type), None)
    rows = [
        {
            "issuer": cik,
            "accession": page.accession,
            "form": page.form,
            "day": page.day,
            "report_day": page.report_day,
            "items": page.items,
            "document": main.name if main else None,
            "accepted": page.accepted,
        }
        for cik in dict(page.parties)
    ]
    schema = dict.fromkeys(("issuer", "accession", "form", "items", "document"), pl.String)
    frame = pl.DataFrame(
        rows, schema_overrides={**schema, "day": pl.Date, "report_day": pl.Date, "accepted": MOMENT}
    )
    accepted, day = pl.col("accepted"), pl.col("day")
    filings = frame.with_columns(
        known_at=public_moment(accepted, day), assumed=before_its_day(accepted, day)
    ).drop("accepted")
    return {"filings": filings, "caveats": caveat_rows("filings", _CAVEATS, raw.fetched)}


def directory_listing(raw: Raw) -> dict[str, int | None]:
    """The plain file names of an `index.json`, with their sizes in bytes.

    A name with a folder in it is left out. Raises `Unreadable` for another answer.
    """
    wanted = "the listing of a folder of EDGAR"
    body = json_object(raw, wanted)
    expect_keys(raw, body, ("directory",), wanted)
    folder = body["directory"] if isinstance(body["directory"], dict) else {}
    raw.expect(isinstance(folder.get("item"), list), f"{wanted} has items; get the file again")
    found: dict[str, int | None] = {}
    for one in folder["item"]:
        name = one.get("name") if isinstance(one, dict) else None
        if isinstance(name, str) and safe_name(name):
            size = str(one.get("size", ""))
            found[name] = int(size) if size.isascii() and size.isdigit() else None
    return found


def recognised(raw: Raw) -> bool:
    """Whether the bytes begin like the index page of a filing."""
    return "<title>EDGAR Filing Documents for " in head(raw)


def _facts(tree: Any) -> dict[str, str]:
    """Label and value of the boxes at the top."""
    held: dict[str, str] = {}
    for label in tree.css(".formGrouping .infoHead"):
        value = label.next
        while value is not None and value.tag != "div":
            value = value.next
        held.setdefault(_text(label), _text(value))
    return held


def _parties(tree: Any) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for block in tree.css(".companyInfo .companyName"):
        said = _text(block)
        number = re.search(r"CIK\s*:?\s*0*([1-9]\d{0,9})\b", said)
        role = re.search(r"\(\s*(Filer|Issuer|Subject|Filed by|Reporting)\s*\)", said)
        if number:
            found.setdefault(number[1], role[1] if role else "Filer")
    return tuple(found.items())


def _documents(tree: Any) -> tuple[Listed, ...]:
    found = []
    for row in tree.css("table.tableFile tr"):
        cells = row.css("td")
        if len(cells) < 5:
            continue
        link = cells[2].css_first("a")
        address = (link.attributes.get("href") or "") if link is not None else ""
        # a link to the viewer of tagged documents names the document in its query
        place = urlsplit(address.partition("doc=")[2] or address).path
        folder, _, last = place.rpartition("/")
        name = unquote(last)
        if folder.rpartition("/")[2].startswith("xsl"):
            # the form as it is shown; the same document stands in the next row as it was filed
            continue
        sequence, title, kind, size = (_text(cells[at]) for at in (0, 1, 3, 4))
        found.append(
            Listed(
                sequence,
                title,
                name if safe_name(name) else "",
                kind,
                int(size) if size.isascii() and size.isdigit() else None,
            )
        )
    return tuple(found)


def _text(node: Any) -> str:
    said = node.text(separator=" ") if node is not None else ""
    return " ".join(unescape(said).replace("\xa0", " ").split())


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None


def _accepted(said: str) -> datetime | None:
    try:
        moment = datetime.strptime(said[:19], "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return None
    midnight = moment.hour == moment.minute == moment.second == 0
    return (
        None if midnight else moment.replace(tzinfo=ZoneInfo(EASTERN)).astimezone(ZoneInfo("UTC"))
    )


FILING_INDEX = Source(
    name="sec_filing_index",
    read=filing_index_read,
    about="one filing: its acceptance, those it names, its documents",
    address="https://www.sec.gov/Archives/edgar/data/CIK/ACCESSION/ACCESSION-index.html",
    rhythm="with the filing",
    licence="public domain",
    tried_on="recorded bytes",
    recognise=recognised,
)
