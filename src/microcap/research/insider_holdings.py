"""What each insider holds by the newest form that tells of it, in the shares of the view's day.

1. `insider_holdings` takes the common shares of Table I, and of every pool (held directly, or
   through somebody) the newest count; a sale or purchase is followed by the count after it.
2. Pools that joint filers report together are one pool.
3. Options and other rights of Table II are not counted.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from microcap.view.holders import insider_trades
from microcap.view.once import once
from microcap.view.subject import Subject

SILENT_AFTER = timedelta(days=3 * 366)
"""An insider of whom no form came for three years may have left, and is not counted (project
default: an insider who leaves owes a form only for trades within six months)."""
_NOT_COMMON = r"(?i)preferred|warrant|option|\bright|\bnote|debenture|^\W*(restricted|performance|stock)?[ -]*(stock|share)?\s*units?\b"
_THROUGH = re.compile(r"^\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class InsiderHolding:
    """An insider's common shares: the sum of the pools, with the newest form that tells of one."""

    owner: str
    name: str
    role: str
    title: str | None
    shares: float | None
    """In the shares of the view's day; null where no form gives a count."""
    as_stated: float | None
    pools: int
    first: date
    day: date
    known_at: datetime
    accession: str
    form: str
    silent: bool
    """No form for so long that the count is not used."""

    @property
    def manages(self) -> bool:
        """Whether the newest form says director or officer."""
        return "director" in self.role or "officer" in self.role


@once
def insider_holdings(subject: Subject) -> tuple[InsiderHolding, ...]:
    """Every reporting owner of the issuer, largest holding first."""
    rows = insider_trades(subject)
    if rows.is_empty():
        return ()
    counted: set[tuple[str, int]] = set()
    found = []
    newest_first = rows.group_by("owner", maintain_order=True).agg(pl.col("filed").max())
    for owner in newest_first.sort("filed", "owner", descending=[True, False])["owner"]:
        found.append(_holding(subject, rows.filter(pl.col("owner") == owner), counted))
    return tuple(sorted(found, key=lambda one: (-(one.shares or 0.0), one.name)))


def _holding(subject: Subject, rows: pl.DataFrame, counted: set[tuple[str, int]]) -> InsiderHolding:
    last = rows.row(-1, named=True)
    held = rows.filter(
        ~pl.col("derivative")
        & pl.col("owned_after").is_not_null()
        & ~pl.col("security_title").str.contains(_NOT_COMMON)
    )
    pools = _pools(held)
    pools = [row for row in pools if (row["accession"], row["line"]) not in counted]
    counted |= {(row["accession"], row["line"]) for row in pools}
    per = subject.ordinary_per_adr or 1.0
    shares = [row["owned_after"] * subject.shares_since(row["day"]) / per for row in pools]
    told = held.height > 0
    titles = [title for title in rows["officer_title"].to_list() if title]
    return InsiderHolding(
        last["owner"],
        last["owner_name"],
        next((role for role in reversed(rows["role"].to_list()) if role), ""),
        titles[-1] if titles else None,
        float(sum(shares)) if told else None,
        float(sum(row["owned_after"] for row in pools)) if told else None,
        len(pools),
        min(rows["filed"].to_list()),
        last["day"],
        last["known_at"],
        last["accession"],
        last["form"],
        subject.view.day - last["filed"] > SILENT_AFTER,
    )


def _pools(held: pl.DataFrame) -> list[dict[str, Any]]:
    """The newest line of each pool; holdings that one form lists apart are pools apart."""
    newest: dict[tuple[object, ...], list[dict[str, Any]]] = {}
    for row in held.sort("filed", "known_at", "line").iter_rows(named=True):
        through = _THROUGH.match(row["footnotes"] or "")
        key = (row["security_title"].lower(), row["direct"], through[1].lower() if through else "")
        before = newest.get(key, [])
        listed_apart = (
            row["code"] == ""
            and before
            and before[-1]["accession"] == row["accession"]
            and all(one["code"] == "" for one in before)
        )
        newest[key] = [*before, row] if listed_apart else [row]
    return [row for rows in newest.values() for row in rows]
