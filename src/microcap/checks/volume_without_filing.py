"""A day of many times the usual volume, and nothing in the record around it."""

import polars as pl

from microcap.checks import check
from microcap.checks.bar_rows import bar_evidence
from microcap.checks.volume_spikes import (
    TIMES,
    TRADED,
    WINDOW,
    beside,
    record_held,
    spike,
    untold,
    usual_volume,
)
from microcap.model.figures import counted
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.subject import Subject

_LAST = 10
_HELD = 8
"""Of the last ten sessions, for a clean bill (project default)."""


@check(severity=2, kind="event", risk="manipulation", reference="methods.md sections 2 and 7")
def volume_without_filing(subject: Subject) -> Verdict:
    """Volume was ten times its 90-session median lately, with no filing beside it.

    Looked at are the last ten sessions, and filings, releases, splits and ends of halts from the
    session before to the one after. A reason that is in none of them, the market's or the
    sector's, is not seen here.
    """
    rows = subject.panel.tail(WINDOW)
    recent = rows.filter(pl.col("day") >= subject.view.session_back(_LAST - 1))
    usual = usual_volume(rows["volume"].to_list())
    if usual is None or recent.is_empty():
        traded = rows.filter(pl.col("volume") > 0).height
        found = f"{counted(traded, 'traded session')} held, {recent.height} of the last {_LAST}"
        return CannotTell(
            f"{TRADED} traded sessions and the last {_LAST}: {found}",
            "microcap ingest files YOUR.csv with its bars",
        )
    high = recent.filter(pl.col("volume") >= TIMES * usual)
    spikes = [spike(subject, row, usual) for row in high.iter_rows(named=True)]
    if not spikes and recent.height < _HELD:
        return CannotTell(
            f"bars of {_HELD} of the last {_LAST} sessions, {recent.height} are held",
            "microcap ingest files YOUR.csv with its bars",
        )
    if not spikes:
        return Clear(
            f"{recent.height} of the last {_LAST} sessions: none with {TIMES:g} times the "
            f"{WINDOW}-session median of {usual:,.0f} shares"
        )
    around = {one.day: beside(subject, one) for one in spikes}
    open_days = [one for one in spikes if not around[one.day]]
    proved = [one for one in open_days if record_held(subject, one)]
    if proved:
        said = "; ".join(
            f"{one.times:,.0f} times on {one.day}, no filing {one.first} to {one.last}"
            for one in proved
        )
        days = [one.day for one in proved]
        return Finding(f"the {WINDOW}-session median volume {said}", bar_evidence(subject, days))
    if open_days:
        return untold(open_days)
    said = "; ".join(f"{day}: {', '.join(words[:2])}" for day, words in around.items())
    days_of = counted(len(spikes), "day")
    return Clear(f"{days_of} of {TIMES:g} times the median, each with a record: {said}")
