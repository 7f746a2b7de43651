"""A name that is no longer seen while the market went on."""

from datetime import date
from typing import Any

import polars as pl

from microcap.checks import check
from microcap.checks.bar_rows import bar_evidence
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.subject import Subject

_SESSIONS = 20
"""More missing sessions than this end a series (methods.md section 0)."""


@check(severity=3, kind="state", reference="methods.md section 0, missing days")
def vanished(subject: Subject) -> Verdict:
    """No bar of the name is held for more than twenty sessions, while those of others are.

    It may have been halted, renamed, merged, bought or delisted; prices do not tell which.
    """
    last = _last_bar(subject)
    if last is None:
        return CannotTell("any bar of the name", "microcap ingest files YOUR.csv with its bars")
    reach = _reach(subject)
    sessions = subject.view.sessions["day"]
    without = sessions.filter((sessions > last) & (sessions <= reach)).len()
    if without > _SESSIONS:
        says = f"last bar {last}; none in the {without} sessions to {reach}"
        return Finding(f"{says}, for which other names are held", bar_evidence(subject, (last,)))
    beyond = sessions.filter(sessions > max(reach, last)).len()
    if beyond > _SESSIONS:
        return CannotTell(
            f"bars after {max(reach, last)}: {beyond} sessions of no name are held",
            "microcap ingest files YOUR.csv with newer bars",
        )
    return Clear(f"a bar of {last}, {without + beyond} sessions before the last one")


def _last_bar(subject: Subject) -> date | None:
    for window in (260, subject.view.sessions.height):
        rows = subject.panel_of(window)
        if rows.height:
            newest: Any = rows["day"].max()
            return newest  # type: ignore[no-any-return]
    return None


def _reach(subject: Subject) -> date:
    """The last day for which the publisher of the subject's bars is held, for any name."""
    held = subject.view.coverage("bars")
    mine = held.filter(pl.col("subject").is_in([*subject.symbols, "*"]))["source"].unique()
    newest: Any = held.filter(pl.col("source").is_in(mine.to_list()))["until"].max()
    return newest if newest is not None else subject.view.day
