"""The SEC's submissions answers: a filer's list of filings, its names and what it says of itself.

1. `submissions_read` takes an answer (`CIK##########.json`) apart, or an older page
   (`CIK##########-submissions-001.json`), whose CIK stands in the file name alone.
2. `_filings` gives every filing the moment it could be read: acceptance by the clock that the
   answer proves (`sec_clock`), not before 06:00 Eastern of the filing date.
3. `_names` dates the names by the former names; `_attributes` and `_listings` are undated in
   the answer, so they are known when it was fetched and not before.
4. `_coverage` says from when to when this one file holds every filing.
"""

import re
from datetime import date, timedelta
from typing import Any

import polars as pl

from microcap.model.tables import MOMENT
from microcap.sources import Raw, Source, Tables
from microcap.sources.sec_clock import Judged, judged, stamp_column, with_acceptance
from microcap.sources.sec_payload import expect_keys, head, issuer_of, json_object
from microcap.sources.sec_rows import (
    AHEAD,
    EPOCH,
    VENUES,
    accession_column,
    before_its_day,
    caveat_rows,
    eastern_day,
    parted,
    public_moment,
    table_frame,
)

_WANTED = "a submissions answer"
_PAGE_NAME = re.compile(r"CIK(\d{10})-submissions-\d{3}")
_PAGE_WANTED = "an older page of a submissions answer"
_NEEDED = ("accessionNumber", "filingDate", "form")
_TEXTS = {
    "accession": "accessionNumber",
    "form": "form",
    "filed": "filingDate",
    "reported": "reportDate",
    "stamp": "acceptanceDateTime",
    "items": "items",
    "document": "primaryDocument",
    "title": "primaryDocDescription",
}
_RELEASED_LATER = ("UPLOAD", "CORRESP", "DRS", "DRS/A", "DRSLTR", "LETTER")
"""Staff letters, answers to them and confidential drafts: dated when sent, public weeks later."""

_ATTRIBUTES = {
    "kind": "entityType",
    "sic": "sic",
    "state": "stateOfIncorporation",
    "fiscal_year_end": "fiscalYearEnd",
    "category": "category",
}
_CAVEATS = {
    "acceptance clock": "the acceptance times of some answers are UTC, of others Eastern time "
    "marked as UTC; each answer is judged by its own stamps, and what they do not settle is taken "
    "as the later moment and marked assumed",
    "published next morning": "what is accepted after 17:30 Eastern carries the next business day "
    "as filing date; it counts as known at 06:00 Eastern of that day",
    "released later": "staff letters, answers to them and draft registrations are dated when "
    "sent and published weeks later; they count as known when the answer was fetched",
    "no acceptance before 2002": "early filings have a date and no time of acceptance; they count "
    "as known at the next session's opening",
}
_UNDATED = {
    "undated attributes": "industry, category, state and fiscal year end are those of the day the "
    "answer was fetched; nothing says since when, so no earlier view has them",
    "gaps between names": "former names have dates of first and last use, and between two of them "
    "months may be missing; the earlier name is carried on",
}


def submissions_read(raw: Raw) -> Tables:
    """Filings, issuers, listings, coverage, caveats and rejects of an answer or an older page.

    Raises `Unreadable` for an error page, a cut-off or damaged file, and an object that is no
    such answer, with the name of what is missing.
    """
    body = json_object(raw, _WANTED)
    page = "filings" not in body and "accessionNumber" in body
    if page:
        named = _PAGE_NAME.search(raw.name)
        raw.expect(
            named is not None,
            f"{_PAGE_WANTED} says whose it is in its name alone; call the file "
            "CIK##########-submissions-001.json as the SEC does",
        )
        issuer, recent = issuer_of(raw, named[1] if named else ""), body
        older: list[dict[str, Any]] = []
    else:
        expect_keys(raw, body, ("cik", "name", "filings"), _WANTED)
        raw.expect(
            isinstance(body["filings"], dict) and isinstance(body["filings"].get("recent"), dict),
            f"{_WANTED} has filings.recent; this one lacks it; get the file again",
        )
        raw.expect(isinstance(body["name"], str), "the name is not a text; get the file again")
        issuer, recent = issuer_of(raw, body["cik"]), body["filings"]["recent"]
        older = [one for one in body["filings"].get("files") or [] if isinstance(one, dict)]
    former = _former_names(body)
    columns = _columns(raw, recent)
    clock = judged(columns.select("stamp", "day", "form"), (one["from"] for one in former))
    filings, rejects = _filings(raw, issuer, columns, clock)
    tables: dict[str, pl.DataFrame] = {
        "filings": filings,
        "coverage": _coverage(raw, issuer, filings, older, clock, rejects.height),
        "caveats": caveat_rows("filings", _CAVEATS, raw.fetched),
        "rejects": rejects,
    }
    if not page:
        names = _names(issuer, body, former, _first_filed(filings, older))
        tables["issuers"] = pl.concat([names, _attributes(raw, issuer, body)])
        tables["listings"] = _listings(raw, issuer, body)
        tables["caveats"] = pl.concat(
            [tables["caveats"], caveat_rows("issuers", _UNDATED, raw.fetched)]
        )
    return tables


def recognised(raw: Raw) -> bool:
    """Whether the bytes begin like a submissions answer or an older page of one."""
    start = head(raw)
    if '"entityName"' in start:
        return False
    page = re.match(r'\s*\{\s*"accessionNumber"\s*:\s*\[', start) is not None
    answer = re.match(r'\s*\{\s*"cik"\s*:', start) is not None
    return page or (answer and ('"entityType"' in start or '"filings"' in start))


def _columns(raw: Raw, recent: dict[str, Any]) -> pl.DataFrame:
    expect_keys(raw, recent, _NEEDED, "a list of filings")
    count = len(recent["accessionNumber"]) if isinstance(recent["accessionNumber"], list) else -1
    raw.expect(count >= 0, "accessionNumber is not a list; get the file again")
    series = []
    for name, key in (*_TEXTS.items(), ("size", "size")):
        values = recent.get(key)
        if values is None:
            values = [None] * count
        raw.expect(isinstance(values, list), f"{key} is not a list; get the file again")
        raw.expect(
            len(values) == count,
            f"{key} has {len(values)} entries and accessionNumber {count}; get the file again",
        )
        if name == "size":
            sizes = [one if type(one) is int and 0 <= one < 2**63 else None for one in values]
            series.append(pl.Series(name, sizes, dtype=pl.Int64))
        else:
            texts = [one if isinstance(one, str) else None for one in values]
            series.append(pl.Series(name, texts, dtype=pl.String))
    frame = pl.DataFrame(series).with_row_index("row", offset=1)
    return frame.select(
        "row",
        content=pl.concat_str([pl.col("accession", "form", "filed").fill_null("?")], separator=" "),
        accession=accession_column(pl.col("accession")),
        form=_worded(pl.col("form")),
        day=pl.col("filed").str.to_date("%Y-%m-%d", strict=False),
        report_day=pl.col("reported").str.to_date("%Y-%m-%d", strict=False),
        stamp=stamp_column(pl.col("stamp")),
        size="size",
        items=_worded(pl.col("items")),
        document=_worded(pl.col("document")),
        title=_worded(pl.col("title")),
    )


def _worded(text: pl.Expr) -> pl.Expr:
    return pl.when(text.str.strip_chars() != "").then(text.str.strip_chars())


def _filings(
    raw: Raw, issuer: str, columns: pl.DataFrame, clock: Judged
) -> tuple[pl.DataFrame, pl.DataFrame]:
    good, rejects = parted("filings", columns, eastern_day(raw.fetched))
    later = pl.col("form").is_in(_RELEASED_LATER)
    moment = public_moment(pl.col("accepted"), pl.col("day"))
    by_rule = before_its_day(pl.col("accepted"), pl.col("day")) | ~pl.col("settled")
    filings = with_acceptance(good, clock.clock).select(
        issuer=pl.lit(issuer),
        accession="accession",
        form="form",
        day="day",
        report_day="report_day",
        items="items",
        document="document",
        title="title",
        size="size",
        known_at=pl.when(later).then(pl.lit(raw.fetched).cast(MOMENT)).otherwise(moment),
        assumed=~later & by_rule,
    )
    return filings.unique("accession", keep="first", maintain_order=True), rejects


def _former_names(body: dict[str, Any]) -> list[dict[str, str]]:
    """Former names with both dates, oldest first; one written in two ways is one name."""
    held: dict[str, dict[str, str]] = {}
    for one in body.get("formerNames") or []:
        if not isinstance(one, dict):
            continue
        texts = {key: one.get(key) for key in ("name", "from", "to")}
        if all(isinstance(text, str) and text for text in texts.values()):
            held.setdefault(
                str(texts["from"])[:10], {key: str(text) for key, text in texts.items()}
            )
    return sorted(held.values(), key=lambda one: one["from"])


def _names(
    issuer: str, body: dict[str, Any], former: list[dict[str, str]], first: date | None
) -> pl.DataFrame:
    """Every name from the day of its first use; the moment is left to the rule, hence assumed."""
    rows = [(one["name"], _day_of(one["from"])) for one in former]
    rows.append((body["name"], _day_of(max(one["to"] for one in former)) if former else first))
    by_day = {day: name for name, day in rows if day is not None and name.strip()}
    return _issuer_rows(issuer, [(day, "name", name, None) for day, name in by_day.items()])


def _day_of(stamp: str) -> date | None:
    # midnight Eastern is 04:00 or 05:00 UTC of the same day, so the date stands as written
    try:
        return date.fromisoformat(stamp[:10])
    except ValueError:
        return None


def _attributes(raw: Raw, issuer: str, body: dict[str, Any]) -> pl.DataFrame:
    day = eastern_day(raw.fetched)
    said = {field: body.get(key) for field, key in _ATTRIBUTES.items()}
    rows = [
        (day, field, ", ".join(part for part in value.split("<br>") if part), raw.fetched)
        for field, value in said.items()
        if isinstance(value, str) and value.strip()
    ]
    return _issuer_rows(issuer, rows)


def _issuer_rows(issuer: str, rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    names = ("day", "field", "value", "known_at")
    frame = table_frame("issuers", [dict(zip(names, row, strict=True)) for row in rows])
    filled = frame if rows else frame.with_columns(value=pl.lit(None, pl.String))
    return filled.select(pl.lit(issuer).alias("issuer"), *names)


def _listings(raw: Raw, issuer: str, body: dict[str, Any]) -> pl.DataFrame:
    tickers = [one for one in body.get("tickers") or [] if isinstance(one, str)]
    venues = [str(one or "").lower() for one in body.get("exchanges") or []]
    venues += [""] * (len(tickers) - len(venues))
    rows: list[dict[str, object]] = [
        {
            "symbol": ticker.strip().upper(),
            "issuer": issuer,
            "day": eastern_day(raw.fetched),
            "event": "seen",
            "name": body["name"],
            "venue": VENUES.get(venue),
            "known_at": raw.fetched,
        }
        for ticker, venue in zip(tickers, venues, strict=False)
        if ticker.strip()
    ]
    return table_frame("listings", rows).unique(
        ("symbol", "issuer"), keep="first", maintain_order=True
    )


def _first_filed(filings: pl.DataFrame, older: list[dict[str, Any]]) -> date | None:
    held = [day for day in filings["day"] if day] + [
        _day_of(str(one.get("filingFrom"))) for one in older
    ]
    return min((day for day in held if day), default=None)


def _coverage(
    raw: Raw,
    issuer: str,
    filings: pl.DataFrame,
    older: list[dict[str, Any]],
    clock: Judged,
    refused: int,
) -> pl.DataFrame:
    """The span that this file alone proves: a page is whole from its oldest day to its newest.

    It is not where `refused` rows could not be read, or have a date that no filing can have.
    """
    possible = filings.filter(pl.col("day").is_between(EPOCH, eastern_day(raw.fetched) + AHEAD))
    if possible.is_empty():
        return table_frame("coverage", [])
    refused += filings.height - possible.height
    # of the days after the answer it proves nothing, though an evening filing is dated on one
    first, last = min(possible["day"]), min(max(possible["day"]), eastern_day(raw.fetched))
    ends = [day for day in (_day_of(str(one.get("filingTo"))) for one in older) if day]
    if ends and max(ends) < first:
        first = max(ends) + timedelta(days=1)
    held = f"{possible.height:,} filings of one page, up to the newest in it"
    rest = f"; {len(older)} older pages are files of their own" if older else ""
    rest += f"; {refused} more were refused" if refused else ""
    return table_frame(
        "coverage",
        [
            {
                "table": "filings",
                "subject": issuer,
                "day": first,
                "until": last,
                "complete": refused == 0,
                "absent_means": "unknown" if refused else "none",
                "evidence": f"{held}{rest}; {clock.says}",
                "known_at": raw.fetched,
            }
        ],
    )


SUBMISSIONS = Source(
    name="sec_submissions",
    read=submissions_read,
    about="every filing of a filer with its acceptance time, its names and its tickers",
    address="https://data.sec.gov/submissions/CIK##########.json",
    rhythm="within a second of a filing",
    licence="public domain",
    tried_on="recorded bytes",
    recognise=recognised,
)
