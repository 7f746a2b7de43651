"""What insiders bought and sold in the market: clusters of purchases, and the balance of a year."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from microcap.checks.insiders_sold_into_strength import market_trades
from microcap.model.figures import Figure, cannot_tell
from microcap.view.holders import INSIDER_FORMS, insider_forms_missing, insider_trades
from microcap.view.latest import last_day, last_moment
from microcap.view.subject import Subject

WITHIN = timedelta(days=30)
FEWEST = 2
"""Purchases of at least two different insiders within 30 days are a cluster (project default)."""
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Purchases in the market by several insiders within 30 days, none of them under a plan."""

    first: date
    last: date
    known_at: datetime
    owners: tuple[str, ...]
    shares: float
    usd: float | None
    """Null where a purchase has no price."""
    accessions: tuple[str, ...]


def clusters(subject: Subject) -> tuple[Cluster, ...]:
    """Clusters of purchases (code P), newest first; an insider counts once, joint filers as one."""
    rows = market_trades(insider_trades(subject), "P").filter(pl.col("acquired").fill_null(True))
    bought = list(rows.iter_rows(named=True))
    found: list[Cluster] = []
    at = 0
    while at < len(bought):
        first = bought[at]["day"]
        near = [row for row in bought[at:] if row["day"] - first <= WITHIN]
        if len({row["owner"] for row in near}) >= FEWEST:
            found.append(_cluster(near))
            at += len(near)
        else:
            at += 1
    return tuple(reversed(found))


def net_buying(subject: Subject) -> Figure:
    """Dollars that insiders put into the shares less those they took out, over twelve months.

    Codes P and S of Table I, each line once, with and without plans; a line without price is
    dropped and counted. Negative is net selling.
    """
    last = subject.view.day
    first = last - _YEAR
    rows = insider_trades(subject).filter(
        pl.col("code").is_in(["P", "S"])
        & ~pl.col("derivative")
        & pl.col("day").is_between(first, last)
    )
    rows = rows.unique(["accession", "line"], keep="first", maintain_order=True)
    priced = rows.filter((pl.col("price") > 0) & (pl.col("shares") > 0))
    missing = insider_forms_missing(subject, first, last)
    whole = subject.holds_complete("filings", first, last) and not missing
    if rows.is_empty() and not whole:
        listed = (
            f"{len(missing)} Forms 3, 4 and 5 are listed and not read"
            if missing
            else ("no Form 4 of the year is held, and the list of filings is not proved whole")
        )
        return cannot_tell("USD", listed)
    sign = pl.when(pl.col("code") == "P").then(1.0).otherwise(-1.0)
    dollars = float(priced.select((pl.col("shares") * pl.col("price") * sign).sum()).item() or 0.0)
    plan = priced.filter(pl.col("planned").fill_null(False))
    note = f"purchases less sales in the market, {first} to {last}"
    note += f"; {plan.height} lines under a plan" if plan.height else ""
    note += "" if whole else "; as far as the forms are held"
    return Figure(
        dollars,
        "USD",
        "known" if whole and priced.height == rows.height else "estimated",
        as_of=last_day(rows["day"]) or last,
        known_at=last_moment(rows["known_at"]),
        sources=tuple(dict.fromkeys(priced["accession"].to_list()))[:8] or ("filings",),
        note=note,
        n_used=priced.height,
        n_dropped=rows.height - priced.height,
    )


def forms_listed(subject: Subject) -> int:
    """How many Forms 3, 4 and 5 the issuer's list of filings shows."""
    return subject.filings.filter(pl.col("form").is_in(list(INSIDER_FORMS))).height


def _cluster(rows: list[dict[str, Any]]) -> Cluster:
    priced = [row["shares"] * row["price"] for row in rows if row["price"]]
    return Cluster(
        rows[0]["day"],
        rows[-1]["day"],
        max(row["known_at"] for row in rows),
        tuple(dict.fromkeys(row["owner_name"] for row in rows)),
        float(sum(row["shares"] for row in rows)),
        float(sum(priced)) if len(priced) == len(rows) else None,
        tuple(dict.fromkeys(row["accession"] for row in rows)),
    )
