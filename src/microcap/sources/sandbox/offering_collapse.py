"""The third family of pumps: a small foreign offering that climbs for weeks and collapses in a session.

The messages go round in closed groups, so nothing public promotes it, and the company files
nothing. It shares no code with the other families.
"""

import numpy as np

from microcap.sources.sandbox.campaign import Campaign, Intensity
from microcap.sources.sandbox.story import Halt, Story

_FAMILY = "offering_collapse"
_CLIMBS: dict[Intensity, tuple[float, float, float]] = {
    "faint": (0.45, 0.8, 3.0),
    "plain": (0.8, 1.3, 6.0),
    "loud": (1.3, 2.0, 12.0),
}
"""Lowest and highest log climb, and the volume at its end over the usual."""


def offering_collapse(story: Story, intensity: Intensity = "loud") -> Campaign | None:
    """A steady climb of three to eight weeks, then nearly all of it lost within one session.

    `None` where the life of the security is too short for it.
    """
    lowest, highest, times = _CLIMBS[intensity]
    generator = story.generator
    length = int(generator.integers(15, 41))
    first = story.part(float(generator.uniform(0.3, 0.75)))
    top = first + length - 1
    if first < story.begins + 60 or top + 15 > story.ends:
        return None
    climb = float(generator.uniform(lowest, highest))
    # steeper towards the end, as the groups grow
    shape = np.linspace(0.5, 1.5, length)
    story.jump[first : top + 1] += climb * shape / shape.sum()
    story.loudness[first : top + 1] += np.linspace(0.2, np.log(times), length)
    lost = climb * float(generator.uniform(1.0, 1.5)) + 0.2
    story.jump[top + 1] -= lost
    story.loudness[top + 1] += np.log(times) + 2.0
    story.loudness[top + 2 : top + 12] += np.linspace(1.8, 0.2, 10)
    story.halts.append(Halt("LUDP", top + 1, 580, top + 1, 585))
    detail = f"climbed a log {climb:.2f} in {length} sessions, lost {lost:.2f} in the next one"
    story.tell(first, _FAMILY, detail)
    return Campaign(_FAMILY, intensity, first, first, top, top + 1, top + 1, climb, ())
