"""The second family of pumps: weeks of staged buying, messages in waves, an offering, a slow bleed.

It shares no code with the first family, so that what is tuned on one is judged on the other. It
is done to listed names as well as over the counter, and a filing may stand beside it: the
offering into strength is filed, and so is what the company says to help it along.
"""

from dataclasses import dataclass

import numpy as np

from microcap.sources.sandbox.campaign import Campaign, Intensity
from microcap.sources.sandbox.story import Headline, Offering, Story

_FAMILY = "slow_promotion"
_WORDS = (
    "The next stop is a dollar more, say those who have seen the order book",
    "Why this quiet name is on every list this week",
    "Management hints at something big before the month is out",
    "Last chance under the old price",
)
_PAID = (
    "The publisher was paid {amount} dollars by a third party for a coverage of four weeks and "
    "will sell shares that it holds while this is being read."
)


@dataclass(frozen=True, slots=True)
class _Scale:
    rise: tuple[float, float]
    """Log rise of all waves together, lowest and highest."""
    crest: float
    """Volume of a wave's first session over the usual."""
    waves: tuple[int, int]
    seen: float
    """Chance of a wave's message being in public."""


_SCALES: dict[Intensity, _Scale] = {
    "faint": _Scale((0.4, 0.7), 3.0, (2, 3), 0.3),
    "plain": _Scale((0.7, 1.2), 7.0, (3, 4), 0.6),
    "loud": _Scale((1.2, 1.9), 18.0, (3, 5), 0.9),
}


def slow_promotion(story: Story, intensity: Intensity = "loud") -> Campaign | None:
    """Staged buying, waves of messages, shares sold into strength, a plateau and a slow bleed.

    Every length and size is drawn from the story's generator. `None` where the life of the
    security is too short for it.
    """
    scale, draw = _SCALES[intensity], story.generator
    buying = story.part(float(draw.uniform(0.3, 0.55)))
    rise = buying + int(draw.integers(10, 26))
    gaps = draw.integers(4, 9, int(draw.integers(scale.waves[0], scale.waves[1] + 1)))
    crests = [rise, *(rise + int(gap) for gap in gaps[:-1].cumsum())]
    top = crests[-1] + int(draw.integers(3, 6)) + int(draw.integers(4, 13))
    bleed = int(draw.integers(18, 40))
    if buying < story.begins + 60 or top + bleed + 10 > story.ends:
        return None
    height = float(draw.uniform(*scale.rise))
    _buy(story, buying, rise, 0.12 * height)
    parts = draw.dirichlet(np.full(len(crests), 3.0)) * 0.88 * height
    for crest, part in zip(crests, parts, strict=True):
        _wave(story, crest, float(part), scale.crest * float(draw.uniform(0.7, 1.4)))
    messages = tuple(crest for crest in crests if draw.random() < scale.seen)
    for place, crest in enumerate(messages):
        _message(story, crest, place)
    _hold(story, crests[-1] + 3, top, np.log(scale.crest) / 2)
    if draw.random() < 0.6:
        _sell_into_strength(story, top - int(draw.integers(1, 4)))
    _bleed(story, top + 1, bleed, height, np.log(scale.crest) / 3)
    detail = f"rose by a log {height:.2f} in {len(crests)} waves to {story.day(top)}, then bled"
    story.tell(rise, _FAMILY, detail)
    return Campaign(
        _FAMILY, intensity, buying, rise, top, top + 1, top + bleed, height, messages
    )  # fmt: skip


def _buy(story: Story, first: int, rise: int, lift: float) -> None:
    """Buying in stages: every third session is busier, for what is bought or matched there."""
    count = rise - first
    story.jump[first:rise] += lift / count
    story.loudness[first:rise] += 0.25
    story.loudness[first:rise:3] += 0.6


def _wave(story: Story, crest: int, lift: float, times: float) -> None:
    """A wave of messages: three sessions of rise on a volume that fades by half a day."""
    for day, share in enumerate((0.5, 0.35, 0.15)):
        story.jump[crest + day] += lift * share
        story.loudness[crest + day] += np.log(times) - 0.7 * day


def _message(story: Story, crest: int, place: int) -> None:
    """A message before the open; every second one says what was paid for it."""
    text = _WORDS[place % len(_WORDS)]
    if place % 2 == 0:
        amount = int(story.generator.integers(3, 30)) * 5_000
        text = f"{text}. {_PAID.format(amount=f'{amount:,}')}"
    story.headlines.append(Headline(crest, 430, "promotion", _WORDS[place % len(_WORDS)], text))


def _hold(story: Story, first: int, top: int, loud: float) -> None:
    """The plateau: matched trades keep volume up and the price where it is."""
    story.loudness[first : top + 1] += loud
    # what chance would do to the price is mostly bought or sold away
    story.jump[first : top + 1] += story.generator.normal(0, 0.004, top + 1 - first)


def _sell_into_strength(story: Story, session: int) -> None:
    """New shares, sold while the price is held up; filed before the open."""
    share = float(story.generator.uniform(0.08, 0.3))
    form = "8-K" if story.profile.otc else "424B5"
    items = "3.02" if story.profile.otc else None
    story.file(session, form, items, evening=False, title="Sale of new shares")
    story.offerings.append(Offering(session, share, 0.1))
    story.tell(session, "dilution", f"new shares of {share:.1%}, sold into the strength")


def _bleed(story: Story, first: int, sessions: int, height: float, loud: float) -> None:
    """A slow fall of about all that was gained, with a bounce of a few sessions in its middle."""
    lost = height * float(story.generator.uniform(0.9, 1.25))
    fading = np.linspace(1.6, 0.4, sessions)
    story.jump[first : first + sessions] -= lost * fading / fading.sum()
    story.loudness[first : first + sessions] += np.linspace(loud, 0.1, sessions)
    bounce = first + int(sessions * float(story.generator.uniform(0.35, 0.6)))
    won = height * float(story.generator.uniform(0.15, 0.3))
    story.jump[bounce : bounce + 2] += won / 2
    story.loudness[bounce : bounce + 2] += loud
    story.jump[bounce + 2 : bounce + 6] -= won / 4
