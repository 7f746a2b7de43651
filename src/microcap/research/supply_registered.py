"""Shares that a registration lets come: the shelf, sales into the market, equity lines, resales.

Dollars that a supplement sets aside for sales into the market are taken off the shelf's room and
stand on a rung of their own, so that they are counted once.
"""

import re
from collections.abc import Sequence
from datetime import date

from microcap.model.verdicts import Evidence
from microcap.research.baby_shelf_room import BabyShelf
from microcap.research.ladder import Ground, PriceToShares, Rung, Way, rung
from microcap.view.registrations import Registration
from microcap.view.said import Stated, statements
from microcap.view.subject import Subject
from microcap.view.takedowns import did_sell

_LINE = re.compile(
    r"equity line|ELOC|standby equity|SEPA\b|committed equity|equity purchase|lincoln park|put notice|"
    r"drawdown|purchase agreement",
    re.IGNORECASE,
)
_WILL_END = re.compile(r"\b(?:will|shall|may|upon the earli\w+)\b", re.IGNORECASE)
_SMALLEST = 100_000.0
"""Dollars; a smaller amount beside a programme is a fee (project default)."""


def shelf_rungs(ground: Ground, held: Sequence[Registration], small: BabyShelf) -> list[Rung]:
    """A rung for each registration of the company's own sales that has room or may get it."""
    rungs = []
    primary = [one for one in held if not one.resale and (one.ended is None)]
    for one in primary:
        cited = [*one.evidence, *(piece for down in one.takedowns for piece in down.evidence[:1])]
        several = len([other for other in primary if other.stands]) > 1
        overlaps = "unsold securities may have been carried over to a later one" if several else ""
        if one.assumed:
            overlaps = "; ".join(
                filter(None, [overlaps, f"by dates alone: {', '.join(one.assumed)}"])
            )
        if one.effective is None:
            rungs.append(_waiting(ground, one, cited, overlaps))
            continue
        what = f"{one.form} of {one.filed}, effective {one.effective} ({one.effective_how})"
        if one.left is None:
            missing = _missing(one)
            rungs.append(
                rung(
                    ground,
                    Way(
                        "shelf",
                        what,
                        None,
                        cited,
                        missing=missing,
                        until=one.expires,
                        overlaps=overlaps,
                    ),
                )
            )
            continue
        what += f": {_usd(one.dollars)} registered, {_usd(one.taken)} sold or set aside"
        if (one.taken or 0.0) > (one.dollars or 0.0):
            what += "; more than it registered, so that another registration is not matched"
        left, condition = one.left, "any price"
        room = small.room.value
        if small.applies.value == "yes" and isinstance(room, float) and room < left:
            what += (
                f"; {_usd(left)} left, of which one third of the float lets {_usd(room)} come now"
            )
            left, condition = room, "any price; the limit rises with the highest close of 60 days"
        rungs.append(
            rung(
                ground,
                Way(
                    "shelf",
                    what,
                    _dollars(left),
                    cited,
                    condition=condition,
                    until=one.expires,
                    overlaps=overlaps,
                ),
            )
        )
    return rungs


def _missing(one: Registration) -> str:
    if one.dollars is None:
        return f"the amount registered: the {one.form} of {one.filed} is not held or does not say"
    days = [f"{down.form} of {down.day}" for down in one.takedowns if down.dollars is None]
    more = f" and {len(days) - 3} more" if len(days) > 3 else ""
    return f"what supplements sold of {_usd(one.dollars)}: {', '.join(days[:3])}{more} not held or not told"


def _waiting(ground: Ground, one: Registration, cited: list[Evidence], overlaps: str) -> Rung:
    return rung(
        ground,
        Way(
            "shelf",
            f"{one.form} of {one.filed}, not effective by what is held",
            _dollars(one.dollars) if one.dollars is not None else None,
            cited,
            missing="the amount registered, in a document that is held and read",
            counted=False,
            overlaps=overlaps or "nothing may be sold before it is effective",
        ),
    )


def market_rungs(subject: Subject, ground: Ground, held: Sequence[Registration]) -> list[Rung]:
    """Sales into the market and equity lines: the newest programme of each sort, sold and left."""
    said = statements(subject, "atm_or_takedown", "equity_offering")
    downs = [
        (one, down)
        for one in held
        for down in one.takedowns
        if down.into_the_market and down.dollars is not None
    ]
    rungs = []
    if downs:
        one, down = max(downs, key=lambda pair: pair[1].day)
        rungs.append(
            _programme(ground, said, down.day, down.dollars, down.evidence, "at the market", one)
        )
    else:
        named = [one for one in said if _names_programme(one) and not _LINE.search(one.quote)]
        if named:
            first = max(named, key=lambda one: (one.day, _limit(one) or 0.0))
            rungs.append(
                _programme(
                    ground,
                    said,
                    first.date("day") or first.day,
                    _limit(first),
                    (first.cite(),),
                    "at the market",
                    None,
                )
            )
    lines = [one for one in said if one.detail == "eloc" and (_limit(one) or 0.0) >= _SMALLEST]
    if lines:
        newest = lines[0]
        rungs.append(
            _programme(
                ground,
                said,
                newest.date("day") or newest.day,
                _limit(newest),
                (newest.cite(),),
                "equity line",
                None,
            )
        )
    return [one for one in rungs if one is not None]


def _names_programme(one: Stated) -> bool:
    return (
        one.detail == "at_the_market" or (one.kind == "atm_or_takedown" and one.detail == "atm")
    ) and (_limit(one) or 0.0) >= _SMALLEST


def _limit(one: Stated) -> float | None:
    amount = one.number("at_most")
    return amount if amount is not None else one.number("dollars")


def _programme(
    ground: Ground,
    said: Sequence[Stated],
    since: date,
    dollars: float | None,
    evidence: tuple[Evidence, ...],
    sort: str,
    of: Registration | None,
) -> Rung | None:
    """What is left of a programme: stated, or the limit less what was sold since it began."""
    line = sort == "equity line"
    later = [
        one
        for one in said
        if one.kind == "atm_or_takedown"
        and one.day >= since
        and bool(_LINE.search(one.quote)) == line
    ]
    over = [one for one in later if one.detail == "ended" and not _WILL_END.search(one.quote)]
    if over or (of is not None and of.ended is not None):
        return None
    told = [one for one in later if one.detail == "left" and one.number("dollars") is not None]
    sold = [one for one in later if did_sell(one) and one.number("dollars")]
    what = f"{sort} programme of {since}, up to {_usd(dollars)}"
    overlaps = "" if of is not None else "may be a part of a shelf above"
    if told:
        left, cited = told[0].number("dollars"), (*evidence, told[0].cite())
        what += f"; {_usd(left)} left on {told[0].day}"
    elif sold and dollars is not None:
        spent = sold[0].number("dollars") or 0.0
        left, cited = max(dollars - spent, 0.0), (*evidence, sold[0].cite())
        what += f"; {_usd(spent)} sold by {sold[0].day}"
    else:
        left, cited = dollars, evidence
        what += "; what was sold of it is not told"
    return rung(
        ground,
        Way(
            sort.replace(" ", "_"),
            what,
            _dollars(left) if left is not None else None,
            cited,
            missing="the amount of the programme",
            until=of.expires if of else None,
            overlaps=overlaps,
        ),
    )


def resale_rungs(subject: Subject, ground: Ground, held: Sequence[Registration]) -> list[Rung]:
    """Registrations under which holders sell: shares that are out, or counted below."""
    rungs = []
    for one in held:
        if not one.resale or one.ended is not None:
            continue
        number = None if one.shares is None else one.shares * subject.shares_since(one.filed)
        rungs.append(
            rung(
                ground,
                Way(
                    "resale",
                    f"{one.form} of {one.filed} for holders"
                    + (
                        f", effective {one.effective}"
                        if one.effective
                        else ", not effective by what is held"
                    ),
                    None if number is None else (lambda price, count=number: count),  # type: ignore[misc]
                    one.evidence,
                    missing="the number of shares, in a document that is held and read",
                    every=number,
                    counted=False,
                    overlaps="outstanding already, or the shares of warrants and notes below",
                    stated=True,
                ),
            )
        )
    return rungs


def _dollars(amount: float | None) -> PriceToShares | None:
    return None if amount is None else lambda price: amount / price


def _usd(amount: float | None) -> str:
    return "an amount not told" if amount is None else f"${amount:,.0f}"
