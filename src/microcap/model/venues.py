"""Where a stock trades, under which name on which day, and what follows from it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from microcap.model.errors import Contradiction, NoSuchThing, NotKnownThen

Quotes = Literal["shown", "not_shown", "none", "unknown"]


class Venue(StrEnum):
    """Every venue that a row may name, the historic ones last."""

    NYSE = "NYSE"
    NYSE_AMERICAN = "NYSE_AMERICAN"
    NYSE_ARCA = "NYSE_ARCA"
    NYSE_TEXAS = "NYSE_TEXAS"
    TXSE = "TXSE"
    NASDAQ_GS = "NASDAQ_GS"
    NASDAQ_GM = "NASDAQ_GM"
    NASDAQ_CM = "NASDAQ_CM"
    NASDAQ = "NASDAQ"
    CBOE = "CBOE"
    OTCQX = "OTCQX"
    OTCQX_INTERNATIONAL = "OTCQX_INTERNATIONAL"
    OTCQB = "OTCQB"
    OTCID = "OTCID"
    PINK_LIMITED = "PINK_LIMITED"
    EXPERT = "EXPERT"
    GREY = "GREY"
    OTC = "OTC"
    NOT_QUOTED = "NOT_QUOTED"
    UNKNOWN = "UNKNOWN"
    OTCBB = "OTCBB"
    PINK_CURRENT = "PINK_CURRENT"
    PINK_NO_INFORMATION = "PINK_NO_INFORMATION"


REFUSED: frozenset[Venue] = frozenset({Venue.EXPERT, Venue.GREY, Venue.NOT_QUOTED})
"""Where an order is refused by default, and no method that needs a quote gives a number."""


@dataclass(frozen=True, slots=True)
class VenueFacts:
    """What follows from trading at a venue: disclosure, oversight, liquidity, quotes, orders.

    `starts` and `ends` are the first and last day under this name, null where not held; `rules`
    names rows of the rule table; `after` is where its names went when it closed.
    """

    venue: Venue
    label: str
    kind: Literal["exchange", "otc", "none"]
    disclosure: str
    oversight: str
    liquidity: str
    quotes: Quotes
    rules: tuple[str, ...]
    starts: date | None = None
    ends: date | None = None
    after: tuple[Venue, ...] = ()

    @property
    def listed(self) -> bool:
        """Whether an exchange lists the stock, so that NMS rules and price bands hold."""
        return self.kind == "exchange"

    @property
    def orders_refused(self) -> bool:
        """Whether an order is refused by default here."""
        return self.venue in REFUSED

    def existed(self, day: date) -> bool:
        """Whether the name was in use that day, as far as its dates are held."""
        begun = self.starts is None or self.starts <= day
        return begun and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class VenueOn:
    """What a name meant on a day: one venue, several, or none any more."""

    asked: str
    day: date
    status: Literal["exact", "alias", "several", "closed"]
    venues: tuple[Venue, ...]
    note: str = ""

    @property
    def venue(self) -> Venue | None:
        """The venue, where the name meant exactly one; null otherwise."""
        return self.venues[0] if len(self.venues) == 1 else None


def venue_on(name: str, day: date) -> VenueOn:
    """Which venue a name meant on a day, whoever used it.

    Old names are followed to the day: `pink sheets` of today is OTCID or Pink Limited, and which
    of the two cannot be told from the name. Raises `NoSuchThing` for a name nobody uses and
    `NotKnownThen` for one that did not exist yet.
    """
    key = _key(name)
    for alias in _aliases():
        if key in alias.keys:
            return _by_alias(name, day, alias)
    for facts in venues().values():
        if key in (_key(facts.venue), _key(facts.label)):
            return _by_name(name, day, facts)
    known = {_key(facts.venue): str(facts.venue) for facts in venues().values()}
    known |= {word: word for alias in _aliases() for word in alias.keys}
    near = [known[word] for word in get_close_matches(key, known, n=3, cutoff=0.5)]
    raise NoSuchThing(
        f"no venue is called {name!r}; nearest: {', '.join(near) or 'none'}; "
        f"the venues are {', '.join(Venue)}"
    )


def consequences(venue: Venue | str) -> VenueFacts:
    """What follows from trading at a venue; raises `NoSuchThing` for a name outside the enum."""
    try:
        return venues()[Venue(venue)]
    except ValueError:
        near = get_close_matches(str(venue).upper(), list(Venue), n=3, cutoff=0.4)
        raise NoSuchThing(
            f"no venue is called {venue!r}; nearest: {', '.join(near) or 'none'}; "
            "`venue_on` understands the names that people use"
        ) from None


def tradability(venue: Venue | str, day: date) -> str:
    """In one line: listed or which OTC tier, whether quotes are shown, whether orders are taken."""
    facts = consequences(venue)
    if not facts.existed(day):
        went = ", ".join(facts.after) or "nowhere by rule"
        if facts.starts is not None and day < facts.starts:
            return f"{facts.label}: did not exist before {facts.starts.isoformat()}; cannot tell"
        return f"{facts.label}: closed after {facts.ends}; its names went to {went}; cannot tell"
    if facts.venue is Venue.UNKNOWN:
        return "cannot tell: the venue is not known; bring a list of listings or look it up"
    place = {
        "exchange": f"listed on {facts.label}",
        "otc": f"traded over the counter, {facts.label}",
        "none": facts.label.lower(),
    }[facts.kind]
    quotes = {
        "shown": "quotes are public",
        "not_shown": "quotes are not shown to the public",
        "none": "there are no quotes",
        "unknown": "whether quotes are shown depends on the tier, which is not held",
    }[facts.quotes]
    orders = "; orders are refused by default" if facts.orders_refused else ""
    return f"{place}; {quotes}{orders}"


@cache
def venues() -> Mapping[Venue, VenueFacts]:
    """What follows from every venue, by venue."""
    held = {}
    for fields in _document()["venue"]:
        venue = Venue(fields["name"])
        held[venue] = VenueFacts(
            venue,
            fields["label"],
            fields["kind"],
            fields["disclosure"],
            fields["oversight"],
            fields["liquidity"],
            fields["quotes"],
            tuple(fields["rules"]),
            fields.get("from"),
            fields.get("to"),
            tuple(Venue(after) for after in fields.get("after", [])),
        )
    if absent := set(Venue) - held.keys():
        raise Contradiction(f"venues.toml says nothing of {', '.join(sorted(absent))}; add them")
    return MappingProxyType(held)


@dataclass(frozen=True, slots=True)
class _Alias:
    keys: frozenset[str]
    note: str
    spans: tuple[tuple[date, date, tuple[Venue, ...]], ...]


@cache
def _aliases() -> tuple[_Alias, ...]:
    return tuple(
        _Alias(
            frozenset(_key(word) for word in fields["says"]),
            fields["note"],
            tuple(
                (
                    span.get("from", date.min),
                    span.get("to", date.max),
                    tuple(Venue(venue) for venue in span["venues"]),
                )
                for span in fields["spans"]
            ),
        )
        for fields in _document()["alias"]
    )


def _document() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("venues.toml").read_text("utf-8"))


def _key(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _by_alias(name: str, day: date, alias: _Alias) -> VenueOn:
    for first, last, meant in alias.spans:
        if first <= day <= last:
            status: Literal["alias", "several", "closed"] = "alias"
            if len(meant) != 1:
                status = "several" if meant else "closed"
            exact = len(meant) == 1 and _key(meant[0]) == _key(name)
            return VenueOn(name, day, "exact" if exact else status, meant, alias.note)
    begins = min(first for first, _, _ in alias.spans)
    raise NotKnownThen(
        f"venue {name!r} on {day.isoformat()}: the name began on {begins.isoformat()}; "
        "ask for a later day or for the tier of that time"
    )


def _by_name(name: str, day: date, facts: VenueFacts) -> VenueOn:
    if facts.existed(day):
        return VenueOn(name, day, "exact", (facts.venue,))
    if facts.starts is not None and day < facts.starts:
        raise NotKnownThen(
            f"venue {name!r} on {day.isoformat()}: it began on {facts.starts.isoformat()}; "
            "ask for a later day or for the tier of that time"
        )
    note = f"closed after {facts.ends}"
    return VenueOn(name, day, "several" if len(facts.after) > 1 else "closed", facts.after, note)
