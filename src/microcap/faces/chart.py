"""A price and volume chart as inline SVG: no script, no network, readable in black and white.

1. `_drawable` leaves out bars without a close; `_coarser` makes weeks or months of many.
2. `chart_frame` places days and prices; `_candles`, `_volumes` and `_gaps` draw them.
3. `_marked` places splits, filings and spikes on three lanes above the prices.

Colour only repeats a shape: a rising candle is hollow, a falling one filled, a mark is a letter.
The page that shows a chart includes `CHART_CSS` once.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from itertools import groupby, pairwise
from typing import Literal

from microcap.faces.chart_frame import Frame, day_axis, frame, price_axis, text, tick, weekdays
from microcap.faces.terminal import clean

MarkKind = Literal["split", "filing", "spike", "halt", "news", "rename"]

MOST_BARS = 400
"""More bars than this are drawn as weeks, more weeks than this as months: below about two pixels
a bar, a candle cannot be told from a line."""
ABSURD = 1e18
"""No price or volume is this large; seven reverse splits in a row bring one to 1e13."""
CUT_ABOVE = 1.25
"""The volume axis is cut only where the highest bar is this many times the 99th percentile."""

CHART_CSS = """
.chart { --ink: #1a1a1a; --faint: #6b6b6b; --grid: #e4e4e4; --up: #1b7f4b; --down: #b3261e;
  --volume: #8a97a8; --band: #f1f1ee; --paper: #ffffff;
  width: 100%; height: auto; background: var(--paper); font: 11px system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { .chart { --ink: #e8e8e8; --faint: #a2a2a2; --grid: #333638;
  --up: #5fc992; --down: #ff8a80; --volume: #72808f; --band: #24272a; --paper: #16181a; } }
.chart text { fill: var(--faint); } .chart .title { fill: var(--ink); font-weight: 600;
  font-size: 13px; } .chart .mark { fill: var(--ink); }
.chart a .mark { text-decoration: underline; }
.chart .letter { fill: var(--paper); font-weight: 700; font-size: 9px; }
.chart .badge { fill: var(--faint); } .chart .split, .chart .rename, .chart .halt {
  fill: var(--ink); } .chart .spike { fill: var(--down); }
.chart .grid, .chart .drop { stroke: var(--grid); fill: none; } .chart .drop {
  stroke: var(--faint); stroke-dasharray: 2 3; } .chart .gap { fill: var(--band); }
.chart .up { stroke: var(--up); fill: none; } .chart .down { stroke: var(--down);
  fill: var(--down); } .chart .close { stroke: var(--ink); stroke-width: 1.6; fill: none; }
.chart .stale { stroke: var(--faint); fill: none; } .chart .volume { fill: var(--volume); }
.chart .cut { fill: var(--ink); }
"""


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One session to draw; a stale one had no trade that is known."""

    day: date
    open: float | None
    high: float | None
    low: float | None
    close: float
    volume: float | None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened on a day: a letter above the prices, with a label and a link."""

    day: date
    kind: MarkKind
    label: str
    href: str | None = None


LANES = 4
"""Rows of marks above the prices; the lowest is for letters without a label."""
_LETTERS = {"split": "S", "rename": "R", "halt": "H", "spike": "V", "news": "N", "filing": "F"}
"""Also the order in which marks get their labels, while there is room."""


def price_chart(
    bars: Sequence[ChartBar],
    marks: Sequence[Mark],
    *,
    width: int = 960,
    height: int = 420,
    title: str,
    currency: str = "USD",
) -> str:
    """An SVG of prices above and volume below, with what happened marked on it.

    Candles where open, high and low are held, ticks where only the close is. Days without a bar
    are gaps. The price axis is logarithmic where the highest price is over four times the
    lowest. The volume axis ends at the 99th percentile, and bars that are higher carry an arrow
    and say so. Everything that was sent by somebody is escaped and bounded.
    """
    title, currency = clean(title, 120), clean(currency, 8)
    held = _drawable(bars)
    if not held:
        return _nothing(width, height, title)
    shown, rhythm = _coarser(held)
    inside = [mark for mark in marks if held[0].day <= mark.day <= held[-1].day]
    top = 46.0 + 13 * LANES - 4 if inside else 42.0
    low, high = min(map(_low, held)), max(map(_high, held))
    box = frame(
        (held[0].day, held[-1].day),
        (low, high),
        weekdays_per_bar={"day": 1.0, "week": 5.0, "month": 21.75}[rhythm],
        top=top,
        width=width,
        height=height,
    )
    volumes, cut = _volumes(shown, rhythm, box)
    says = [f"one bar a {rhythm}, {len(shown):,} of them"]
    says += ["logarithmic"] if box.logarithmic else []
    says += [f"marks on other days: {outside}"] if (outside := len(marks) - len(inside)) else []
    about = (
        f"{title}: {held[0].day} to {held[-1].day}, last close {tick(held[-1].close)} {currency}, "
        f"lowest price {tick(low)}, highest {tick(high)}, {len(inside)} marks"
    )
    parts = [
        _opening(about, width, height),
        text(box.left, 15, clean(title, 70), "title"),
        text(box.left, 30, f"{currency} per share, split-adjusted ({', '.join(says)})"),
        text(box.right, 15, _legend(inside), anchor="end"),
        *_gaps(shown, rhythm, box),
        *price_axis(box),
        *day_axis(held[0].day, held[-1].day, box),
        *_candles(shown, box),
        *volumes,
        text(box.left + 4, box.volume_top - 3, f"shares{cut}"),
        *_marked(inside, box),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part)


def _nothing(width: int, height: int, title: str) -> str:
    says = "No bar is held for these days, so there is nothing to draw."
    opening = _opening(f"{title}: {says}", width, height // 4)
    return f"{opening}{text(12, 20, clean(title, 100), 'title')}{text(12, 44, says)}</svg>"


def _opening(about: str, width: int, height: int) -> str:
    return (
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-label="{escape(about)}" viewBox="0 0 {width} {height}">'
    )


def _drawable(bars: Sequence[ChartBar]) -> list[ChartBar]:
    """Bars in the order of their days; a part that is no number is as good as not held."""
    kept = []
    for bar in sorted(bars, key=lambda bar: bar.day):
        whole = all(map(_is_number, (bar.open, bar.high, bar.low)))
        bare = bar if whole else replace(bar, open=None, high=None, low=None)
        if _is_number(bar.close):
            kept.append(bare if _is_number(bar.volume) else replace(bare, volume=None))
    return kept


def _is_number(value: float | None) -> bool:
    return value is not None and abs(value) < ABSURD  # false for NaN too


def _coarser(bars: Sequence[ChartBar]) -> tuple[list[ChartBar], str]:
    if len(bars) <= MOST_BARS:
        return list(bars), "day"
    weeks = _merged(bars, lambda bar: bar.day.isocalendar()[:2])
    if len(weeks) <= MOST_BARS:
        return weeks, "week"
    return _merged(bars, lambda bar: (bar.day.year, bar.day.month)), "month"


def _merged(bars: Iterable[ChartBar], key: Callable[[ChartBar], object]) -> list[ChartBar]:
    merged = []
    for _, of in groupby(bars, key):
        group = list(of)
        traded = [bar.volume for bar in group if bar.volume is not None and not bar.stale]
        whole = all(bar.open is not None for bar in group)
        merged.append(
            ChartBar(
                group[len(group) // 2].day,
                group[0].open if whole else None,
                max(map(_high, group)) if whole else None,
                min(map(_low, group)) if whole else None,
                group[-1].close,
                sum(traded) if traded else None,
                all(bar.stale for bar in group),
            )
        )
    return merged


def _high(bar: ChartBar) -> float:
    return max(part for part in (bar.open, bar.high, bar.low, bar.close) if part is not None)


def _low(bar: ChartBar) -> float:
    return min(part for part in (bar.open, bar.high, bar.low, bar.close) if part is not None)


def _gaps(bars: Sequence[ChartBar], rhythm: str, box: Frame) -> list[str]:
    """Bands where more than a week of sessions is missing."""
    longest = {"day": 6, "week": 11, "month": 44}[rhythm]
    bands = []
    for one, two in pairwise(bars):
        if weekdays(two.day) - weekdays(one.day) > longest:
            x, end = box.x(one.day) + box.slot / 2, box.x(two.day) - box.slot / 2
            bands.append(
                f'<rect class="gap" x="{x:.1f}" y="{box.top:.0f}" width="{max(end - x, 0.5):.1f}" '
                f'height="{box.bottom - box.top:.0f}"><title>no bar is held between {one.day} and '
                f"{two.day}</title></rect>"
            )
    return bands


def _candles(bars: Sequence[ChartBar], box: Frame) -> list[str]:
    drawn: dict[str, list[str]] = {"stale": [], "up": [], "down": [], "close": []}
    half = max(box.slot * 0.35, 0.6)
    for bar in bars:
        x, close = box.x(bar.day), box.y(bar.close)
        if bar.stale or bar.open is None:
            kind = "stale" if bar.stale else "close"
            drawn[kind].append(f"M{x - half:.1f} {close:.1f}h{2 * half:.1f}")
            continue
        top, bottom = sorted((box.y(bar.open), close))
        rises = bar.close >= bar.open
        drawn["up" if rises else "down"].append(
            f"M{x:.1f} {box.y(_high(bar)):.1f}V{top:.1f}"
            f"M{x:.1f} {bottom:.1f}V{box.y(_low(bar)):.1f}"
            f"M{x - half:.1f} {top:.1f}h{2 * half:.1f}v{bottom - top:.1f}h{-2 * half:.1f}z"
        )
    return [f'<path class="{kind}" d="{"".join(d)}"/>' for kind, d in drawn.items() if d]


def _volumes(bars: Sequence[ChartBar], rhythm: str, box: Frame) -> tuple[list[str], str]:
    """Columns of volume, and what is to be said where the axis is cut."""
    known = sorted(bar.volume for bar in bars if bar.volume and bar.volume > 0 and not bar.stale)
    if not known:
        return [], ": no volume is known"
    top = known[math.ceil(0.99 * len(known)) - 1]
    top = top if known[-1] > CUT_ABOVE * top else known[-1]
    half = max(box.slot * 0.35, 0.5)
    columns, arrows = [], []
    for bar in bars:
        if bar.stale or not bar.volume or bar.volume < 0:
            continue
        x = box.x(bar.day)
        tall = min(bar.volume / top, 1.0) * (box.bottom - box.volume_top)
        columns.append(
            f"M{x - half:.1f} {box.bottom:.0f}v{-tall:.1f}h{2 * half:.1f}V{box.bottom:.0f}z"
        )
        if bar.volume > top:
            arrows.append(
                f'<path class="cut" d="M{x - 4:.1f} {box.volume_top + 1:.1f}l4 -6l4 6z"><title>'
                f"{rhythm} of {bar.day}: {bar.volume:,.0f} shares; the axis ends at {top:,.0f}"
                "</title></path>"
            )
    cut = f", cut at the 99th percentile; {len(arrows)} higher, marked with an arrow"
    return [
        f'<path class="grid" d="M{box.left:.0f} {box.bottom:.0f}H{box.right:.0f}"/>',
        f'<path class="volume" d="{"".join(columns)}"/>',
        *arrows,
        text(box.left - 6, box.volume_top + 8, tick(top), anchor="end"),
        text(box.left - 6, box.bottom, "0", anchor="end"),
    ], (cut if arrows else "")


def _legend(marks: Sequence[Mark]) -> str:
    kinds = {mark.kind for mark in marks}
    return " · ".join(f"{letter} {kind}" for kind, letter in _LETTERS.items() if kind in kinds)


def _marked(marks: Sequence[Mark], box: Frame) -> list[str]:
    """A letter for each mark, with its label where one of the upper lanes has room for it."""
    lanes: list[list[tuple[float, float]]] = [[] for _ in range(LANES)]
    order = list(_LETTERS)
    drawn = []
    for group in _together(sorted(marks, key=lambda mark: (order.index(mark.kind), mark.day)), box):
        x = box.x(group[0].day)
        label = clean(group[0].label, 24) + (f" +{len(group) - 1}" if len(group) > 1 else "")
        wide = 6.3 * len(label) + 4
        letter = (x - 6, x + 6, "")
        sides = [(x - 6, x + 8 + wide, "start"), (x - 8 - wide, x + 6, "end")]
        # the lowest lane is kept for letters without room, so that they never cover a label
        tries = [(lane, side) for side in sides for lane in range(LANES - 1)]
        tries += [(lane, letter) for lane in reversed(range(LANES))]
        lane, (start, end, anchor) = next(
            (place for place in tries if _free(lanes[place[0]], *place[1][:2], box)),
            (LANES - 1, letter),
        )
        lanes[lane].append((start, end))
        drawn.append(_mark(group, label if anchor else "", (x, 46 + 13 * lane), anchor, box))
    return drawn


def _free(taken: Sequence[tuple[float, float]], start: float, end: float, box: Frame) -> bool:
    inside = start >= box.left - 8 and end <= box.right + 8
    return inside and all(end <= other[0] or start >= other[1] for other in taken)


def _together(marks: Iterable[Mark], box: Frame) -> list[list[Mark]]:
    """Marks of one kind that would stand on each other, as one."""
    groups: list[list[Mark]] = []
    for mark in marks:
        last = groups[-1][0] if groups else None
        if last and last.kind == mark.kind and box.x(mark.day) - box.x(last.day) < 10:
            groups[-1].append(mark)
        else:
            groups.append([mark])
    return groups


def _mark(
    group: Sequence[Mark], label: str, at: tuple[float, float], anchor: str, box: Frame
) -> str:
    first, (x, y) = group[0], at
    says = [f"{mark.day} {mark.kind}: {clean(mark.label, 120)}" for mark in group[:4]]
    says += [f"and {len(group) - 4} more"] if len(group) > 4 else []
    drop = f'<path class="drop" d="M{x:.1f} {box.top:.0f}V{box.bottom:.0f}"/>'
    inner = (
        f"<title>{escape(chr(10).join(says))}</title>"
        + (drop if first.kind in ("split", "rename", "halt") else "")
        + f'<circle class="badge {first.kind}" cx="{x:.1f}" cy="{y:.1f}" r="5.5"/>'
        + text(x, y + 3.2, _LETTERS[first.kind], "letter", "middle")
        + (
            text(x + (8 if anchor == "start" else -8), y + 4, label, "mark", anchor)
            if label
            else ""
        )
    )
    # other schemes than these can run code in a page
    if first.href and first.href.startswith(("https://", "http://", "#")):
        return f'<a href="{escape(clean(first.href, 500))}">{inner}</a>'
    return f"<g>{inner}</g>"
