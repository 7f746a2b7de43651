"""Quotes: what it costs to cross, what the holding is worth in between, what the book bears."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from microcap.measures import method
from microcap.measures.bars import numbers_of
from microcap.model.errors import Contradiction

NARROW, WIDE = 0.05, 0.20
"""Relative spreads up to which the mark is the middle, and the last trade: methods section 3."""
FRESH_SESSIONS = 5
"""Sessions for which a last trade may serve as a mark: methods section 3."""
Levels = Sequence[Sequence[float]]
"""Price and shares of each level of a book."""


@method(reference="project definition", ways=(("bid", "ask"), ("cases",)))
def quoted_spread(
    bid: float | None = None,
    ask: float | None = None,
    cases: Sequence[Sequence[float | None]] | None = None,
) -> dict[str, float | None] | list[dict[str, float | None] | None]:
    """Quoted spread: dollars, and as a fraction of the middle.

    A quote is valid if 0 < bid < ask; another one is undefined. `cases` is a list of [bid, ask].

    >>> round(quoted_spread(bid=2.35, ask=4.10)["quoted_rel"], 4)  # 2.35 x 4.10 is 54.26 % of mid
    0.5426
    """
    if cases is None:
        middle = _middle(bid, ask)
        if middle is None or bid is None or ask is None:
            return dict.fromkeys(("mid", "quoted", "quoted_rel", "half_rel"))
        quoted = ask - bid
        return {
            "mid": middle,
            "quoted": quoted,
            "quoted_rel": quoted / middle,
            "half_rel": quoted / middle / 2,
        }
    if bid is not None or ask is not None:
        raise Contradiction("cases and a quote were given; give one of them")
    answers: list[dict[str, float | None] | None] = []
    for place, case in enumerate(cases, 1):
        if isinstance(case, str | Mapping) or not isinstance(case, Sequence) or len(case) != 2:
            raise Contradiction(f"case {place} is {case!r}; give a list of bid and ask")
        low, high = (
            None if side is None else numbers_of([side], f"case {place}, side")[0] for side in case
        )
        answer = quoted_spread(low, high)
        valid = isinstance(answer, dict) and answer["mid"] is not None
        answers.append(answer if valid and isinstance(answer, dict) else None)
    return answers


@method(reference="Huang & Stoll 1996, JFE 41(3); side after Lee & Ready 1991, J. Finance 46(2)")
def effective_spread(
    price: float,
    bid: float | None,
    ask: float | None,
    mid_after_5min: float | None = None,
    side: Literal["buy", "sell"] | None = None,
    previous_price: float | None = None,
) -> dict[str, float | None]:
    """Effective, realised spread and price impact of one trade: dollars, full spreads.

    Effective is realised plus impact. Where the side is not given the trade is a buy above the
    middle and a sell below; at the middle the previous price decides, and without one nothing is
    told. Undefined without a valid quote.
    """
    middle = _middle(bid, ask)
    names = ("effective", "effective_rel", "realised", "impact")
    if price <= 0:
        raise Contradiction(f"price is {price:g}; a price is above zero")
    if middle is None:
        return dict.fromkeys(names)
    sign = _side(price, middle, side, previous_price)
    if sign is None:
        return dict.fromkeys(names)
    effective = 2 * sign * (price - middle)
    after = mid_after_5min
    return {
        "effective": effective,
        "effective_rel": effective / middle,
        "realised": None if after is None else 2 * sign * (price - after),
        "impact": None if after is None else 2 * sign * (after - middle),
    }


@method(reference="ASC 820-10-35-36C: the point within bid and ask most representative of value")
def fair_value_mark(
    bid: float | None,
    ask: float | None,
    bid_size: float | None = None,
    ask_size: float | None = None,
    last: float | None = None,
    last_age_days: float | None = None,
    position: Literal["long", "short"] | None = None,
) -> dict[str, Any]:
    """Four marks of a holding between bid and ask, in dollars a share.

    The middle, the middle weighted by the size on the other side, the last trade held within the
    quote, and the side at which a long position could be sold. With `position` the answer adds the
    default `mark` and its `choice`: the middle where the spread is at most 5 %, the last trade up
    to 20 % if it is at most 5 sessions old, else the conservative side, flagged `wide`; and the
    `uncertainty`, half the spread. A side that is not quoted leaves null what needs it.
    """
    middle = _middle(bid, ask)
    for name, number in (("bid_size", bid_size), ("ask_size", ask_size), ("last", last)):
        if number is not None and number < 0:
            raise Contradiction(f"{name} is {number:g}; it is zero or more")
    crossed = bid is not None and ask is not None and middle is None and bid > 0
    one_sided = None if crossed or not bid or bid < 0 else bid
    answer: dict[str, Any] = dict.fromkeys(("mid", "microprice", "last_clamped"))
    answer["conservative_long"] = one_sided
    if middle is not None and bid is not None and ask is not None:
        answer["mid"] = middle
        sizes = (bid_size or 0) + (ask_size or 0)
        if bid_size is not None and ask_size is not None and sizes > 0:
            answer["microprice"] = (bid * ask_size + ask * bid_size) / sizes
        answer["last_clamped"] = None if last is None else min(max(last, bid), ask)
    if position is None:
        return answer
    offered = None if crossed or not ask or ask <= 0 else ask
    conservative = one_sided if position == "long" else offered
    answer["conservative_short"] = offered
    relative = (ask - bid) / middle if middle and ask is not None and bid is not None else None
    choice = _choice(relative, answer["last_clamped"], last_age_days)
    wide = choice == "conservative"
    mark = conservative if wide else answer["mid" if choice == "mid" else "last_clamped"]
    return {
        **answer,
        "mark": mark,
        "choice": choice,
        "uncertainty": None if relative is None or middle is None else relative * middle / 2,
        "flags": ["wide"] if wide else [],
    }


@method(
    reference="project definition: never extrapolated",
    ways=(("asks", "mid", "qty"), ("bids", "mid", "qty")),
)
def walk_book(
    mid: float,
    qty: float,
    asks: Levels | None = None,
    bids: Levels | None = None,
) -> dict[str, float | None]:
    """What an order pays that takes the book level by level, best price first.

    Shares, dollars a share, dollars against the middle and basis points of it. Give the asks for
    a buy, the bids for a sell. What the book does not hold is `unfilled`, never extrapolated.
    """
    levels = bids if asks is None else asks
    if levels is None or (asks is not None and bids is not None):
        raise Contradiction("give either asks (to buy) or bids (to sell), levels of price and size")
    if mid <= 0 or qty < 0:
        raise Contradiction(
            f"mid {mid:g} and qty {qty:g}: a price is above zero and a quantity zero or more"
        )
    side = 1 if asks is not None else -1
    filled: float = 0
    paid = 0.0
    for price, size in sorted(_levels(levels), key=lambda level: side * level[0]):
        taken = min(size, qty - filled)
        filled += taken
        paid += price * taken
    average = paid / filled if filled else None
    cost = None if average is None else side * (average - mid) * filled
    answer = {
        "filled": filled,
        "vwap": average,
        "cost_vs_mid": cost,
        "cost_bps": None if average is None else side * (average / mid - 1) * 1e4,
    }
    return answer if filled == qty else {**answer, "unfilled": qty - filled}


def _middle(bid: float | None, ask: float | None) -> float | None:
    if bid is None or ask is None or not 0 < bid < ask:
        return None
    return (bid + ask) / 2


def _side(price: float, middle: float, side: str | None, previous: float | None) -> int | None:
    if side is not None:
        return 1 if side == "buy" else -1
    # cents over cents: a price at the middle may be a bit off it
    if not math.isclose(price, middle, rel_tol=1e-12):
        return 1 if price > middle else -1
    if previous is None or previous == price:
        return None
    return 1 if price > previous else -1


def _choice(relative: float | None, last: float | None, age: float | None) -> str:
    # 0.2 / 1.0 is a wide spread only by the last bit of a float
    if relative is None or relative > WIDE * (1 + 1e-12):
        return "conservative"
    fresh = last is not None and age is not None and age <= FRESH_SESSIONS
    return "last_in_quote" if relative > NARROW * (1 + 1e-12) and fresh else "mid"


def _levels(levels: Levels) -> list[tuple[float, float]]:
    pairs = []
    for place, level in enumerate(levels, 1):
        if isinstance(level, str | Mapping) or not isinstance(level, Sequence) or len(level) != 2:
            raise Contradiction(f"level {place} is {level!r}; give a list of price and shares")
        numbers_of(level, f"level {place}: number")
        if level[0] <= 0 or level[1] < 0:
            raise Contradiction(
                f"level {place} is {level!r}; a price is above zero and a size zero or more"
            )
        pairs.append((level[0], level[1]))
    return pairs
