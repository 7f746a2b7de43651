"""Classification: the size chapter with identity and venue, and two names beside each other."""

from dataclasses import dataclass
from datetime import datetime

from microcap.model.figures import Figure, Status, cannot_tell
from microcap.research.cap import standing
from microcap.research.chapters import Identity, Size
from microcap.research.identity import identity
from microcap.research.size import size
from microcap.research.traits import traits
from microcap.view.subject import Subject

_HISTORY = 1400
"""Sessions of tier history: all that one panel here holds."""


@dataclass(frozen=True)
class Classification:
    """Where a name stands: who it is, how big, where it trades."""

    moment: datetime
    synthetic: bool
    identity: Identity
    size: Size
    traits: dict[str, Figure]
    """What micro-caps are said to be like, for this name: seven figures, no total."""


@dataclass(frozen=True)
class Comparison:
    """Two names beside each other: price is not size."""

    moment: datetime
    synthetic: bool
    first: Classification
    second: Classification
    price_ratio: Figure
    cap_ratio: Figure
    says: str


def classify(subject: Subject) -> Classification:
    """Identity, venue, cap interval, tiers, tier history and float of one name."""
    return Classification(
        subject.view.moment,
        subject.view.synthetic,
        identity(subject),
        size(subject, history=_HISTORY),
        traits(subject, standing(subject)),
    )


def compare(first: Subject, second: Subject) -> Comparison:
    """Price and cap of two names as ratios, with a sentence on what they say (mission 13)."""
    one, other = classify(first), classify(second)
    prices, caps = _ratio(one.size.price, other.size.price), _ratio(one.size.cap, other.size.cap)
    if isinstance(prices.value, float) and isinstance(caps.value, float):
        dearer, bigger = (
            (first if prices.value > 1 else second).symbol,
            (first if caps.value > 1 else second).symbol,
        )
        says = f"{dearer} has the higher price, {bigger} the larger market cap"
        says += (
            ": price is not size" if dearer != bigger else "; it need not be so, price is not size"
        )
    else:
        says = "cannot tell which is larger: " + (caps.missing or prices.missing)
    return Comparison(first.view.moment, first.view.synthetic, one, other, prices, caps, says)


def _ratio(one: Figure, other: Figure) -> Figure:
    if not isinstance(one.value, float) or not isinstance(other.value, float) or other.value == 0:
        return cannot_tell("ratio", one.missing or other.missing)
    status: Status = "disputed" if "disputed" in (one.status, other.status) else "known"
    return Figure(
        one.value / other.value,
        "ratio",
        status,
        sources=tuple(dict.fromkeys((*one.sources, *other.sources))),
    )
