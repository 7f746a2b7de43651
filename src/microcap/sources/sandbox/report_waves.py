"""The second family of short-and-distort: weeks of publications in waves, and a fall in steps.

It shares no code with the first family, so that what holds on one can be looked at on the other.
No step need be steep: a fall of a half in six weeks may have no two sessions that lose a fifth.
"""

from dataclasses import dataclass

import numpy as np

from microcap.sources.sandbox.campaign import Intensity
from microcap.sources.sandbox.distortion import Distortion
from microcap.sources.sandbox.story import Headline, Story

_WORDS = (
    "Questions that the management does not answer",
    "Part two: what former employees say",
    "Why we think that the last filing cannot be right",
    "Nobody picked up the telephone at the plant",
    "A last warning to those who still hold",
)


@dataclass(frozen=True, slots=True)
class _Scale:
    fall: tuple[float, float]
    """Log fall of all waves together, lowest and highest."""
    crest: float
    """Volume of a wave's first session over the usual."""
    waves: tuple[int, int]
    sold: float
    """Part of the volume sold short beyond the usual, at its most."""
    seen: float
    """Chance of a wave's publication being in public."""


_SCALES: dict[Intensity, _Scale] = {
    "faint": _Scale((0.35, 0.55), 2.0, (2, 3), 0.06, 0.4),
    "plain": _Scale((0.55, 0.9), 5.0, (3, 4), 0.12, 0.7),
    "loud": _Scale((0.9, 1.5), 12.0, (3, 5), 0.2, 0.95),
}


def report_waves(story: Story, intensity: Intensity = "loud") -> Distortion | None:
    """Borrowing and short sales of weeks, publications in waves, a fall in steps, then recovery or none.

    Six in ten win a third to all of it back, in three to ten weeks; the others nothing. `None`
    where the life of the security is too short for it.
    """
    scale, chance = _SCALES[intensity], story.generator
    shorting = story.part(float(chance.uniform(0.2, 0.6)))
    start = shorting + int(chance.integers(8, 26))
    count = int(chance.integers(scale.waves[0], scale.waves[1] + 1))
    waves = [start, *(start + chance.integers(4, 13, count - 1).cumsum())]
    lengths = chance.integers(2, 5, count)
    low = int(waves[-1] + lengths[-1]) - 1
    weeks = int(chance.integers(15, 51))
    if shorting < story.begins + 40 or low + weeks + 5 > story.ends:
        return None
    total = float(chance.uniform(*scale.fall))
    _sell_short(story, shorting, start, low, scale.sold)
    for wave, length, part in zip(
        waves, lengths, chance.dirichlet(np.full(count, 4.0)), strict=True
    ):
        _step_down(story, int(wave), int(length), total * float(part), scale.crest)
    publications = tuple(int(wave) for wave in waves if chance.random() < scale.seen)
    for place, session in enumerate(publications):
        words = _WORDS[place % len(_WORDS)]
        text = f"{words}. Invented; the author of {story.profile.name} says to be short."
        story.headlines.append(Headline(session, 545, "rumour", words, text))
    back = float(chance.uniform(0.3, 1.0)) if chance.random() < 0.6 else 0.0
    if back:
        _win_back(story, low + 1, weeks, total * back)
    detail = f"a log {total:.2f} lost in {count} waves to {story.day(low)}, {back:.0%} won back"
    story.tell(start, "report_waves", detail)
    return Distortion(
        "report_waves", intensity, shorting, start, low, low + weeks if back else low, total, back,
        publications,
    )  # fmt: skip


def _sell_short(story: Story, first: int, start: int, low: int, most: float) -> None:
    """More and more of the volume sold short before the first wave, and all through the fall."""
    story.shorted[first:start] += np.linspace(0.1, 1.0, start - first) * most
    story.shorted[start : low + 1] += most * float(story.generator.uniform(0.7, 1.3))
    story.loudness[first:start:4] += 0.3


def _step_down(story: Story, first: int, length: int, lost: float, times: float) -> None:
    """A wave: sessions of fall, a tenth more than it keeps, on a volume that fades."""
    fading = np.linspace(1.5, 0.5, length)
    story.jump[first : first + length] -= 1.1 * lost * fading / fading.sum()
    story.loudness[first : first + length] += np.log(times) * np.linspace(1.0, 0.4, length)
    story.jump[first + length] += 0.1 * lost


def _win_back(story: Story, first: int, sessions: int, won: float) -> None:
    """A recovery that is slow at first and slow at last."""
    shape = np.sin(np.linspace(0.1, np.pi - 0.1, sessions))
    story.jump[first : first + sessions] += won * shape / shape.sum()
    story.loudness[first : first + sessions] += 0.2
