"""The rungs of a share ladder: what each brings at a price, at half of it and at twice.

A rung is built from a function of the price, so that half-price dilution is the same arithmetic as
dilution at the price.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from microcap.model.figures import Figure, Status, cannot_tell
from microcap.model.verdicts import Evidence

TIMES = (1.0, 0.5, 2.0)
"""The prices of the ladder, as parts of the price of the day."""
HORIZONS = (0, 90, 365)
"""Days within which shares can come."""
PriceToShares = Callable[[float], float | None]
"""New shares at a price in USD; null where the price is outside what the words allow to tell."""


@dataclass(frozen=True)
class Ground:
    """What every rung is measured against."""

    day: date
    price: Figure
    outstanding: Figure
    floating: Figure

    @property
    def close(self) -> float | None:
        """The price of the day in USD, null where there is none."""
        value = self.price.value
        return float(value) if isinstance(value, int | float) and value > 0 else None


@dataclass(frozen=True)
class Way:
    """One way in which shares can come, as a function of the price.

    `shares_at` is null where the number is not told, and `missing` says what is missing; `every`
    is the number whatever the price. `stated`: the number is the document's own.
    """

    kind: str
    what: str
    shares_at: PriceToShares | None
    evidence: Sequence[Evidence]
    missing: str = ""
    every: float | None = None
    condition: str = "any price"
    from_day: date | None = None
    until: date | None = None
    counted: bool = True
    overlaps: str = ""
    stated: bool = False


@dataclass(frozen=True)
class Rung:
    """One way in which shares can come, with the words or the fact behind it."""

    kind: str
    what: str
    every: Figure
    """All shares of it, whatever the price; cannot tell where that depends on the price."""
    at_price: Figure
    at_half: Figure
    at_twice: Figure
    of_float: Figure
    """At the price."""
    of_outstanding: Figure
    condition: str
    """What the price must do for it."""
    from_day: date | None
    """From when; null for at once."""
    until: date | None
    counted: bool
    """Whether it is in the totals; `overlaps` says why not, or what it may be told twice with."""
    overlaps: str
    evidence: tuple[Evidence, ...]

    def at(self, times: float) -> Figure:
        """The shares at a multiple of the price."""
        return {1.0: self.at_price, 0.5: self.at_half, 2.0: self.at_twice}[times]


def rung(ground: Ground, way: Way) -> Rung:
    """A rung from one way in which shares can come."""
    cited = tuple(dict.fromkeys(way.evidence))
    figures = {times: _shares(ground, way, times, cited) for times in TIMES}
    every = cannot_tell("shares", way.missing or "the number of shares depends on the price")
    if way.every is not None:
        every = Figure(round(way.every), "shares", sources=_sources(cited), known_at=_known(cited))
    return Rung(
        way.kind,
        way.what,
        every,
        figures[1.0],
        figures[0.5],
        figures[2.0],
        part_of(figures[1.0], ground.floating, "float"),
        part_of(figures[1.0], ground.outstanding, "shares outstanding"),
        way.condition,
        way.from_day,
        way.until,
        way.counted,
        way.overlaps,
        cited,
    )


def part_of(shares: Figure, whole: Figure, name: str) -> Figure:
    """Shares as a fraction of the float or of the shares outstanding."""
    if not isinstance(shares.value, int | float):
        return cannot_tell("fraction", shares.missing or "the number of shares")
    if not isinstance(whole.value, int | float) or whole.value <= 0:
        return cannot_tell("fraction", whole.missing or f"the {name}")
    return Figure(
        shares.value / whole.value,
        "fraction",
        "estimated" if "estimated" in (shares.status, whole.status) else shares.status,
        as_of=whole.as_of,
        sources=tuple(dict.fromkeys((*shares.sources, *whole.sources))),
        note=f"of the {name}",
        flags=shares.flags,
    )


def _shares(ground: Ground, way: Way, times: float, cited: tuple[Evidence, ...]) -> Figure:
    if way.shares_at is None:
        return cannot_tell("shares", way.missing or "how many shares")
    if ground.close is None:
        return cannot_tell("shares", ground.price.missing or "a price")
    found = way.shares_at(ground.close * times)
    if found is None:
        return cannot_tell("shares", way.missing or "how many shares")
    status: Status = "known" if way.stated else "estimated"
    return Figure(
        round(found),
        "shares",
        status,
        as_of=ground.day,
        known_at=_known(cited),
        sources=_sources(cited),
        note=f"at ${ground.close * times:,.4g}",
    )


def _sources(cited: tuple[Evidence, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.source for one in cited))


def _known(cited: tuple[Evidence, ...]) -> datetime | None:
    return max((one.known_at for one in cited if one.known_at is not None), default=None)
