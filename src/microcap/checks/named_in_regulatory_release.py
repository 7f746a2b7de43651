"""Releases of a regulator that are directed at the issuer."""

import polars as pl

from microcap.checks import check
from microcap.checks.actions_by_name import unjoined
from microcap.checks.stretch import months_before
from microcap.model.figures import counted
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.market_structure import actions_naming, is_party
from microcap.view.subject import Subject

_MONTHS = 60


@check(
    severity=5,
    kind="event",
    risk="misstatement",
    reference="SEC litigation releases and proceedings; FINRA notices",
)
def named_in_regulatory_release(subject: Subject) -> Verdict:
    """A release of the last five years names the issuer as a party, by its CIK or its ticker.

    A release tells what a regulator says; a complaint is no judgment. One that mentions the
    company in another role, such as the target of a trade, is no finding, and a name alone joins
    nothing.
    """
    first, last = months_before(subject.view.day, _MONTHS), subject.view.day
    named = actions_naming(subject).filter(
        (pl.col("day") >= first) & (pl.col("kind") != "trading_suspension")
    )
    parties = [row for row in named.iter_rows(named=True) if is_party(row["role"])]
    if parties:
        days = ", ".join(str(row["day"]) for row in parties[-4:])
        return Finding(
            f"a release names it as a party: {days}",
            tuple(
                Evidence(
                    row["source"],
                    f"{row['identifier']} ({row['kind'].replace('_', ' ')}): “{row['title'][:160]}”, "
                    f"as {row['role'] or 'named'}, by its {row['by']}",
                    row["day"],
                    row["known_at"],
                )
                for row in reversed(parties)
            ),
        )
    doubt = unjoined(subject, "", first)
    if doubt is not None:
        return doubt
    if subject.holds_complete("regulatory_actions", first, last):
        return Clear(
            f"mentioned in {counted(named.height, 'release')} from {first} to {last}, never as a party"
        )
    return CannotTell(
        "a complete list of releases from the SEC and FINRA",
        "microcap ingest files FILE with releases by CIK, or bring a list of your own by a mapping",
    )
