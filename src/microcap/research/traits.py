"""The traits that micro-caps are said to have, for one name: seven figures, no total."""

from datetime import timedelta

import polars as pl

from microcap.model.figures import Figure, cannot_tell
from microcap.research.cap import Standing
from microcap.research.measured import values_of
from microcap.view.latest import last_day, last_moment
from microcap.view.subject import Subject

_YEAR = timedelta(days=365)


def traits(subject: Subject, where: Standing) -> dict[str, Figure]:
    """Volume, volatility, analysts, institutions, float, insiders and disclosure of one name.

    What no source here holds is *cannot tell*, never zero: an analyst count of a file that was
    not brought says nothing about analysts.
    """
    measured = values_of(subject, ("median_usd_90", "cc_90")).figures
    return {
        "low volume": measured["median_usd_90"],
        "high volatility": measured["cc_90"],
        "few analysts": cannot_tell("analysts", "a file of analyst counts"),
        "low institutional share": _institutions(where),
        "small float": where.float_shares,
        "concentrated insiders": _insiders(where),
        "sparse disclosure": _disclosure(subject),
    }  # fmt: skip


def _insiders(where: Standing) -> Figure:
    """Officers', directors' and ten-percent holders' part of the shares; at least the former's."""
    people, large, counted = where.floats.insiders_shares, where.floats.large_shares, where.shares
    if not isinstance(people.value, int) or not isinstance(counted.value, int):
        return cannot_tell("fraction", people.missing or counted.missing)
    told = [people, large] if isinstance(large.value, int) else [people]
    part = sum(int(one.value or 0) for one in told) / counted.value if counted.value else 2.0
    if part > 1:
        return cannot_tell("fraction", "holdings that do not exceed the shares counted")
    whole = len(told) == 2 and all(one.status == "known" for one in told)
    return Figure(
        part,
        "fraction",
        "known" if whole else "estimated",
        as_of=people.as_of,
        known_at=max(one.known_at for one in told if one.known_at is not None)
        if any(one.known_at for one in told)
        else None,
        sources=tuple(dict.fromkeys(key for one in told for key in one.sources)),
        note="officers, directors and holders of ten percent"
        if len(told) == 2
        else "officers and directors alone: holders of ten percent are not known",
    )


def _institutions(where: Standing) -> Figure:
    """The part that institutions report on schedules: those above five per cent, so at least that."""
    held, counted = where.floats.institutions_shares, where.shares.value
    if not isinstance(held.value, int) or not isinstance(counted, int) or not counted:
        return cannot_tell("fraction", held.missing or where.shares.missing)
    if held.value > counted:
        return cannot_tell("fraction", "holdings that do not exceed the shares counted")
    return Figure(
        held.value / counted,
        "fraction",
        "estimated",
        as_of=held.as_of,
        known_at=held.known_at,
        sources=held.sources,
        n_used=held.n_used,
        note=f"at least: {held.note}",
    )


def _disclosure(subject: Subject) -> Figure:
    """Filings of the last twelve months, where the record is held complete over them."""
    first, last = subject.view.day - _YEAR, subject.view.last_session
    if not subject.holds_complete("filings", first, last):
        return cannot_tell("filings", "a filing record held complete over twelve months")
    recent = subject.filings.filter(pl.col("day") > first)
    return Figure(
        recent.height,
        "filings",
        as_of=last_day(recent["day"]) or last,
        known_at=last_moment(recent["known_at"]),
        sources=("filings",),
        note="in twelve months",
    )
