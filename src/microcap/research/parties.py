"""Who serves an issuer now: auditor, underwriter, transfer agent, counsel, IR firm.

`research.people` tells beside this where else each of them is; that looks at all issuers.
"""

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from microcap.view.subject import Subject


@dataclass(frozen=True, slots=True)
class Served:
    """The newest that a filing names in a role, and since when it is named."""

    role: str
    name: str
    identifier: str | None
    """PCAOB number or CIK, where a filing gives one."""
    first: date
    last: date
    known_at: datetime
    accession: str
    before: str | None
    """Whom filings named in that role before."""


def parties(subject: Subject) -> tuple[Served, ...]:
    """The newest of each role, by name of the role; empty where no filing that was read names one."""
    if subject.issuer is None:
        return ()
    rows = subject.view.table("parties", pl.col("issuer") == subject.issuer).collect()
    found = []
    for (role,), group in rows.sort("day", "known_at").group_by(["role"], maintain_order=True):
        last = group.row(-1, named=True)
        own = group.filter(_same(last["name"], last["identifier"]))
        others = group.filter(~_same(last["name"], last["identifier"]))
        found.append(
            Served(
                str(role),
                last["name"],
                last["identifier"],
                min(own["day"].to_list()),
                last["day"],
                last["known_at"],
                last["accession"],
                others["name"].item(-1) if others.height else None,
            )
        )
    return tuple(sorted(found, key=lambda one: one.role))


def _same(name: str, identifier: str | None) -> pl.Expr:
    named = pl.col("name").str.to_lowercase() == name.lower()
    if identifier is None:
        return named
    return named | (pl.col("identifier") == identifier).fill_null(False)
