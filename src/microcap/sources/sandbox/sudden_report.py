"""The first family of short-and-distort: one negative report, a fall of days, most of it won back.

The demonstration market tells one such story with fixed numbers (`scripts.short_and_distort`); here
every length and size is drawn, and it can be too faint to see.
"""

import numpy as np

from microcap.sources.sandbox.campaign import Intensity
from microcap.sources.sandbox.distortion import Distortion
from microcap.sources.sandbox.story import Headline, Story

_FAMILY = "sudden_report"
_FALLS: dict[Intensity, tuple[float, float, float, float, float]] = {
    "faint": (0.2, 0.35, 3.0, 0.06, 0.5),
    "plain": (0.35, 0.6, 8.0, 0.12, 1.0),
    "loud": (0.6, 1.0, 20.0, 0.2, 1.0),
}
"""Lowest and highest log fall, volume of the first day over the usual, part of the volume sold short
beyond the usual, and the chance that the report is in public."""


def sudden_report(story: Story, intensity: Intensity = "loud") -> Distortion | None:
    """Short sales of days, one report, a fall of one to three sessions, and a recovery of days.

    Half to all of the fall is won back within five to twenty sessions. `None` where no quiet day
    is left.
    """
    draw = story.generator
    first = story.hush(story.part(float(draw.uniform(0.3, 0.85))))
    if first is None or first + 30 > story.ends:
        return None
    lowest, highest, times, sold, public = _FALLS[intensity]
    fell, length = float(draw.uniform(lowest, highest)), int(draw.integers(1, 4))
    before = int(draw.integers(3, 11))
    story.shorted[first - before : first] += np.linspace(0.2, 0.8, before) * sold
    story.shorted[first : first + length + 2] += sold * float(draw.uniform(0.8, 1.4))
    # most of it happens on the first day
    parts = draw.dirichlet([4.0, 2.0, 1.0][:length])
    for step, part in enumerate(parts):
        story.jump[first + step] -= fell * float(part)
        story.loudness[first + step] += np.log(times) * 0.8**step
    low = first + length - 1
    story.loudness[low + 1 : low + 6] += np.log(times) * np.linspace(0.5, 0.1, 5)
    back, days = float(draw.uniform(0.5, 1.0)), int(draw.integers(5, 21))
    story.jump[low + 1 : low + 1 + days] += back * fell / days
    publications: tuple[int, ...] = ()
    if draw.random() < public:
        name = story.profile.name
        text = (
            f"Invented: an anonymous author, short of {name}, claims that its orders do not exist."
        )
        story.headlines.append(Headline(first, 600, "rumour", f"Anonymous report on {name}", text))
        publications = (first,)
    detail = f"a log {fell:.2f} lost in {length} sessions, {back:.0%} of it won back in {days}"
    story.tell(first, _FAMILY, detail)
    return Distortion(
        _FAMILY, intensity, first - before, first, low, low + days, fell, back, publications
    )
