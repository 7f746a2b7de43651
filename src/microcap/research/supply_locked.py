"""Shares that are out and come free: lock-ups, Rule 144 dates, restricted and sponsor shares."""

from datetime import date, timedelta

import polars as pl

from microcap.model.business_days import months_after
from microcap.model.rules import rule
from microcap.model.verdicts import Evidence
from microcap.research.ladder import Ground, PriceToShares, Rung, Way, rung
from microcap.view.said import statements
from microcap.view.subject import Subject


def locked_rungs(subject: Subject, ground: Ground) -> list[Rung]:
    """Shares that are out and come free: lock-ups, Rule 144 dates, restricted holdings."""
    return [
        *_lock_ups(subject, ground),
        *_restricted(subject, ground),
        *_unregistered(subject, ground),
    ]


_OUT = "outstanding already: may be sold, adds no share"


def _lock_ups(subject: Subject, ground: Ground) -> list[Rung]:
    rungs = []
    seen: set[date] = set()
    for one in statements(subject, "lock_up"):
        length = one.number("days")
        until = one.date("until") or (one.day + timedelta(days=int(length)) if length else None)
        if one.detail != "agreed" or until is None or until < ground.day or until in seen:
            continue
        seen.add(until)
        number = one.number("shares")
        count = None if number is None else number * subject.shares_since(one.day)
        assumed = "" if one.date("until") else ", counted from the document's day"
        rungs.append(
            rung(
                ground,
                Way(
                    "lock_up",
                    f"lock-up ends on {until}{assumed}",
                    _always(count),
                    [one.cite()],
                    missing="how many shares are locked up",
                    every=count,
                    from_day=until,
                    counted=False,
                    overlaps=_OUT,
                    stated=True,
                ),
            )
        )
    return rungs


def _restricted(subject: Subject, ground: Ground) -> list[Rung]:
    rows = subject.ownership.filter(
        (pl.col("kind") == "restricted")
        & pl.col("sellable_from").is_not_null()
        & (pl.col("sellable_from") >= ground.day)
    )
    return [
        rung(
            ground,
            Way(
                "restricted",
                f"restricted shares of {row['holder'][:80]}",
                _always(row["adjusted"]),
                [
                    Evidence(
                        row["source"],
                        f"{row['shares']:,} shares of {row['holder'][:80]}, sellable from {row['sellable_from']}",
                        row["day"],
                        row["known_at"],
                    )
                ],
                every=row["adjusted"],
                from_day=row["sellable_from"],
                counted=False,
                overlaps=_OUT,
                stated=True,
            ),
        )
        for row in rows.iter_rows(named=True)
    ]


def _unregistered(subject: Subject, ground: Ground) -> list[Rung]:
    """Shares sold without registration, free by Rule 144 after six or twelve months."""
    reports = not subject.filings.is_empty()
    name = "rule_144_holding_reporting" if reports else "rule_144_holding_non_reporting"
    version = rule(name, ground.day)
    said = subject.said("shell")
    shell = said is not None and said.value.lower() in {"true", "yes", "1"}
    rungs, seen = [], set()
    for one in statements(subject, "unregistered_sale"):
        number, sold = one.number("shares"), one.date("day") or one.day
        if number is None or sold > ground.day or (number, sold) in seen:
            continue
        free = months_after(sold, int(version.number))
        if free < ground.day:
            continue
        seen.add((number, sold))
        closed = "; Rule 144 is closed to shells (17 CFR 230.144(i))" if shell else ""
        count = number * subject.shares_since(one.day)
        rungs.append(
            rung(
                ground,
                Way(
                    "rule_144",
                    f"sold without registration on {sold}, free from {free}{closed}",
                    _always(count),
                    [one.cite()],
                    every=count,
                    from_day=free,
                    counted=False,
                    overlaps=f"{_OUT}; may be what a resale registration or a restricted holding names",
                    stated=True,
                ),
            )
        )
    return rungs


_SPAC = {
    "sponsor_shares": ("sponsor shares", False),
    "pipe": ("shares of PIPE investors", False),
    "earn_out": ("earn-out shares", True),
    "forward_purchase": ("forward purchase agreement", False),
}


def remnant_rungs(subject: Subject, ground: Ground) -> list[Rung]:
    """What a merger with a blank-check company left: the newest words of each sort."""
    rungs = []
    seen: set[str] = set()
    for one in statements(subject, "spac_remnant"):
        number = one.number("shares")
        if one.detail not in _SPAC or one.detail in seen or number is None:
            continue
        seen.add(one.detail)
        words, new = _SPAC[one.detail]
        count = number * subject.shares_since(one.day)
        rungs.append(
            rung(
                ground,
                Way(
                    one.detail,
                    f"{words} by {one.form} of {one.day}",
                    _always(count),
                    [one.cite()],
                    every=count,
                    condition="as its terms say" if new else "any price",
                    counted=new,
                    overlaps="" if new else _OUT,
                    stated=True,
                ),
            )
        )
    return rungs


def _always(count: float | None) -> PriceToShares | None:
    return None if count is None else lambda price: count
