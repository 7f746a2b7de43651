"""What looks like a pump and is none: news with a filing, approvals, squeezes, jumps on nothing.

Whoever judges a detector needs these: a market that is quiet but for its pumps makes every rule
look good. A squeeze without a filing is in price and volume the same as a pump of the first
family; only what is said in public tells them apart.
"""

from collections.abc import Callable

import numpy as np

from microcap.sources.sandbox.scripts import promoted, promotion
from microcap.sources.sandbox.story import Story

Script = Callable[[Story, int], None]


def news_run(story: Story, session: int) -> None:
    """A contract or result, filed before the open: a rise of one to three sessions, half of it kept."""
    draw = story.generator
    story.file(session, "8-K", "1.01,7.01,9.01", evening=False, title="Agreement")
    rise = float(draw.uniform(0.25, 1.0))
    _run(story, session, int(draw.integers(1, 4)), rise, float(draw.uniform(15, 120)))
    _fade(story, session + 4, 10, 0.5 * rise)
    if draw.random() < 0.3:
        promotion(story, session + 1, amount=int(draw.integers(2, 10)) * 5_000)
    story.tell(session, "news_run", f"a log {rise:.2f}, filed before the open")


def approval(story: Story, session: int) -> None:
    """A regulator's approval, filed before the open: a jump within a session that stays."""
    draw = story.generator
    story.file(session, "8-K", "8.01,9.01", evening=False, title="Approval")
    rise = float(draw.uniform(0.5, 1.4))
    _run(story, session, 1, rise, float(draw.uniform(30, 200)))
    _fade(story, session + 1, 15, 0.15 * rise)
    story.tell(session, "approval", f"a log {rise:.2f} in a session")


def squeeze(story: Story, session: int) -> None:
    """Short sellers buy back in a crowd: a rise of days without a filing, most of it lost again."""
    draw = story.generator
    rise = float(draw.uniform(0.4, 1.3))
    length = int(draw.integers(2, 6))
    _run(story, session, length, rise, float(draw.uniform(10, 100)))
    _fade(story, session + length, int(draw.integers(4, 15)), rise * float(draw.uniform(0.5, 1.0)))
    story.tell(session, "squeeze", f"a log {rise:.2f} in {length} sessions, nothing filed")


def after_split(story: Story, session: int) -> None:
    """A reverse split leaves few shares, and the next days' price runs away and comes back."""
    draw = story.generator
    story.file(session - 2, "8-K", "3.03,5.03,9.01", title="Reverse stock split")
    rise = float(draw.uniform(0.3, 1.0))
    _run(story, session, 2, rise, float(draw.uniform(10, 60)))
    _fade(story, session + 2, 8, 1.1 * rise)
    story.tell(session, "after_split", f"a log {rise:.2f} after a reverse split")


def thin_jump(story: Story, session: int) -> None:
    """A jump on next to no volume, half of it gone the day after."""
    draw = story.generator
    rise = float(draw.uniform(0.25, 0.8))
    _run(story, session, 1, rise, float(draw.uniform(1, 6)))
    _fade(story, session + 1, 2, 0.5 * rise)
    story.tell(session, "thin_jump", f"a log {rise:.2f} on little volume")


def recovery(story: Story, session: int) -> None:
    """A slow rise of weeks on growing volume, with results filed on the way; it stays."""
    draw = story.generator
    rise, length = float(draw.uniform(0.4, 1.1)), int(draw.integers(15, 45))
    story.file(session + length // 3, "8-K", "2.02,9.01", title="Results")
    _run(story, session, length, rise, float(draw.uniform(2, 8)))
    story.tell(session, "recovery", f"a log {rise:.2f} in {length} sessions")


def promoted_in_vain(story: Story, session: int) -> None:
    """A paid promotion that hardly moves the price."""
    del session  # the script looks for a quiet day itself
    promoted(story)


RATES: dict[Script, float] = {
    news_run: 0.3,
    approval: 0.03,
    squeeze: 0.05,
    after_split: 0.06,
    thin_jump: 0.12,
    recovery: 0.04,
    promoted_in_vain: 0.25,
}
"""How often a year each happens to a name; chosen so that rises by half on ten times the volume
come in some 3 % of name-months, as among real micro-caps (docs/detection.md has both rates)."""

_NOISE = 0.02
"""Share of sessions with a jump of chance, since returns have fatter tails than a bell curve."""


def troubles(story: Story, years: float) -> None:
    """Chance look-alikes and jumps in a story, by the rates above."""
    draw, count = story.generator, story.calendar.count
    for script, rate in RATES.items():
        for _ in range(int(draw.poisson(rate * years))):
            script(story, int(draw.integers(story.begins + 45, story.ends - 60)))
    jumps = draw.random(count) < _NOISE
    story.jump[jumps] += 2.5 * story.profile.volatility * draw.standard_t(4, int(jumps.sum()))
    story.loudness[jumps] += np.abs(draw.normal(0, 0.8, int(jumps.sum())))


def _run(story: Story, session: int, length: int, rise: float, times: float) -> None:
    story.jump[session : session + length] += rise / length
    story.loudness[session : session + length] += np.log(times)
    # attention fades over a week
    story.loudness[session + length : session + length + 5] += np.log(times) * np.linspace(
        0.6, 0.1, 5
    )


def _fade(story: Story, session: int, length: int, lost: float) -> None:
    story.jump[session : session + length] -= lost / length
