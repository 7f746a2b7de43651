"""The dossier: every chapter of one name, with what it rests on and what is not known.

1. The chapters are composed from the subject; none of them knows another.
2. `_in_short` says in four sentences what a friend would say.
3. `references` letters every source that a figure cites, once.
"""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

import polars as pl

from microcap.model.errors import NoSuchThing, NotKnownThen
from microcap.model.figures import Figure, cannot_tell, percent
from microcap.model.rules import beside
from microcap.model.venues import consequences, tradability, venue_on
from microcap.model.verdicts import CannotTell, Finding
from microcap.research.chapters import (
    Dossier,
    Identity,
    Liquidity,
    Money,
    Reference,
    Size,
    Suspicion,
)
from microcap.research.liquidity import liquidity
from microcap.research.money import money
from microcap.research.size import size
from microcap.research.suspicious import suspicions
from microcap.view.subject import Said, Subject, last_day, last_moment

_CHART_SESSIONS = 260


def dossier(subject: Subject, *, order_usd: float = 5000.0) -> Dossier:
    """The research file of the subject; `order_usd` is the order that costs are shown for."""
    who = identity(subject)
    how_big = size(subject)
    trades = liquidity(subject, order_usd=order_usd)
    cash = money(subject)
    doubts = suspicions(subject)
    missing = _cannot_tell(subject)
    return Dossier(
        identity=who,
        moment=subject.view.moment,
        day=subject.view.day,
        synthetic=subject.view.synthetic,
        newest=_newest(subject),
        in_short=_in_short(subject, who, how_big, trades, cash, doubts),
        suspicious=doubts,
        size=how_big,
        liquidity=trades,
        money=cash,
        value_and_plan=(
            "nothing in a research file: no value, so no entry or exit price, and no order can be checked against one",
        ),
        changes_it=_changes_it(subject, how_big),
        cannot_tell=missing,
        sources=references(subject, (who, how_big, trades, cash), doubts),
        bars=_bars(subject),
        marks=_marks(subject, trades),
    )


def identity(subject: Subject) -> Identity:
    """Names, venue, issuer and the chain of links with their evidence."""
    venue = subject.venue
    where, line, follows = _venue(venue, subject.view.day)
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
        tradability=line,
        venue_consequences=follows,
        listing_age_sessions=_age(subject),
        links=subject.identity,
        former_names=tuple(f"{said.value} from {said.day}" for said in subject.former_names[:-1]),
    )


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


def _newest(subject: Subject) -> dict[str, Figure]:
    """The newest row of each kind that the view used."""
    panel = subject.panel
    newest: dict[str, Figure] = {}
    if panel.height:
        newest["bar"] = Figure(str(panel["day"].item(-1)), "day", as_of=panel["day"].item(-1))
    for name, rows in (
        ("filing", subject.filings),
        ("fact", subject.facts),
        ("quote", subject.quotes),
        ("news", subject.news),
    ):
        if rows.height:
            known = last_moment(rows["known_at"])
            assert known is not None
            newest[name] = Figure(
                known.isoformat(), "moment", as_of=last_day(rows["day"]), known_at=known
            )
        else:
            newest[name] = cannot_tell("moment", "none held")
    return newest


def _in_short(
    subject: Subject,
    who: Identity,
    how_big: Size,
    trades: Liquidity,
    cash: Money,
    doubts: tuple[Suspicion, ...],
) -> tuple[str, ...]:
    return (
        _what_it_is(who, how_big, cash),
        _what_happened(subject, doubts),
        _how_it_trades(trades),
        _what_next(cash, how_big),
    )


def _what_it_is(who: Identity, how_big: Size, cash: Money) -> str:
    name = (
        str(who.name.value)
        if who.name.value
        else f"{who.symbol}, whose issuer's name cannot be told,"
    )
    if isinstance(how_big.cap.value, float):
        cap = how_big.cap
        if cap.low is not None and cap.high is not None and cap.high / cap.low > 1.05:
            worth = f"is worth between {_usd(cap.low)} and {_usd(cap.high)}; its share count is in doubt"
        else:
            worth = f"is worth {_usd(float(how_big.cap.value))}, {how_big.tier.value} by the default definition"
    else:
        worth = f"has no market cap here: what is missing is {how_big.cap.missing}"
    sales = (
        f", with sales of {_usd(float(cash.revenue.value))} in twelve months"
        if isinstance(cash.revenue.value, float)
        else ""
    )
    return f"{name} {worth}{sales}."


def _what_happened(subject: Subject, doubts: tuple[Suspicion, ...]) -> str:
    found = [doubt for doubt in doubts if isinstance(doubt.verdict, Finding)]
    unknown = sum(isinstance(doubt.verdict, CannotTell) for doubt in doubts)
    if found:
        worst = found[0].verdict
        assert isinstance(worst, Finding)
        more = (
            f", and {len(found) - 1} more finding{'s' if len(found) > 2 else ''}"
            if len(found) > 1
            else ""
        )
        return f"{_sentence(worst.says)}{more}; {unknown} questions cannot be told."
    clear = len(doubts) - unknown
    if clear == 0:
        return f"Whether anything is suspicious cannot be told: none of {unknown} questions could be looked into."
    return f"Nothing suspicious was found in what could be looked at: {clear} clear, {unknown} could not be told."


def _how_it_trades(trades: Liquidity) -> str:
    verdict = trades.verdict
    volume = trades.volume["adv_usd_90"]
    if not isinstance(volume.value, float):
        return f"How it trades cannot be told; what is missing is {volume.missing}."
    cost = (
        f"${trades.order_usd:,.0f} in and out costs about {percent(float(trades.cost.value), 1)}"
        if isinstance(trades.cost.value, float)
        else "what a round trip costs cannot be told"
    )
    why = f" ({verdict.note})" if verdict.note else ""
    word = f"{verdict.value}{why}" if verdict.value else "of a consistency that cannot be told"
    return f"Volume is {word}, {_usd(volume.value)} a day over 90 sessions; {cost}."


def _what_next(cash: Money, how_big: Size) -> str:
    runway = cash.runway_months
    if runway.status == "not_applicable":
        lasts = "It earns cash, so a runway does not apply"
    elif isinstance(runway.value, float):
        lasts = (
            f"By the last balance sheet cash lasts {runway.value:.1f} months from today"
            if runway.value > 0
            else "By the last balance sheet, at the pace of the last twelve months, the cash is gone"
        )
    else:
        lasts = f"How long its money lasts cannot be told; what is missing is {runway.missing}"
    return f"{lasts}. You have set no value for it, so no order can be planned."


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _usd(value: float) -> str:
    for size_, unit in ((1e9, "bn"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= size_ * 0.9995:
            return f"${value / size_:.1f}{unit}"
    return f"${value:.0f}"


def _changes_it(subject: Subject, how_big: Size) -> tuple[str, ...]:
    lines: list[str] = []
    upcoming = subject.splits.filter(pl.col("day") > subject.view.day)
    lines += [
        f"split {row['new_shares']}:{row['old_shares']} announced for {row['day']}"
        for row in upcoming.iter_rows(named=True)
    ]
    price = how_big.price.value
    if isinstance(price, float) and price < 2:
        lines.append("a close under $1.00" if price >= 1 else "a close at or above $1.00")
        proposals = beside("nasdaq_market_value", subject.view.day)
        lines += [f"proposed, not in force: {one.label} ({one.source})" for one in proposals[:1]]
    if how_big.cap.status == "disputed":
        lines.append("a cover page with a share count")
    if subject.facts.is_empty():
        lines.append("the company's facts, once they are brought")
    return tuple(lines) or ("nothing dated is held",)


def _cannot_tell(subject: Subject) -> tuple[CannotTell, ...]:
    """What the record does not hold for this name, and where to get it."""
    missing: list[CannotTell] = []
    if subject.panel.height < 90:
        missing.append(
            CannotTell(
                f"ninety sessions of bars: {subject.panel.height} held",
                "microcap ingest files YOUR.csv --map YOUR.toml",
            )
        )
    if subject.issuer is None:
        missing.append(
            CannotTell(
                "who issued it",
                "microcap ingest sec FOLDER with the SEC's submissions or ticker lists; for a name without EDGAR put its documents in a folder",
            )
        )
    elif subject.filings.is_empty():
        missing.append(
            CannotTell("its filings", "microcap ingest sec FOLDER with submissions JSON")
        )
    elif not subject.holds_complete(
        "filings", subject.view.session_back(250), subject.view.last_session
    ):
        missing.append(
            CannotTell(
                "whether all its filings of the last year are held",
                "microcap ingest sec FOLDER with its submissions JSON and older pages",
            )
        )
    if not subject.share_counts:
        missing.append(
            CannotTell(
                "its share count",
                "microcap ingest sec FOLDER (companyfacts), or a file of share counts",
            )
        )
    if subject.facts.is_empty():
        missing.append(
            CannotTell(
                "its financial statements", "microcap ingest sec FOLDER with companyfacts JSON"
            )
        )
    if subject.quotes.is_empty():
        missing.append(
            CannotTell(
                "bid and ask",
                f"microcap quote add {subject.symbol} BID ASK, five looks on five sessions",
            )
        )
    if subject.ownership.is_empty():
        missing.append(
            CannotTell(
                "who holds it and what is restricted", "the proxy's ownership table, as a file"
            )
        )
    if subject.news.is_empty():
        missing.append(CannotTell("releases, news and promotions", "a file of them, as table news"))
    for what in ("short interest", "depth of book"):
        missing.append(CannotTell(f"{what} (no source reads it yet)"))
    return tuple(missing)


def references(
    subject: Subject, chapters: tuple[object, ...], doubts: tuple[Suspicion, ...] = ()
) -> tuple[Reference, ...]:
    """Every key that a figure or a finding cites, lettered in order of appearance.

    A row's moment is the newest that a figure which cites it carries.
    """
    keys: dict[str, datetime | None] = {}
    for chapter in chapters:
        _collect(chapter, keys)
    for doubt in doubts:
        if isinstance(doubt.verdict, Finding):
            for piece in doubt.verdict.evidence:
                _cite(keys, piece.source, piece.known_at)
    filings = {row["accession"]: row for row in subject.filings.iter_rows(named=True)}
    reports = subject.facts.unique("accession") if subject.facts.height else subject.facts
    facts = {row["accession"]: row for row in reports.iter_rows(named=True)}
    return tuple(
        _reference(subject, _letter(number), key, keys[key], filings.get(key), facts.get(key))
        for number, key in enumerate(keys)
    )


def _reference(
    subject: Subject,
    letter: str,
    key: str,
    known_at: datetime | None,
    filing: dict[str, Any] | None,
    fact: dict[str, Any] | None,
) -> Reference:
    if filing is not None:
        items = f" {filing['items']}" if filing["items"] else ""
        hour = " (hour assumed)" if filing["assumed"] else ""
        what = f"{filing['form']}{items} filed {filing['day']}{hour}"
        return Reference(letter, key, what, filing["known_at"], _edgar(subject.issuer, key))
    if fact is not None:
        what = f"{fact['form']} filed {fact['filed']}, its tagged facts"
        return Reference(letter, key, what, fact["known_at"], _edgar(subject.issuer, key))
    if key == "bars" and known_at is None and subject.panel.height:
        known_at = subject.view.sessions["close_at"].item(-1)
    return Reference(letter, key, _table_words(subject, key), known_at)


def _edgar(issuer: str | None, accession: str) -> str:
    if issuer is None or not issuer.isdigit() or issuer.startswith("99000"):
        return ""
    return f"https://www.sec.gov/Archives/edgar/data/{issuer}/{accession.replace('-', '')}/{accession}-index.htm"


def _table_words(subject: Subject, key: str) -> str:
    if key == "bars":
        sources = sorted(set(subject.coverage("bars")["source"]))
        return f"daily bars of {', '.join(sources)}" if sources else "daily bars"
    if key == "user":
        return "your own look"
    return {
        "share_counts": "a vendor's share counts",
        "issuer_links": "links from tickers to issuers",
        "halts": "halts",
    }.get(key, f"rows of {key}")


def _collect(value: object, keys: dict[str, datetime | None]) -> None:
    if isinstance(value, Figure):
        for source in value.sources:
            _cite(keys, source, value.known_at)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            _collect(getattr(value, one.name), keys)
    elif isinstance(value, dict):
        for item in value.values():
            _collect(item, keys)
    elif isinstance(value, tuple):
        for item in value:
            _collect(item, keys)


def _cite(keys: dict[str, datetime | None], key: str, known_at: datetime | None) -> None:
    before = keys.get(key)
    keys[key] = (
        known_at if before is None or (known_at is not None and known_at > before) else before
    )


def _letter(number: int) -> str:
    """a … z, then aa, ab …"""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return letters


def _bars(
    subject: Subject,
) -> tuple[tuple[date, float | None, float | None, float | None, float, float, bool], ...]:
    rows = subject.panel.tail(_CHART_SESSIONS).select(
        "day",
        *(
            pl.when(pl.col("ohlc")).then(pl.col(name)).alias(name)
            for name in ("open", "high", "low")
        ),
        "close",
        pl.col("volume").fill_null(0.0),
        "stale",
    )
    return tuple(rows.iter_rows())


def _marks(subject: Subject, trades: Liquidity) -> tuple[tuple[date, str, str], ...]:
    panel = subject.panel.tail(_CHART_SESSIONS)
    if panel.is_empty():
        return ()
    first = panel["day"].item(0)
    marks: list[tuple[date, str, str]] = []
    for row in subject.splits.filter(pl.col("day") >= first).iter_rows(named=True):
        word = "split" if row["status"] == "listed" else "suspected split"
        marks.append((row["day"], "split", f"{word} {row['new_shares']}:{row['old_shares']}"))
    for row in subject.filings.filter(pl.col("day") >= first).iter_rows(named=True):
        marks.append(
            (row["day"], "filing", f"{row['form']}{' ' + row['items'] if row['items'] else ''}")
        )
    marks += [
        (spike.day, "spike", f"{spike.times_median:.0f} x median, {spike.label}")
        for spike in trades.spikes
    ]
    marks += [
        (row["day"], "halt", f"halt {row['code']}")
        for row in subject.halts.filter(pl.col("day") >= first).iter_rows(named=True)
    ]
    marks += [
        (row["day"], "news", f"{row['kind']}: {row['headline'][:120]}")
        for row in subject.news.filter(pl.col("day") >= first).iter_rows(named=True)
    ]
    marks += [
        (row["day"], "rename", row["symbol"])
        for row in subject.spells.filter(
            (pl.col("rule") == "rename") & (pl.col("day") >= first)
        ).iter_rows(named=True)
    ]
    return tuple(sorted(marks))
