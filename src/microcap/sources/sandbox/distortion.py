"""A planted short-and-distort: when the short sales, the publications and the fall of it happen."""

from dataclasses import dataclass

from microcap.sources.sandbox.campaign import Intensity


@dataclass(frozen=True, slots=True)
class Distortion:
    """One short-and-distort as it was planned, in numbers of sessions.

    The plan is not what the tape shows: chance moves the price too.
    """

    family: str
    intensity: Intensity
    shorting: int
    """First session with more short sales than usual."""
    first: int
    """Session of the first publication, in public or in closed groups."""
    low: int
    """Last session of the fall."""
    end: int
    """Last session of what is won back; the low where nothing is."""
    fell: float
    """Log fall that was planned."""
    won_back: float
    """Part of it that comes back, as planned; 0 for nothing."""
    publications: tuple[int, ...]
    """Sessions with a negative publication in public."""
