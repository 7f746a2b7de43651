"""Where people were: the stretch from their first to their last form at each issuer, by their CIK."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from microcap.view.holders import statements_of_owners, trades_of_owners
from microcap.view.view import View

_COLUMNS = (
    "owner",
    "owner_name",
    "issuer",
    "role",
    "title",
    "day",
    "filed",
    "known_at",
    "accession",
    "symbol",
)


@dataclass(frozen=True, slots=True)
class Stay:
    """One person's time at one issuer, as Forms 3, 4, 5 and Schedules 13D and 13G show it."""

    owner: str
    owner_name: str
    issuer: str
    role: str
    """Roles of all forms, each once, by comma."""
    title: str | None
    symbol: str | None
    first: date
    last: date
    day: date
    """The day that the newest form is about."""
    known_at: datetime
    sources: tuple[str, ...]
    """The newest four accession numbers, oldest first."""


def stays_of(view: View, owners: Sequence[str], *, without: str | None = None) -> tuple[Stay, ...]:
    """Each owner's time at each issuer, by the day of the first form; `without` leaves one out.

    Persons are known by their CIK alone: namesakes are never joined.
    """
    if not owners:
        return ()
    forms = trades_of_owners(view, owners).with_columns(title=pl.col("officer_title"))
    schedules = statements_of_owners(view, owners).with_columns(
        title=pl.lit(None, pl.String),
        symbol=pl.lit(None, pl.String),
        role=pl.lit("large holder"),
    )
    rows = pl.concat([forms.select(_COLUMNS), schedules.select(_COLUMNS)]).filter(
        pl.col("issuer") != (without or "")
    )
    groups = rows.sort("filed").group_by(["owner", "issuer"], maintain_order=True)
    return tuple(_stay(str(owner), str(issuer), group) for (owner, issuer), group in groups)


def _stay(owner: str, issuer: str, group: pl.DataFrame) -> Stay:
    roles = dict.fromkeys(
        word for role in group["role"].to_list() for word in role.split(",") if word
    )
    titles = [title for title in group["title"].to_list() if title]
    symbols = group["symbol"].drop_nulls()
    return Stay(
        owner,
        group["owner_name"].item(-1),
        issuer,
        ", ".join(roles),
        titles[-1] if titles else None,
        symbols.item(-1) if symbols.len() else None,
        min(group["filed"].to_list()),
        max(group["filed"].to_list()),
        group["day"].item(-1),
        max(group["known_at"].to_list()),
        tuple(dict.fromkeys(group["accession"].to_list()))[-4:],
    )
