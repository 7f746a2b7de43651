"""An invented market of thousands of quiet names and few pumps: prices and what stood beside them.

The demonstration market is small and full of stories; a detector has to be judged where pumps are
rare. Here a name-month in five hundred at most has one. Only daily rows are made, in the shape
that `measures.pump_features.features` reads, with no lake between.

1. `_quiet` tells the stories of the names that are left alone, look-alikes among them.
2. `_planted` tells those that are pumped: a family, an intensity, everything else by chance.
3. `_rows` walks the price, lets it trade and fills the days without a trade.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from microcap.model.errors import Contradiction, NoSuchThing
from microcap.sources.sandbox.campaign import INTENSITIES, Campaign, Intensity
from microcap.sources.sandbox.innocent import troubles
from microcap.sources.sandbox.lone_names import (
    chance_of,
    daily_rows,
    lone_story,
    market_rows,
    said_in_public,
    sessions_between,
)
from microcap.sources.sandbox.offering_collapse import offering_collapse
from microcap.sources.sandbox.scripts import PUMPS, pump_and_dump
from microcap.sources.sandbox.slow_promotion import slow_promotion
from microcap.sources.sandbox.story import Calendar, Story

FIRST, LAST = date(2023, 1, 3), date(2024, 12, 31)
FEWEST_NAMES = 50
_AT_INTENSITY: dict[str, Callable[[Story, Intensity], Campaign | None]] = {
    # the demonstration's pumps all rise in six sessions
    "pump_and_dump": lambda story, intensity: pump_and_dump(
        story, intensity, int(story.generator.integers(4, 10))
    ),
    "slow_promotion": slow_promotion,
    "offering_collapse": offering_collapse,
}
_KIND_OF_MARKET = 5
_HELPED = 0.35
"""Share of pumps beside which the company files something, so that no filing proves nothing."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A pump in the market: which name, what it was, and its days as they were planned."""

    security: str
    family: str
    intensity: Intensity
    buying: date
    rise: date
    top: date
    """Of the highest close between the rise and the end of the fall."""
    dump: date
    end: date
    in_public: bool
    """Whether any message was in public."""


@dataclass(frozen=True, slots=True)
class PumpedMarket:
    """Daily rows of every name, and what was planted; every figure of it is invented.

    `rows`: security, day, open, high, low, close (USD), volume (0 without a trade), shares,
    broken (never), filed and promoted (whether a filing or a public message came between the
    close before and this close), sorted by security and day.
    """

    seed: int
    rows: pl.DataFrame
    planted: tuple[Planted, ...]


def pumped_market(
    seed: int, *, names: int = 2000, pumps: int = 20, families: tuple[str, ...] = tuple(PUMPS)
) -> PumpedMarket:
    """So many names left alone, and so many pumped by each family at each intensity.

    The same arguments give the same rows. Takes 2 ms a name. Raises `Contradiction` for fewer
    than 50 names, `NoSuchThing` for a family that is none.
    """
    if names < FEWEST_NAMES or pumps < 0:
        raise Contradiction(
            f"asked for a market of {names} names and {pumps} pumps of a kind; it needs "
            f"{FEWEST_NAMES} names and no negative number of pumps; ask for more"
        )
    unknown = [family for family in families if family not in PUMPS]
    if unknown:
        raise NoSuchThing(
            f"asked for pumps of the family {unknown[0]!r}; there are {', '.join(PUMPS)}; name those"
        )
    calendar = sessions_between(FIRST, LAST)
    made: list[dict[str, Any]] = [
        _rows(_quiet(seed, number, calendar)) for number in range(1, names + 1)
    ]
    planted: list[Planted] = []
    number = 100_000
    for place, family in enumerate(families):
        for intensity in INTENSITIES:
            for turn in range(pumps):
                # numbers depend on nothing but the cell, so that one family leaves the others alone
                number = (1 + place) * 100_000 + INTENSITIES.index(intensity) * 10_000 + turn
                story, campaign = _planted(seed, number, family, intensity, calendar)
                rows = _rows(story)
                made.append(rows)
                planted.append(_told(campaign, calendar, rows))
    return PumpedMarket(seed, market_rows(made, calendar), tuple(planted))


def _quiet(seed: int, number: int, calendar: Calendar) -> Story:
    """A name that nobody manipulates, with its papers and what happens to honest names."""
    story = lone_story(number, calendar, chance_of(seed, _KIND_OF_MARKET, number))
    troubles(story, calendar.count / 252)
    return story


def _planted(
    seed: int, number: int, family: str, intensity: Intensity, calendar: Calendar
) -> tuple[Story, Campaign]:
    """A name with a pump; a story that has no room for one is told anew."""
    for attempt in range(20):
        generator = chance_of(seed, _KIND_OF_MARKET, number * 100 + attempt)
        foreign = family == "offering_collapse"
        kind = "foreign" if foreign else "ordinary"
        story = lone_story(number, calendar, generator, kind=kind, listed=foreign)
        troubles(story, calendar.count / 252)
        campaign = _AT_INTENSITY[family](story, intensity)
        if campaign is not None:
            if generator.random() < _HELPED:
                session = campaign.rise + int(generator.integers(0, 3))
                story.file(session, "8-K", "7.01,9.01", evening=False, title="Letter to holders")
            return story, campaign
    raise Contradiction(
        f"asked for a pump of the family {family}; twenty stories of {calendar.count} sessions had "
        "no room for it; ask for more sessions"
    )


def _rows(story: Story) -> dict[str, Any]:
    """Columns of one name, with the sessions of its public messages."""
    return daily_rows(story) | {"promoted": said_in_public(story, "promotion")}


def _told(campaign: Campaign, calendar: Calendar, rows: dict[str, Any]) -> Planted:
    first, end = campaign.rise, min(campaign.end, calendar.count - 1)
    top = first + int(np.argmax(rows["close"][first : end + 1]))
    return Planted(
        security=str(rows["security"][0]),
        family=campaign.family,
        intensity=campaign.intensity,
        buying=calendar.days[campaign.buying],
        rise=calendar.days[first],
        top=calendar.days[top],
        dump=calendar.days[campaign.dump],
        end=calendar.days[end],
        in_public=bool(campaign.messages),
    )
