"""What looks like short-and-distort and is none: bad news that is true, offerings, forced sales.

A fall of a fifth in two sessions is common among small companies: it comes in one real name-month
in ten (docs/detection.md), and half of these falls are soon won back. In price and volume a forced
sale is the same as a report that proves false; only what was said and filed tells them apart, and
of a negative report that is true only time does.
"""

from collections.abc import Callable

import numpy as np

from microcap.sources.sandbox.story import Headline, Story

Script = Callable[[Story, int], None]


def earnings_miss(story: Story, session: int) -> None:
    """Results filed after the close: a fall the day after, a little more for days, or a rebound."""
    draw = story.generator
    story.file(session - 1, "8-K", "2.02,9.01", title="Results")
    fall = float(draw.uniform(0.12, 0.6))
    _fall(story, session, int(draw.integers(1, 3)), fall, float(draw.uniform(2, 12)))
    story.shorted[session : session + 3] += float(draw.uniform(0.0, 0.12))
    drift = float(draw.uniform(0.3, 0.8)) if draw.random() < 0.3 else -0.1
    _drift(story, session + 3, 12, drift * fall)
    story.tell(session, "earnings_miss", f"a log {fall:.2f} lost on results")


def bad_news(story: Story, session: int) -> None:
    """A failed trial or a lost contract, filed before the open: a fall that stays."""
    draw = story.generator
    story.file(session, "8-K", "8.01", evening=False, title="Announcement")
    fall = float(draw.uniform(0.3, 1.3))
    _fall(story, session, int(draw.integers(1, 3)), fall, float(draw.uniform(8, 60)))
    story.shorted[session : session + 4] += float(draw.uniform(0.0, 0.15))
    story.tell(session, "bad_news", f"a log {fall:.2f} lost on what was filed")


def discounted_offering(story: Story, session: int) -> None:
    """Shares sold below the market: who will get some sells short before, and the price goes there."""
    draw = story.generator
    story.file(session, "424B5", evening=False, title="Prospectus supplement")
    fall = float(draw.uniform(0.15, 0.5))
    story.shorted[session - 3 : session + 3] += float(draw.uniform(0.05, 0.25))
    _fall(story, session, 1, fall, float(draw.uniform(2, 15)))
    _drift(story, session + 1, 10, float(draw.uniform(-0.1, 0.4)) * fall)
    story.tell(session, "discounted_offering", f"a log {fall:.2f} lost to an offering")


def forced_sale(story: Story, session: int) -> None:
    """A holder who must sell: a fall without a word or a filing, most of it won back in weeks."""
    draw = story.generator
    fall = float(draw.uniform(0.2, 0.6))
    length = int(draw.integers(1, 4))
    _fall(story, session, length, fall, float(draw.uniform(2, 15)))
    _drift(story, session + length, int(draw.integers(5, 25)), float(draw.uniform(0.4, 1.0)) * fall)
    story.tell(session, "forced_sale", f"a log {fall:.2f} lost, nothing said")


def thin_drop(story: Story, session: int) -> None:
    """A drop on next to no volume, most of it gone the day after."""
    draw = story.generator
    fall = float(draw.uniform(0.2, 0.5))
    _fall(story, session, 1, fall, float(draw.uniform(1, 4)))
    _drift(story, session + 1, 2, 0.8 * fall)
    story.tell(session, "thin_drop", f"a log {fall:.2f} lost on little volume")


def true_report(story: Story, session: int) -> None:
    """A negative report that is right: short sales, a fall, nothing won back, a filing weeks later."""
    draw = story.generator
    fall = float(draw.uniform(0.25, 1.0))
    sold = float(draw.uniform(0.05, 0.2))
    story.shorted[session - int(draw.integers(2, 10)) : session + 5] += sold
    name = story.profile.name
    text = f"Invented: a report on {name} that proves right."
    story.headlines.append(Headline(session, 590, "rumour", f"A report on {name}", text))
    _fall(story, session, int(draw.integers(1, 4)), fall, float(draw.uniform(5, 30)))
    _drift(story, session + 4, 30, -0.2 * fall)
    story.file(session + int(draw.integers(10, 40)), "8-K", "4.02", title="Non-reliance")
    story.tell(session, "true_report", f"a log {fall:.2f} lost, and the report was right")


def report_in_vain(story: Story, session: int) -> None:
    """A negative report that hardly moves the price."""
    words = f"Doubts about {story.profile.name}"
    story.headlines.append(Headline(session, 600, "rumour", words, f"{words}. Invented."))
    story.loudness[session : session + 2] += np.log(1.8)
    story.jump[session] -= 0.04
    story.jump[session + 2] += 0.03
    story.tell(session, "report_in_vain", "a report that moved nothing")


RATES: dict[Script, float] = {
    earnings_miss: 0.3,
    bad_news: 0.12,
    discounted_offering: 0.2,
    forced_sale: 0.18,
    thin_drop: 0.1,
    true_report: 0.04,
    report_in_vain: 0.08,
}
"""How often a year each happens to a name; chosen so that falls by a fifth in two sessions, those on
four times the volume and those half won back are as common as among real names
(docs/detection.md has both rates)."""


def falls(story: Story, years: float) -> None:
    """Chance falls in a story, by the rates above."""
    draw = story.generator
    for script, rate in RATES.items():
        for _ in range(int(draw.poisson(rate * years))):
            script(story, int(draw.integers(story.begins + 45, story.ends - 60)))


def market_falls(generator: np.random.Generator, sessions: int) -> tuple[tuple[int, float], ...]:
    """Sessions of falls of the whole market and their log size: about one a year, of 4 to 12 %."""
    count = 1 + int(generator.poisson(sessions / 252))
    return tuple(
        (int(generator.integers(60, sessions - 60)), float(generator.uniform(0.04, 0.12)))
        for _ in range(count)
    )


def shaken(story: Story, falls_of_all: tuple[tuple[int, float], ...]) -> None:
    """The market's falls in one name, by a factor of its own, half of them won back in a month."""
    own = float(story.generator.uniform(0.5, 2.2))
    for session, size in falls_of_all:
        _fall(story, session, 2, own * size, 2.5)
        story.shorted[session : session + 2] += 0.04
        _drift(story, session + 2, 20, 0.5 * own * size)


def _fall(story: Story, session: int, length: int, fall: float, times: float) -> None:
    story.jump[session : session + length] -= fall / length
    story.loudness[session : session + length] += np.log(times)
    story.loudness[session + length : session + length + 5] += np.log(times) * np.linspace(
        0.5, 0.1, 5
    )


def _drift(story: Story, session: int, length: int, back: float) -> None:
    story.jump[session : session + length] += back / length
