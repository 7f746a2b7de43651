"""The SEC's companyfacts answers: every tagged number a filer reported, without dimensions."""

import re
from dataclasses import replace
from typing import Any

import polars as pl

from microcap.model.tables import MOMENT
from microcap.sources import Frame, Raw, Source, Tables
from microcap.sources.sec_payload import expect_keys, head, issuer_of, json_object
from microcap.sources.sec_rows import (
    accession_column,
    caveat_rows,
    eastern_day,
    parted,
    table_frame,
)

_WANTED = "a companyfacts answer"
WALK_PAYS = 16 * 2**20
"""Bytes of JSON above which the compiled walk is loaded; benchmarks/companyfacts.py measures both."""
LARGEST_NUMBER = 1e20
"""Sums of larger numbers would overflow or show nothing; the largest of 4.3 million is 3e17."""
_TEXTS = ("start", "end", "accn", "form", "filed")
CAVEATS = {
    "no dimensions": "numbers by share class, segment or holder are not in it; a filer of two "
    "classes repeats one tag with both counts, or has none",
    "repeated periods": "a later filing repeats earlier periods, often restated; the rows differ "
    "in accession number, and a view takes the last one it could know",
    "only the date": "it gives the filing date and not the time of acceptance; a fact counts as "
    "known when the next session opens, unless its filing is held",
}


def companyfacts_read(raw: Raw) -> Tables:
    """Facts, coverage, caveats and rejects of one filer's answer.

    A number that is not finite, is above 1e20, or is text, is a reject. The filer's name in the answer is that
    of the day it was fetched. Raises `Unreadable` for an error page, a cut-off or damaged file,
    and an object of another shape, with the name of what is missing.
    """
    body = json_object(raw, _WANTED)
    expect_keys(raw, body, ("cik", "entityName", "facts"), _WANTED)
    issuer = issuer_of(raw, body["cik"])
    facts, rejects = parted("facts", _flat(raw, issuer, body["facts"]), eastern_day(raw.fetched))
    return tables_of(raw, issuer, body["entityName"], facts) | {"rejects": rejects}


def tables_of(raw: Raw, issuer: str, name: object, facts: pl.DataFrame) -> dict[str, Frame]:
    """What one answer fills beside its facts: the filer's name, the coverage, the caveats."""
    return {
        "facts": facts.with_columns(known_at=pl.lit(None, MOMENT)),
        "issuers": _name(raw, issuer, name),
        "coverage": _coverage(raw, issuer, facts),
        "caveats": caveat_rows("facts", CAVEATS, raw.fetched),
    }


def recognised(raw: Raw) -> bool:
    """Whether the bytes begin like a companyfacts answer."""
    start = head(raw)
    answer = re.match(r'\s*\{\s*"cik"\s*:', start) is not None
    return answer and '"entityName"' in start and '"facts"' in start


def _flat(raw: Raw, issuer: str, taxonomies: object) -> pl.DataFrame:
    columns: dict[str, list[Any]] = {
        name: [] for name in ("taxonomy", "tag", "unit", "value", "said", *_TEXTS)
    }
    for taxonomy, tags in _members(raw, taxonomies, "facts"):
        for tag, concept in _members(raw, tags, taxonomy):
            units = concept.get("units") if isinstance(concept, dict) else None
            for unit, rows in _members(raw, units, f"{taxonomy}:{tag}.units"):
                raw.expect(
                    isinstance(rows, list),
                    f"{taxonomy}:{tag} in {unit} is not a list; get the file again",
                )
                _append(columns, taxonomy, tag, unit, rows)
    texts = dict.fromkeys(("taxonomy", "tag", "unit", "said", *_TEXTS), pl.String)
    frame = pl.DataFrame(columns, schema={**texts, "value": pl.Float64}).with_row_index(
        "row", offset=1
    )
    day = pl.col("start", "end", "filed").str.to_date("%Y-%m-%d", strict=False)
    return frame.with_columns(day).select(
        "row",
        content=pl.concat_str(
            [pl.col("taxonomy", "tag", "unit", "said", "accn").fill_null("?")], separator=" "
        ),
        issuer=pl.lit(issuer),
        taxonomy="taxonomy",
        tag="tag",
        unit="unit",
        start="start",
        day="end",
        value="value",
        accession=accession_column(pl.col("accn")),
        form="form",
        filed="filed",
        vintage=pl.lit("as_filed"),
    )


def _members(raw: Raw, found: object, name: str) -> list[tuple[str, Any]]:
    raw.expect(
        isinstance(found, dict),
        f"{name} is not an object; {_WANTED} has taxonomy, tag, units; get the file again",
    )
    return list(found.items()) if isinstance(found, dict) else []


def _append(
    columns: dict[str, list[Any]], taxonomy: str, tag: str, unit: str, rows: list[Any]
) -> None:
    count = len(rows)
    cells = [row if isinstance(row, dict) else {} for row in rows]
    columns["taxonomy"].extend([taxonomy] * count)
    columns["tag"].extend([tag] * count)
    columns["unit"].extend([unit] * count)
    values = [number_of(cell.get("val")) for cell in cells]
    columns["value"].extend(values)
    columns["said"].extend(
        None if value is not None else str(cell.get("val"))[:80]
        for cell, value in zip(cells, values, strict=True)
    )
    for name in _TEXTS:
        column = columns[name]
        for cell in cells:
            text = cell.get(name)
            column.append(text if type(text) is str else None)


def number_of(value: object) -> float | None:
    """A JSON number as a finite double; null for anything else, and for what is too large."""
    if type(value) is float or type(value) is int:
        return float(value) if abs(value) <= LARGEST_NUMBER else None
    return None


def _name(raw: Raw, issuer: str, name: object) -> pl.DataFrame:
    if not isinstance(name, str) or not name.strip():
        return table_frame("issuers", []).with_columns(value=pl.lit(None, pl.String))
    row = {
        "issuer": issuer,
        "day": eastern_day(raw.fetched),
        "field": "name",
        "value": name,
        "known_at": raw.fetched,
    }
    return table_frame("issuers", [row])


def _coverage(raw: Raw, issuer: str, facts: pl.DataFrame) -> pl.DataFrame:
    if facts.is_empty():
        return table_frame("coverage", [])
    row: dict[str, object] = {
        "table": "facts",
        "subject": issuer,
        "day": facts["filed"].min(),
        "until": facts["filed"].max(),
        "complete": True,
        "absent_means": "unknown",
        "evidence": "one answer holds every number without dimensions from the first tagged "
        "filing to the newest in it; what was filed without tags is not in it",
        "known_at": raw.fetched,
    }
    return table_frame("coverage", [row])


COMPANYFACTS = Source(
    name="sec_companyfacts",
    read=companyfacts_read,
    about="every tagged number a filer reported, as filed, without dimensions",
    address="https://data.sec.gov/api/xbrl/companyfacts/CIK##########.json",
    rhythm="within a minute of a filing",
    licence="public domain",
    tried_on="recorded bytes",
    recognise=recognised,
)


def reader_for(size: int) -> Source:
    """Who reads companyfacts answers where files of so many bytes are at hand.

    Both readers give the same rows under the same name; the one that walks over bytes costs half
    a second to load.
    """
    if size < WALK_PAYS:
        return COMPANYFACTS
    from microcap.sources.companyfacts_scan import companyfacts_scanned

    return replace(COMPANYFACTS, read=companyfacts_scanned)
