"""The one-third limit on a small company's shelf: float, highest close, sold, room."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from microcap.measures.baby_shelf import baby_shelf_room
from microcap.model.business_days import months_after
from microcap.model.errors import Contradiction
from microcap.model.figures import Figure, cannot_tell
from microcap.model.rules import Rule, beside, rule
from microcap.research.ladder import Ground
from microcap.view.registrations import Registration
from microcap.view.said import Stated, statements
from microcap.view.subject import Subject
from microcap.view.takedowns import Takedown

_FRESH = timedelta(days=200)
"""A statement of the outsiders' shares older than this gives way to the float (project default)."""
_GONE = timedelta(days=730)
"""A statement older than this is not used at all (project default)."""


@dataclass(frozen=True)
class BabyShelf:
    """The one-third limit on a small company's shelf, as it stands on the day."""

    applies: Figure
    float_shares: Figure
    highest_close: Figure
    float_value: Figure
    limit: Figure
    sold: Figure
    room: Figure
    room_shares: Figure
    rule: str
    proposed: str
    """A proposal that would change it, shown and never applied."""


def baby_shelf(subject: Subject, ground: Ground, held: Sequence[Registration]) -> BabyShelf:
    """Whether the one-third limit binds on the day, and the room that it leaves."""
    version = rule("baby_shelf", ground.day)
    terms = version.value
    if not isinstance(terms, Mapping):
        raise Contradiction("the rule baby_shelf was read as terms and holds none; mend rules.toml")
    back, year = int(str(terms["price_days_back"])), int(str(terms["months"]))
    said = statements(subject, "baby_shelf")
    outside = _outside(subject, ground)
    highest = _highest_close(subject, ground, back)
    sold = _sold(subject, ground, held, said, year)
    nothing = [one for one in held if one.form.startswith(("S-3", "F-3")) and one.ended is None]
    number, top, spent = (
        float(one.value) if isinstance(one.value, int | float) else None
        for one in (outside, highest, sold)
    )
    told = baby_shelf_room(
        number, top, spent, float(str(terms["share_of_float"])), float(str(terms["float_below"]))
    )
    sources = tuple(dict.fromkeys((*outside.sources, *highest.sources)))
    missing = outside.missing or highest.missing or sold.missing

    def dollars(name: str, also: str = "") -> Figure:
        amount = told[name]
        if not isinstance(amount, float):
            if told["applies"] is False:
                return Figure(
                    None, "USD", "not_applicable", note="the float is worth more", sources=sources
                )
            return cannot_tell("USD", missing or also or "the float")
        cited = (*sources, *sold.sources) if name == "room" else sources
        return Figure(
            amount, "USD", "estimated", as_of=ground.day, sources=tuple(dict.fromkeys(cited))
        )

    room = dollars("room", "what was sold in twelve months")
    applies = cannot_tell("text", missing or "the float")
    if told["applies"] is not None:
        word = "yes" if told["applies"] else "no"
        note = "" if nothing else "no S-3 or F-3 that stands is on record"
        applies = Figure(word, "text", "estimated", as_of=ground.day, sources=sources, note=note)
    as_shares = cannot_tell("shares", room.missing or "the room in dollars")
    if room.value is not None and ground.close:
        as_shares = Figure(
            round(float(room.value) / ground.close),
            "shares",
            "estimated",
            as_of=ground.day,
            sources=room.sources,
            note=f"at ${ground.close:,.4g}",
        )
    return BabyShelf(
        applies,
        outside,
        highest,
        dollars("float_value"),
        dollars("limit"),
        sold,
        room,
        as_shares,
        f"{version.source}: {version.note}",
        "; ".join(_proposal(one) for one in beside("baby_shelf", ground.day)),
    )


def _proposal(one: Rule) -> str:
    return f"{one.label}, {one.status}: {one.source}; decides nothing here"


def _outside(subject: Subject, ground: Ground) -> Figure:
    """Shares of outsiders: as the company lately stated them for this rule, else the float."""
    stated = stated_outsiders(subject)
    if stated is not None and stated.status == "known":
        return stated
    return ground.floating


def stated_outsiders(subject: Subject) -> Figure | None:
    """Shares of outsiders as the company last stated them for this rule; stale after 200 days."""
    for one in statements(subject, "baby_shelf"):
        count = one.number("float_shares")
        if (
            count is None
            and (worth := one.number("float_value"))
            and (price := one.number("price"))
        ):
            count = worth / price
        day = one.date("day") or one.day
        old = subject.view.day - day > _FRESH
        if count is not None and subject.view.day - day <= _GONE:
            return Figure(
                round(count * subject.shares_since(day)),
                "shares",
                "stale" if old else "known",
                as_of=day,
                known_at=one.known_at,
                sources=(one.accession,),
                note="held by outsiders, as the company states for the one-third rule",
            )
    return None


def _highest_close(subject: Subject, ground: Ground, back: int) -> Figure:
    rows = subject.panel.filter(
        (pl.col("day") > ground.day - timedelta(days=back)) & pl.col("close").is_not_null()
    )
    if rows.is_empty():
        return cannot_tell("USD/share", f"a close within the last {back} days")
    row = rows.sort("close").row(-1, named=True)
    return Figure(
        row["close"],
        "USD/share",
        as_of=row["day"],
        sources=("bars",),
        note=f"highest close of {back} days, in shares of the day; bids are not held",
    )


def _sold(
    subject: Subject,
    ground: Ground,
    held: Sequence[Registration],
    said: Sequence[Stated],
    months: int,
) -> Figure:
    """Sold under the limit in twelve months: as last stated, and the supplements since."""
    first = months_after(ground.day, -months)
    stated = next(
        (
            one
            for one in said
            if one.number("sold") is not None and (one.date("day") or one.day) >= first
        ),
        None,
    )
    since = stated.day if stated else first
    downs: list[Takedown] = [
        down
        for one in held
        if one.form.startswith(("S-3", "F-3")) and not one.resale
        for down in one.takedowns
        if since < down.day <= ground.day
        or (stated is not None and down.accession == stated.accession)
    ]
    if stated is None and any(not down.read for down in downs):
        return cannot_tell("USD", "the supplements of twelve months are not all held and read")
    firm = [down.dollars for down in downs if not down.into_the_market]
    if None in firm:
        return cannot_tell("USD", "what a supplement of the last twelve months sold")
    base = (stated.number("sold") or 0.0) if stated else 0.0
    total = base + sum(amount for amount in firm if amount is not None)
    sources = [stated.accession] if stated else []
    note = f"as stated on {stated.day}" if stated else "no statement of it is held"
    if any(down.into_the_market for down in downs):
        note += "; sales into the market since are not in it"
    return Figure(
        total,
        "USD",
        "estimated",
        as_of=stated.day if stated else ground.day,
        sources=tuple(dict.fromkeys([*sources, *(down.accession for down in downs)])),
        note=note + f", with {len(firm)} supplements since" * bool(firm),
    )
