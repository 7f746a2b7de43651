"""True mid prices and the bars that a bouncing tape makes of them.

1. `walk` draws the log mid of one security at every moment of every session: chance, a pull back
   to its trend, and the jumps of its story. It is in the shares of the first day.
2. `resolved` gives each planned split its ratio, from the price before it.
3. `tape` lets trades come by chance, each at the mid plus or minus half the true spread, rounded
   to the tick, and makes a bar of each session; a session without a trade has none.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import numpy as np

from microcap.sources.sandbox.story import Flags, Floats, SplitPlan, Story

MOMENTS = 24
"""Moments of a session at which a trade may happen."""
_PULL = 0.985
"""Share of a deviation from trend that is left a day later: a half-life of 46 sessions."""
_OVERNIGHT = 0.2
"""Share of the daily variance that falls between sessions."""
_TRADE = 1500.0
"""Dollars of an average trade in a thin name; it decides how many days go without one."""
LONGEST_SILENCE = 15
"""A name that lives trades at least so often; a longer silence would look like an end."""
_RATIOS = (2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200)


@dataclass(frozen=True, slots=True)
class Split:
    """A split that was carried out."""

    session: int
    new: int
    old: int


@dataclass(frozen=True, slots=True)
class Tape:
    """One security's sessions: prices and volumes as traded, arrays over all sessions.

    `traded` is false where nothing happened; prices and volume mean nothing there.
    """

    open: Floats
    high: Floats
    low: Floats
    close: Floats
    volume: Floats
    traded: Flags
    mid: Floats
    """The true mid at the close of each session, raw USD per share."""


def walk(story: Story) -> Floats:
    """Log mids, sessions by moments, in the shares of the first day."""
    profile, generator, count = story.profile, story.generator, story.calendar.count
    overnight = generator.normal(0, profile.volatility * _OVERNIGHT**0.5, count)
    step = profile.volatility * ((1 - _OVERNIGHT) / MOMENTS) ** 0.5
    inside = generator.normal(0, step, (count, MOMENTS)).cumsum(axis=1)
    shock = overnight + inside[:, -1]
    fading = _PULL ** np.arange(count)
    deviation = fading * np.cumsum(shock / fading)
    deviation -= deviation[story.begins]
    # half of a jump happens at the opening, the other half in the course of the session
    inside += story.jump[:, None] / 2 * np.arange(1, MOMENTS + 1) / MOMENTS
    trend = profile.trend / 252 * (np.arange(count) - story.begins)
    level = np.log(profile.price) + deviation + trend + story.jump.cumsum()
    moments: Floats = (level - inside[:, -1])[:, None] + inside
    return moments


def resolved(plans: list[SplitPlan], mids: Floats) -> tuple[Split, ...]:
    """The splits with their ratios, oldest first.

    A plan without a ratio takes the first of the usual ones that lifts the price above $4.
    """
    done: list[Split] = []
    factor = 1.0
    for plan in sorted(plans, key=lambda one: one.session):
        new, old = plan.new, plan.old
        if old == 0:
            price = float(np.exp(mids[plan.session - 1, -1])) * factor
            old = next((one for one in _RATIOS if one * price >= 4.0), _RATIOS[-1])
        factor *= old / new
        done.append(Split(plan.session, new, old))
    return tuple(done)


def price_factor(splits: tuple[Split, ...], count: int) -> Floats:
    """What a price in the shares of the first day is multiplied with, session by session."""
    factor = np.ones(count)
    for split in splits:
        factor[split.session :] *= split.old / split.new
    return factor


def tape(story: Story, mids: Floats, splits: tuple[Split, ...]) -> Tape:
    """The bars of one security, raw, with true mids."""
    profile, generator, count = story.profile, story.generator, story.calendar.count
    raw = np.exp(mids) * price_factor(splits, count)[:, None]
    dollars = profile.dollars * np.exp(_noise(story) + story.loudness)
    chance = 1.0 - np.exp(-dollars / _trade_size(profile.dollars) / MOMENTS)
    trades = generator.random((count, MOMENTS)) < chance[:, None]
    alive = np.zeros(count, dtype=np.bool_)
    alive[story.begins : story.ends + 1] = True
    alive &= ~story.halted
    trades &= alive[:, None]
    _break_silences(trades, alive, story)
    if story.single_bar:
        trades[: story.ends] = False
        trades[story.ends] = False
        trades[story.ends, MOMENTS // 2] = True
    side = generator.choice((-0.5, 0.5), (count, MOMENTS))
    prices = rounded(raw * (1 + side * profile.spread))
    traded: Flags = np.asarray(trades.any(axis=1))
    first, last = trades.argmax(axis=1), MOMENTS - 1 - trades[:, ::-1].argmax(axis=1)
    rows = np.arange(count)
    closing = prices[rows, last]
    return Tape(
        open=prices[rows, first],
        high=np.where(trades, prices, 0.0).max(axis=1),
        low=np.where(trades, prices, np.inf).min(axis=1),
        close=closing,
        volume=np.maximum(1.0, np.round(dollars / closing)),
        traded=traded,
        mid=raw[:, -1],
    )


def rounded(prices: Floats) -> Floats:
    """Prices on the tick: a cent from $1 on, a hundredth of one below, never zero."""
    fine = np.maximum(np.round(prices, 4), 0.0001)
    return np.where(prices >= 1.0, np.round(prices, 2), fine)


def _noise(story: Story) -> Floats:
    """Log volume noise, each session remembering 0.6 of the one before."""
    memory, count = 0.6, story.calendar.count
    noise = story.profile.volume_noise * (1 - memory**2) ** 0.5
    shocks = story.generator.normal(0, noise, count)
    # the weights of an autoregression, cut where they fall under a ten-thousandth
    weights = memory ** np.arange(19)
    return np.convolve(shocks, weights)[:count]


def _trade_size(dollars: float) -> float:
    return max(_TRADE, dollars / 60)


def _break_silences(trades: Flags, alive: Flags, story: Story) -> None:
    """A trade on the first and last session, and in every silence that would be too long."""
    trades[story.begins, -1] = trades[story.ends, -1] = True
    seen = [int(session) for session in np.flatnonzero(trades.any(axis=1))]
    for before, following in pairwise(seen):
        pieces = ceil((following - before) / LONGEST_SILENCE)
        for piece in range(1, pieces):
            session = before + (following - before) * piece // pieces
            if alive[session]:
                trades[session, MOMENTS // 2] = True
