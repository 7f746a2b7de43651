"""The end of the duty to report: Form 15, Form 1-Z, a revocation, and whether it stands."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from microcap.model.issuer_kinds import IssuerKind
from microcap.model.verdicts import Evidence
from microcap.view.filer import Filer

_REVOKED = "REVOKED"
_OF_OFFERINGS = frozenset({"15-15D", "15F-15D"})
_REGISTERED = ("8-A12B", "8-A12G", "10-12B", "10-12G", "20FR12B", "20FR12G", "40FR12B", "40FR12G")
_SETTLED = timedelta(days=100)
"""A company that stays silent longer than a quarter's report takes has ended its reports; before,
the form may have been for one class of its securities (project default)."""


@dataclass(frozen=True)
class Ended:
    """The form that ended the duty, and how sure it is that it ended for the whole issuer."""

    day: date
    known_at: datetime
    evidence: Evidence
    sure: bool
    note: str


def ended_by(filer: Filer, kind: IssuerKind) -> Ended | None:
    """The form by which the issuer's duty to report ended; null where none stands.

    A form that a periodic report or a new registration follows ended one class, or nothing. A
    Form 15-15D ends only the duty from an offering: it counts where no class was registered.
    """
    rows = filer.filings
    found = rows.filter(pl.col("form").is_in([*sorted(kind.ends), _REVOKED]))
    if found.is_empty():
        return None
    lasting = rows.filter(pl.col("form").is_in([*sorted(kind.periodic), *_REGISTERED]))
    registered = not rows.filter(pl.col("form").is_in(list(_REGISTERED))).is_empty()
    last_duty: Any = lasting["day"].max()
    for row in found.iter_rows(named=True):
        if last_duty is not None and last_duty > row["day"]:
            continue
        if row["form"] in _OF_OFFERINGS and registered:
            continue
        return _ended(filer, row)
    return None


def _ended(filer: Filer, row: dict[str, Any]) -> Ended:
    day, form = row["day"], row["form"]
    silent = filer.view.day - day > _SETTLED and filer.whole(day, day + _SETTLED)
    sure = form == _REVOKED or silent
    note = f"Form {form} filed {day}"
    if form == _REVOKED:
        note = f"its registration was revoked on {day}"
    elif not sure:
        note += "; it may be for one class of its securities, and its record does not yet show that it reports no more"
    return Ended(
        day, row["known_at"], Evidence(row["accession"], note, day, row["known_at"]), sure, note
    )
