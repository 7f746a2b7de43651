"""A promotion, and beside it a day of many times the usual volume with nothing filed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from microcap.checks import check
from microcap.checks.absence_proved import none_missing
from microcap.checks.bar_rows import bar_evidence
from microcap.checks.paid_promotion_seen import Seen, promotions_seen
from microcap.checks.stretch import listing_start
from microcap.checks.volume_spikes import (
    TIMES,
    TRADED,
    WINDOW,
    Spike,
    beside,
    record_held,
    spike,
    untold,
    usual_volume,
)
from microcap.measures.pump_days import PROMOTED_BEFORE
from microcap.model.figures import counted
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.subject import Subject

_SESSIONS = 240
"""A year as far as the panel of 260 has sessions before them for a median (project default)."""
_HELD = 0.8
"""Of these sessions, for a clean bill (project default)."""


@dataclass(frozen=True, slots=True)
class _Year:
    """The days of many times the usual volume in a stretch of sessions."""

    first: date
    judged: int
    """Sessions that could be compared with their usual volume."""
    sessions: int
    spikes: tuple[Spike, ...]


@check(
    severity=4,
    kind="event",
    risk="manipulation",
    reference="methods.md section 7, promotion with a volume spike and no filing",
)
def promotion_beside_unexplained_volume(subject: Subject) -> Verdict:
    """A promotion was seen beside ten times the usual volume, with no filing, within a year.

    The promotion came in the fourteen days before the volume, or by the session after it; the usual
    volume is the median of up to ninety sessions to that day. Filings, releases, splits and ends of
    halts are looked for from the session before to the one after. Who bought, and why, is not seen
    here: people also buy what they read of.
    """
    year, seen = _year(subject), promotions_seen(subject)
    bare = [one for one in year.spikes if not beside(subject, one)]
    both = [(one, near) for one in bare if (near := tuple(_near(one, seen)))]
    proved = [(one, near) for one, near in both if record_held(subject, one)]
    if proved:
        return _finding(subject, proved)
    if both:
        return untold([one for one, _ in both])
    if year.judged < _HELD * year.sessions or not year.judged:
        return CannotTell(
            f"bars of {_HELD:.0%} of the sessions from {year.first} with {TRADED} traded ones "
            f"before them; held are {year.judged} of {year.sessions}",
            "microcap ingest files YOUR.csv with its bars",
        )
    looked = f"{counted(year.judged, 'session')} from {year.first}"
    if not bare:
        explained = f", {len(year.spikes)} beside a record of something" if year.spikes else ""
        return Clear(
            f"{looked}: {len(year.spikes)} with {TIMES:g} times the median volume{explained}"
        )
    first = bare[0].day - PROMOTED_BEFORE
    if none_missing(subject, "news", first, subject.view.day):
        return Clear(f"{looked}: {counted(len(bare), 'day')} of such volume, none near a promotion")
    days = ", ".join(str(one.day) for one in bare[-4:])
    return CannotTell(
        f"promotions around the volume of {days}: no record is held that would show every one",
        "bring what you were sent as news or a document of kind promotion",
    )


def _year(subject: Subject) -> _Year:
    first = max(subject.view.session_back(_SESSIONS - 1), listing_start(subject) or date.min)
    volumes = subject.panel["volume"].to_list()
    judged, spikes = 0, []
    rows = subject.panel.with_row_index("at").filter(pl.col("day") >= first)
    for row in rows.iter_rows(named=True):
        usual = usual_volume(volumes[max(0, row["at"] + 1 - WINDOW) : row["at"] + 1])
        if usual is None or row["volume"] is None:
            continue
        judged += 1
        if row["volume"] >= TIMES * usual:
            spikes.append(spike(subject, row, usual))
    sessions = subject.view.sessions.filter(pl.col("day") >= first).height
    return _Year(first, judged, sessions, tuple(spikes))


def _near(one: Spike, seen: tuple[Seen, ...]) -> Iterator[Seen]:
    first = one.day - PROMOTED_BEFORE
    return (promotion for promotion in seen if first <= promotion.day <= one.last)


def _finding(subject: Subject, proved: list[tuple[Spike, tuple[Seen, ...]]]) -> Finding:
    newest = proved[::-1]
    said = "; ".join(
        f"{one.times:,.0f} times on {one.day}, no filing {one.first} to {one.last}, "
        f"{counted(len(near), 'promotion')} from {near[-1].day} on"
        for one, near in newest[:4]
    )
    bars = bar_evidence(subject, [one.day for one, _ in newest])
    cited = tuple(
        promotion.cite()
        for promotion in promotions_seen(subject)
        if any(promotion in near for _, near in proved)
    )
    return Finding(f"the {WINDOW}-session median volume {said}", (*bars, *cited))
