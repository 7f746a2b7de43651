"""Large holders and the proxy's table of owners, as rows that a float can rest on.

Persons of one schedule often report the same shares, so a schedule counts once: with the largest
of its persons, and at most with their sum. A proxy's table counts what may be acquired within 60
days as owned, which forms of insiders do not.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl

from microcap.model.figures import Figure
from microcap.reading.document import Document
from microcap.reading.ownership_table import OwnershipRow, ownership_table
from microcap.reading.pay import Pay, pay_rows
from microcap.view.holders import large_holders
from microcap.view.once import once
from microcap.view.subject import Subject

INSTITUTIONS = frozenset({"IA", "IV", "IC", "BK", "BD", "EP", "HC", "SA"})
"""Types of reporting persons that are institutions by Item 12 of Schedule 13G."""
_PROXY = ("DEF 14A", "DEF 14C", "DEFM14A", "DEFA14A", "PRE 14A", "10-K", "10-K/A")
_COUNT_AGE = timedelta(days=120)
"""A share count that is older than this beside a holding tells no percent (methods.md section 1)."""
_PROXY_AGE = timedelta(days=460)
"""A table of owners is renewed every year; an older one is not used (project default)."""


@dataclass(frozen=True, slots=True)
class LargeHolder:
    """A holder by its newest Schedule 13D or 13G, in the shares of the view's day."""

    name: str
    owner: str | None
    """CIK, where the schedule gives one."""
    kind: str
    shares: float | None
    as_stated: float | None
    stated_percent: float | None
    """A fraction of the class on the day of the event."""
    percent: float | None
    """A fraction of the shares counted now; null where either is not known."""
    form: str
    day: date
    filed: date
    known_at: datetime
    accession: str

    @property
    def share(self) -> float:
        """The fraction to judge by: of the shares now, else as stated; 0 where neither is held."""
        return self.percent if self.percent is not None else self.stated_percent or 0.0


@dataclass(frozen=True, slots=True)
class ProxyTable:
    """The newest proxy's table of owners and its pay table, with where they stand."""

    accession: str
    form: str
    day: date
    known_at: datetime
    rows: tuple[OwnershipRow, ...]
    pay: tuple[Pay, ...]

    @property
    def group(self) -> OwnershipRow | None:
        """The row of all directors and officers as a group."""
        return next((row for row in self.rows if row.role == "all_insiders"), None)


def holder_rows(subject: Subject, outstanding: Figure) -> tuple[LargeHolder, ...]:
    """Every holder by its newest schedule, largest first.

    The percent of now needs a count that is not much older than the holder's statement.
    """
    counted = outstanding.value if isinstance(outstanding.value, int) else None
    counted_on = outstanding.as_of or date.min
    found = []
    for row in large_holders(subject).iter_rows(named=True):
        per = subject.ordinary_per_adr or 1.0
        stated = row["shares"]
        shares = None if stated is None else stated * subject.shares_since(row["day"]) / per
        found.append(
            LargeHolder(
                row["owner_name"],
                row["owner"],
                row["kind"],
                shares,
                stated,
                row["percent"],
                shares / counted
                if shares is not None and counted and counted_on >= row["day"] - _COUNT_AGE
                else None,
                row["form"],
                row["day"],
                row["filed"],
                row["known_at"],
                row["accession"],
            )
        )
    return tuple(found)


def by_schedule(rows: Iterable[LargeHolder]) -> dict[str, tuple[LargeHolder, ...]]:
    """Holders by the schedule that tells of them."""
    held: dict[str, list[LargeHolder]] = {}
    for row in rows:
        held.setdefault(row.accession, []).append(row)
    return {accession: tuple(group) for accession, group in held.items()}


@once
def proxy_table(subject: Subject) -> ProxyTable | None:
    """The table of owners of the newest proxy or annual report held as text; null where none is."""
    if subject.issuer is None:
        return None
    held = subject.view.table("filing_documents").filter(
        (pl.col("issuer") == subject.issuer)
        & pl.col("form").is_in(list(_PROXY))
        & (pl.col("day") >= subject.view.day - _PROXY_AGE)
        & pl.col("text").is_not_null()
    )
    for row in held.collect().sort("day", "known_at", descending=True).iter_rows(named=True):
        document = Document(row["document"], row["form"], row["type"], row["text"], [0], [0])
        table, pay = ownership_table(document), pay_rows(document)
        if table is not None or pay:
            told = date.fromisoformat(table.day) if table and table.day else row["day"]
            rows = table.rows if table else ()
            return ProxyTable(row["accession"], row["form"], told, row["known_at"], rows, pay)
    return None
