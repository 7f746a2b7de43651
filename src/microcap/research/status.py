"""What the lake holds, for whom, from when to when, how fresh, and what was rejected."""

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from microcap.model.figures import counted
from microcap.model.rules import overdue
from microcap.model.tables import TABLES
from microcap.view.rows_of import rows_of
from microcap.view.stored import freshness
from microcap.view.subject import Subject
from microcap.view.view import View


@dataclass(frozen=True)
class Held:
    """One table by source: rows, first and last day, the newest row's moment."""

    table: str
    source: str
    rows: int
    first: date | None
    last: date | None
    newest: datetime | None
    assumed: float
    """Share of rows whose moment follows a rule and was not published."""


@dataclass(frozen=True)
class Cover:
    """What is held for one subject: span, completeness and the reason."""

    table: str
    source: str
    subject: str
    day: date
    until: date
    complete: bool
    absent_means: str
    evidence: str


@dataclass(frozen=True)
class Status:
    """The state of a lake, or of one name in it."""

    moment: datetime
    synthetic: bool
    symbol: str | None
    held: tuple[Held, ...]
    coverage: tuple[Cover, ...]
    caveats: tuple[tuple[str, str, str], ...]
    rejected: tuple[tuple[str, str, int], ...]
    """Table, reason, rows."""
    reject_samples: tuple[tuple[str, int, str, str], ...]
    """Table, row, reason, content."""
    rules_due: tuple[str, ...]
    """Rules whose review day has passed."""
    identity: tuple[str, ...] = ()
    measures: str = ""
    """What is stored of measures, and how fresh."""


def status(view: View, symbol: str | None = None) -> Status:
    """The state of the lake at the view's moment, or what is held for one name."""
    due = tuple(f"{rule.name}: review was due {rule.review}" for rule in overdue(view.day))
    if symbol is None:
        return Status(
            view.moment,
            view.synthetic,
            None,
            _held(view, None),
            _wide_coverage(view),
            _caveats(view),
            *_rejects(view),
            due,
            measures=_measures(view),
        )
    subject = Subject(view, symbol)
    names = [*subject.symbols, *([subject.issuer] if subject.issuer else [])]
    rows = [row for table in TABLES for row in _covered(view, table, names)]
    links = tuple(f"{link.says} ({link.status}: {link.evidence})" for link in subject.identity)
    return Status(
        view.moment,
        view.synthetic,
        subject.symbol,
        _held(view, subject),
        tuple(rows),
        _caveats(view),
        (),
        (),
        due,
        links,
    )


def _measures(view: View) -> str:
    fresh = freshness(view)
    if not fresh.names:
        return fresh.says
    return f"{counted(len(fresh.names), 'measure')} in {counted(fresh.rows, 'row')}: {fresh.says}"


def _held(view: View, subject: Subject | None) -> tuple[Held, ...]:
    found: list[Held] = []
    for name in TABLES:
        if name in {"coverage", "caveats", "rejects"}:
            continue
        held = view.table(name) if subject is None else rows_of(subject, name)
        if held is None:
            continue
        rows = (
            held.group_by("source")
            .agg(
                rows=pl.len(),
                first=pl.col("day").min(),
                last=pl.col("day").max(),
                newest=pl.col("known_at").max(),
                assumed=pl.col("assumed").mean(),
            )
            .sort("source")
            .collect(engine="streaming")
        )
        found += [Held(name, *row) for row in rows.iter_rows()]
    return tuple(found)


def _covered(view: View, table: str, names: list[str]) -> list[Cover]:
    rows = view.coverage(table).filter(pl.col("subject").is_in([*names, "*"])).sort("source", "day")
    return [
        Cover(
            table,
            row["source"],
            row["subject"],
            row["day"],
            row["until"],
            row["complete"],
            row["absent_means"],
            row["evidence"],
        )
        for row in rows.iter_rows(named=True)
    ]


def _wide_coverage(view: View) -> tuple[Cover, ...]:
    """Coverage summed over subjects: how many, from the first day to the last, complete for how many."""
    found: list[Cover] = []
    for table in TABLES:
        rows = (
            view.coverage(table)
            .group_by("source", "complete", "absent_means")
            .agg(
                subjects=pl.col("subject").n_unique(),
                day=pl.col("day").min(),
                until=pl.col("until").max(),
                evidence=pl.col("evidence").first(),
            )
            .sort("source", "complete")
        )
        found += [
            Cover(
                table,
                row["source"],
                f"{row['subjects']:,} subjects",
                row["day"],
                row["until"],
                row["complete"],
                row["absent_means"],
                row["evidence"],
            )
            for row in rows.iter_rows(named=True)
        ]
    return tuple(found)


def _caveats(view: View) -> tuple[tuple[str, str, str], ...]:
    rows = [
        (row["source"], row["name"], row["says"])
        for table in (*TABLES, "none")
        for row in view.caveats(table).iter_rows(named=True)
    ]
    return tuple(dict.fromkeys(rows))


def _rejects(
    view: View,
) -> tuple[tuple[tuple[str, str, int], ...], tuple[tuple[str, int, str, str], ...]]:
    rows = view.table("rejects").collect()
    tally = rows.group_by("table", "reason").len().sort("len", descending=True)
    samples = rows.sort("table", "row").group_by("table", "reason", maintain_order=True).head(1)
    return (
        tuple(tally.iter_rows()),
        tuple(samples.select("table", "row", "reason", "content").iter_rows()),
    )
