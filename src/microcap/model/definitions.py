"""Who calls what a micro-cap: named sets of size tiers, each with its source and its edges."""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from microcap.model.errors import Contradiction, NoSuchThing

Edge = Literal["in", "out", "unsaid"]
TierStatus = Literal["stated", "boundary", "not_given", "cannot_tell", "unknown"]


@dataclass(frozen=True, slots=True)
class Tier:
    """A size tier of one set: from `low` to `high` dollars, and whether each end belongs to it."""

    name: str
    low: float
    high: float
    low_edge: Edge = "in"
    high_edge: Edge = "out"
    unsettled_from: float | None = None

    def holds(self, cap: float) -> bool:
        """Whether the set says that a cap in dollars is in this tier."""
        if cap == self.low:
            return self.low_edge == "in"
        if cap == self.high:
            return self.high_edge == "in"
        return self.low < cap < self.high

    def touches(self, cap: float) -> bool:
        """Whether the cap is exactly at an end about which the set says nothing."""
        low = cap == self.low and self.low_edge == "unsaid"
        return low or (cap == self.high and self.high_edge == "unsaid")


@dataclass(frozen=True, slots=True)
class Definition:
    """A named set of size tiers: who says it, when, and what it leaves out."""

    name: str
    label: str
    source: str
    dated: str
    missing: str
    tiers: tuple[Tier, ...]
    factor: float = 1.0

    @property
    def by_amount(self) -> bool:
        """False for an index that goes by rank or coverage, not by dollars."""
        return bool(self.tiers)


@dataclass(frozen=True, slots=True)
class TierAnswer:
    """What one set calls a cap: a tier, a boundary, or why there is no answer."""

    definition: str
    tier: str | None
    status: TierStatus
    why: str
    candidates: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The answer in a word or two."""
        if self.tier is not None:
            return self.tier
        if self.status == "boundary":
            return f"boundary {' | '.join(self.candidates)}"
        return self.status.replace("_", " ")


@dataclass(frozen=True, slots=True)
class TierRange:
    """What one set calls the low end, the best estimate and the high end of a cap.

    `disputed`: the three are not called the same. `boundary`: one of the three lies on an edge,
    or an edge of the set lies inside the interval.
    """

    definition: str
    low: TierAnswer
    best: TierAnswer
    high: TierAnswer
    disputed: bool
    boundary: bool


def size_tier(market_cap: float | None) -> str:
    """Size tier by the default set: nano, micro, small, mid, large, mega or unknown.

    Lower bound inclusive; a missing, zero or negative cap in dollars is `unknown`.
    """
    return classify(market_cap).tier or "unknown"


def classify(cap: float | None, definition: str | Definition = "default") -> TierAnswer:
    """What one set calls a market cap in dollars.

    Never falls back to another set: a tier that a set does not have is `not_given`, an amount it
    claims twice or leaves open is `boundary` with the candidates, an index by rank is
    `cannot_tell`, a missing, zero or negative cap is `unknown`.
    """
    chosen = definition if isinstance(definition, Definition) else definition_of(definition)
    if cap is None or not math.isfinite(cap) or cap <= 0:
        found = "no market cap" if cap is None else f"a market cap of {cap:g}"
        return TierAnswer(chosen.name, None, "unknown", f"{found}; a tier needs one above zero")
    if not chosen.by_amount:
        why = f"{chosen.label} goes {chosen.source}; {chosen.missing}"
        return TierAnswer(chosen.name, None, "cannot_tell", why)
    return _by_amount(cap, chosen)


def classify_all(cap: float | None) -> tuple[TierAnswer, ...]:
    """What every set calls a market cap in dollars, the default first."""
    return tuple(classify(cap, name) for name in definitions())


def tiers_of_interval(
    low: float | None,
    best: float | None,
    high: float | None,
    sets: Iterable[str | Definition] | None = None,
) -> tuple[TierRange, ...]:
    """What every set calls both ends and the best estimate of a cap interval, in dollars.

    A missing end is taken to be the best estimate; a missing best leaves all `unknown` that are
    missing. Raises `Contradiction` unless low <= best <= high.
    """
    held = [amount for amount in (low, best, high) if amount is not None]
    if held != sorted(held):
        raise Contradiction(
            f"a cap between {low} and {high} with best {best}: the three are out of order; "
            "give low <= best <= high"
        )
    low, high = best if low is None else low, best if high is None else high
    return tuple(_range(low, best, high, one) for one in (sets or definitions()))


def definitions_disagree(answers: Iterable[TierAnswer]) -> bool:
    """Whether two sets state different tiers, or one calls a boundary what another states."""
    return len({answer.text for answer in answers if answer.status in ("stated", "boundary")}) > 1


def definition_of(name: str) -> Definition:
    """The set of that name; raises `NoSuchThing` with the nearest names."""
    found = definitions().get(name)
    if found is None:
        near = get_close_matches(name, definitions(), n=2, cutoff=0.4)
        raise NoSuchThing(
            f"no size definition is called {name!r}; nearest: {', '.join(near) or 'none'}; "
            f"there are {', '.join(definitions())}, or bounds of your own"
        )
    return found


def custom_definition(bounds: Mapping[str, tuple[float, float | None]]) -> Definition:
    """A set of the user's own: tier name to (low, high) in dollars, lower bound inclusive.

    `high` may be null for the topmost tier. Raises `Contradiction` for an empty set, an amount
    below zero, an end that is not above its beginning, or tiers that overlap. A gap between two
    tiers is kept, and a cap inside it is `not_given`.
    """
    if not bounds:
        raise Contradiction("a custom definition has no tiers; give a name with low and high")
    tiers = [
        Tier(name, float(low), math.inf if high is None else float(high))
        for name, (low, high) in bounds.items()
    ]
    return _checked(
        Definition(
            "custom",
            "your own bounds",
            "the user",
            "undated",
            "has the tiers you gave",
            tuple(tiers),
        )
    )


def scale_bounds(definition: str | Definition, factor: float) -> Definition:
    """A set with every bound multiplied, for prices of another year; the factor stays visible.

    The factor is the caller's (a price index or the market's level against the set's own date);
    it is shown in the name, the label and `factor`. Raises `Contradiction` unless it is a finite
    number above zero, and for an index that has no bounds in dollars.
    """
    chosen = definition if isinstance(definition, Definition) else definition_of(definition)
    if not (math.isfinite(factor) and factor > 0):
        raise Contradiction(
            f"bounds scaled by {factor}: a factor is finite and above zero; give one"
        )
    if not chosen.by_amount:
        raise Contradiction(f"{chosen.name} has no bounds in dollars to scale; choose another set")
    return replace(
        chosen,
        name=f"{chosen.name} x {factor:g}",
        label=f"{chosen.label}, bounds x {factor:g}",
        tiers=tuple(_scaled(tier, factor) for tier in chosen.tiers),
        factor=chosen.factor * factor,
    )


@cache
def definitions() -> Mapping[str, Definition]:
    """Every set by name, the default first."""
    document = tomllib.loads(Path(__file__).with_name("definitions.toml").read_text("utf-8"))
    return MappingProxyType({fields["name"]: _definition(fields) for fields in document["set"]})


def _definition(fields: dict[str, Any]) -> Definition:
    tiers = tuple(
        Tier(**{**tier, "low": float(tier["low"]), "high": float(tier.get("high", math.inf))})
        for tier in fields["tiers"]
    )
    return _checked(Definition(**{**fields, "tiers": tiers}))


def _checked(definition: Definition) -> Definition:
    tiers = sorted(definition.tiers, key=lambda tier: tier.low)
    for tier in tiers:
        if not 0 <= tier.low < tier.high:
            raise Contradiction(
                f"tier {tier.name!r} of {definition.name!r} runs from {tier.low:g} to "
                f"{tier.high:g}; the low end is zero or more and the high end above it"
            )
        if {tier.low_edge, tier.high_edge} - set(get_args(Edge)):
            raise Contradiction(f"tier {tier.name!r}: an edge is in, out or unsaid; correct it")
    for before, after in pairwise(tiers):
        if after.low < before.high:
            raise Contradiction(
                f"tiers {before.name!r} and {after.name!r} of {definition.name!r} overlap from "
                f"{after.low:g} to {before.high:g}; let one end where the other begins"
            )
    return replace(definition, tiers=tuple(tiers))


def _by_amount(cap: float, chosen: Definition) -> TierAnswer:
    claims = [tier for tier in chosen.tiers if tier.holds(cap)]
    open_ends = [tier for tier in chosen.tiers if tier.touches(cap)]
    amount = f"${cap:,.2f}"
    if open_ends or len(claims) > 1:
        names = tuple(tier.name for tier in (open_ends or claims))
        names = names if len(names) > 1 else (*names, "not given")
        said = "left open" if open_ends else "claimed by each of them"
        why = f"{amount} is exactly at an edge and {said}: {', '.join(names)}"
        return TierAnswer(chosen.name, None, "boundary", why, names)
    if not claims:
        why = f"{amount} is in no tier of this set; it {chosen.missing}"
        return TierAnswer(chosen.name, None, "not_given", why)
    tier = claims[0]
    if tier.unsettled_from is not None and cap >= tier.unsettled_from:
        why = f"the source gives two limits, ${tier.unsettled_from:,.0f} and ${tier.high:,.0f}"
        return TierAnswer(chosen.name, None, "boundary", why, (tier.name, "not given"))
    top = "no upper end" if math.isinf(tier.high) else f"${tier.high:,.0f}"
    why = f"{amount} lies in {tier.name}: ${tier.low:,.0f} to {top}"
    return TierAnswer(chosen.name, tier.name, "stated", why, (tier.name,))


def _range(
    low: float | None, best: float | None, high: float | None, definition: str | Definition
) -> TierRange:
    answers = (classify(low, definition), classify(best, definition), classify(high, definition))
    words = {answer.text for answer in answers if answer.status != "unknown"}
    chosen = definition if isinstance(definition, Definition) else definition_of(definition)
    on_edge = any(answer.status == "boundary" for answer in answers)
    return TierRange(
        chosen.name, *answers, len(words) > 1, on_edge or _edge_inside(low, high, chosen)
    )


def _edge_inside(low: float | None, high: float | None, chosen: Definition) -> bool:
    if low is None or high is None:
        return False
    ends = {end for tier in chosen.tiers for end in (tier.low, tier.high, tier.unsettled_from)}
    return any(low <= end <= high for end in ends if end)


def _scaled(tier: Tier, factor: float) -> Tier:
    unsettled = None if tier.unsettled_from is None else tier.unsettled_from * factor
    return replace(tier, low=tier.low * factor, high=tier.high * factor, unsettled_from=unsettled)
