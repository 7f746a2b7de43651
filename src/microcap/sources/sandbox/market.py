"""The invented market: every security's story told, and all of it put into tables.

1. `names.roster` says who there is; each security has a generator of its own, so that a change
   to one story leaves the others as they were.
2. `_told` writes the story: periodic filings first, then what its kind and chance do to it.
3. `prices.walk`, `prices.resolved`, `corporate.ledger` and `prices.tape` make it happen.
4. `rows.Rows` collects the rows; the truth is handed over apart.
"""

from datetime import date

import numpy as np

from microcap.model.errors import Contradiction
from microcap.sources import Tables
from microcap.sources.nyse_calendar import sessions
from microcap.sources.sandbox import fates, scripts
from microcap.sources.sandbox.corporate import ledger
from microcap.sources.sandbox.names import DEATHS, SUCCESSOR, Profile, roster
from microcap.sources.sandbox.papers import periodic
from microcap.sources.sandbox.prices import Split, Tape, resolved, tape, walk
from microcap.sources.sandbox.restated import plan_amendment
from microcap.sources.sandbox.rows import Rows
from microcap.sources.sandbox.stakes import plan
from microcap.sources.sandbox.story import Calendar, Story, begin
from microcap.sources.sandbox.truth import Event, TrueSecurity, Truth

_SHORTEST = 500
"""Sessions that the stories need."""


def market(
    seed: int = 7, first: date = date(2023, 1, 3), last: date = date(2025, 12, 31)
) -> tuple[Tables, Truth]:
    """The tables of an invented market, and apart from them what really happened.

    The same seed and days give the same bytes. Raises `Contradiction` for fewer than 500
    sessions. It takes some seconds; prices are raw, money is USD, spreads are fractions.
    """
    calendar = _calendar(first, last)
    rows = Rows(calendar)
    securities = []
    profiles = roster(_generator(seed, 0))
    heir = next(profile for profile in profiles if profile.kind == "reuse")
    dead = next(profile for profile in profiles if profile.kind == "death_bankruptcy")
    for profile in profiles:
        story = _told(profile, calendar, _generator(seed, profile.number), dead)
        mids = walk(story)
        splits = resolved(story.splits, mids)
        book = ledger(story, mids, splits)
        bars = tape(story, mids, splits)
        rows.add(story, book, bars)
        security = f"{dead.ticker}#2" if profile is heir else profile.ticker
        securities.append(_truth(security, story, splits, bars))
    return rows.tables(), Truth(seed, first, last, tuple(securities))


def _calendar(first: date, last: date) -> Calendar:
    held = sessions(first, last)
    if held.height < _SHORTEST:
        raise Contradiction(
            f"an invented market from {first} to {last}: {held.height} sessions, and its stories "
            f"need {_SHORTEST}; ask for two years or more"
        )
    return Calendar(tuple(held["day"].to_list()), tuple(held["close_at"].to_list()))


def _generator(seed: int, number: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, number])))


def _told(
    profile: Profile, calendar: Calendar, generator: np.random.Generator, dead: Profile
) -> Story:
    """The story of one security, before any price is drawn."""
    begins, ends = _life(profile, calendar, generator, dead)
    story = begin(profile, calendar, generator, begins, ends)
    if profile.kind == "reuse":
        story.tickers = [(begins, dead.ticker)]
        story.tell(begins, "reuse", f"bears {dead.ticker}, which {dead.name} bore before")
    if begins and profile.files:
        _listed_anew(story)
    periodic(story)
    _by_kind(story)
    if profile.kind in ("ordinary", "foreign", "reuse", "rename") or begins:
        scripts.everyday_spikes(story)
    if profile.kind == "ordinary":
        if profile.number % 40 == 0 and not profile.otc:
            scripts.news_halt(story)
        if profile.number % 16 == 1:
            scripts.tight_looks(story, 5 + profile.number % 3)
    moved = calendar.at(date(2025, 7, 1))
    if profile.venue == "PINK_CURRENT" and begins < moved <= ends:
        down = profile.kind == "non_reporting" or profile.number % 2 == 1
        story.venues.append((moved, "PINK_LIMITED" if down else "OTCID"))
    plan_amendment(story)
    plan(story)
    return story


def _life(
    profile: Profile, calendar: Calendar, generator: np.random.Generator, dead: Profile
) -> tuple[int, int]:
    """First and last session of a security."""
    count = calendar.count
    if profile is dead:
        return 0, int(count * 0.35)
    if profile.kind in DEATHS:
        return 0, int(count * float(generator.uniform(0.55, 0.95)))
    if profile.kind == "reuse":
        # more than twenty sessions after the first bearer's last one
        return int(count * 0.55), count - 1
    if profile.kind == "almost_unknown":
        only = int(count * 0.81)
        return only, only
    if profile.kind == "ordinary" and profile.number % 13 == 0:
        return int(count * float(generator.uniform(0.05, 0.5))), count - 1
    return 0, count - 1


def _listed_anew(story: Story) -> None:
    story.file(story.begins, "424B4", evening=False, title="Prospectus of the first offering")
    story.loudness[story.begins] += 2.5
    story.loudness[story.begins + 1] += 1.2


def _by_kind(story: Story) -> None:
    """What the kind of the security does to it."""
    kind = story.profile.kind
    if kind in DEATHS:
        fates.death(story)
    elif kind in scripts.PUMPS:
        scripts.PUMPS[kind](story)
    elif kind == "short_and_distort":
        scripts.short_and_distort(story)
    elif kind == "restricted":
        fates.restrict(story, story.part(0.9), 0.08)
    elif kind == "rename":
        fates.rename(story, *SUCCESSOR)
    elif kind == "promotion":
        scripts.promoted(story)
    elif kind == "almost_unknown":
        story.single_bar = True
    elif kind == "spac_remnant":
        fates.remnant(story)
        scripts.suspend(story, story.part(0.7), code="T12", sessions=8)
    else:
        plain = {
            "troubled": fates.troubled,
            "clean": fates.clean,
            "dilution": fates.diluter,
            "reverse_split": fates.reverse_split,
            "stale_vendor_count": fates.stale_vendor,
        }
        if kind in plain:
            plain[kind](story)


def _truth(security: str, story: Story, splits: tuple[Split, ...], bars: Tape) -> TrueSecurity:
    profile = story.profile
    events = list(story.events)
    for split in splits:
        detail = f"{split.new} for {split.old}"
        events.append(Event(story.day(split.session), "reverse_split", detail))
        if story.stale_vendor:
            said = "the vendor shows the undivided count for 45 sessions"
            events.append(Event(story.day(split.session), "stale_vendor_count", said))
    if story.doubt_from is not None and profile.kind != "troubled":
        said = "in every annual report from then on"
        events.append(Event(story.day(story.doubt_from), "going_concern", said))
    return TrueSecurity(
        security=security,
        tickers=tuple(ticker for _, ticker in story.tickers),
        issuer=profile.issuer,
        name=profile.name,
        kind=profile.kind,
        venue=profile.venue,
        spread=profile.spread,
        events=tuple(sorted(events, key=lambda event: (event.day, event.kind, event.detail))),
    )
