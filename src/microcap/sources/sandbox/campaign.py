"""A planted campaign: when the buying, the rise and the fall of an invented pump happen."""

from dataclasses import dataclass
from typing import Literal, get_args

Intensity = Literal["faint", "plain", "loud"]
"""How much of a pump can be seen in the price, the volume and the messages."""

INTENSITIES: tuple[Intensity, ...] = get_args(Intensity)


@dataclass(frozen=True, slots=True)
class Campaign:
    """One pump as it was planned, in numbers of sessions.

    The plan is not what the tape shows: chance moves the price too, so the highest close may
    fall a session or two beside `top`.
    """

    family: str
    intensity: Intensity
    buying: int
    """First session of quiet buying."""
    rise: int
    """First session that lifts the price."""
    top: int
    """Last session that lifts or holds the price."""
    dump: int
    """First session of the fall."""
    end: int
    """Last session of the fall."""
    rose: float
    """Log rise that was planned."""
    messages: tuple[int, ...]
    """Sessions with a message in public; none where it went round in closed groups."""
