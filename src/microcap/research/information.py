"""Information: how much there is to read about a name, beside all names of the day, with no total.

1. `information` gives what can be read (filings, events, news, analysts, documents, the age of
   the newest report, the venue, the age of the listing) and the seven traits of micro-caps.
2. `_universe` measures the same for every name of the day in one pass; `_place` is the part of
   the names known at or below this one. A percentile of what is not known is not known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl

from microcap.measures.filer_calendar import filer_calendar
from microcap.model import catalogue
from microcap.model.errors import NoSuchThing, NotKnownThen
from microcap.model.figures import Figure, Status, cannot_tell
from microcap.model.issuer_kinds import kinds
from microcap.model.venues import consequences, venue_on
from microcap.research.cap import standing
from microcap.research.identity import identity
from microcap.research.traits import traits
from microcap.research.universe import members
from microcap.view.evaluate import evaluate
from microcap.view.filer import Filer, filer_of
from microcap.view.latest import last_day, last_moment
from microcap.view.subject import Subject
from microcap.view.view import View

_YEAR = timedelta(days=365)
_ANALYSTS = ("analysts", "analyst_count", "number_of_analysts")
"""Names under which a user's file may give the count of analysts."""
_FEWEST = 20
"""Fewer names than this give no percentile (project default)."""
_MEASURES = ("median_usd_90", "cc_90")


@dataclass(frozen=True)
class Place:
    """A figure of one name, and the part of the day's names whose own is known and not above it."""

    figure: Figure
    percentile: Figure


@dataclass(frozen=True)
class Information:
    """What there is to read about a name, and its seven traits; no total."""

    moment: datetime
    symbol: str
    synthetic: bool
    universe: int
    """Names of the day."""
    reading: Mapping[str, Place]
    traits: Mapping[str, Place]


def information(subject: Subject) -> Information:
    """How much there is to read about a name, each with its place among the names of the day."""
    others = _universe(subject.view)
    return Information(
        subject.view.moment,
        subject.symbol,
        subject.view.synthetic,
        others.height,
        {
            name: _place(figure, others, column)
            for name, (figure, column) in _reading(subject).items()
        },
        {
            name: _place(figure, others, _TRAITS.get(name))
            for name, figure in traits(subject, standing(subject)).items()
        },
    )


_TRAITS = {
    "low volume": "median_usd_90",
    "high volatility": "cc_90",
    "sparse disclosure": "filings",
}


def _reading(subject: Subject) -> dict[str, tuple[Figure, str | None]]:
    filer = filer_of(subject)
    age = identity(subject).listing_age_sessions
    return {
        "filings in twelve months": (_filings(filer, events=False), "filings"),
        "8-Ks in twelve months": (_filings(filer, events=True), "events"),
        "news in twelve months": (_news(subject), "news"),
        "analysts": (_analysts(subject), None),
        "documents held": (_documents(subject), None),
        "days since the newest report": (_since_report(filer), "report_age"),
        "traded": (_traded(subject), None),
        "listing age": (age, "age"),
    }


def _filings(filer: Filer | None, *, events: bool) -> Figure:
    """Filings or Forms 8-K of twelve months; at least so many where the record ends within them."""
    unit = "8-Ks" if events else "filings"
    if filer is None:
        return cannot_tell(unit, "the issuer of the security")
    day = filer.view.day
    first = day - _YEAR
    if events:
        kind = filer_calendar(filer).found.kind
        if kind is not None and not kind.items:
            return Figure(None, unit, "not_applicable", note=kind.why_no_items)
    held = next((span for span in filer.spans if span.first <= first <= span.last), None)
    if held is None:
        return cannot_tell(unit, f"its filings from {first} on, held as a whole")
    rows = filer.filings.filter(pl.col("day") > first)
    if events:
        rows = rows.filter(pl.col("form") == "8-K")
    # what is accepted on the day itself is known by the moment
    whole = held.last >= filer.view.last_session
    status: Status = "known" if whole else "estimated"
    note = "" if whole else f"at least: the record held ends on {held.last}"
    return Figure(
        rows.height,
        unit,
        status,
        low=None if whole else float(rows.height),
        as_of=last_day(rows["day"]) or held.last,
        known_at=last_moment(rows["known_at"]),
        sources=("filings",),
        note=note,
    )


def _news(subject: Subject) -> Figure:
    first, last = subject.view.day - _YEAR, subject.view.last_session
    rows = subject.news.filter((pl.col("day") > first) & (pl.col("day") <= subject.view.day))
    whole = subject.holds_complete("news", first, last)
    if rows.is_empty() and not whole:
        return cannot_tell("items", "a list of news, held as a whole over twelve months")
    return Figure(
        rows.height,
        "items",
        "known" if whole else "estimated",
        low=None if whole else float(rows.height),
        as_of=last_day(rows["day"]) or last,
        known_at=last_moment(rows["known_at"]),
        sources=("news",),
        note="" if whole else "at least: what was brought",
    )


def _analysts(subject: Subject) -> Figure:
    rows = (
        subject.view.table(
            "fundamentals",
            pl.col("symbol").is_in(subject.symbols) & pl.col("item").is_in(list(_ANALYSTS)),
        )
        .collect()
        .filter(pl.col("day") <= subject.view.day)
        .sort("day", "known_at")
    )
    if rows.is_empty():
        return cannot_tell(
            "analysts",
            "a file of yours with the count of analysts (table fundamentals, item analysts)",
        )
    row = rows.row(-1, named=True)
    return Figure(
        int(row["value"]),
        "analysts",
        as_of=row["day"],
        known_at=row["known_at"],
        sources=(row["source"],),
    )


def _documents(subject: Subject) -> Figure:
    """Texts in the lake about the name: none held is none held, whatever there may be elsewhere."""
    kept = subject.documents.height
    if subject.issuer is not None:
        rows = subject.view.table("filing_documents").filter(
            (pl.col("issuer") == subject.issuer) & pl.col("text").is_not_null()
        )
        kept += int(rows.select(pl.len()).collect().item())
    return Figure(
        kept, "documents", as_of=subject.view.day, sources=("documents",), note="in this lake"
    )


def _since_report(filer: Filer | None) -> Figure:
    if filer is None:
        return cannot_tell("days", "the issuer of the security")
    rows = filer.filings.filter(pl.col("form").is_in(list(_PERIODIC)))
    if rows.is_empty():
        return cannot_tell("days", "a periodic report of the issuer")
    row = rows.row(-1, named=True)
    days = (filer.view.day - row["day"]).days
    whole = filer.whole(row["day"], filer.view.last_session)
    note = f"Form {row['form']}" + ("" if whole else "; at most, a later one may not be held")
    return Figure(
        days,
        "days",
        "known" if whole else "estimated",
        high=None if whole else float(days),
        as_of=row["day"],
        known_at=row["known_at"],
        sources=(row["accession"],),
        note=note,
    )


_PERIODIC = frozenset(
    form for kind in kinds().values() if kind.name != "other" for form in kind.periodic
)


def _traded(subject: Subject) -> Figure:
    """On an exchange or over the counter, by the newest dated list."""
    said = subject.venue
    if said is None:
        return cannot_tell("venue", "a dated list that names the venue")
    try:
        meant = venue_on(said.value, subject.view.day).venues
    except (NoSuchThing, NotKnownThen):
        meant = ()
    sorts = {consequences(one).kind for one in meant}
    words = {"exchange": "on an exchange", "otc": "over the counter", "none": "nowhere public"}
    if len(sorts) != 1:
        return cannot_tell("venue", f"what {said.value} is: it names no one kind of venue")
    return Figure(
        words[sorts.pop()],
        "venue",
        as_of=said.day,
        known_at=said.known_at,
        sources=(said.source,),
        note=said.value,
    )


def _place(figure: Figure, others: pl.DataFrame, column: str | None) -> Place:
    """The part of the names of the day that are at or below the figure."""
    if column is None:
        missing = "the same for the other names of the day"
        return Place(figure, cannot_tell("fraction", figure.missing or missing))
    value = figure.value
    if not isinstance(value, int | float):
        missing = figure.missing or figure.note or "a number of its own"
        return Place(figure, cannot_tell("fraction", missing))
    known = others[column].drop_nulls()
    if known.len() < _FEWEST:
        missing = f"the same for {_FEWEST} names of the day; {known.len()} are known"
        return Place(figure, cannot_tell("fraction", missing))
    part = known.filter(known <= value).len() / known.len()
    status: Status = "estimated" if figure.status == "estimated" else "known"
    return Place(
        figure,
        Figure(
            part,
            "fraction",
            status,
            as_of=figure.as_of,
            sources=figure.sources,
            n_used=known.len(),
            note="of the names known are at or below it",
        ),
    )


def _universe(view: View) -> pl.DataFrame:
    """Every name of the day: filings, events, news, report_age, age and two measures; null is unknown."""
    catalogue.load("measures")
    entries = catalogue.entries("measure")
    panel = view.panel(260)
    names = members(view, panel).select("security")
    measured = evaluate(panel, {name: entries[name].function() for name in _MEASURES})
    first = view.day - _YEAR
    linked = names.join(view.issuers_of_securities(), on="security", how="left")
    begun = view.spells.group_by("security").agg(begun=pl.col("day").min())
    sessions = view.sessions["day"]
    aged = begun.with_columns(
        age=(
            pl.lit(sessions.len()) - pl.Series(sessions.search_sorted(begun["begun"], side="left"))
        ).cast(pl.Int64)
    )
    return (
        linked.join(measured.select("security", *_MEASURES), on="security", how="left")
        .join(_filed(view, first), on="issuer", how="left")
        .join(_told(view, first), on="security", how="left")
        .join(aged.select("security", "age"), on="security", how="left")
    )


def _filed(view: View, first: date) -> pl.DataFrame:
    """Filings and 8-Ks of twelve months and days since a report, of issuers whose record is held."""
    held = (
        view.coverage("filings")
        .filter(pl.col("complete") & (pl.col("day") <= first) & (pl.col("until") >= first))
        .select(issuer="subject")
        .unique()
    )
    rows = (
        view.table("filings")
        .filter(pl.col("day") <= view.day)
        .select("issuer", "form", "day")
        .collect()
    )
    counted = (
        rows.filter(pl.col("day") > first)
        .group_by("issuer")
        .agg(
            filings=pl.len().cast(pl.Int64),
            # an issuer that owes no 8-K has no count of them
            events=pl.when(pl.col("form").is_in(["8-K", "10-K", "10-Q"]).any()).then(
                (pl.col("form") == "8-K").sum().cast(pl.Int64)
            ),
        )
    )
    newest = (
        rows.filter(pl.col("form").is_in(list(_PERIODIC)))
        .group_by("issuer")
        .agg(report_age=(pl.lit(view.day) - pl.col("day").max()).dt.total_days())
    )
    whole = held.join(counted, on="issuer", how="left").with_columns(pl.col("filings").fill_null(0))
    return whole.join(newest, on="issuer", how="full", coalesce=True)


def _told(view: View, first: date) -> pl.DataFrame:
    """News of twelve months by security, of names for which any is held."""
    rows = view.table("news").filter((pl.col("day") > first) & (pl.col("day") <= view.day))
    named = view.borne(rows.select("symbol", "day").collect())
    return named.group_by("security").agg(news=pl.len().cast(pl.Int64))
