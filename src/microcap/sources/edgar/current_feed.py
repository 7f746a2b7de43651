"""EDGAR's feed of the latest filings (`getcurrent`), newest first, to the second."""

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from microcap.model.tables import MOMENT
from microcap.sources import Raw, Source, Tables
from microcap.sources.sec_payload import head, refuse_error_page
from microcap.sources.sec_rows import (
    accession_column,
    before_its_day,
    caveat_rows,
    eastern_day,
    parted,
    public_moment,
)

_WANTED = "the feed of the latest filings"
_LIMIT = 16 * 2**20
_ATOM = "{http://www.w3.org/2005/Atom}"
_CAVEATS = {
    "a window": "it holds the newest filings alone, and pages shift while they are read; its "
    "silence is no evidence",
    "every CIK": "a filing stands once under each CIK that it names",
}


def current_read(raw: Raw) -> Tables:
    """Filings, caveats and rejects of one page of the feed.

    Raises `Unreadable` for an error page, for XML that is cut off, and for one that declares
    entities, which the feed never does.
    """
    from lxml import etree  # type: ignore[import-untyped]

    refuse_error_page(raw, _WANTED)
    body = raw.body(_LIMIT)
    raw.expect(b"<!" not in body[:2000].replace(b"<!--", b""), f"{_WANTED} declares no types")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raw.expect(False, f"{_WANTED} cannot be read as XML ({error.msg}); get it again")
    raw.expect(root.tag == f"{_ATOM}feed", f"{_WANTED} is an Atom feed; this is not; get it again")
    rows = [_entry(entry) for entry in root.iterfind(f"{_ATOM}entry")]
    names = ("title", "form", "accession", "filed", "items", "moment")
    frame = pl.DataFrame(
        rows, schema={**dict.fromkeys(names[:-1], pl.String), "moment": MOMENT}, orient="row"
    )
    day = pl.col("filed").str.to_date("%Y-%m-%d", strict=False)
    columns = frame.with_row_index("row", offset=1).select(
        "row",
        content="title",
        issuer=pl.col("title").str.extract(r"\(0*([1-9]\d{0,9})\)\s+\([A-Za-z ]+\)\s*$"),
        accession=accession_column(pl.col("accession")),
        form=pl.col("form").replace("", None),
        day=day,
        items=pl.col("items").replace("", None),
        known_at=public_moment(pl.col("moment"), day),
        assumed=before_its_day(pl.col("moment"), day),
    )
    good, rejects = parted("filings", columns, eastern_day(raw.fetched))
    return {
        "filings": good.unique(("issuer", "accession"), keep="first", maintain_order=True),
        "caveats": caveat_rows("filings", _CAVEATS, raw.fetched),
        "rejects": rejects,
    }


def recognised(raw: Raw) -> bool:
    """Whether the bytes begin like the feed."""
    start = head(raw)
    return "<feed" in start and "<title>Latest Filings" in start


def _entry(entry: Any) -> tuple[object, ...]:
    said = {
        name: " ".join((entry.findtext(f"{_ATOM}{name}") or "").split())
        for name in ("title", "summary", "updated", "id")
    }
    category = entry.find(f"{_ATOM}category")
    form = category.get("term") if category is not None else ""
    filed = re.search(r"Filed:\s*</b>\s*(\d{4}-\d{2}-\d{2})", said["summary"])
    items = re.findall(r"Item\s+(\d{1,2}\.\d{2})\b", said["summary"])
    return (
        said["title"][:400],
        form,
        said["id"].rpartition("=")[2],
        filed[1] if filed else None,
        ",".join(items),
        _moment(said["updated"]),
    )


def _moment(said: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return moment.astimezone(ZoneInfo("UTC")) if moment.tzinfo else None


CURRENT_FEED = Source(
    name="sec_current",
    read=current_read,
    about="the filings of the last hours with their acceptance to the second",
    address="https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent",
    rhythm="every minute",
    licence="public domain",
    tried_on="recorded bytes",
    recognise=recognised,
)
