"""Where else people have been, by their own CIK, and what became of those issuers since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import polars as pl

from microcap.checks.left_the_exchange import left_the_exchange
from microcap.checks.vanished import vanished
from microcap.model.figures import Figure, cannot_tell
from microcap.model.verdicts import CannotTell, Finding, Verdict
from microcap.view.stays import Stay, stays_of
from microcap.view.subject import Subject
from microcap.view.view import View

_MOST = 60
"""Issuers whose later road is looked up in one call."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person's time at an issuer as the forms show it, and what became of the issuer."""

    issuer: str
    name: str | None
    symbol: str | None
    role: str
    title: str | None
    first: date
    last: date
    known_at: datetime
    sources: tuple[str, ...]
    vanished: Figure
    left_the_exchange: Figure
    reverse_splits: Figure
    """Since the first form; counted where the record of splits is held."""
    price_change: Figure
    """Fraction since the first session after the first form, splits set aside."""


def tenures(
    view: View, owners: Sequence[str], *, without: str | None = None
) -> dict[str, tuple[Tenure, ...]]:
    """Other issuers of each owner by CIK, the newest first; an owner without any is left out."""
    if not owners:
        return {}
    securities = _securities(view)
    found: dict[str, list[Tenure]] = {}
    looked_up: dict[str, dict[str, Any]] = {}
    for stay in stays_of(view, owners, without=without):
        key = f"{stay.issuer} {stay.first}"
        if key not in looked_up and len(looked_up) < _MOST:
            looked_up[key] = _fate(view, securities.get(stay.issuer), stay.first)
        fate = looked_up.get(key) or _unknown("not looked up: too many issuers in one call")
        found.setdefault(stay.owner, []).append(_tenure(view, stay, fate))
    return {
        owner: tuple(sorted(held, key=lambda one: one.last, reverse=True))
        for owner, held in found.items()
    }


def _tenure(view: View, stay: Stay, fate: dict[str, Any]) -> Tenure:
    fate = dict(fate)
    return Tenure(
        stay.issuer,
        fate.pop("name", None) or _name(view, stay.issuer),
        fate.pop("symbol", None) or stay.symbol,
        stay.role,
        stay.title,
        stay.first,
        stay.last,
        stay.known_at,
        stay.sources,
        **fate,
    )


def _securities(view: View) -> dict[str, str]:
    """The security of each issuer as known at the moment; of several the last of the list."""
    return {issuer: security for security, issuer in view.issuers_of_securities().iter_rows()}


def _name(view: View, issuer: str) -> str | None:
    rows = view.table("issuers", (pl.col("issuer") == issuer) & (pl.col("field") == "name"))
    named = rows.collect().sort("day")
    return str(named["value"].item(-1)) if named.height else None


def _fate(view: View, security: str | None, since: date) -> dict[str, Any]:
    if security is None:
        return _unknown("prices of it: no security of this issuer is held")
    subject = Subject(view, security)
    splits = subject.splits.filter(
        (pl.col("status") == "listed")
        & (pl.col("new_shares") < pl.col("old_shares"))
        & (pl.col("day") >= since)
        & (pl.col("day") <= view.day)
    )
    name = subject.name
    return {
        "name": name.value if name else None,
        "symbol": subject.symbol,
        "vanished": _told(vanished(subject)),
        "left_the_exchange": _told(left_the_exchange(subject)),
        "reverse_splits": Figure(
            splits.height,
            "splits",
            "known" if splits.height else "estimated",
            as_of=view.day,
            sources=tuple(splits["source"].unique().sort().to_list()) or ("splits",),
            note=", ".join(
                f"{old}-for-{new} on {day}"
                for old, new, day in splits.select("old_shares", "new_shares", "day").rows()
            )
            or "none among the splits held",
        ),
        "price_change": _price_change(subject, since),
    }


def _price_change(subject: Subject, since: date) -> Figure:
    sessions = subject.view.sessions.filter(pl.col("day") >= since).height
    rows = subject.panel_of(max(sessions, 1)).drop_nulls("close").filter(pl.col("day") >= since)
    if rows.height < 2 or rows["close"].item(0) <= 0:
        return cannot_tell("fraction", f"closes of it since {since}")
    first, last = rows.row(0, named=True), rows.row(-1, named=True)
    late = (first["day"] - since).days > 30
    return Figure(
        float(last["close"] / first["close"] - 1),
        "fraction",
        "estimated" if late else "known",
        as_of=last["day"],
        sources=("bars",),
        note=f"close of {first['day']} to {last['day']}, splits set aside",
    )


def _told(verdict: Verdict) -> Figure:
    """A verdict as yes or no, with its words."""
    if isinstance(verdict, CannotTell):
        return cannot_tell("yes or no", verdict.missing)
    if isinstance(verdict, Finding):
        newest = verdict.evidence[0]
        return Figure(
            "yes",
            "yes or no",
            as_of=newest.day,
            known_at=newest.known_at,
            sources=(newest.source,),
            note=verdict.says,
        )
    return Figure("no", "yes or no", note=verdict.looked_at)


@cache
def _nothing(why: str) -> tuple[tuple[str, Figure], ...]:
    return (
        ("vanished", cannot_tell("yes or no", why)),
        ("left_the_exchange", cannot_tell("yes or no", why)),
        ("reverse_splits", cannot_tell("splits", why)),
        ("price_change", cannot_tell("fraction", why)),
    )


def _unknown(why: str) -> dict[str, Any]:
    return dict(_nothing(why))
