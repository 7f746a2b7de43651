"""A filer: what an issuer filed, what it says of itself, and how far its record is whole.

A `Subject` leads from a ticker to its issuer; a filer begins at the issuer, which may have no
ticker any more. Both see only what could be known at the view's moment.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import polars as pl

from microcap.model.issuer_kinds import Filed, KindFound, kind_by
from microcap.view.once import once
from microcap.view.subject import Said, Subject
from microcap.view.view import View

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last` of which every filing is held."""

    first: date
    last: date


class Filer:
    """An issuer's filings, its dated attributes and the coverage of its record."""

    def __init__(self, view: View, issuer: str) -> None:
        self.view = view
        self.issuer = issuer

    @cached_property
    def filings(self) -> pl.DataFrame:
        """Its filings known at the moment, oldest first by filing date."""
        rows = self.view.table("filings", pl.col("issuer") == self.issuer).collect()
        return rows.filter(pl.col("day") <= self.view.day).sort("day", "known_at", "accession")

    @cached_property
    def _fields(self) -> pl.DataFrame:
        return self.view.table("issuers", pl.col("issuer") == self.issuer).collect()

    def said(self, field: str, day: date | None = None) -> Said | None:
        """What its record says of a field by a day; the view's day where none is given."""
        until = self.view.day if day is None else day
        rows = self._fields.filter((pl.col("field") == field) & (pl.col("day") <= until))
        if rows.is_empty():
            return None
        row = rows.sort("day", "known_at").row(-1, named=True)
        return Said(row["value"], row["day"], row["known_at"], row["source"])

    @cached_property
    def names(self) -> tuple[Said, ...]:
        """Its dated names, oldest first."""
        return self.history("name")

    def history(self, field: str) -> tuple[Said, ...]:
        """Every dated value of a field, oldest first."""
        rows = self._fields.filter(pl.col("field") == field).sort("day", "known_at")
        return tuple(
            Said(row["value"], row["day"], row["known_at"], row["source"])
            for row in rows.iter_rows(named=True)
        )

    @cached_property
    def taxonomies(self) -> frozenset[str]:
        """The taxonomies in which its facts are tagged."""
        rows = self.view.table("facts", pl.col("issuer") == self.issuer)
        return frozenset(rows.select(pl.col("taxonomy").unique()).collect()["taxonomy"])

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The stretches of which every filing is held, oldest first, touching ones as one."""
        rows = self.view.coverage("filings").filter(
            pl.col("subject").is_in([self.issuer, "*"]) & pl.col("complete")
        )
        held: list[Span] = []
        for first, last in rows.sort("day", "until").select("day", "until").iter_rows():
            if held and first <= held[-1].last + _DAY:
                held[-1] = Span(held[-1].first, max(held[-1].last, last))
            else:
                held.append(Span(first, last))
        return tuple(held)

    def whole(self, first: date, last: date) -> bool:
        """Whether every filing from one day to another is held."""
        return any(span.first <= first and last <= span.last for span in self.spans)

    @property
    def record(self) -> Span | None:
        """The newest stretch of which every filing is held."""
        return self.spans[-1] if self.spans else None


@once
def filer_of(subject: Subject) -> Filer | None:
    """The filer that issued a security; null where the issuer is not known at the moment."""
    return Filer(subject.view, subject.issuer) if subject.issuer is not None else None


def kind_of(filer: Filer) -> KindFound:
    """What kind of issuer it is, from its filings, a table's word, its taxonomies.

    The SEC's own words operating and other do not name a kind, so they count for nothing.
    """
    said = filer.said("kind")
    return kind_by(
        filed_of(filer.filings),
        said=said.value if said else None,
        said_by=said.source if said else "",
        taxonomies=filer.taxonomies if filer.filings.is_empty() else (),
    )


def filed_of(rows: pl.DataFrame) -> tuple[Filed, ...]:
    """Rows of filings as far as a kind is read from them, oldest first."""
    columns = rows.sort("day").select("form", "day", "accession")
    return tuple(Filed(*row) for row in columns.iter_rows())
