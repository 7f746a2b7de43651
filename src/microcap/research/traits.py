"""The traits that micro-caps are said to have, for one name: seven figures, no total."""

from datetime import timedelta

import polars as pl

from microcap.model.figures import Figure, cannot_tell
from microcap.research.cap import Standing
from microcap.research.measured import values_of
from microcap.view.subject import Subject, last_day, last_moment

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
        "few analysts": cannot_tell("analysts", "a file of analyst counts; no source reads one yet"),
        "low institutional share": cannot_tell("fraction", "institutional holdings; no source reads 13F yet"),
        "small float": where.float_shares,
        "concentrated insiders": _insiders(subject, where),
        "sparse disclosure": _disclosure(subject),
    }  # fmt: skip


def _insiders(subject: Subject, where: Standing) -> Figure:
    """Officers', directors' and ten-percent holders' part of the shares."""
    held = subject.ownership.filter(pl.col("kind").is_in(["officers_directors", "holder_10pct"]))
    counted = where.shares.value
    if held.is_empty() or not isinstance(counted, int):
        return cannot_tell("fraction", "statements of insiders' holdings and a share count")
    part = float(held["adjusted"].sum()) / counted
    if part > 1:
        return cannot_tell("fraction", "holdings that do not exceed the shares counted")
    return Figure(
        part,
        "fraction",
        as_of=last_day(held["day"]),
        known_at=last_moment(held["known_at"]),
        sources=tuple(held["source"].unique().sort().to_list()),
        note="officers, directors and holders of ten percent",
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
