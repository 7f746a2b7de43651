"""A name that is no longer seen while the market went on."""

from datetime import date
from typing import Any

import polars as pl

from microcap.checks import check
from microcap.checks.bar_rows import bar_evidence
from microcap.model.figures import counted
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.subject import Subject

_SESSIONS = 20
"""More missing sessions than this end a series (methods.md section 0)."""


@check(
    severity=3,
    kind="state",
    risk="liquidity",
    ends="a new bar of the security",
    reference="methods.md section 0, missing days",
)
def vanished(subject: Subject) -> Verdict:
    """No bar of the name is held for more than twenty sessions, while those of others are.

    It may have been halted, renamed, merged, bought or delisted; prices do not tell which.
    """
    last = _last_bar(subject)
    if last is None:
        return CannotTell("any raw bar of the name", "microcap ingest files YOUR.csv with its bars")
    file_end, reach = _ends(subject, last)
    sessions = subject.view.sessions["day"]
    without = sessions.filter((sessions > last) & (sessions <= reach)).len()
    # a name that stops where the file that holds it stops was not seen to stop
    to_file_end = sessions.filter((sessions > last) & (sessions <= file_end)).len()
    if without > _SESSIONS and to_file_end <= _SESSIONS:
        return CannotTell(
            f"bars after {last}: the file that holds the name ends on {file_end}, and no later "
            "file has it",
            "microcap ingest files YOUR.csv with its later bars",
        )
    if without > _SESSIONS:
        says = f"last bar {last}; none in the {without} sessions to {reach}"
        return Finding(f"{says}, for which other names are held", bar_evidence(subject, (last,)))
    beyond = sessions.filter(sessions > max(reach, last)).len()
    if beyond > _SESSIONS:
        return CannotTell(
            f"bars after {max(reach, last)}: {beyond} sessions of no name are held",
            "microcap ingest files YOUR.csv with newer bars",
        )
    before = without + beyond
    where = f"{counted(before, 'session')} before the last one" if before else "the last session"
    return Clear(f"a bar of {last}, {where}")


def _last_bar(subject: Subject) -> date | None:
    for window in (260, subject.view.sessions.height):
        rows = subject.panel_of(window)
        if rows.height:
            newest: Any = rows["day"].max()
            return newest  # type: ignore[no-any-return]
    return None


def _ends(subject: Subject, last: date) -> tuple[date, date]:
    """The last day of the file that holds the last bar, and of all files of its publisher."""
    held = subject.view.coverage("bars")
    mine = held.filter(
        pl.col("subject").is_in([*subject.symbols, "*"])
        & (pl.col("day") <= last)
        & (pl.col("until") >= last)
    )
    same_file = held.filter(pl.col("raw").is_in(mine["raw"].drop_nulls().unique().sort().to_list()))
    same_source = held.filter(pl.col("source").is_in(mine["source"].unique().sort().to_list()))
    file_end: Any = same_file["until"].max()
    reach: Any = same_source["until"].max()
    return file_end or last, reach or subject.view.day
