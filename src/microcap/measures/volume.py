"""Volume: how much trades on an average day, and whether that average can be trusted."""

import math
import statistics
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from microcap.measures import measure, method
from microcap.measures.bars import Numbers, Rows, bars_of, full, mean, volume_of
from microcap.measures.concentration import herfindahl, top_share
from microcap.measures.rows import MINIMUM, enough, reduced, traded_days
from microcap.model.errors import Contradiction
from microcap.view.evaluate import Reduced

STEADY = (0.67, 1.5)
"""ADV10 / ADV90 between which volume is consistent: methods section 2, after the mission's 35."""
TOP_TWO = 0.5
"""Share of ten days' volume above which two of them are a spike: methods section 2."""


@method(reference="project definition")
def volume_statistics(bars: Rows) -> dict[str, float | None]:
    """Average and median volume of all the bars, in shares and dollars.

    Days without trade count as zeros. The ratio's name says how many sessions stood against the
    last ten; below ten sessions it is null.
    """
    columns = bars_of(bars, ("close", "volume"))
    dollars = [
        close * volume for close, volume in zip(full(columns.close), columns.volume, strict=True)
    ]
    average, last_ten = mean(columns.volume), _average(columns.volume, 10, 10)
    return {
        "adv_shares": average,
        "adv10": last_ten,
        f"ratio_adv10_adv{len(columns)}": _ratio(last_ten, average),
        "adv_dollar": mean(dollars),
        "median_dollar_volume": statistics.median(dollars),
    }


@method(reference="project definition", ways=(("volume",), ("bars",)))
def adv(
    volume: Numbers | None = None,
    bars: Rows | None = None,
    event_days: Sequence[int] | None = None,
) -> dict[str, float | None]:
    """Average daily volume over the last 10 and 90 sessions, and their ratio.

    Shares. `event_days` counts sessions from 1, the oldest; with it the answer adds how much of
    the last ten days' volume fell on them, and the average without them. Null: below 10 sessions
    for ADV10, below 20 for ADV90 (with 20 to 89, what there is), and for a ratio to zero.
    """
    volumes = volume_of(bars, volume)
    ten, ninety = _average(volumes, 10, 10), _average(volumes, 90, MINIMUM)
    answer = {"adv10": ten, "adv90": ninety, "ratio": _ratio(ten, ninety)}
    if event_days is None:
        return answer
    events = _event_days(event_days, len(volumes))
    last = list(enumerate(volumes, 1))[-10:]
    total = math.fsum(shares for _, shares in last)
    on_events = math.fsum(shares for place, shares in last if place in events)
    return {
        **answer,
        "top2_share_10d": top_share([shares for _, shares in last], 2),
        "event_share_10d": on_events / total if total else None,
        "adv10_ex_events": mean([shares for place, shares in last if place not in events]),
    }


@method(reference="project definition: min(ADV20, 90-day median)", ways=(("volume",), ("bars",)))
def adv_conservative(volume: Numbers | None = None, bars: Rows | None = None) -> float | None:
    """The one average volume for exits and sizes: the lower of ADV20 and the 90-day median.

    Shares. Null below 20 sessions.
    """
    volumes = volume_of(bars, volume)
    if len(volumes) < MINIMUM:
        return None
    return min(math.fsum(volumes[-20:]) / 20, statistics.median(volumes[-90:]))


@method(reference="project definition", ways=(("volume",), ("bars",)))
def liquidity_verdict(volume: Numbers | None = None, bars: Rows | None = None) -> dict[str, Any]:
    """Whether volume is consistent or sporadic, and why.

    Consistent if ADV10 / ADV90 lies between 0.67 and 1.5 and no two days make more than half of
    the last ten days' volume and the volume is spread over at least a quarter of the days. Else
    sporadic: `spiky` (a few days made it), `rising` or `drying_up`; `reasons` has all that hold.
    `cannot_tell` below 20 sessions or where nothing traded.
    """
    volumes = volume_of(bars, volume)[-90:]
    index = herfindahl(volumes)
    ten, ninety = _average(volumes, 10, 10), _average(volumes, 90, MINIMUM)
    ratio, top, effective = (
        _ratio(ten, ninety),
        top_share(volumes[-10:], 2),
        1 / (index or math.inf),
    )
    answer = {"ratio": ratio, "top2_share_10d": top, "effective_days": effective}
    if index is None or ratio is None:
        return {"verdict": "cannot_tell", "reason": None, "reasons": [], **answer,
                "effective_days": None if index is None else effective}  # fmt: skip
    reasons = [
        name
        for name, holds in {
            "spiky": (top is not None and top > TOP_TWO) or effective < len(volumes) / 4,
            "rising": ratio > STEADY[1],
            "drying_up": ratio < STEADY[0],
        }.items()
        if holds
    ]
    verdict = "sporadic" if reasons else "consistent"
    return {
        "verdict": verdict, "reason": reasons[0] if reasons else None, "reasons": reasons, **answer
    }  # fmt: skip


@measure(unit="shares", reference="project definition", scale="shares", needs=("volume",))
def adv_shares_10(days: int = 10) -> Reduced:
    """Average daily volume of 10 sessions, days without trade counted as zero."""
    return _average_of("volume", days, minimum=days)


@measure(unit="shares", reference="project definition", scale="shares", needs=("volume",))
def adv_shares_90(days: int = 90) -> Reduced:
    """Average daily volume of 90 sessions, days without trade counted as zero."""
    return _average_of("volume", days)


@measure(unit="USD", reference="project definition", needs=("close_raw", "volume_raw"))
def adv_usd_10(days: int = 10) -> Reduced:
    """Average dollar volume of 10 sessions."""
    return _average_of("row_dollars", days, minimum=days)


@measure(unit="USD", reference="project definition", needs=("close_raw", "volume_raw"))
def adv_usd_20(days: int = 20) -> Reduced:
    """Average dollar volume of 20 sessions."""
    return _average_of("row_dollars", days)


@measure(unit="USD", reference="project definition", needs=("close_raw", "volume_raw"))
def adv_usd_90(days: int = 90) -> Reduced:
    """Average dollar volume of 90 sessions."""
    return _average_of("row_dollars", days)


@measure(unit="USD", reference="project definition", needs=("close_raw", "volume_raw"))
def median_usd_90(days: int = 90) -> Reduced:
    """Median dollar volume of 90 sessions: the headline that one spike cannot move."""
    name = f"median_row_dollars_{days}"
    window = pl.col("row_dollars").tail(days)
    value = enough(window.median(), window.count())
    return reduced({name: value}, pl.col(name), "row_dollars")


@measure(unit="shares", reference="project definition", scale="shares", needs=("volume",))
def median_shares_90(days: int = 90) -> Reduced:
    """Median daily volume of 90 sessions."""
    name = f"median_volume_{days}"
    return reduced({name: enough(pl.col("volume").tail(days).median(), _rows(days))}, pl.col(name))


@measure(unit="ratio", reference="project definition", needs=("volume",))
def adv_ratio() -> Reduced:
    """ADV10 over ADV90: near one is consistent, else sporadic."""
    ten, ninety = adv_shares_10(), adv_shares_90()
    return reduced({**ten.reductions, **ninety.reductions}, ten.value / ninety.value)


@measure(
    unit="shares",
    reference="project definition: min(ADV20, 90-day median)",
    scale="shares",
    needs=("volume",),
    name="adv_conservative",
)
def adv_conservative_90(days: int = 90) -> Reduced:
    """The one average volume for exits and sizes: the lower of ADV20 and the 90-day median."""
    twenty, median = _average_of("volume", 20), median_shares_90(days)
    lower = pl.min_horizontal(twenty.value, median.value)
    both = pl.when(twenty.value.is_not_null() & median.value.is_not_null()).then(lower)
    return reduced({**twenty.reductions, **median.reductions}, both)


@measure(unit="shares", reference="project definition", scale="shares", needs=("volume",))
def adv_ex_top2_90(days: int = 90) -> Reduced:
    """Average daily volume of 90 sessions without the two largest days."""
    window = pl.col("volume").tail(days)
    name = f"adv_ex_top2_{days}"
    rest = (window.sum() - window.top_k(2).sum()) / (window.count() - 2)
    return reduced({name: enough(rest, _rows(days))}, pl.col(name))


@measure(unit="ratio", reference="project definition", needs=("volume",))
def rvol_20(days: int = 20) -> Reduced:
    """Last volume over the mean of the 20 sessions before; null where those were without trade."""
    window = pl.col("volume").tail(days + 1)
    prior = window.head(days)
    name = f"rvol_{days}"
    value = pl.when(window.count() == days + 1).then(window.last() / prior.mean())
    return reduced({name: value}, pl.col(name))


@measure(unit="days", reference="project definition", needs=("volume",))
def traded_days_90(days: int = 90) -> Reduced:
    """Days with trade among the last 90 sessions."""
    counted = traded_days(days)
    return reduced(counted, pl.col(f"traded_{days}"))


def _average_of(column: str, days: int, minimum: int = MINIMUM) -> Reduced:
    name = f"mean_{column}_{days}"
    window = pl.col(column).tail(days)
    value = enough(window.mean(), window.count(), minimum)
    return reduced({name: value}, pl.col(name), column)


def _rows(days: int) -> pl.Expr:
    return pl.col("volume").tail(days).count()


def _average(volumes: Sequence[float], days: int, fewest: int) -> float | None:
    return mean(volumes[-days:]) if len(volumes) >= fewest else None


def _ratio(over: float | None, under: float | None) -> float | None:
    return None if over is None or not under else over / under


def _event_days(event_days: Sequence[int], sessions: int) -> set[int]:
    if isinstance(event_days, str | Mapping) or not isinstance(event_days, Sequence):
        raise Contradiction(f"event_days is {event_days!r}; give a list of counts from 1")
    for day in event_days:
        if isinstance(day, bool) or not isinstance(day, int) or not 1 <= day <= sessions:
            raise Contradiction(
                f"event day {day!r}: there are sessions 1 to {sessions}, the oldest first; "
                "give counts within them"
            )
    return set(event_days)
