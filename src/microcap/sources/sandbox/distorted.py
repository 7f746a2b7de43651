"""An invented market of thousands of names and few cases of short-and-distort, with short sales.

The mirror of `sandbox.pumped`: a name-month in five hundred at most has a case, the others fall on
news, offerings, forced sales and with the market. Only daily rows are made, with no lake between.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from microcap.model.errors import Contradiction, NoSuchThing
from microcap.sources.sandbox.campaign import INTENSITIES, Intensity
from microcap.sources.sandbox.distortion import Distortion
from microcap.sources.sandbox.innocent import troubles
from microcap.sources.sandbox.innocent_falls import falls, market_falls, shaken
from microcap.sources.sandbox.lone_names import (
    chance_of,
    daily_rows,
    lone_story,
    market_rows,
    said_in_public,
    sessions_between,
)
from microcap.sources.sandbox.pumped import FEWEST_NAMES, FIRST, LAST
from microcap.sources.sandbox.report_waves import report_waves
from microcap.sources.sandbox.story import Calendar, Story
from microcap.sources.sandbox.sudden_report import sudden_report

FAMILIES: dict[str, Callable[[Story, Intensity], Distortion | None]] = {
    "sudden_report": sudden_report,
    "report_waves": report_waves,
}
"""Every family of short-and-distort; no two share any code."""
_KIND_OF_MARKET = 6
_ANSWERED = 0.35
"""Share of cases in which the company files an answer, so that no filing proves nothing."""
_USUAL_SHORT = (0.25, 0.5)
"""Part of a name's volume that is usually sold short, most of it by market makers (assumed)."""

Shocks = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Distorted:
    """A case in the market: which name, what it was, and its days as they were planned."""

    security: str
    family: str
    intensity: Intensity
    shorting: date
    first: date
    """Of the first publication, in public or not."""
    low: date
    end: date
    won_back: float
    in_public: bool
    """Whether any publication was in public."""


@dataclass(frozen=True, slots=True)
class DistortedMarket:
    """Daily rows of every name, and what was planted; every figure of it is invented.

    `rows`: security, day, open, high, low, close (USD), volume (0 without a trade), shares, broken
    (never), filed and negative (whether a filing or a negative publication came between the close
    before and this close) and short_share (part of the volume sold short, null without a trade),
    sorted by security and day.
    """

    seed: int
    rows: pl.DataFrame
    planted: tuple[Distorted, ...]


def distorted_market(
    seed: int, *, names: int = 2000, cases: int = 20, families: tuple[str, ...] = tuple(FAMILIES)
) -> DistortedMarket:
    """So many names left alone, and so many cases of each family at each intensity.

    The same arguments give the same rows. Takes 2 ms a name. Raises `Contradiction` for fewer
    than 50 names, `NoSuchThing` for a family that is none.
    """
    if names < FEWEST_NAMES or cases < 0:
        raise Contradiction(
            f"asked for a market of {names} names and {cases} cases of a kind; it needs "
            f"{FEWEST_NAMES} names and no negative number of cases; ask for more"
        )
    unknown = [family for family in families if family not in FAMILIES]
    if unknown:
        raise NoSuchThing(
            f"asked for short-and-distort of the family {unknown[0]!r}; there are "
            f"{', '.join(FAMILIES)}; name those"
        )
    calendar = sessions_between(FIRST, LAST)
    shocks = market_falls(chance_of(seed, _KIND_OF_MARKET, 0), calendar.count)
    made = [
        _rows(_quiet(chance_of(seed, _KIND_OF_MARKET, number), number, calendar, shocks))
        for number in range(1, names + 1)
    ]
    planted: list[Distorted] = []
    for family in families:
        for intensity in INTENSITIES:
            for turn in range(cases):
                # numbers depend on nothing but the cell, so that one family leaves the others alone
                place = list(FAMILIES).index(family)
                number = (1 + place) * 100_000 + INTENSITIES.index(intensity) * 10_000 + turn
                story, told = _planted(seed, number, family, intensity, calendar, shocks)
                made.append(_rows(story))
                planted.append(_told(told, story))
    return DistortedMarket(seed, market_rows(made, calendar), tuple(planted))


def _quiet(
    generator: np.random.Generator,
    number: int,
    calendar: Calendar,
    shocks: Shocks,
    kind: str | None = None,
) -> Story:
    """A name that nobody lies about, with its papers and what happens to honest names."""
    story = lone_story(number, calendar, generator, kind=kind)
    years = calendar.count / 252
    troubles(story, years)
    falls(story, years)
    shaken(story, shocks)
    return story


def _planted(
    seed: int, number: int, family: str, intensity: Intensity, calendar: Calendar, shocks: Shocks
) -> tuple[Story, Distortion]:
    """A name with a case; a story that has no room for one is told anew."""
    for attempt in range(20):
        generator = chance_of(seed, _KIND_OF_MARKET, number * 100 + attempt)
        story = _quiet(generator, number, calendar, shocks, "ordinary")
        told = FAMILIES[family](story, intensity)
        if told is not None:
            if generator.random() < _ANSWERED:
                session = told.first + int(generator.integers(0, 4))
                story.file(session, "8-K", "7.01", evening=False, title="Answer to a report")
            return story, told
    raise Contradiction(
        f"asked for short-and-distort of the family {family}; twenty stories of {calendar.count} "
        "sessions had no room for it; ask for more sessions"
    )


def _rows(story: Story) -> dict[str, Any]:
    """Columns of one name, with its negative publications and what was sold short."""
    rows = daily_rows(story) | {"negative": said_in_public(story, "rumour")}
    return rows | {"short_share": np.where(rows["volume"] > 0, _short_share(story), np.nan)}


def _short_share(story: Story) -> Any:
    """Part of each session's volume sold short; it jumps about more where little is traded."""
    draw, count = story.generator, story.calendar.count
    noise = 0.06 * (1e6 / story.profile.dollars) ** 0.15
    usual = float(draw.uniform(*_USUAL_SHORT))
    return np.clip(usual + story.shorted + draw.normal(0, noise, count), 0.0, 1.0)


def _told(told: Distortion, story: Story) -> Distorted:
    return Distorted(
        security=story.profile.ticker,
        family=told.family,
        intensity=told.intensity,
        shorting=story.day(told.shorting),
        first=story.day(told.first),
        low=story.day(told.low),
        end=story.day(told.end),
        won_back=told.won_back,
        in_public=bool(told.publications),
    )
