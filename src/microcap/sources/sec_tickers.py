"""The SEC's lists of tickers: who bears which one on the day the list was fetched."""

import re
from typing import Any

import polars as pl

from microcap.model.tables import MOMENT
from microcap.sources import Raw, Source, Tables
from microcap.sources.sec_payload import head, json_object
from microcap.sources.sec_rows import caveat_rows, eastern_day, parted, symbol_column, venue_column

_WANTED = "a list of tickers"
_CAVEATS = {
    "today's list": "it has no dates and no names that are gone: it is known when it was fetched, "
    "and a view of an earlier day does not see it",
    "venue without tier": "it says Nasdaq, NYSE, OTC or nothing; the tier of Nasdaq or of the "
    "OTC market is not given",
    "late after a delisting": "the list keeps the old venue for days or weeks after a change",
}


def tickers_read(raw: Raw) -> Tables:
    """Listings, caveats and rejects of `company_tickers.json` or `company_tickers_exchange.json`.

    Every row is *seen* on the day the list was fetched. Raises `Unreadable` for an error page, a
    cut-off or damaged file, and JSON of another shape.
    """
    body = json_object(raw, _WANTED)
    rows = _by_fields(raw, body) if "fields" in body else _by_number(raw, body)
    texts = ("cik", "ticker", "name", "exchange")
    frame = pl.DataFrame(rows, schema=dict.fromkeys(texts, pl.String), orient="row")
    day = eastern_day(raw.fetched)
    cik = pl.col("cik").str.strip_chars()
    listings = frame.with_row_index("row", offset=1).select(
        "row",
        content=pl.concat_str([pl.col(name).fill_null("?") for name in texts], separator=" "),
        symbol=pl.when(pl.col("ticker").str.strip_chars() != "").then(
            symbol_column(pl.col("ticker"))
        ),
        issuer=pl.when(cik.str.contains(r"^0*[1-9]\d{0,9}$")).then(cik.str.strip_chars_start("0")),
        day=pl.lit(day),
        event=pl.lit("seen"),
        name="name",
        venue=venue_column(pl.col("exchange")),
        known_at=pl.lit(raw.fetched).cast(MOMENT),
    )
    good, rejects = parted("listings", listings, day)
    return {
        "listings": good.unique(("symbol", "issuer"), keep="first", maintain_order=True),
        "caveats": caveat_rows("listings", _CAVEATS, raw.fetched),
        "rejects": rejects,
    }


def recognised(raw: Raw) -> bool:
    """Whether the bytes begin like one of the two lists of tickers."""
    start = head(raw)
    numbered = re.match(r'\s*\{\s*"\d+"\s*:\s*\{[^}]*"cik_str"', start) is not None
    return numbered or re.match(r'\s*\{\s*"fields"\s*:\s*\[[^\]]*"ticker"', start) is not None


def _by_fields(raw: Raw, body: dict[str, Any]) -> list[tuple[str | None, ...]]:
    fields, data = body["fields"], body.get("data")
    raw.expect(
        isinstance(fields, list) and isinstance(data, list),
        f"{_WANTED} has fields and data, both lists; get the file again",
    )
    wanted = ("cik", "ticker", "name", "exchange")
    missing = [name for name in wanted if name not in fields]
    raw.expect(
        not missing,
        f"{_WANTED} has the fields {', '.join(wanted)}; this one lacks {', '.join(missing)}; "
        "get the file again",
    )
    at = [fields.index(name) for name in wanted]
    width = len(fields)
    return [
        tuple(_text(row[place]) for place in at)
        if isinstance(row, list) and len(row) == width
        else (None,) * 4
        for row in data or []
    ]


def _by_number(raw: Raw, body: dict[str, Any]) -> list[tuple[str | None, ...]]:
    cells = [row if isinstance(row, dict) else {} for row in body.values()]
    raw.expect(
        bool(cells) and any("cik_str" in cell for cell in cells),
        f"{_WANTED} has rows of cik_str, ticker, title; this one has none; get the file again",
    )
    return [
        (_text(cell.get("cik_str")), _text(cell.get("ticker")), _text(cell.get("title")), None)
        for cell in cells
    ]


def _text(value: object) -> str | None:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None


TICKERS = Source(
    name="sec_tickers",
    read=tickers_read,
    about="which filer bears which ticker on the day of the list, and its venue without tier",
    address="https://www.sec.gov/files/company_tickers_exchange.json",
    rhythm="daily",
    licence="public domain",
    tried_on="recorded bytes",
    recognise=recognised,
)
