"""The documents of chosen filings: the primary one and exhibits 4, 10 and 99, as clean text.

A document is known when its filing was. Only those that were fetched become rows, so that a text
is in the record from the acceptance on, and not from the day on which somebody fetched it.
"""

import re
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import polars as pl

from microcap.model.errors import Unreadable
from microcap.research.ingest import bring_tables
from microcap.sources import Raw
from microcap.sources.edgar import addresses
from microcap.sources.edgar.filing_index import FilingPage, Listed, filing_page

if TYPE_CHECKING:
    from microcap.reading.document import Document
    from microcap.research.fetch import Run

SOURCE = "sec_documents"
LONGEST = 5_000_000
"""Characters of text that a row keeps; the bytes are in the lake as a whole."""

_EXHIBIT = re.compile(r"EX-(4|10|99)(\.|$)", re.IGNORECASE)
_TEXTUAL = (".htm", ".html", ".txt", ".xml")
Open = Callable[[bytes, str], "list[Document]"]


def fetch_documents(
    run: "Run",
    ciks: tuple[str, ...],
    forms: tuple[str, ...],
    since: date,
    open_document: Open | None = None,
) -> None:
    """Bring the documents of the held filings of `forms`, with amendments, filed since a day."""
    if open_document is None:
        from microcap.reading.documents import open_document as opened

        open_document = opened
    wanted = _wanted(run, ciks, forms, since)
    for done, row in enumerate(wanted):
        run.tell(f"{row['form']} of {row['day']}: documents", done, len(wanted))
        with run.trying():
            _filing(run, row, open_document)
        run.answers.flush()


def _wanted(
    run: "Run", ciks: tuple[str, ...], forms: tuple[str, ...], since: date
) -> list[dict[str, Any]]:
    """The filings, newest first, in their last revision."""
    asked = {form.strip().upper() for form in forms if form.strip()}
    asked |= {f"{form}/A" for form in asked if not form.endswith("/A")}
    rows = (
        run.answers.lake.scan("filings")
        .filter(pl.col("issuer").is_in(list(ciks)) & (pl.col("day") >= since))
        .sort("revision")
        .unique(("issuer", "accession"), keep="last", maintain_order=True)
        .filter(pl.col("form").str.to_uppercase().is_in(list(asked)) & ~pl.col("withdrawn"))
        .sort("day", "accession", descending=True)
        .unique("accession", keep="first", maintain_order=True)
    )
    return list(rows.collect().iter_rows(named=True))


def _filing(run: "Run", row: dict[str, Any], open_document: Open) -> None:
    cik, accession = row["issuer"], row["accession"]
    page = filing_page(run.answers.of(addresses.filing_page(cik, accession, run.hosts)))
    if page.accession != accession:
        raise Unreadable(
            f"the index page of {accession} is that of {page.accession}; try again later"
        )
    held = _held(run, accession)
    chosen = [one for one in page.documents if _chosen(one, page) and one.name not in held]
    for one in chosen:
        product = addresses.document(cik, accession, one.name, run.hosts)
        _bring(run, row, run.answers.of(product), open_document, one)
    if not any(one.name and one.type for one in page.documents) and not held:
        # before 2001 the documents stand in the full text alone
        raw = run.answers.of(addresses.submission_text(cik, accession, run.hosts))
        _bring(run, row, raw, open_document, None)


def _chosen(one: Listed, page: FilingPage) -> bool:
    primary = one.sequence == "1" or one.type == page.form
    textual = one.name.lower().endswith(_TEXTUAL)
    return textual and bool(one.type) and (primary or bool(_EXHIBIT.match(one.type)))


def _held(run: "Run", accession: str) -> set[str]:
    rows = run.answers.lake.scan("filing_documents").filter(pl.col("accession") == accession)
    return set(rows.filter(pl.col("text").is_not_null()).select("document").collect()["document"])


def _bring(
    run: "Run", row: dict[str, Any], raw: Raw, open_document: Open, listed: Listed | None
) -> None:
    """The rows of one document, or of all that a full text holds."""
    rows = []
    for number, document in enumerate(open_document(raw.body(), raw.name), start=1):
        kind = document.type or (listed.type if listed else "") or row["form"]
        if listed is None and number > 1 and not _EXHIBIT.match(kind):
            continue
        name = listed.name if listed and number == 1 else document.name
        rows.append(
            {
                "issuer": row["issuer"],
                "accession": row["accession"],
                "document": name if addresses.safe_name(name) else f"document {number}",
                "form": row["form"],
                "type": kind,
                "day": row["day"],
                "title": (listed.title if listed else "") or None,
                "text": document.text[:LONGEST],
                "known_at": row["known_at"],
                "assumed": row["assumed"],
            }
        )
    if not rows:
        return
    schema = {"title": pl.String, "text": pl.String}
    lake, at = run.answers.lake, raw.fetched
    mark = raw.sha256
    if lake.holds("rejects", f"{SOURCE}:sha256:{mark}"):
        # the same bytes are a document of another filing too
        mark = sha256(f"{row['accession']}/{raw.name}:{mark}".encode()).hexdigest()
    frame = pl.DataFrame(rows, schema_overrides=schema, orient="row").unique(
        ("accession", "document"), keep="first", maintain_order=True
    )
    bring_tables(
        lake,
        {"filing_documents": frame},
        source=SOURCE,
        fetched=at,
        raw=mark,
        report=run.said.brought,
    )
    run.said.documents += frame.height
