"""Regulatory actions on a name: those joined by CIK or ticker, and namesakes that nobody joined."""

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from microcap.model.figures import Figure, cannot_tell
from microcap.view.market_structure import actions_naming, is_party, same_name, suspended_until
from microcap.view.subject import Subject


@dataclass(frozen=True, slots=True)
class Action:
    """One release: what it is, in which role it names the issuer, and by what it was joined."""

    kind: str
    identifier: str
    day: date
    title: str
    respondents: str
    role: str
    """What the release says of the issuer, empty where it says nothing."""
    party: bool
    """Whether the release is directed at it; another role is a mention."""
    by: str
    """CIK or ticker; `name` for a namesake, which is never merged."""
    until: date | None
    """End of a suspension."""
    until_assumed: bool
    """The release gives no end: the longest that one order may last is shown."""
    address: str
    known_at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Actions:
    """Releases that name the issuer, newest first, and namesakes to check by hand."""

    named: tuple[Action, ...]
    namesakes: tuple[Action, ...]
    count: Figure
    suspended: Action | None
    """The trading suspension in force at the moment."""
    notes: tuple[str, ...]


def actions(subject: Subject) -> Actions:
    """Every release known at the moment that names the issuer, by CIK, ticker or name alone."""
    joined = actions_naming(subject)
    named = tuple(_action(row) for row in reversed(joined.rows(named=True)))
    namesakes = _namesakes(subject, joined)
    held = subject.view.table("regulatory_actions").select(pl.len()).collect().item()
    whole = subject.coverage("regulatory_actions").filter(pl.col("complete")).height > 0
    if not named and not whole:
        count = cannot_tell(
            "count",
            "a list of releases that is complete"
            + (f"; of the {held:,} that are held none gives its CIK or ticker" if held else ""),
        )
    else:
        newest = joined["known_at"].max()
        count = Figure(
            len(named),
            "count",
            "known" if whole else "estimated",
            as_of=named[0].day if named else subject.view.day,
            known_at=newest if isinstance(newest, datetime) else None,
            sources=tuple(dict.fromkeys(one.source for one in named)) or ("regulatory_actions",),
            note="" if whole else "at least; the releases held are a part",
        )
    return Actions(named, namesakes, count, _in_force(subject, named), _notes(named, namesakes))


def _action(row: dict[str, object], by: str = "") -> Action:
    suspension = row["kind"] == "trading_suspension"
    until, said = suspended_until(row) if suspension else (None, True)
    role = str(row.get("role") or "")
    day, known = row["day"], row["known_at"]
    assert isinstance(day, date)
    assert isinstance(known, datetime)
    return Action(
        kind=str(row["kind"]),
        identifier=str(row["identifier"]),
        day=day,
        title=str(row["title"]),
        respondents=str(row["respondents"]),
        role=role,
        party=not by and is_party(role),
        by=by or str(row["by"]),
        until=until,
        until_assumed=not said,
        address=str(row["address"] or ""),
        known_at=known,
        source=str(row["source"]),
    )


def _namesakes(subject: Subject, joined: pl.DataFrame) -> tuple[Action, ...]:
    """Releases without a key of ours that name somebody who is called the same."""
    names = {said.value for said in subject.former_names}
    names |= {subject.name.value} if subject.name else set()
    if not names:
        return ()
    rows = subject.view.table("regulatory_actions").collect()
    rows = rows.filter(pl.col("issuer").is_null()).join(
        joined.select("kind", "identifier"), on=["kind", "identifier"], how="anti"
    )
    found = [
        _action(row, "name")
        for row in rows.sort("day", descending=True).iter_rows(named=True)
        if any(same_name(name, row["respondents"]) for name in names)
    ]
    return tuple(found)


def _in_force(subject: Subject, named: tuple[Action, ...]) -> Action | None:
    day = subject.view.day
    return next(
        (
            one
            for one in named
            if one.kind == "trading_suspension" and one.until is not None and one.until >= day
        ),
        None,
    )


def _notes(named: tuple[Action, ...], namesakes: tuple[Action, ...]) -> tuple[str, ...]:
    notes = []
    mentions = [one for one in named if not one.party]
    if mentions:
        notes.append(
            f"{len(mentions)} of {len(named)} releases mention it in another role than a party's"
        )
    for one in namesakes:
        notes.append(
            f"{one.identifier} of {one.day} names someone called the same and gives no CIK of ours: "
            f"check {one.address or 'the release'}"
        )
    return tuple(notes)
