"""What is done to a price: pumps, distortions, promotions and spikes, with or without a filing.

A script writes into a story and into the truth. Each pump is a family of its own, a function
that takes a story; another family stands beside `pump_and_dump` and is named in `PUMPS`.
"""

from collections.abc import Callable

import numpy as np

from microcap.sources.sandbox.campaign import Campaign, Intensity
from microcap.sources.sandbox.offering_collapse import offering_collapse
from microcap.sources.sandbox.papers import compensation
from microcap.sources.sandbox.slow_promotion import slow_promotion
from microcap.sources.sandbox.story import Halt, Headline, Story

_PAYERS = ("Larkmere Media Ltd", "Ostrand Consulting", "Pellworth Partners LLC")
_NEWS = (
    ("8.01,9.01", "announces a supply agreement"),
    ("1.01,9.01", "signs a licence"),
    ("7.01,9.01", "reports results of a trial"),
    ("2.02,9.01", "reports preliminary sales"),
)


def explained_spike(story: Story, session: int, *, times: float, move: float) -> None:
    """A filing and a release before the open, and a volume of so many times the usual that day."""
    if not story.begins < session < story.ends:
        return
    items, says = _NEWS[int(story.generator.integers(len(_NEWS)))]
    foreign = story.profile.foreign
    form, given = ("6-K", None) if foreign else ("8-K", items)
    name = story.profile.name
    story.file(session, form, given, evening=False, title=f"{name} {says}")
    text = f"{name} {says}. The terms are in the filing of the same day."
    story.headlines.append(Headline(session, 420, "release", f"{name} {says}", text))
    story.loudness[session] += np.log(times)
    story.loudness[session + 1] += np.log(times) * 0.4
    story.jump[session] += move
    story.tell(session, "spike_explained", f"{form} {given or ''} {times:.0f} times the volume")


def unexplained_spike(story: Story, wanted: int, *, times: float, move: float) -> int | None:
    """A volume of so many times the usual on a day without any filing around; the day taken."""
    session = story.hush(wanted)
    if session is None:
        return None
    story.loudness[session] += np.log(times)
    story.jump[session] += move
    # the day after falls back quickly, else it would be a second spike
    story.loudness[session + 1] += np.log(times) * 0.2
    story.tell(session, "spike_unexplained", f"{times:.0f} times the volume, nothing filed")
    return session


def promotion(story: Story, session: int, *, amount: int) -> None:
    """A paid promotion before the open, with the words that say who paid how much."""
    payer = _PAYERS[int(story.generator.integers(len(_PAYERS)))]
    ticker = story.tickers[0][1]
    headline = f"{ticker}: the small company that nobody has found yet"
    story.headlines.append(
        Headline(session, 450, "promotion", headline, compensation(amount, payer))
    )
    story.tell(session, "promotion", f"${amount:,} paid by {payer}")


_BURSTS: dict[Intensity, tuple[float, float, float, float]] = {
    "faint": (0.35, 0.7, 3.0, 0.15),
    "plain": (0.7, 1.3, 6.0, 0.3),
    "loud": (1.4, 2.2, 12.0, 0.45),
}
"""Lowest and highest log rise, volume of the first day over the usual, and its log growth a day."""


def pump_and_dump(
    story: Story, intensity: Intensity = "loud", sessions: int = 6
) -> Campaign | None:
    """Quiet buying, a paid campaign of some sessions, a price of a multiple, its fall in days.

    A loud one multiplies the price by four to nine, a plain one by two to four, a faint one by
    1.4 to two; of a faint one half are promoted in public. `None` where no quiet day is left.
    """
    start = story.hush(story.part(float(story.generator.uniform(0.35, 0.75))))
    if start is None:
        return None
    lowest, highest, times, growth = _BURSTS[intensity]
    rise = float(story.generator.uniform(lowest, highest))
    steps = story.generator.dirichlet(np.full(sessions, 4.0))
    fall = start + sessions
    top = np.log(times) + growth * sessions
    for step in range(8):
        story.loudness[start - 15 + step] += 0.5
    for step, part in enumerate(steps):
        story.jump[start + step] += rise * float(part)
        story.loudness[start + step] += np.log(times) + growth * step
    fades = 0.6 if intensity == "loud" else top / 7
    opening = np.log(60.0) if intensity == "loud" else top
    for step, part in enumerate((0.45, 0.3, 0.15, 0.15)):
        story.jump[fall + step] -= rise * part
        story.loudness[fall + step] += opening - fades * step
    for step in range(12):
        story.loudness[fall + 4 + step] += (1.2 - 0.1 * step) * opening / np.log(60.0)
    messages: tuple[int, ...] = ()
    if intensity != "faint" or story.generator.random() < 0.5:
        promotion(story, start, amount=int(story.generator.integers(20, 90)) * 5_000)
        promotion(story, start + 2, amount=int(story.generator.integers(5, 20)) * 5_000)
        messages = (start, start + 2)
    paid = ", paid for" if messages else ""
    detail = f"rose by a log {rise:.2f} in {sessions} sessions{paid}; fell from {story.day(fall)}"
    story.tell(start, "pump_and_dump", detail)
    if intensity != "faint":
        _noticed(story, fall)
    return Campaign(
        "pump_and_dump", intensity, start - 15, start, fall - 1, fall, fall + 3, rise, messages
    )


def _noticed(story: Story, fall: int) -> None:
    """What a pump over the counter or on an exchange brings about when it is seen."""
    if story.profile.otc:
        # the SEC suspends for ten business days; while it lasts there is no trade
        suspend(story, fall + 5, code="H10", sessions=10)
    else:
        story.halts.append(Halt("LUDP", fall - 1, 600, fall - 1, 605))
        story.halts.append(Halt("LUDP", fall, 585, fall, 590))


PUMPS: dict[str, Callable[[Story], Campaign | None]] = {
    "pump_and_dump": pump_and_dump,
    "slow_promotion": slow_promotion,
    "offering_collapse": offering_collapse,
}
"""Every pump family by the kind of security that it is done to; no two share any code."""


def short_and_distort(story: Story) -> None:
    """A false rumour, a fall of a third on loud volume, and most of it won back in three weeks."""
    start = story.hush(story.part(float(story.generator.uniform(0.4, 0.8))))
    if start is None:
        return
    name = story.profile.name
    text = (
        f"An anonymous report claims that {name} has no customers and that its plant is empty. "
        "The author says to be short. (Invented: in this market the report is false.)"
    )
    headline = f"Anonymous report attacks {name}"
    story.headlines.append(Headline(start, 600, "rumour", headline, text))
    for step, (move, loud) in enumerate(((-0.22, 18.0), (-0.2, 14.0), (-0.06, 6.0))):
        story.jump[start + step] += move
        story.loudness[start + step] += np.log(loud)
    for step in range(15):
        story.jump[start + 3 + step] += 0.026
    story.tell(start, "short_and_distort", "a false report; a log 0.48 lost, 0.39 won back")


def suspend(story: Story, session: int, *, code: str, sessions: int) -> None:
    """No trading for so many sessions."""
    end = session + sessions
    if not story.begins < session or end > story.ends:
        return
    story.halted[session:end] = True
    story.halts.append(Halt(code, session, 570, end, 570))
    story.loudness[end] += 1.5
    story.tell(session, "halt", f"{code}, {sessions} sessions without trading")


def news_halt(story: Story) -> None:
    """A halt of an hour, code T1, on a day with news."""
    session = story.open_day(story.part(0.3), story.part(0.9))
    if session is None:
        return
    explained_spike(story, session, times=9.0, move=float(story.generator.normal(0, 0.15)))
    story.halts.append(Halt("T1", session, 660, session, 720))
    story.tell(session, "halt", "T1, one hour, news pending")


def everyday_spikes(story: Story) -> None:
    """Chance spikes of an ordinary name: most with a filing, some with none."""
    generator = story.generator
    if generator.random() < 0.16:
        for _ in range(int(generator.integers(1, 3))):
            wanted = story.part(float(generator.uniform(0.15, 0.95)))
            times = float(generator.uniform(10, 30))
            unexplained_spike(story, wanted, times=times, move=float(generator.normal(0, 0.06)))
    if generator.random() < 0.5:
        for _ in range(int(generator.integers(1, 4))):
            session = story.open_day(story.part(0.05), story.part(0.97))
            if session is not None:
                times, move = float(generator.uniform(8, 25)), float(generator.normal(0.02, 0.12))
                explained_spike(story, session, times=times, move=move)


def promoted(story: Story) -> None:
    """A paid promotion after which volume rises and the price hardly does."""
    session = story.hush(story.part(float(story.generator.uniform(0.4, 0.9))))
    if session is None:
        return
    promotion(story, session, amount=int(story.generator.integers(2, 12)) * 5_000)
    for step, loud in enumerate((1.9, 1.2, 0.6)):
        story.loudness[session + step] += loud
    story.jump[session] += 0.08
    story.jump[session + 3] -= 0.09


def tight_looks(story: Story, count: int) -> None:
    """Looks at the quote on some of the last sessions, evenly between."""
    last = story.ends
    story.looks.extend(range(last - 2 * count + 2, last + 1, 2))
