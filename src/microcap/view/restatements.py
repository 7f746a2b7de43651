"""What later filings tell differently of the same period, and numbers that look mis-scaled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

import polars as pl

from microcap.view.facts_as_known import KnownFacts, Series, SeriesKey, Told, kind_of
from microcap.view.restated import change, off_by_scale

What = Literal["restated", "scale", "sign"]
_SPLIT_SLACK = 0.01
_ANNOUNCED = timedelta(days=45)
"""A report may count in the shares of a split that becomes effective a few weeks after it."""
_NEXT = timedelta(days=400)
"""Periods further apart than this are no neighbours."""
_SMALLEST, _LARGER = 100.0, 1e5
"""Of two neighbours in different units the smaller is at least 100 and the larger 100,000."""


@dataclass(frozen=True, slots=True)
class Restatement:
    """One number of one period that a later filing tells differently.

    `first` is what was told first, `changed` the first filing that differs, `now` the newest.
    `expected` says why such a change is no surprise; it is empty where nothing held explains it.
    """

    first: Told
    changed: Told
    now: Told
    what: What
    expected: str = ""

    @property
    def fraction(self) -> float | None:
        """The change as a fraction of what was told first; null where that was zero."""
        return self.changed.value / self.first.value - 1 if self.first.value else None


@dataclass(frozen=True, slots=True)
class ScaleSuspect:
    """Two numbers of one series that are a thousand or a million apart, within one per cent."""

    one: Told
    other: Told
    factor: float


def restatements(
    known: KnownFacts, facts: pl.DataFrame, splits: pl.DataFrame
) -> tuple[Restatement, ...]:
    """Every number whose first telling was changed by a later filing, newest change first.

    `facts` are the issuer's facts known at the moment, for the evidence within a filing; `splits`
    has day, new_shares, old_shares and status. Amounts per share and fractions are left out: no
    change of theirs is above $1,000.
    """
    ratios = _ratios(splits)
    parted, covers = _with_discontinued(facts), _cover_only(facts)
    found = []
    for key, series in known.items():
        if "/" in key[2] or key[2] == "pure":
            continue
        for told in series.values():
            one = _changed(told)
            if one is not None:
                first, later, what = one
                expected = _expected(key, first, later, ratios, parted, covers)
                found.append(Restatement(first, later, told[-1], what, expected))
    return tuple(
        sorted(
            found,
            key=lambda one: (one.changed.known_at, one.changed.day, one.changed.tag),
            reverse=True,
        )
    )


def _changed(told: tuple[Told, ...]) -> tuple[Told, Told, What] | None:
    first = told[0]
    for later in told[1:]:
        what = change(first.value, later.value)
        if what != "same":
            return first, later, what
    return None


def _expected(
    key: SeriesKey,
    first: Told,
    later: Told,
    ratios: list[tuple[date, float]],
    parted: frozenset[str],
    covers: frozenset[str],
) -> str:
    if key[2] == "shares" and first.value:
        factor, days = 1.0, []
        for day, ratio in ratios:
            if first.filed < day <= later.filed + _ANNOUNCED:
                factor *= ratio
                days.append(day.isoformat())
        if days and abs(later.value / first.value / factor - 1) <= _SPLIT_SLACK:
            return f"counted after the split of {', '.join(days)}"
    if later.accession in covers and later.form.endswith("/A"):
        return "an amendment without statements (Part III or cover page)"
    if later.accession in parted:
        return "the same filing reports discontinued operations"
    return ""


def _ratios(splits: pl.DataFrame) -> list[tuple[date, float]]:
    listed = splits.filter(pl.col("status") == "listed").sort("day")
    return [
        (day, new / old)
        for day, new, old in listed.select("day", "new_shares", "old_shares").iter_rows()
    ]


def _with_discontinued(facts: pl.DataFrame) -> frozenset[str]:
    """Filings that report a discontinued operation or a disposal group."""
    named = pl.col("tag").str.contains("DiscontinuedOperation|DisposalGroup")
    rows = facts.filter(named & (pl.col("value") != 0))
    return frozenset(rows["accession"].unique().to_list())


def _cover_only(facts: pl.DataFrame) -> frozenset[str]:
    """Filings that tag nothing but their cover page."""
    rows = facts.group_by("accession").agg(only=(pl.col("taxonomy") == "dei").all())
    return frozenset(rows.filter("only")["accession"].to_list())


def scale_suspects(known: KnownFacts, tags: frozenset[str]) -> tuple[ScaleSuspect, ...]:
    """Numbers of these tags that are 10^3 or 10^6 off what is told of the same or the next period."""
    found = []
    for (_, tag, unit), series in known.items():
        if tag not in tags or "/" in unit or unit == "pure":
            continue
        for one, other in (*_same_period(series), *_neighbours(series)):
            low, high = sorted((abs(one.value), abs(other.value)))
            factor = off_by_scale(other.value, one.value)
            if factor is not None and low >= _SMALLEST and high >= _LARGER:
                found.append(ScaleSuspect(one, other, factor))
    return tuple(sorted(found, key=lambda pair: (pair.other.day, pair.other.tag), reverse=True))


def _same_period(series: Series) -> Iterator[tuple[Told, Told]]:
    for told in series.values():
        yield from pairwise(told)


def _neighbours(series: Series) -> Iterator[tuple[Told, Told]]:
    kinds: dict[str | None, list[Told]] = {}
    for (start, end), told in series.items():
        kinds.setdefault("instant" if start is None else kind_of(start, end), []).append(told[-1])
    for kind, row in kinds.items():
        if kind is None:
            continue
        ordered = sorted(row, key=lambda told: told.day)
        for one, other in pairwise(ordered):
            if timedelta(0) < other.day - one.day <= _NEXT:
                yield one, other
