"""A market that asks for no audited accounts: Pink, OTCID, Expert or grey."""

from datetime import timedelta

from microcap.checks import check
from microcap.model.errors import NoSuchThing, NotKnownThen
from microcap.model.venues import Venue, VenueFacts, consequences, venue_on
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.subject import Said, Subject

_WITHOUT = frozenset(
    {
        Venue.OTCID,
        Venue.PINK_LIMITED,
        Venue.PINK_CURRENT,
        Venue.PINK_NO_INFORMATION,
        Venue.EXPERT,
        Venue.GREY,
    }
)
_UNTOLD = frozenset({Venue.OTC, Venue.UNKNOWN, Venue.NOT_QUOTED})
_STALE = timedelta(days=400)
"""A list older than this no longer says where a name trades now (project default)."""
_DO = "bring a list of listings that gives the tier: microcap ingest files FILE"


@check(
    severity=2,
    kind="state",
    risk="regulation",
    ends="a newer list that shows the name on an exchange, OTCQX or OTCQB",
    reference="OTC Markets, rules of its tiers; 17 CFR 240.15c2-11",
)
def venue_without_standards(subject: Subject) -> Verdict:
    """It trades where no audited accounts are asked for: Pink, OTCID, Expert or grey market.

    The tier says what its market asks for, not what the company gives: one with audited reports
    to the SEC may trade there too.
    """
    listed = subject.venue
    if listed is None:
        return CannotTell(f"where {subject.symbol} trades: no list of it is held", _DO)
    day = subject.view.day
    try:
        meant = venue_on(listed.value, day)
    except (NoSuchThing, NotKnownThen):
        return CannotTell(f"which market {listed.value!r} of the list of {listed.day} is", _DO)
    known_since = subject.holds_complete("listings", listed.day, day)
    stale = day - listed.day > _STALE and not known_since
    if meant.venues and set(meant.venues) <= _WITHOUT:
        says = _says(listed, [consequences(one) for one in meant.venues])
        newer = "; no newer list of it is held" if stale else ""
        return Finding(f"{says}{newer}", (_cite(listed),))
    if meant.venue is None or meant.venue in _UNTOLD:
        return CannotTell(f"the tier: the list of {listed.day} says {listed.value} alone", _DO)
    facts = consequences(meant.venue)
    if subject.listings["event"].item(-1) == "gone":
        return CannotTell(f"where it trades since it left {facts.label} on {listed.day}", _DO)
    if stale:
        return CannotTell(
            f"where it trades now: the newest list, of {listed.day}, says {facts.label}", _DO
        )
    return Clear(f"the list of {listed.day}: {facts.label}, {facts.disclosure}")


def _says(listed: Said, tiers: list[VenueFacts]) -> str:
    names = " or ".join(one.label for one in tiers)
    return f"it trades at {names} by the list of {listed.day}: {tiers[-1].disclosure}"


def _cite(listed: Said) -> Evidence:
    return Evidence(listed.source, f"venue {listed.value}", listed.day, listed.known_at)
