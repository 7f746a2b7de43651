"""The ladder of all shares that can come, each rung with the words or the fact behind it.

1. `ladder.Ground` is what is measured against: price, shares outstanding, float, day.
2. `supply_registered` gives what registrations let come; `supply_warrants`, `supply_notes` and
   `supply_locked` what terms let come.
3. `_totals` adds the rungs that bring new shares, at the price, at half of it and at twice;
   shares that are outstanding already, or may be told twice, stand on the ladder and are not added.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from microcap.measures.rule_144 import rule_144_volume_limit
from microcap.measures.treasury_stock import treasury_stock
from microcap.model.figures import Figure, cannot_tell, counted
from microcap.model.verdicts import CannotTell, Evidence
from microcap.research.baby_shelf_room import BabyShelf, baby_shelf, stated_outsiders
from microcap.research.cap import standing
from microcap.research.holders import holders
from microcap.research.ladder import HORIZONS, TIMES, Ground, Rung, part_of
from microcap.research.supply_locked import locked_rungs, remnant_rungs
from microcap.research.supply_notes import note_rungs
from microcap.research.supply_registered import market_rungs, resale_rungs, shelf_rungs
from microcap.research.supply_warrants import award_rungs, warrant_rungs
from microcap.view.registrations import OFFERING_FORMS, Registration, registrations
from microcap.view.said import documents_read, statements, unread_filings
from microcap.view.subject import Subject

LOOK_BACK = timedelta(days=3 * 366)
"""So far back offering documents should be held: the life of a shelf."""
REGISTERED = {"shelf", "at_the_market", "equity_line"}


@dataclass(frozen=True)
class Total:
    """New shares at one price: all, and those that can come within some days."""

    times: float
    """The price as a part of the price of the day."""
    price: Figure
    shares: Figure
    of_float: Figure
    of_outstanding: Figure
    within: tuple[tuple[int, Figure], ...]
    """Days, and the shares that can come within them."""


@dataclass(frozen=True)
class Past:
    """A registration that lets nothing come any more, and why."""

    what: str
    end: str
    day: date
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Supply:
    """All shares that can come, as known at the moment."""

    symbol: str
    security: str
    issuer: str | None
    moment: datetime
    synthetic: bool
    price: Figure
    outstanding: Figure
    float_shares: Figure
    rungs: tuple[Rung, ...]
    totals: tuple[Total, ...]
    diluted: Figure
    """Shares outstanding with options and warrants by the treasury stock method, at the price."""
    registered_unsold: Figure
    registered_to_float: Figure
    baby_shelf: BabyShelf
    rule_144_limit: Figure
    """What one affiliate may sell in three months."""
    remnants: tuple[Evidence, ...]
    """Redemptions and trust left, where a blank-check company was merged."""
    past: tuple[Past, ...]
    notes: tuple[str, ...]
    cannot_tell: tuple[CannotTell, ...]


def supply(subject: Subject) -> Supply:
    """The share ladder of a subject as it could be known at the moment."""
    where = standing(subject)
    floating = where.float_shares
    if floating.value is None:
        floating = holders(subject).float_shares
    if floating.value is None:
        floating = stated_outsiders(subject) or floating
    ground = Ground(subject.view.day, where.price, where.shares, floating)
    held = registrations(subject)
    small = baby_shelf(subject, ground, held)
    rungs = (
        *shelf_rungs(ground, held, small),
        *market_rungs(subject, ground, held),
        *resale_rungs(subject, ground, held),
        *warrant_rungs(subject, ground),
        *award_rungs(subject, ground),
        *note_rungs(subject, ground),
        *locked_rungs(subject, ground),
        *remnant_rungs(subject, ground),
    )
    unknown = _unknown(subject, rungs)
    blind = documents_read(subject).is_empty() or any("not held" in one.missing for one in unknown)
    unsold = _registered_unsold(ground, held, rungs, blind=blind)
    return Supply(
        subject.symbol,
        subject.security,
        subject.issuer,
        subject.view.moment,
        subject.view.synthetic,
        where.price,
        where.shares,
        floating,
        rungs,
        _totals(ground, rungs, blind=blind),
        _diluted(ground, rungs),
        unsold,
        part_of(unsold, floating, "float"),
        small,
        _limit_144(subject, ground),
        tuple(
            one.cite()
            for one in statements(subject, "spac_remnant")
            if one.detail in {"redemption", "trust_left"}
        )[:4],
        _past(held),
        _notes(rungs, held),
        unknown,
    )


def _totals(ground: Ground, rungs: tuple[Rung, ...], *, blind: bool) -> tuple[Total, ...]:
    return tuple(_total(ground, rungs, times, blind=blind) for times in TIMES)


def _total(ground: Ground, rungs: tuple[Rung, ...], times: float, *, blind: bool) -> Total:
    price = cannot_tell("USD/share", ground.price.missing or "a price")
    if ground.close is not None:
        price = Figure(
            ground.close * times,
            "USD/share",
            "known" if times == 1 else "estimated",
            as_of=ground.price.as_of,
            known_at=ground.price.known_at,
            sources=ground.price.sources,
        )
    counted = [one for one in rungs if one.counted]
    shares = _sum(ground, counted, times, blind=blind)
    within = []
    for days in HORIZONS:
        last = ground.day + timedelta(days=days)
        soon = [one for one in counted if one.from_day is None or one.from_day <= last]
        within.append((days, _sum(ground, soon, times, blind=blind)))
    return Total(
        times,
        price,
        shares,
        part_of(shares, ground.floating, "float"),
        part_of(shares, ground.outstanding, "shares outstanding"),
        tuple(within),
    )


def _sum(ground: Ground, rungs: list[Rung], times: float, *, blind: bool) -> Figure:
    """The sum of what is told; a rung that cannot be told makes it a lower end, and says so."""
    told = [one.at(times) for one in rungs if one.at(times).value is not None]
    untold = len(rungs) - len(told)
    if not told:
        if blind:
            return cannot_tell(
                "shares", "documents of offerings and terms that are not held and read"
            )
        if untold:
            return cannot_tell("shares", f"the shares of {counted(untold, 'rung')}")
        return Figure(
            0, "shares", "estimated", as_of=ground.day, note="no rung in what is held and read"
        )
    total = sum(int(one.value) for one in told if isinstance(one.value, int | float))
    why = [f"{counted(untold, 'rung')} cannot be told"] if untold else []
    why += ["documents are not held"] if blind else []
    flags = (f"at least: {', '.join(why)}",) if why else ()
    if blind and not total:
        return cannot_tell("shares", "documents of offerings and terms that are not held and read")
    return Figure(
        total,
        "shares",
        "estimated",
        as_of=ground.day,
        sources=tuple(dict.fromkeys(source for one in told for source in one.sources)),
        known_at=max((one.known_at for one in told if one.known_at is not None), default=None),
        flags=flags,
    )


def _registered_unsold(
    ground: Ground, held: tuple[Registration, ...], rungs: tuple[Rung, ...], *, blind: bool
) -> Figure:
    """Registered, effective and unsold in shares at the price, the one-third limit left aside."""
    live = [one for one in held if one.stands and not one.resale]
    other = [one for one in rungs if one.counted and one.kind in REGISTERED - {"shelf"}]
    if ground.close is None:
        return cannot_tell("shares", ground.price.missing or "a price")
    dollars = [one.left for one in live if one.left is not None]
    untold = len(live) - len(dollars) + sum(one.at_price.value is None for one in other)
    counts = [one.at_price for one in other if one.at_price.value is not None]
    if not dollars and not counts:
        if blind or untold:
            missing = "the amounts registered: their documents are not held and read"
            return cannot_tell("shares", missing)
        return Figure(
            0,
            "shares",
            "estimated",
            as_of=ground.day,
            note="no registration that stands is on record",
        )
    total = round(sum(dollars) / ground.close) + sum(
        int(one.value) for one in counts if isinstance(one.value, int | float)
    )
    evidence = [piece for one in live for piece in one.evidence]
    sources = [piece.source for piece in evidence] + [key for one in counts for key in one.sources]
    return Figure(
        total,
        "shares",
        "estimated",
        as_of=ground.day,
        known_at=max((one.known_at for one in live), default=None),
        sources=tuple(dict.fromkeys(sources)),
        note=f"at ${ground.close:,.4g}; what one third of the float lets come is on its rung",
        flags=(f"at least: {untold} registration{'s do' if untold > 1 else ' does'} not tell",)
        if untold
        else (),
    )


def _diluted(ground: Ground, rungs: tuple[Rung, ...]) -> Figure:
    """Options and warrants in the money by the treasury stock method (ASC 260)."""
    if ground.close is None or not isinstance(ground.outstanding.value, int | float):
        return cannot_tell(
            "shares", ground.price.missing or ground.outstanding.missing or "a price"
        )
    pairs: list[tuple[float, float]] = []
    sources: list[str] = []
    for one in rungs:
        if one.kind not in {"warrants", "pre_funded", "options"} or one.every.value is None:
            continue
        strike = 0.0 if one.kind == "pre_funded" else _strike(one)
        if strike is not None:
            pairs.append((float(one.every.value), strike))
            sources.extend(one.every.sources)
    told = treasury_stock(float(ground.outstanding.value), pairs, ground.close)
    count = told["diluted"]
    return Figure(
        round(count if count is not None else ground.outstanding.value),
        "shares",
        "estimated",
        as_of=ground.day,
        sources=tuple(dict.fromkeys((*ground.outstanding.sources, *sources))),
        note="treasury stock method on warrants and options with a strike; no registration in it",
    )


def _strike(one: Rung) -> float | None:
    """The strike that a rung's condition names."""
    word = next((part for part in one.condition.split() if part.startswith("$")), None)
    return None if word is None else float(word.strip("$,").replace(",", ""))


def _limit_144(subject: Subject, ground: Ground) -> Figure:
    shares = ground.outstanding.value
    if not isinstance(shares, int | float):
        return cannot_tell("shares", ground.outstanding.missing or "a share count")
    weeks = _weekly_volumes(subject)
    venue = subject.venue.value if subject.venue else ""
    listed = bool(venue) and not venue.upper().startswith(("OTC", "PINK", "EXPERT", "GREY"))
    limit = rule_144_volume_limit(float(shares), weeks if len(weeks) == 4 else None, listed)
    return Figure(
        round(limit),
        "shares",
        "estimated",
        as_of=ground.day,
        sources=tuple(dict.fromkeys((*ground.outstanding.sources, "bars"))),
        note="17 CFR 230.144(e): "
        + (
            "the larger of 1 % and the mean week of four"
            if listed
            else "1 % of the shares; not listed by what is held"
        ),
    )


def _weekly_volumes(subject: Subject) -> list[float]:
    """Volumes of the four whole calendar weeks before the day, of those held."""
    monday = subject.view.day - timedelta(days=subject.view.day.weekday())
    rows = subject.panel.select("day", "volume").drop_nulls()
    weeks = []
    for back in range(1, 5):
        first = monday - timedelta(weeks=back)
        held = [
            volume for day, volume in rows.iter_rows() if first <= day < first + timedelta(days=7)
        ]
        if held:
            weeks.append(float(sum(held)))
    return weeks


def _past(held: tuple[Registration, ...]) -> tuple[Past, ...]:
    return tuple(
        Past(
            f"{one.form} of {one.filed}" + (f", {one.dollars:,.0f} USD" if one.dollars else ""),
            one.end,
            one.ended,
            one.evidence,
        )
        for one in held
        if one.ended is not None
    )


def _notes(rungs: tuple[Rung, ...], held: tuple[Registration, ...]) -> tuple[str, ...]:
    notes = []
    if any(one.kind in REGISTERED and one.counted for one in rungs):
        notes.append(
            "registered dollars become more shares the lower the price: compare at half of it"
        )
    if any(not one.counted for one in rungs):
        notes.append(
            "rungs outside the totals are outstanding already, not effective, or told elsewhere too"
        )
    if any(down.dollars is None for one in held if one.ended is None for down in one.takedowns):
        notes.append("some supplements do not tell what they sold in the part that is read")
    return tuple(notes)


def _unknown(subject: Subject, rungs: tuple[Rung, ...]) -> tuple[CannotTell, ...]:
    """What is missing, with where to get it."""
    found = []
    first = subject.view.day - LOOK_BACK
    name = subject.issuer or subject.symbol
    if subject.issuer is None:
        found.append(
            CannotTell(
                "a link to its issuer, and so its filings",
                f"microcap ingest documents FOLDER --symbol {subject.symbol}, or a list with its CIK",
            )
        )
    lacking = unread_filings(subject, OFFERING_FORMS, first)
    if lacking.height:
        forms = ",".join(sorted(set(lacking["form"].to_list())))
        found.append(
            CannotTell(
                f"on record since {first} and not held: {counted(lacking.height, 'offering document')}",
                f"microcap fetch sec {name} --forms {forms} --since {first}",
            )
        )
    periodic = unread_filings(
        subject, ("10-K", "10-Q", "20-F"), subject.view.day - timedelta(days=400)
    )
    if periodic.height and subject.issuer is not None:
        found.append(
            CannotTell(
                "the notes of its latest reports (warrants, notes, what was sold) are not held",
                f"microcap fetch sec {name} --forms 10-K,10-Q",
            )
        )
    if not any(one.kind == "options" for one in rungs):
        found.append(CannotTell("options of staff: no tagged count is held"))
    return tuple(found)
