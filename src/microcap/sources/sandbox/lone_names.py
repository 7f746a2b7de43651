"""Invented names one by one, by the thousand: who they are, and their daily rows.

A market in which something is rare needs many names and no story between them. Each is drawn from
a seed and a number of its own; its prices become rows with no lake between.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from microcap.sources.nyse_calendar import sessions
from microcap.sources.sandbox.names import measured
from microcap.sources.sandbox.papers import periodic
from microcap.sources.sandbox.prices import Tape, tape, walk
from microcap.sources.sandbox.story import Calendar, Story, begin

_OTC_SHARE, _FOREIGN_SHARE = 0.35, 0.1
_VENUES = ("OTCQX", "OTCQB", "OTCQB", "PINK_CURRENT")


def sessions_between(first: date, last: date) -> Calendar:
    """The sessions from one day to another, numbered from 0."""
    held = sessions(first, last)
    return Calendar(tuple(held["day"].to_list()), tuple(held["close_at"].to_list()))


def chance_of(seed: int, market: int, number: int) -> np.random.Generator:
    """The generator of one name of one kind of market; no two names share draws."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, market, number])))


def lone_story(
    number: int,
    calendar: Calendar,
    generator: np.random.Generator,
    *,
    kind: str | None = None,
    listed: bool = False,
) -> Story:
    """A name with its periodic papers and nothing else; without a kind one in ten is foreign."""
    if kind is None:
        kind = "foreign" if generator.random() < _FOREIGN_SHARE else "ordinary"
    drawn = _venue(generator)
    venue = None if listed else drawn
    profile = measured(
        number, f"ZZ{number:06d}", f"Invented {number}", kind, venue, generator, "7372", "invented"
    )
    story = begin(profile, calendar, generator)
    periodic(story)
    return story


def _venue(generator: np.random.Generator) -> str | None:
    """Over the counter for a third of the names; none means an exchange, which one by chance."""
    if generator.random() >= _OTC_SHARE:
        return None
    return _VENUES[int(generator.integers(len(_VENUES)))]


def daily_rows(story: Story) -> dict[str, Any]:
    """Columns of one name, a place for each session: silent ones carry the close and no volume."""
    profile, count = story.profile, story.calendar.count
    bars: Tape = tape(story, walk(story), ())
    traded = bars.traded
    last = np.maximum.accumulate(np.where(traded, np.arange(count), 0))
    close = bars.close[last]
    filed = np.zeros(count, np.bool_)
    for paper in story.papers:
        if paper.effect < count:
            filed[paper.effect] = True
    return {
        "security": np.repeat(profile.ticker, count),
        "open": np.where(traded, bars.open, close),
        "high": np.where(traded, bars.high, close),
        "low": np.where(traded, bars.low, close),
        "close": close,
        "volume": np.where(traded, bars.volume, 0.0),
        "shares": np.repeat(round(profile.cap / profile.price), count),
        "broken": np.zeros(count, np.bool_),
        "filed": filed,
    }


def said_in_public(story: Story, kind: str) -> Any:
    """Of each session whether a headline of that kind came before its close."""
    said = np.zeros(story.calendar.count, np.bool_)
    for item in story.headlines:
        said[item.session] |= item.kind == kind
    return said


def market_rows(made: Sequence[dict[str, Any]], calendar: Calendar) -> pl.DataFrame:
    """The rows of all names with their days, sorted by security and day."""
    columns = {name: np.concatenate([rows[name] for rows in made]) for name in made[0]}
    days = pl.Series("day", calendar.days)
    frame = pl.DataFrame(columns, nan_to_null=True).with_columns(
        day=pl.Series(np.tile(np.arange(calendar.count), len(made))).replace_strict(
            list(range(calendar.count)), days, return_dtype=pl.Date
        )
    )
    return frame.sort("security", "day")
