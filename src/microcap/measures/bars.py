"""Daily bars as plain values: what a person types, checked and turned into columns."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from microcap.model.errors import Contradiction

Rows = Sequence[Mapping[str, Any]]
"""Daily bars, oldest first: objects with open, high, low, close, volume and, if held, date."""
Numbers = Sequence[float | None]
"""Numbers, oldest first; null is a cell that is not held."""

PRICES = ("open", "high", "low", "close")


@dataclass(frozen=True, slots=True)
class Bars:
    """Columns of daily bars, oldest first; a volume that is not held is a day without trade."""

    open: list[float | None]
    high: list[float | None]
    low: list[float | None]
    close: list[float | None]
    volume: list[float]

    def __len__(self) -> int:
        return len(self.close)


def bars_of(rows: Rows, needs: Sequence[str] = PRICES, *, gaps: bool = False) -> Bars:
    """The columns of bars; raises `Contradiction` for a bar that cannot be.

    A bar cannot be if a key of `needs` is absent, a price is not above zero, the high is below
    the low, the open or close lies outside of them, the volume is negative, or the dates do not
    rise. A null price is refused unless `gaps` are allowed.
    """
    if not rows:
        raise Contradiction("bars: the list is empty; give at least one bar, oldest first")
    days = [_day(row, place) for place, row in enumerate(rows, 1)]
    for place, (before, day) in enumerate(pairwise(days), 2):
        if before is not None and day is not None and day <= before:
            raise Contradiction(
                f"bar {place}: {day} comes after {before}; give one bar a day, oldest first"
            )
    columns = {
        key: [_cell(row, key, place, needs, gaps) for place, row in enumerate(rows, 1)]
        for key in (*PRICES, "volume")
    }
    volumes = [0.0 if volume is None else volume for volume in columns["volume"]]
    bars = Bars(columns["open"], columns["high"], columns["low"], columns["close"], volumes)
    _possible(bars)
    return bars


def closes_of(close: Numbers, name: str = "close") -> list[float]:
    """Prices above zero, none of them missing."""
    numbers = numbers_of(close, name)
    for place, number in enumerate(numbers, 1):
        if number <= 0:
            raise Contradiction(f"{name} {place} is {number:g}; a price is above zero")
    return numbers


def volumes_of(volume: Numbers, name: str = "volume") -> list[float]:
    """Volumes of zero or more; null is a day without trade."""
    numbers = numbers_of([0.0 if number is None else number for number in volume], name)
    for place, number in enumerate(numbers, 1):
        if number < 0:
            raise Contradiction(f"{name} {place} is {number:g}; a volume is zero or more")
    return numbers


def numbers_of(numbers: Numbers, name: str) -> list[float]:
    """Finite numbers, none of them missing."""
    if isinstance(numbers, str | Mapping) or not isinstance(numbers, Sequence):
        raise Contradiction(f"{name} is {numbers!r}; give a list of numbers, oldest first")
    if not numbers:
        raise Contradiction(f"{name}: the list is empty; give numbers, oldest first")
    return [_number(number, f"{name} {place}") for place, number in enumerate(numbers, 1)]


def volume_of(bars: Rows | None, volume: Numbers | None) -> list[float]:
    """The volumes of bars or of a plain list, whichever was given."""
    if bars is not None and volume is not None:
        raise Contradiction("both bars and volume were given; give one of them")
    if bars is not None:
        return bars_of(bars, ("volume",), gaps=True).volume
    if volume is None:
        raise Contradiction("neither bars nor volume was given; give one of them")
    return volumes_of(volume)


def close_of(bars: Rows | None, close: Numbers | None) -> list[float]:
    """The closes of bars or of a plain list, whichever was given."""
    if bars is not None and close is not None:
        raise Contradiction("both bars and close were given; give one of them")
    if bars is not None:
        return full(bars_of(bars, ("close",)).close)
    if close is None:
        raise Contradiction("neither bars nor close was given; give one of them")
    return closes_of(close)


def close_and_volume(
    bars: Rows | None, close: Numbers | None, volume: Numbers | None
) -> tuple[list[float], list[float]]:
    """Closes and volumes of the same days."""
    if bars is not None:
        if close is not None or volume is not None:
            raise Contradiction("bars were given and a plain list too; give one of them")
        columns = bars_of(bars, ("close", "volume"))
        return full(columns.close), columns.volume
    if close is None or volume is None:
        raise Contradiction("neither bars nor both close and volume were given; give one of them")
    closes, volumes = closes_of(close), volumes_of(volume)
    if len(closes) != len(volumes):
        raise Contradiction(
            f"{len(closes)} closes and {len(volumes)} volumes; give one of each a day"
        )
    return closes, volumes


def full(column: Sequence[float | None]) -> list[float]:
    """A column whose missing cells were refused before."""
    return [number for number in column if number is not None]


def simple_returns(close: Sequence[float]) -> list[float]:
    """C_t / C_{t-1} - 1, one fewer than the closes."""
    return [after / before - 1 for before, after in pairwise(close)]


def log_returns(close: Sequence[float]) -> list[float]:
    """ln(C_t / C_{t-1}), one fewer than the closes."""
    return [math.log(after / before) for before, after in pairwise(close)]


def deviation(numbers: Sequence[float]) -> float | None:
    """Standard deviation with n - 1; null below two numbers."""
    found = variance(numbers)
    return None if found is None else math.sqrt(found)


def variance(numbers: Sequence[float]) -> float | None:
    """Variance with n - 1; null below two numbers."""
    if len(numbers) < 2:
        return None
    mean = math.fsum(numbers) / len(numbers)
    return math.fsum((number - mean) ** 2 for number in numbers) / (len(numbers) - 1)


def mean(numbers: Sequence[float]) -> float | None:
    """Arithmetic mean; null where there is nothing to average."""
    return math.fsum(numbers) / len(numbers) if numbers else None


def _day(row: Mapping[str, Any], place: int) -> str | None:
    if not isinstance(row, Mapping):
        raise Contradiction(
            f"bar {place} is {row!r}; a bar is an object with open, high, low, close, volume"
        )
    day = row.get("date", row.get("day"))
    try:
        return None if day is None else date.fromisoformat(day).isoformat()
    except (TypeError, ValueError):
        raise Contradiction(
            f"bar {place}: {day!r} is no day; give one such as 2026-03-02"
        ) from None


def _cell(
    row: Mapping[str, Any], key: str, place: int, needs: Sequence[str], gaps: bool
) -> float | None:
    if key not in row and key in needs:
        raise Contradiction(f"bar {place} has no {key}; give {', '.join(needs)} for every bar")
    found = row.get(key)
    if found is None:
        if key in needs and key != "volume" and not gaps:
            raise Contradiction(f"bar {place}: {key} is null; leave such a bar out or fill it")
        return None
    number = _number(found, f"bar {place}: {key}")
    if number < 0 or (number == 0 and key != "volume"):
        rule = "a volume is zero or more" if key == "volume" else "a price is above zero"
        raise Contradiction(f"bar {place}: {key} is {number:g}; {rule}")
    return number


def _number(found: object, name: str) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise Contradiction(f"{name} is {found!r}; give a number")
    try:
        number = float(found)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise Contradiction(f"{name} is not finite; give a number, or null if it is unknown")
    return number


def _possible(bars: Bars) -> None:
    cells = zip(bars.open, bars.high, bars.low, bars.close, strict=True)
    for place, (first, high, low, last) in enumerate(cells, 1):
        if high is not None and low is not None and high < low:
            raise Contradiction(
                f"bar {place}: the high {high:g} is below the low {low:g}; correct the bar"
            )
        for key, price in (("open", first), ("close", last)):
            above = price is not None and high is not None and price > high * (1 + 1e-9)
            below = price is not None and low is not None and price < low * (1 - 1e-9)
            if above or below:
                raise Contradiction(
                    f"bar {place}: the {key} {price:g} lies outside low {low} to high {high}; "
                    "correct the bar"
                )
