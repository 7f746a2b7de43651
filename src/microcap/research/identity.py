"""Who it is: names, venue, issuer, and the chain of links with their evidence."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from microcap.model.errors import NoSuchThing, NotKnownThen
from microcap.model.figures import Figure, cannot_tell
from microcap.model.halt_codes import halt_words
from microcap.model.venues import consequences, tradability, venue_on
from microcap.research.actions import actions
from microcap.research.chapters import Identity
from microcap.view.market_structure import open_halts, tier_said
from microcap.view.moment import EASTERN
from microcap.view.subject import Said, Subject

_TIER_OLD = timedelta(days=400)
"""A list of tiers without issuers that is older tells nothing of today (project default)."""


def identity(subject: Subject) -> Identity:
    """Names, venue, issuer and the chain of links with their evidence."""
    where, line, follows = _where(subject)
    listed = "a dated ticker list (SEC ticker files or a list of your own)"
    issuer = subject.identity[-1] if subject.issuer else None
    return Identity(
        symbol=subject.symbol,
        security=subject.security,
        asked=subject.asked,
        name=_said(
            subject.name,
            "name",
            listed if subject.issuer is None else "a dated name in the issuer's record",
        ),
        venue=where,
        share_kind=_said(subject.share_kind, "kind", listed),
        issuer=Figure(
            subject.issuer,
            "CIK",
            "known" if issuer and issuer.status == "known" else "estimated",
            as_of=issuer.day if issuer else None,
            known_at=issuer.known_at if issuer else None,
            sources=("issuer_links",),
            note=f"{issuer.status}: {issuer.evidence}" if issuer else "",
        )
        if subject.issuer
        else cannot_tell("CIK", f"a link from the ticker to an issuer, such as {listed}"),
        filer_kind=_filer_kind(subject),
        industry=_said(subject.said("sic"), "SIC", "an industry code dated before the moment"),
        tradability=_with_stops(subject, line),
        venue_consequences=follows,
        listing_age_sessions=_age(subject),
        links=tuple(reversed(subject.identity)),
        former_names=tuple(f"{said.value} from {said.day}" for said in subject.former_names[:-1]),
    )


def tradability_line(subject: Subject) -> str:
    """In one line: suspended or halted, listed or which OTC tier, whether orders are taken."""
    return _with_stops(subject, _where(subject)[1])


def _where(subject: Subject) -> tuple[Figure, str, tuple[str, ...]]:
    """The venue by the newest dated list that tells it, with or without an issuer."""
    venue, tier, day = subject.venue, tier_said(subject), subject.view.day
    if tier is None or (venue is not None and venue.day >= tier.day):
        return _venue(venue, day)
    where, line, follows = _venue(tier, day)
    if day - tier.day <= _TIER_OLD:
        return where, line, follows
    # names move between tiers and to exchanges within the year
    was = consequences(tier.value).label
    line = f"cannot tell where it trades now: by the list of {tier.day} it was {was}"
    return replace(where, status="stale"), line, ()


def _with_stops(subject: Subject, line: str) -> str:
    """The line with what stops trade before it: a suspension in force, a halt that has not ended."""
    stops = []
    suspended = actions(subject).suspended
    if suspended is not None:
        at_most = " at most" if suspended.until_assumed else ""
        stops.append(
            f"SUSPENDED by the SEC (Section 12(k)) since {suspended.day}, until {suspended.until}{at_most}"
        )
    halts = open_halts(subject)
    if halts.height:
        row = halts.row(-1, named=True)
        since = row["start_at"].astimezone(EASTERN)
        stops.append(
            f"HALTED, code {row['code']} since {since:%Y-%m-%d %H:%M} ET: "
            f"{halt_words(row['code'], row['day']).partition(';')[0].lower()}; "
            "the last price is not a mark"
        )
    return "; ".join([*stops, line])


def _said(said: Said | None, unit: str, missing: str) -> Figure:
    if said is None:
        return cannot_tell(unit, missing)
    return Figure(said.value, unit, as_of=said.day, known_at=said.known_at, sources=(said.source,))


def _venue(venue: Said | None, day: date) -> tuple[Figure, str, tuple[str, ...]]:
    if venue is None:
        return (
            cannot_tell("venue", "a dated list that names the venue"),
            "cannot tell where it trades: no dated list of venues is held",
            (),
        )
    figure = Figure(
        venue.value,
        "venue",
        as_of=venue.day,
        known_at=venue.known_at,
        sources=(venue.source,),
        note=f"by the list of {venue.day}",
    )
    try:
        where = venue_on(venue.value, day)
        if where.venue is None:
            return figure, f"{venue.value}: {where.note or 'several venues bore that name'}", ()
        facts = consequences(where.venue)
        return (
            figure,
            tradability(where.venue, day),
            tuple(line for line in (facts.disclosure, facts.oversight, facts.liquidity) if line),
        )
    except (NoSuchThing, NotKnownThen):
        return figure, f"{venue.value}: no rule table for this venue", ()


def _filer_kind(subject: Subject) -> Figure:
    """Domestic, foreign or none, by what was filed; a record that is not held proves nothing."""
    said = subject.said("kind")
    if said is not None and said.value not in {"operating", "other"}:
        return _said(said, "filer kind", "")
    forms = set(subject.filings["form"]) if subject.filings.height else set()
    for kind, marks in (
        ("files 10-K and 10-Q", {"10-K", "10-Q", "10-KT"}),
        ("files 20-F and 6-K", {"20-F", "6-K"}),
        ("files 40-F", {"40-F"}),
        ("files under Regulation A", {"1-K", "1-SA"}),
    ):
        if forms & marks:
            rows = subject.filings.filter(pl.col("form").is_in(sorted(marks)))
            row = rows.row(-1, named=True)
            return Figure(
                kind,
                "filer kind",
                as_of=row["day"],
                known_at=row["known_at"],
                sources=(row["accession"],),
                note="by the forms held",
            )
    return cannot_tell(
        "filer kind",
        "periodic reports of the issuer" if subject.issuer else "the issuer and its filings",
    )


def _age(subject: Subject) -> Figure:
    """Sessions since the security's first bar; at least so many where the record begins there."""
    first = subject.spells["day"].item(0)
    sessions = subject.view.sessions.filter(pl.col("day") >= first).height
    begins = (
        subject.view.coverage("bars")
        .group_by("day")
        .len()
        .filter((pl.col("day") == first) & (pl.col("len") > 50))
    )
    at_least = begins.height > 0 or subject.spells["rule"].item(0) in {"gap", "ambiguous"}
    note = f"first bar {first}" + ("; at least, the record held begins there" if at_least else "")
    return Figure(
        sessions,
        "sessions",
        "estimated" if at_least else "known",
        as_of=subject.view.day,
        sources=("bars",),
        note=note,
    )
