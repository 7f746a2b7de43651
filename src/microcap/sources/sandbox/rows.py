"""Rows of the invented market's tables, collected security by security."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from functools import cache
from math import ceil, floor
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from microcap.model.tables import MOMENT, TABLES
from microcap.sources import Tables
from microcap.sources.sandbox.accounts import Fact, facts
from microcap.sources.sandbox.claim_releases import claim_headlines, claim_papers
from microcap.sources.sandbox.corporate import (
    Ledger,
    accessions,
    cover_session,
    owners,
    ticker_on,
    vendor_counts,
)
from microcap.sources.sandbox.offering_papers import filed_words
from microcap.sources.sandbox.papers import liquidity_passage
from microcap.sources.sandbox.prices import Tape
from microcap.sources.sandbox.restated import restated
from microcap.sources.sandbox.stakes import proxy_text, stake_rows
from microcap.sources.sandbox.story import Calendar, Paper, Story

_EASTERN = ZoneInfo("America/New_York")
_LISTS = 480
"""Lists of tickers come out at 08:00 Eastern."""
_EVENING_LISTS = 1200
_PERIODIC = ("10-K", "10-Q", "20-F")
_HELD_FOR = ("filings", "facts", "documents")
_HELD_OF = ("news", "halts", "splits", "share_counts", "listings", "ownership")
_SAYS = (
    "Every row of this source is invented: companies, prices, filings and people. It shows what "
    "the program does, and says nothing about any market."
)


class Rows:
    """The tables as they grow; `tables` gives them as frames."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._bars: list[pl.DataFrame] = []

    def add(self, story: Story, book: Ledger, bars: Tape) -> None:
        """Everything that one security leaves in the record."""
        ratio = adr_ratio(story)
        numbers = accessions(story)
        self._add_bars(story, bars)
        self._add_listings(story, ratio)
        self._add_issuer(story)
        for place, paper in enumerate(story.papers):
            self._add_paper(story, paper, place, numbers[place])
            self._add_stake(story, book, bars, place, numbers[place])
        closes = bars.mid
        told = list(facts(story, book, closes, ratio))
        words = {**claim_papers(story), **filed_words(story, book, closes)}
        self._add_documents(story, words, numbers)
        story.headlines.extend(claim_headlines(story, told))
        for fact in [*told, *restated(story, told)]:
            self._add_fact(story, fact, numbers[fact.place])
        self._add_counts(story, book, ratio)
        self._add_events(story, book)
        self._add_looks(story, bars)
        self._add_coverage(story)

    def tables(self) -> Tables:
        """Table name to frame; every row carries its `known_at`."""
        last = self._calendar.closes[-1]
        first = self._calendar.days[0]
        self._rows["caveats"].append(
            {
                "table": "bars", "name": "synthetic", "day": first, "until": None,
                "says": _SAYS, "known_at": self._calendar.closes[0],
            }
        )  # fmt: skip
        for row in self._rows["coverage"]:
            row["known_at"] = last
        frames = {"bars": pl.concat(self._bars)}
        for name in TABLES:
            if name in self._rows:
                columns = self._rows[name][0].keys()
                schema = {column: TABLES[name].schema[column] for column in columns}
                frames[name] = pl.DataFrame(self._rows[name], schema=schema)
        return frames

    def _add_bars(self, story: Story, bars: Tape) -> None:
        """A row a session that traded; some publishers' rows of silent sessions have volume 0."""
        days, closes = self._calendar.days, self._calendar.closes
        kept = bars.traded.copy()
        if story.profile.number % 3 == 0 and not story.single_bar:
            kept[story.begins : story.ends + 1] = ~story.halted[story.begins : story.ends + 1]
        sessions = np.flatnonzero(kept)
        traded = bars.traded[sessions]
        last_traded = np.maximum.accumulate(np.where(bars.traded, np.arange(len(kept)), 0))[
            sessions
        ]
        carried = bars.close[last_traded]
        frame = pl.DataFrame(
            {
                "series": "raw",
                "symbol": [ticker_on(story, int(session)) for session in sessions],
                "day": [days[session] for session in sessions],
                "session": "regular",
                "open": np.where(traded, bars.open[sessions], carried),
                "high": np.where(traded, bars.high[sessions], carried),
                "low": np.where(traded, bars.low[sessions], carried),
                "close": carried,
                "volume": np.where(traded, bars.volume[sessions], 0).astype(np.int64),
                "flags": np.zeros(len(sessions), dtype=np.int32),
                "known_at": [closes[session] for session in sessions],
            },
            schema_overrides={"known_at": MOMENT},
        )
        self._bars.append(frame.with_columns(month=pl.col("day").dt.strftime("%Y-%m")))

    def _add_listings(self, story: Story, ratio: int) -> None:
        kind = "adr" if ratio > 1 else "common"
        issuer = story.profile.issuer

        def listed(symbol: str, session: int, event: str, name: str, venue: str) -> None:
            ended = event == "gone"
            self._rows["listings"].append(
                {
                    "symbol": symbol, "issuer": issuer, "day": story.day(session), "event": event,
                    "name": name, "venue": venue, "kind": kind,
                    "ordinary_per_adr": float(ratio) if ratio > 1 else None,
                    "known_at": self._moment(story, session, _EVENING_LISTS if ended else _LISTS),
                }
            )  # fmt: skip

        venue, name = story.venues[0][1], story.names[0][1]
        for place, (session, ticker) in enumerate(story.tickers):
            name = story.names[place][1] if place < len(story.names) else name
            if place:
                listed(story.tickers[place - 1][1], session - 1, "gone", story.names[0][1], venue)
            listed(ticker, session, "seen", name, venue)
        for session, moved in story.venues[1:]:
            listed(ticker_on(story, session), session, "venue", name, moved)
        if story.ends < self._calendar.count - 1 and not story.single_bar:
            listed(ticker_on(story, story.ends), story.ends, "gone", name, story.venues[-1][1])

    def _add_issuer(self, story: Story) -> None:
        profile = story.profile
        if not profile.files:
            return
        kind = {"foreign": "foreign_private", "spac_remnant": "shell"}.get(profile.kind, "domestic")
        end = {12: "1231", 6: "0630", 9: "0930"}[profile.fiscal_year_end]
        fields = {
            "kind": kind, "sic": profile.sic, "fiscal_year_end": end,
            "category": "Non-accelerated filer", "shell": "true" if kind == "shell" else "false",
            "country": "CA" if profile.foreign else "US",
        }  # fmt: skip
        said = [(story.begins, name, value) for name, value in fields.items()]
        said += [(session, "name", name) for session, name in story.names]
        for session, name, value in said:
            self._rows["issuers"].append(
                {
                    "issuer": profile.issuer, "day": story.day(session), "field": name,
                    "value": value, "known_at": self._moment(story, session, _LISTS),
                }
            )  # fmt: skip

    def _add_paper(self, story: Story, paper: Paper, place: int, accession: str) -> None:
        day, known = story.day(paper.session), self._accepted(story, paper, place)
        ticker = ticker_on(story, paper.session).lower()
        form = paper.form.lower().replace(" ", "")
        about = paper.report_day or day
        periodic = paper.form in _PERIODIC
        document = (
            f"{ticker}-{about:%Y%m%d}.htm" if periodic else f"{ticker}_{form}_{about:%Y%m%d}.htm"
        )
        self._rows["filings"].append(
            {
                "issuer": story.profile.issuer, "accession": accession, "form": paper.form,
                "day": day, "report_day": about, "items": paper.items, "document": document,
                "title": paper.title, "size": 40_000 + 7_919 * (place + 1) % 900_000,
                "known_at": known,
            }
        )  # fmt: skip
        text, title = paper.text, f"{paper.form} {accession}"
        if paper.form in ("10-K", "20-F"):
            text, title = liquidity_passage(story, paper), f"{title}: liquidity"
        if text is not None:
            self._rows["documents"].append(
                {
                    "subject": story.profile.issuer, "day": day, "title": title,
                    "kind": "filing_text", "text": text, "known_at": known,
                }
            )  # fmt: skip

    def _add_documents(self, story: Story, words: dict[int, str], numbers: dict[int, str]) -> None:
        """The clean text of a filing's main document, of the papers that have words."""
        for place, text in words.items():
            paper = story.papers[place]
            self._rows["filing_documents"].append(
                {
                    "issuer": story.profile.issuer, "accession": numbers[place],
                    "document": f"{paper.form.lower().replace(' ', '')}-{numbers[place][-6:]}.htm",
                    "form": paper.form, "type": paper.form, "day": story.day(paper.session),
                    "title": paper.title, "text": text,
                    "known_at": self._accepted(story, paper, place),
                }
            )  # fmt: skip

    def _add_stake(
        self, story: Story, book: Ledger, bars: Tape, place: int, accession: str
    ) -> None:
        """The line of a form of an insider or holder, or the tables of a proxy statement."""
        paper = story.papers[place]
        known = self._accepted(story, paper, place)
        for table, row in stake_rows(story, book, bars.close, paper, accession):
            self._rows[table].append(row | {"known_at": known})
        text = proxy_text(story, book, paper)
        if text is not None:
            day = story.day(paper.session)
            name = f"{ticker_on(story, paper.session).lower()}_proxy_{day:%Y%m%d}.htm"
            self._rows["filing_documents"].append(
                {
                    "issuer": story.profile.issuer, "accession": accession, "document": name,
                    "form": paper.form, "type": paper.form, "day": day, "title": paper.title,
                    "text": text, "known_at": known,
                }
            )  # fmt: skip

    def _add_fact(self, story: Story, fact: Fact, accession: str) -> None:
        paper = story.papers[fact.place]
        self._rows["facts"].append(
            {
                "issuer": story.profile.issuer, "taxonomy": fact.taxonomy, "tag": fact.tag,
                "unit": fact.unit, "start": fact.start, "day": fact.day, "value": float(fact.value),
                "accession": accession, "form": paper.form, "filed": story.day(paper.session),
                "vintage": "as_filed", "known_at": self._accepted(story, paper, fact.place),
            }
        )  # fmt: skip

    def _add_counts(self, story: Story, book: Ledger, ratio: int) -> None:
        held: dict[tuple[str, str, date], tuple[int, datetime]] = {}
        for count in vendor_counts(story, book):
            key = (count.symbol, "vendor", story.day(count.session))
            held[key] = (count.shares, self._calendar.closes[count.session])
        for place, paper in enumerate(story.papers):
            if paper.quarter:
                session = cover_session(story, paper)
                shares = book.restated(session, paper.session) * ratio
                key = (ticker_on(story, session), "cover", story.day(session))
                held[key] = (shares, self._accepted(story, paper, place))
        for (symbol, kind, day), (shares, known) in held.items():
            self._rows["share_counts"].append(
                {
                    "symbol": symbol, "kind": kind, "share_class": "", "day": day,
                    "shares": shares, "known_at": known,
                }
            )  # fmt: skip

    def _add_events(self, story: Story, book: Ledger) -> None:
        for split in book.splits:
            self._rows["splits"].append(
                {
                    "symbol": ticker_on(story, split.session), "day": story.day(split.session),
                    "new_shares": split.new, "old_shares": split.old, "status": "listed",
                    "imprecise": False, "evidence": "the issuer's 8-K of two sessions before",
                    "known_at": self._moment(story, split.session, 0),
                }
            )  # fmt: skip
        for item in story.headlines:
            self._rows["news"].append(
                {
                    "symbol": ticker_on(story, item.session), "day": story.day(item.session),
                    "headline": item.headline, "kind": item.kind, "text": item.text,
                    "known_at": self._moment(story, item.session, item.minute),
                }
            )  # fmt: skip
        for halt in story.halts:
            start = self._moment(story, halt.session, halt.minute)
            end = halt.end_session
            self._rows["halts"].append(
                {
                    "symbol": ticker_on(story, halt.session), "day": story.day(halt.session),
                    "start_at": start, "code": halt.code, "known_at": start,
                    "end_at": None if end is None else self._moment(story, end, halt.end_minute),
                }
            )  # fmt: skip
        for owned in owners(story, book):
            self._rows["ownership"].append(
                {
                    "symbol": ticker_on(story, owned.session), "day": story.day(owned.session),
                    "holder": owned.holder, "kind": owned.kind, "shares": owned.shares,
                    "sellable_from": owned.sellable_from,
                    "known_at": self._moment(story, owned.session, owned.minute),
                }
            )  # fmt: skip

    def _add_looks(self, story: Story, bars: Tape) -> None:
        wide = {"clean": 0.08, "troubled": 0.45}.get(story.profile.kind, 0.25)
        for session in story.looks:
            drawn = story.generator.uniform(1 - wide, 1 + wide)
            half = story.profile.spread * float(drawn) / 2
            mid = float(bars.mid[session])
            ticks = 100 if mid >= 1 else 10_000
            minute = int(story.generator.integers(615, 930))
            sizes = story.generator.integers(1, 20, 2) * 100
            at = self._moment(story, session, minute)
            self._rows["quotes"].append(
                {
                    "symbol": ticker_on(story, session), "day": story.day(session), "at": at,
                    "bid": floor(mid * (1 - half) * ticks) / ticks,
                    "ask": ceil(mid * (1 + half) * ticks) / ticks,
                    "bid_size": int(sizes[0]), "ask_size": int(sizes[1]), "session": "regular",
                    "known_at": at,
                }
            )  # fmt: skip

    def _add_coverage(self, story: Story) -> None:
        """Held completely for all that file; the silent names' filings are not said to be held."""
        if story.single_bar:
            return
        first, last = story.day(story.begins), self._calendar.days[-1]
        symbols = [
            (ticker, story.day(since), until)
            for (since, ticker), until in zip(story.tickers, self._until(story), strict=True)
        ]
        evidence = "the invented market holds all that was invented"
        spans = [("bars", symbol, since, until, "no_trade") for symbol, since, until in symbols]
        if story.profile.files:
            spans += [(name, story.profile.issuer, first, last, "none") for name in _HELD_FOR]
            for symbol, since, until in symbols:
                spans += [(name, symbol, since, until, "none") for name in _HELD_OF]
        for table, subject, since, until, absent in spans:
            self._rows["coverage"].append(
                {
                    "table": table, "subject": subject, "day": since, "until": until,
                    "complete": True, "absent_means": absent, "evidence": evidence,
                    "known_at": None,
                }
            )  # fmt: skip

    def _until(self, story: Story) -> list[date]:
        following = [story.day(session - 1) for session, _ in story.tickers[1:]]
        return [*following, story.day(story.ends)]

    def _accepted(self, story: Story, paper: Paper, place: int) -> datetime:
        # the second only has to differ from paper to paper
        seconds = timedelta(seconds=(place * 17 + story.profile.number) % 60)
        return self._moment(story, paper.session, paper.minute) + seconds

    def _moment(self, story: Story, session: int, minute: int) -> datetime:
        return _eastern(story.day(session), minute)


@cache
def _eastern(day: date, minute: int) -> datetime:
    local = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=_EASTERN)
    return local.astimezone(UTC)


def adr_ratio(story: Story) -> int:
    """Ordinary shares for one depositary share: 5 for every other foreign filer, else 1."""
    return 5 if story.profile.foreign and story.profile.number % 2 == 0 else 1
