"""EDGAR's full-text search: which filings since 2001 hold the words.

Written from the publisher's description of the answer and from what others say of it; no recorded
answer was at hand. The answer is that of a search engine: `hits.total` counts the documents found,
`hits.hits` holds a page of them, each a document (`_id` is accession and file name) of a filing.
"""

import re
from dataclasses import dataclass
from typing import Any

import polars as pl

from microcap.model.tables import MOMENT
from microcap.sources import Raw, Source, Tables
from microcap.sources.edgar.addresses import safe_name
from microcap.sources.sec_payload import expect_keys, head, json_object
from microcap.sources.sec_rows import accession_column, caveat_rows, eastern_day, parted

_WANTED = "an answer of the full-text search"
_CAVEATS = {
    "chosen by content": "only filings whose text holds the words asked for, since 2001; a hit "
    "counts, an absence does not",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A document of a filing that holds the words."""

    accession: str
    document: str
    """Its file name; empty where the answer gives none, or one with a folder in it."""
    type: str
    """8-K, EX-99.1 ..."""
    form: str
    filed: str
    issuers: tuple[str, ...]
    names: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Hits:
    """One page of an answer."""

    total: int
    exact: bool
    """False: there are at least so many."""
    hits: tuple[Hit, ...]


def full_text_hits(raw: Raw) -> Hits:
    """The hits of one page; raises `Unreadable` for another answer, with what is missing."""
    body = json_object(raw, _WANTED)
    expect_keys(raw, body, ("hits",), _WANTED)
    outer = body["hits"] if isinstance(body["hits"], dict) else {}
    expect_keys(raw, outer, ("total", "hits"), _WANTED)
    total = outer["total"] if isinstance(outer["total"], dict) else {"value": outer["total"]}
    count = total.get("value")
    raw.expect(
        type(count) is int and isinstance(outer["hits"], list),
        f"{_WANTED} counts its hits and lists them; this one does not; get it again",
    )
    found = tuple(_hit(one) for one in outer["hits"] if isinstance(one, dict))
    return Hits(int(count or 0), total.get("relation", "eq") == "eq", found)


def full_text_read(raw: Raw) -> Tables:
    """Filings, caveats and rejects of one page of an answer."""
    found = full_text_hits(raw)
    rows = [
        (hit.accession, hit.form, hit.filed, issuer) for hit in found.hits for issuer in hit.issuers
    ]
    names = ("accession", "form", "filed", "issuer")
    frame = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")
    columns = frame.with_row_index("row", offset=1).select(
        "row",
        content=pl.concat_str([pl.col(names).fill_null("?")], separator=" "),
        issuer=pl.col("issuer").replace("", None),
        accession=accession_column(pl.col("accession")),
        form=pl.col("form").replace("", None),
        day=pl.col("filed").str.to_date("%Y-%m-%d", strict=False),
    )
    good, rejects = parted("filings", columns, eastern_day(raw.fetched))
    filings = good.unique(("issuer", "accession"), keep="first", maintain_order=True)
    return {
        "filings": filings.with_columns(known_at=pl.lit(None, MOMENT)),
        "caveats": caveat_rows("filings", _CAVEATS, raw.fetched),
        "rejects": rejects,
    }


def recognised(raw: Raw) -> bool:
    """Whether the bytes begin like an answer of the search."""
    start = head(raw)
    return re.match(r'\s*\{\s*"(took|hits)"', start) is not None and '"hits"' in start


def _hit(one: dict[str, Any]) -> Hit:
    says = one.get("_source") if isinstance(one.get("_source"), dict) else {}
    assert isinstance(says, dict)
    accession, _, document = _text(one.get("_id")).partition(":")
    ciks = [_text(cik).lstrip("0") for cik in _list(says.get("ciks"))]
    roots = [_text(form) for form in _list(says.get("root_forms"))]
    form = _text(says.get("form")) or (roots[0] if roots else "") or _text(says.get("root_form"))
    return Hit(
        accession=_text(says.get("adsh")) or accession,
        document=document if safe_name(document) else "",
        type=_text(says.get("file_type")),
        form=form,
        filed=_text(says.get("file_date"))[:10],
        issuers=tuple(cik for cik in ciks if re.fullmatch(r"[0-9]{1,10}", cik)),
        names=tuple(_text(name) for name in _list(says.get("display_names"))),
        title=_text(says.get("file_description")),
    )


def _text(value: object) -> str:
    return " ".join(value.split())[:400] if isinstance(value, str) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


FULL_TEXT = Source(
    name="sec_full_text",
    read=full_text_read,
    about="filings since 2001 whose text holds the words asked for",
    address="https://efts.sec.gov/LATEST/search-index",
    rhythm="within minutes of a filing",
    licence="public domain",
    tried_on="the publisher's description",
    recognise=recognised,
)
