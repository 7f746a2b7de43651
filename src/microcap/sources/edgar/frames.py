"""One tagged number alone: over all periods of a filer (concept), over all filers (frame).

Written from the publisher's description; no recorded answer was at hand. A concept's rows are rows
of `facts`. A frame's are not: it gives the accession of the last filing that says a number, and
neither its form nor its day, so it cannot say since when the number was known. It is a list of
values for comparison, and of filings whose facts are worth fetching.
"""

import math
import re
from typing import Any

import polars as pl

from microcap.model.tables import MOMENT
from microcap.sources import Raw, Source, Tables
from microcap.sources.sec_companyfacts import CAVEATS
from microcap.sources.sec_payload import expect_keys, head, issuer_of, json_object
from microcap.sources.sec_rows import accession_column, caveat_rows, eastern_day, parted

_CONCEPT, _FRAME = "a companyconcept answer", "a frame"
_TEXTS = ("start", "end", "accn", "form", "filed")


def concept_read(raw: Raw) -> Tables:
    """Facts, caveats and rejects of one tag of one filer; raises `Unreadable` for another answer."""
    body = json_object(raw, _CONCEPT)
    expect_keys(raw, body, ("cik", "taxonomy", "tag", "units"), _CONCEPT)
    issuer = issuer_of(raw, body["cik"])
    units = body["units"]
    raw.expect(isinstance(units, dict), f"the units of {_CONCEPT} are an object; get it again")
    rows = [
        (str(unit), _number(cell.get("val")), *(_text(cell.get(name)) for name in _TEXTS))
        for unit, cells in units.items()
        for cell in (cells if isinstance(cells, list) else [{}])
        if isinstance(cell, dict)
    ]
    names = dict.fromkeys(_TEXTS, pl.String)
    frame = pl.DataFrame(
        rows, schema={"unit": pl.String, "value": pl.Float64, **names}, orient="row"
    )
    day = {name: pl.col(name).str.to_date("%Y-%m-%d", strict=False) for name in ("start", "end")}
    columns = frame.with_row_index("row", offset=1).select(
        "row",
        issuer=pl.lit(issuer),
        taxonomy=pl.lit(_text(body["taxonomy"]), pl.String),
        tag=pl.lit(_text(body["tag"]), pl.String),
        unit="unit",
        start=day["start"],
        day=day["end"],
        value="value",
        accession=accession_column(pl.col("accn")),
        form="form",
        filed=pl.col("filed").str.to_date("%Y-%m-%d", strict=False),
        vintage=pl.lit("as_filed"),
    )
    facts, rejects = parted("facts", columns, eastern_day(raw.fetched))
    key = ("issuer", "taxonomy", "tag", "unit", "start", "day", "accession")
    return {
        "facts": facts.unique(key, keep="first", maintain_order=True).with_columns(
            known_at=pl.lit(None, MOMENT)
        ),
        "caveats": caveat_rows("facts", CAVEATS, raw.fetched),
        "rejects": rejects,
    }


def frame_values(raw: Raw) -> pl.DataFrame:
    """Who reported which value: issuer, name, accession, start, day, value; unit in the frame.

    A value that is no finite number is null. Raises `Unreadable` for another answer.
    """
    body = json_object(raw, _FRAME)
    expect_keys(raw, body, ("taxonomy", "tag", "ccp", "uom", "data"), _FRAME)
    cells = body["data"]
    raw.expect(isinstance(cells, list), f"the data of {_FRAME} are a list; get it again")
    rows = [
        (
            str(cell.get("cik", "")).lstrip("0"),
            _text(cell.get("entityName")),
            _number(cell.get("val")),
            *(_text(cell.get(name)) for name in ("accn", "start", "end")),
        )
        for cell in cells
        if isinstance(cell, dict)
    ]
    texts = dict.fromkeys(("accn", "start", "end"), pl.String)
    schema = {"issuer": pl.String, "name": pl.String, "value": pl.Float64, **texts}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.filter(pl.col("issuer").str.contains(r"^[0-9]{1,10}$")).select(
        "issuer",
        "name",
        accession=accession_column(pl.col("accn")),
        start=pl.col("start").str.to_date("%Y-%m-%d", strict=False),
        day=pl.col("end").str.to_date("%Y-%m-%d", strict=False),
        value="value",
        unit=pl.lit(_text(body["uom"]), pl.String),
    )


def recognised(raw: Raw) -> bool:
    """Whether the bytes begin like a companyconcept answer."""
    start = head(raw)
    keys = ('"taxonomy"', '"tag"')
    begins = re.match(r'\s*\{\s*"cik"\s*:', start) is not None
    return begins and all(key in start for key in keys) and '"facts"' not in start


def _number(value: Any) -> float | None:
    if type(value) not in {int, float}:
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _text(value: object) -> str | None:
    return value[:400] if isinstance(value, str) and value.strip() else None


CONCEPT = Source(
    name="sec_companyconcept",
    read=concept_read,
    about="one tagged number of a filer over all periods, as filed",
    address="https://data.sec.gov/api/xbrl/companyconcept/CIK##########/TAXONOMY/TAG.json",
    rhythm="within a minute of a filing",
    licence="public domain",
    tried_on="the publisher's description",
    recognise=recognised,
)
