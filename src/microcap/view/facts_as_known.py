"""Tagged numbers as they were known: of each period the latest filing's value, and quarters of years.

1. `known_facts` orders what every filing said of each (taxonomy, tag, unit, start, end).
2. `instant` and `flow` answer for one tag: a balance, or a quarter, half or year; a quarter that
   no filing tells is the difference of two spans from the same start (Q4 = FY - 9M).
3. `twelve_months` is the last year, plus this year to date, less the same part of last year.

Nothing is keyed by the filing's own fiscal labels: they describe the filing, not the number.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import polars as pl

from microcap.view.restated import change

Kind = Literal["quarter", "half", "year"]
LENGTHS: dict[str, tuple[int, int]] = {
    "quarter": (80, 100),
    "half": (170, 195),
    "nine": (260, 285),
    "year": (350, 380),
}
"""Days from start to end, inclusive; they hold years of 52 and 53 weeks (methods, section 6)."""
SLACK = 5
"""Days by which the ends of one period may differ between tags and filings."""
_SHORT = {"quarter": "3M", "half": "6M", "nine": "9M", "year": "FY"}
_NAMED = {
    ("half", "quarter"): "Q2 = 6M - 3M",
    ("nine", "half"): "Q3 = 9M - 6M",
    ("year", "nine"): "Q4 = FY - 9M",
}


EARLIER_BASIS = ", both as told before one of them was restated"


@dataclass(frozen=True, slots=True)
class Told:
    """One tagged number of one filing; `start` is null for an instant."""

    taxonomy: str
    tag: str
    unit: str
    start: date | None
    day: date
    value: float
    accession: str
    form: str
    filed: date
    known_at: datetime
    vintage: str


Span = tuple[date | None, date]
Series = Mapping[Span, tuple[Told, ...]]
"""Of each period everything that was told of it, in the order in which it became known."""
SeriesKey = tuple[str, str, str]
"""Taxonomy, tag, unit."""
KnownFacts = Mapping[SeriesKey, Series]
Part = tuple[int, Told]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of a period: as told, or computed from what was told; `parts` has each with a sign.

    `how` is empty where a filing tells the number itself.
    """

    value: float
    unit: str
    end: date
    parts: tuple[Part, ...]
    how: str = ""

    @property
    def known_at(self) -> datetime:
        """When the newest of its parts became known."""
        return max(told.known_at for _, told in self.parts)

    @property
    def sources(self) -> tuple[str, ...]:
        """The accession numbers of its parts, each once."""
        return tuple(dict.fromkeys(told.accession for _, told in self.parts))


def known_facts(facts: pl.DataFrame, tags: Iterable[str] | None = None) -> KnownFacts:
    """Series by (taxonomy, tag, unit) of an issuer's facts as known at a moment.

    `facts` has the columns of the table; a number about a day after its own filing is left out.
    Of several filings the one accepted last counts, so the last of each period's tuple.
    """
    rows = facts.filter(pl.col("day") <= pl.col("filed"))
    if tags is not None:
        rows = rows.filter(pl.col("tag").is_in(list(tags)))
    rows = rows.sort("known_at", "filed", "accession", maintain_order=True).select(
        list(Told.__dataclass_fields__)
    )
    held: dict[SeriesKey, dict[Span, list[Told]]] = {}
    for row in rows.iter_rows():
        told = Told(*row)
        series = held.setdefault((told.taxonomy, told.tag, told.unit), {})
        series.setdefault((told.start, told.day), []).append(told)
    return {
        key: {span: tuple(versions) for span, versions in series.items()}
        for key, series in held.items()
    }


def kind_of(start: date | None, end: date) -> str | None:
    """quarter, half, nine (months) or year by the length of a span; null for any other."""
    if start is None:
        return None
    days = (end - start).days
    return next((name for name, (low, high) in LENGTHS.items() if low <= days <= high), None)


def instant(series: Series, end: date) -> Amount | None:
    """The balance at a day, or within five days of it."""
    found = _nearest(((span, told) for span, told in _latest(series) if span[0] is None), end)
    return None if found is None else _as_told(found)


def flow(series: Series, end: date, kind: Kind, *, adds: bool = True) -> Amount | None:
    """The amount of the quarter, half or year that ends on a day, or within five days of it.

    Where no filing tells it, it is the difference of two spans that begin together. `adds` is
    false for what does not add up over time: averages, and amounts per share.
    """
    found = _nearest(
        ((span, told) for span, told in _latest(series) if kind_of(*span) == kind), end
    )
    if found is not None:
        return _as_told(found)
    return _difference(series, end, kind) if adds and kind != "year" else None


def _difference(series: Series, end: date, kind: Kind) -> Amount | None:
    low, high = LENGTHS[kind]
    longer = sorted(
        (told for span, told in _latest(series) if kind_of(*span) and _near(span[1], end)),
        key=lambda told: (abs((told.day - end).days), -told.known_at.timestamp()),
    )
    for whole in longer:
        before = [
            told
            for span, told in _latest(series)
            if kind_of(*span)
            and whole.start is not None
            and span[0] is not None
            and _near(span[0], whole.start)
            and low <= (whole.day - span[1]).days - 1 <= high
        ]
        if before:
            part = max(before, key=lambda told: told.known_at)
            names = kind_of(whole.start, whole.day) or "", kind_of(part.start, part.day) or ""
            how = _NAMED.get(names) or f"{_SHORT[names[0]]} - {_SHORT[names[1]]}"
            all_of, part_of, earlier = _same_basis(series, whole, part)
            if earlier:
                how += EARLIER_BASIS
            parts = ((1, all_of), (-1, part_of))
            return Amount(all_of.value - part_of.value, whole.unit, whole.day, parts, how)
    return None


def _same_basis(series: Series, whole: Told, part: Told) -> tuple[Told, Told, bool]:
    """Two spans as told before a restatement that only one of them has gone through.

    A year that a later filing restates (for a business given up, say) while its nine months are
    not told again would leave a last quarter that never was.
    """
    ones, others = _bases(versions(series, whole)), _bases(versions(series, part))
    # a part corrected before its whole was told again, unchanged, belongs to that whole
    settled = len(others) > len(ones) and whole.known_at >= others[-1][0].known_at
    if settled or len(ones) == len(others):
        return whole, part, False
    basis = min(len(ones), len(others)) - 1
    return ones[basis][1], others[basis][1], True


def _bases(told: tuple[Told, ...]) -> list[tuple[Told, Told]]:
    """The first and last telling of each value that differs materially from the one before."""
    found = [(told[0], told[0])]
    for one in told[1:]:
        first, last = found[-1]
        if change(last.value, one.value) == "same":
            found[-1] = first, one
        else:
            found.append((one, one))
    return found


def twelve_months(series: Series) -> Amount | None:
    """The newest twelve months: a year, or year + this year's part - last year's same part."""
    years = [told for span, told in _latest(series) if kind_of(*span) == "year"]
    if not years:
        return None
    year = max(years, key=lambda told: (told.day, told.known_at))
    later = [
        told
        for span, told in _latest(series)
        if span[0] is not None and 0 <= (span[0] - year.day).days <= SLACK
    ]
    for part in sorted(later, key=lambda told: told.day, reverse=True):
        before = next(
            (
                told
                for span, told in _latest(series)
                if span[0] is not None
                and year.start is not None
                and part.start is not None
                and _near(span[0], year.start)
                and abs((span[1] - span[0]).days - (part.day - part.start).days) <= SLACK
            ),
            None,
        )
        if before is not None:
            all_of, part_of, earlier = _same_basis(series, year, before)
            value = all_of.value + part.value - part_of.value
            parts = ((1, all_of), (1, part), (-1, part_of))
            how = "year + this year's part - last year's same part"
            how += EARLIER_BASIS * earlier
            return Amount(value, year.unit, part.day, parts, how)
    return Amount(year.value, year.unit, year.day, ((1, year),))


def versions(series: Series, told: Told) -> tuple[Told, ...]:
    """Everything told of the same period, in the order in which it became known."""
    return series.get((told.start, told.day), (told,))


def _latest(series: Series) -> Iterator[tuple[Span, Told]]:
    for span, told in series.items():
        yield span, told[-1]


def _nearest(candidates: Iterable[tuple[Span, Told]], end: date) -> Told | None:
    near = [told for span, told in candidates if _near(span[1], end)]
    # of spans that end together the one told last
    return max(
        near,
        key=lambda told: (-abs((told.day - end).days), told.known_at),
        default=None,
    )


def _near(one: date, other: date) -> bool:
    return abs((one - other).days) <= SLACK


def _as_told(told: Told) -> Amount:
    return Amount(told.value, told.unit, told.day, ((1, told),))
