"""Registered and unsold shares beside the float, for one subject."""

from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from microcap.model.verdicts import Evidence
from microcap.view.registrations import Registration, registrations
from microcap.view.said import statements
from microcap.view.subject import Subject
from microcap.view.takedowns import did_sell

_FRESH = timedelta(days=10)
"""A close older than this prices nothing (project default)."""


@dataclass(frozen=True)
class Unsold:
    """Dollars and shares that may be sold under registrations that stand."""

    dollars: float
    price: float | None
    """The last raw close, null where there is none of the last ten days."""
    floating: float | None
    """Float in shares of the day; where that is not known, the shares outstanding."""
    beside: str
    """What `floating` is."""
    live: tuple[Registration, ...]
    untold: tuple[str, ...]
    """Registrations of which the amount or the sales are not told."""
    evidence: tuple[Evidence, ...]

    @property
    def to_float(self) -> float | None:
        """Shares at the price over the float; null where price or float is not known."""
        if not self.price or not self.floating:
            return None
        return self.dollars / self.price / self.floating


def registered_unsold(subject: Subject) -> Unsold:
    """What is registered, effective and unsold: room of shelves, and programmes into the market.

    A programme is set aside from its shelf and counted once. The one-third limit of a small
    company is left aside: it bounds the pace, not the amount.
    """
    live = tuple(one for one in registrations(subject) if one.stands and not one.resale)
    dollars = 0.0
    untold, evidence = [], []
    for one in live:
        if one.left is None:
            untold.append(f"{one.form} of {one.filed}")
            continue
        dollars += one.left + _set_aside(subject, one)
        evidence += [*one.evidence[:2], *(down.evidence[0] for down in one.takedowns[-1:])]
    floating, beside = _floating(subject)
    return Unsold(
        dollars,
        _close(subject),
        floating,
        beside,
        live,
        tuple(untold),
        tuple(dict.fromkeys(evidence)),
    )


def _set_aside(subject: Subject, one: Registration) -> float:
    """Of the newest programme into the market: its limit less what was told as sold since."""
    downs = [down for down in one.takedowns if down.into_the_market and down.dollars is not None]
    if not downs:
        return 0.0
    newest = downs[-1]
    sold = [
        words.number("dollars") or 0.0
        for words in statements(subject, "atm_or_takedown")
        if did_sell(words) and words.day >= newest.day and words.accession != newest.accession
    ]
    return max((newest.dollars or 0.0) - (sold[0] if sold else 0.0), 0.0)


def _close(subject: Subject) -> float | None:
    rows = subject.panel.filter(pl.col("day") >= subject.view.day - _FRESH).drop_nulls("close_raw")
    return float(rows["close_raw"].item(-1)) if rows.height else None


def _floating(subject: Subject) -> tuple[float | None, str]:
    """The float by the newest count and the holdings known, else the shares outstanding."""
    counts = [one for one in subject.share_counts if one.kind != "weighted"]
    if not counts:
        return None, "a share count"
    newest = counts[-1]
    taken = subject.ownership.filter(
        pl.col("kind").is_in(["officers_directors", "holder_10pct", "restricted"])
    )
    held = float(taken["adjusted"].sum() or 0.0)
    if 0 < held < newest.adjusted:
        return newest.adjusted - held, f"the float of {newest.day}"
    return (
        newest.adjusted,
        f"the {newest.adjusted:,.0f} shares outstanding of {newest.day}, float not held",
    )
