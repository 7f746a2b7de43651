"""The paper a chart is drawn on: where days and prices stand, the axes and the words."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import pairwise

LOG_FROM = 4.0
"""Highest over lowest price above which equal distances are equal ratios."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand, in pixels; `x` and `y` turn days and prices into pixels."""

    left: float
    right: float
    top: float
    bottom: float
    volume_top: float
    slot: float
    """The room of one bar."""
    logarithmic: bool
    ticks: Sequence[float]
    """Prices worth a line."""
    x: Callable[[date], float]
    y: Callable[[float], float]


def frame(
    days: tuple[date, date],
    prices: tuple[float, float],
    *,
    weekdays_per_bar: float,
    top: float,
    width: int,
    height: int,
) -> Frame:
    """The frame in which these first and last days, and lowest and highest prices, have room."""
    low, high = prices
    logarithmic = low > 0 and high / low > LOG_FROM
    if high - low < 1e-9 * max(abs(high), 1e-6):
        low, high = low - (abs(low) * 0.05 or 1), high + (abs(high) * 0.05 or 1)
    ticks = _log_ticks(low, high) if logarithmic else _ticks(low, high)
    left, right, bottom = 70.0, width - 14.0, height - 22.0
    price_bottom = top + (bottom - top) * 0.70
    first = weekdays(days[0])
    span = weekdays(days[1]) - first + 1
    share = math.log if logarithmic else float
    bottom_value, top_value = share(low), share(high)

    def x(day: date) -> float:
        return left + (weekdays(day) - first + 0.5) / span * (right - left)

    def y(value: float) -> float:
        up = (share(value) - bottom_value) / (top_value - bottom_value)
        return price_bottom - 6 - up * (price_bottom - top - 12)

    slot = min(24.0, weekdays_per_bar / span * (right - left))
    return Frame(left, right, top, bottom, price_bottom + 20, slot, logarithmic, ticks, x, y)


def weekdays(day: date) -> float:
    """Weekdays since the year 1, so that week-ends take no room and missing sessions do."""
    weeks, weekday = divmod(day.toordinal() - 1, 7)
    return weeks * 5 + min(weekday, 4.5)


def _ticks(low: float, high: float) -> list[float]:
    step = 10.0 ** math.floor(math.log10((high - low) / 4))
    step *= next(times for times in (1, 2, 5, 10) if (high - low) / (step * times) <= 6)
    return [at * step for at in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _log_ticks(low: float, high: float) -> list[float]:
    decades = range(math.floor(math.log10(low)), math.floor(math.log10(high)) + 1)
    for leading in ((1, 1.5, 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,)):
        ticks = [digit * 10.0**decade for decade in decades for digit in leading]
        ticks = [tick for tick in ticks if low <= tick <= high]
        if len(ticks) <= 8:
            return ticks
    return ticks[:: math.ceil(len(ticks) / 8)]


def tick(value: float) -> str:
    """A number beside an axis: 0.05, 1,000, 2.5M."""
    for size, unit in ((1e9, "bn"), (1e6, "M")):
        if abs(value) >= size:
            many = value / size
            return f"{many:,.0f}{unit}" if abs(many) >= 1e4 else f"{many:.4g}{unit}"
    places = 2 if abs(value) >= 1 or value == 0 else 3 - math.floor(math.log10(abs(value)))
    return f"{value:,.{min(places, 12)}f}".rstrip("0").rstrip(".")


def text(x: float, y: float, says: str, kind: str = "", anchor: str = "") -> str:
    """Words at a place, escaped."""
    extra = (f' class="{kind}"' if kind else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text x="{x:.1f}" y="{y:.1f}"{extra}>{escape(says)}</text>'


def price_axis(frame: Frame) -> list[str]:
    """Lines and labels at prices that a reader counts in."""
    lines = "".join(
        f"M{frame.left:.0f} {frame.y(value):.1f}H{frame.right:.0f}" for value in frame.ticks
    )
    labels = [
        text(frame.left - 6, frame.y(value) + 4, tick(value), anchor="end") for value in frame.ticks
    ]
    return [f'<path class="grid" d="{lines}"/>', *labels]


_STEPS = [(1, "day"), (5, "day"), (1, "month"), (3, "month"), (6, "month"), (1, "year"),
          (2, "year"), (5, "year"), (10, "year"), (25, "year")]  # fmt: skip


def day_axis(first: date, last: date, frame: Frame) -> list[str]:
    """Labels at the beginning of years, months, weeks or days: the densest that do not touch."""
    for step, form in _STEPS:
        days = [day for day in _days(first, last) if _begins(day, step, form)] or [first]
        wide, letters = {"day": (62, 10), "month": (46, 7), "year": (28, 4)}[form]
        left, right = frame.left + wide / 2, frame.right - wide / 2
        places = [min(max(frame.x(day), left), right) for day in days]
        if all(two - one >= wide + 6 for one, two in pairwise(places)):
            break
    lines = "".join(f"M{frame.x(day):.1f} {frame.top:.0f}V{frame.bottom:.0f}" for day in days)
    labels = [
        text(place, frame.bottom + 15, day.isoformat()[:letters], anchor="middle")
        for place, day in zip(places, days, strict=True)
    ]
    return [f'<path class="grid" d="{lines}"/>', *labels]


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=at) for at in range((last - first).days + 1))


def _begins(day: date, step: int, form: str) -> bool:
    if form == "day":
        return day.weekday() == 0 or (step == 1 and day.weekday() < 5)
    if form == "month":
        return day.day == 1 and (day.month - 1) % step == 0
    return day.month == 1 and day.day == 1 and day.year % step == 0
