"""What a company dates ahead: when the answer is expected, how often it slipped, and the money."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from microcap.model.verdicts import Evidence
from microcap.view.said import Stated, statements
from microcap.view.subject import Subject

_SLIP = timedelta(days=31)
"""A date that moves by less is the same date said more exactly (project default)."""
_FORGOTTEN = timedelta(days=365)
"""A date that passed longer ago than this is no longer shown (project default)."""
_NOISE = re.compile(r"[^a-z0-9 ]+")
_PLAIN = {"the", "a", "of", "our", "top", "line", "topline", "data", "results", "result", "from"}


@dataclass(frozen=True)
class Catalyst:
    """An event that filings date ahead, by the newest words about it."""

    sort: str
    """pdufa, data, submission, trial, production, other."""
    event: str
    first: date
    last: date
    slipped: int
    """How often its date moved later by more than a month, in the documents read."""
    against_money: str
    """before the money ends, the money may end first, the money ends before the answer, passed, cannot tell."""
    evidence: tuple[Evidence, ...]
    """The newest words first, then those of each date that slipped."""


def catalysts(
    subject: Subject, money_ends: date | None, *, earns: bool = False
) -> tuple[Catalyst, ...]:
    """Dated events of the issuer's documents, the next first.

    Two statements are of one event where sort and words agree; that is a guess about wording, so
    the words of each are kept. `money_ends` is the end of the runway, null where it is not known.
    """
    groups: dict[tuple[str, str], list[Stated]] = {}
    for one in statements(subject, "dated_catalyst"):
        if one.date("last") is not None and one.date("first") is not None:
            groups.setdefault((one.detail, _event(one)), []).append(one)
    told = [_catalyst(said, subject.view.day, money_ends, earns=earns) for said in groups.values()]
    found = [one for one in told if one is not None]
    return tuple(sorted(found, key=lambda one: (one.last < subject.view.day, one.last, one.event)))


def _event(one: Stated) -> str:
    words = _NOISE.sub(" ", str(one.says.get("event", "")).lower()).split()
    kept = [word for word in words if word not in _PLAIN]
    return " ".join(kept or words)


def _catalyst(
    said: Sequence[Stated], day: date, money_ends: date | None, *, earns: bool
) -> Catalyst | None:
    """One event from what was said of it, newest first; null where it is long past."""
    newest = said[0]
    first, last = newest.date("first"), newest.date("last")
    if first is None or last is None or last < day - _FORGOTTEN:
        return None
    slips: list[Stated] = []
    reach: date | None = None
    for one in reversed(said):
        until = one.date("last")
        if until is None:
            continue
        if reach is not None and until - reach > _SLIP:
            slips.append(one)
        reach = until if reach is None else max(reach, until)
    cited = tuple(dict.fromkeys(one.cite() for one in (newest, *reversed(slips), said[-1])))
    return Catalyst(
        newest.detail,
        str(newest.says.get("event", "")),
        first,
        last,
        len(slips),
        against_money(first, last, day, money_ends, earns=earns),
        cited[:4],
    )


def against_money(
    first: date, last: date, day: date, money_ends: date | None, *, earns: bool = False
) -> str:
    """How the days of an answer stand to the day on which the money ends."""
    if last < day:
        return "passed"
    if earns:
        return "before the money ends"
    if money_ends is None:
        return "cannot tell"
    if money_ends < first:
        return "the money ends before the answer"
    return "the money may end first" if money_ends < last else "before the money ends"
