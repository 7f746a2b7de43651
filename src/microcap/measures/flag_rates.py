"""How often something followed within a year, for names with a flag and for names without it.

A row is one question asked of one security on one day, and what became of it in the year after.
Names come again year after year, so that intervals count each name once and not each row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from microcap.measures.wilson import wilson_interval

FEWEST = 30
"""Names with the flag, and names without it, below which nothing is called measured (project default)."""

OUTCOMES: Mapping[str, str] = {
    "vanished": "vanished",
    "fell": "fell 80 %, by last close",
    "fell_if_lost": "fell 80 %, gone = lost",
    "fell_if_left_out": "fell 80 %, gone left out",
    "split": "reverse split",
    "diluted": "shares doubled",
}
"""What may have followed within the year: no bar in its last 20 sessions; a lowest close of a fifth or
less, with three readings of those that vanished, since prices do not tell why a name ended; a reverse
split that became effective; twice the shares, split-adjusted."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of rows, and the interval that as many names would have."""

    share: float
    low: float
    high: float
    rows: int
    names: int


@dataclass(frozen=True, slots=True)
class FlagRate:
    """One outcome for names with a flag and for names without it."""

    check: str
    outcome: str
    label: str
    flagged: Rate | None
    """Null where fewer than `FEWEST` names were told of."""
    others: Rate | None
    proved: bool
    """Whether the others are proved to be without it; else they are those of which nobody can tell."""
    first: date | None
    """The first and the last day on which it was asked."""
    last: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """How often one question was answered."""

    check: str
    findings: int
    clear: int
    unknown: int
    names_flagged: int
    names_clear: int
    names_unknown: int

    @property
    def measured(self) -> bool:
        """Whether enough names have it, and enough others are there to compare."""
        return self.names_flagged >= FEWEST and max(self.names_clear, self.names_unknown) >= FEWEST


def asked_of(rows: pl.DataFrame) -> tuple[Asked, ...]:
    """How often each question of the rows was answered, by the name of its check."""
    found = []
    for (check,), of in rows.group_by("check", maintain_order=True):
        counts = dict(of["answer"].value_counts().iter_rows())
        names = {
            answer: of.filter(pl.col("answer") == answer)["security"].n_unique()
            for answer in ("finding", "clear", "cannot_tell")
        }
        found.append(
            Asked(
                str(check),
                counts.get("finding", 0),
                counts.get("clear", 0),
                counts.get("cannot_tell", 0),
                names["finding"],
                names["clear"],
                names["cannot_tell"],
            )
        )
    return tuple(sorted(found, key=lambda one: one.check))


def flag_rates(rows: pl.DataFrame) -> tuple[FlagRate, ...]:
    """Every outcome of every measured question of the rows, by check and then as in `OUTCOMES`.

    `rows` are those of the table flag_outcomes. The others are those proved to be without the
    flag, or where these are too few (no list of splits is proved to be whole), those of which
    nobody can tell. A question with too few names is left out; `asked_of` tells of it.
    """
    enough = {one.check: one for one in asked_of(rows) if one.measured}
    lost, gone = pl.col("fell") | pl.col("vanished"), pl.col("vanished")
    read = rows.with_columns(
        fell_if_lost=lost, fell_if_left_out=pl.when(~gone).then(pl.col("fell"))
    )
    found = []
    for (check,), of in read.group_by("check", maintain_order=True):
        if check not in enough:
            continue
        proved = enough[str(check)].names_clear >= FEWEST
        answers = ("finding", "clear" if proved else "cannot_tell")
        parts = [of.filter(pl.col("answer") == answer) for answer in answers]
        days: list[Any] = [of["day"].min(), of["day"].max()]
        for outcome, label in OUTCOMES.items():
            flagged, others = (_rate(part, outcome) for part in parts)
            found.append(FlagRate(str(check), outcome, label, flagged, others, proved, *days))
    order = list(OUTCOMES)
    return tuple(sorted(found, key=lambda one: (one.check, order.index(one.outcome))))


def _rate(rows: pl.DataFrame, outcome: str) -> Rate | None:
    told = rows.drop_nulls(outcome)
    names = told["security"].n_unique()
    if names < FEWEST:
        return None
    share = int(told[outcome].sum()) / told.height
    ends = wilson_interval(round(share * names), names)
    assert ends is not None
    return Rate(share, min(ends[0], share), max(ends[1], share), told.height, names)
